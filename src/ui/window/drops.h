/* drops.h: files that are let go over a window: SDL tells of them one by one, and they belong together. */
#ifndef GATESCOPE_UI_WINDOW_DROPS_H
#define GATESCOPE_UI_WINDOW_DROPS_H

#include <SDL.h>
#include <stdbool.h>

enum { DROPS_MOST = 256 }; /* of more the first ones count */

typedef struct Drops {
    char *paths[DROPS_MOST]; /* SDL's to free */
    int count;
    bool more; /* others are still to come */
} Drops;

/* Takes the event's file over. True: all of them are there, until drops_free. */
bool drops_take(Drops *drops, const SDL_DropEvent *event);
void drops_free(Drops *drops);

#endif
