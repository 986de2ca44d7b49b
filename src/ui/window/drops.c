/* drops.c: see drops.h. */
#include "ui/window/drops.h"

/* A file that comes without a beginning is alone. */
bool drops_take(Drops *drops, const SDL_DropEvent *event) {
    bool file = event->type == SDL_DROPFILE && event->file && drops->count < DROPS_MOST;
    if (file)
        drops->paths[drops->count++] = event->file;
    else
        SDL_free(event->file);
    if (event->type == SDL_DROPBEGIN || event->type == SDL_DROPCOMPLETE)
        drops->more = event->type == SDL_DROPBEGIN;
    return !drops->more && drops->count > 0;
}

void drops_free(Drops *drops) {
    for (int k = 0; k < drops->count; k++)
        SDL_free(drops->paths[k]);
    *drops = (Drops){.count = 0};
}
