/* track.c: see track.h. */
#include "lesson/track.h"

#include <stdlib.h>
#include <string.h>

void tracks_free(Tracks *tracks) {
    for (int k = 0; k < tracks->count; k++) {
        free(tracks->items[k].id);
        text_free(&tracks->items[k].title);
        text_free(&tracks->items[k].about);
    }
    free(tracks->items);
    *tracks = (Tracks){0};
}

int tracks_find(const Tracks *tracks, const char *id) {
    for (int k = 0; k < tracks->count; k++)
        if (tracks->items[k].id && strcmp(tracks->items[k].id, id) == 0)
            return k;
    return -1;
}
