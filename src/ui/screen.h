/* screen.h: an SDL window's surface, and how large things should be on its display. */
#ifndef GATESCOPE_UI_SCREEN_H
#define GATESCOPE_UI_SCREEN_H

#include <SDL.h>

#include "base/error.h"

typedef struct Screen {
    SDL_Window *window; /* owned */
    SDL_Surface *shown; /* the window's own surface; SDL owns it */
    SDL_Surface
        *surface; /* to draw into: shown, or one of ours where the display has other pixels */
    float scale;  /* of layout points to the surface's pixels: 1, 1.25, 2 ... */
    float ratio;  /* the surface's pixels for one of the window's coordinates */
} Screen;

/* Opens a window as large as the design, or as the display allows. */
bool screen_open(Screen *screen, const char *title, Error *error);
void screen_close(Screen *screen);

/* Takes up the window's size, pixels and scale as they are now. False and an error where the
 * display has no pixels for it. */
bool screen_refresh(Screen *screen, Error *error);

/* Shows these parts of the surface, or all of it where rects is NULL. */
bool screen_show(const Screen *screen, const SDL_Rect *rects, int count, Error *error);

void screen_toggle_full(const Screen *screen);
/* Before a class: all of a display, the second one where there are two; and back to a window. */
void screen_present(const Screen *screen, bool on);

#endif
