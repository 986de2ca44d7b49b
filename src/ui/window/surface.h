/* surface.h: an SDL window's surface, and how large things should be on its display. */
#ifndef GATESCOPE_UI_WINDOW_SURFACE_H
#define GATESCOPE_UI_WINDOW_SURFACE_H

#include <SDL.h>

#include "base/error.h"

typedef struct Surface {
    SDL_Window *window; /* owned */
    SDL_Surface *shown; /* the window's own surface; SDL owns it */
    SDL_Surface
        *pixels; /* to draw into: shown, or one of ours where the display has other pixels */
    float scale; /* of layout points to the surface's pixels: 1, 1.25, 2 ... */
    float ratio; /* the surface's pixels for one of the window's coordinates */
} Surface;

/* Opens a window on a display (from 0), as large as the design, or as the display allows. Several
 * may be open; each has its own hold on SDL. */
bool surface_open(Surface *surface, const char *title, int display, Error *error);
void surface_close(Surface *surface);
/* The title that it has from now on; one that it has already costs nothing. */
void surface_title(const Surface *surface, const char *title);

/* Takes up the window's size, pixels and scale as they are now. False and an error where the
 * display has no pixels for it. */
bool surface_refresh(Surface *surface, Error *error);

/* Shows these parts of the surface, or all of it where rects is NULL. */
bool surface_show(const Surface *surface, const SDL_Rect *rects, int count, Error *error);

void surface_toggle_full(const Surface *surface);
void surface_fill_display(const Surface *surface,
                          bool on);           /* all of its display, or a window again */
bool surface_is_seen(const Surface *surface); /* it is not put away */
int surface_other_display(
    const Surface *surface); /* that this window is not on; -1: there is none */

#endif
