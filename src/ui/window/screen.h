/* screen.h: an SDL window's surface, and how large things should be on its display. */
#ifndef GATESCOPE_UI_WINDOW_SCREEN_H
#define GATESCOPE_UI_WINDOW_SCREEN_H

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

/* Opens a window on a display (from 0), as large as the design, or as the display allows. Several
 * may be open; each has its own hold on SDL. */
bool screen_open(Screen *screen, const char *title, int display, Error *error);
void screen_close(Screen *screen);
/* The title that it has from now on; one that it has already costs nothing. */
void screen_title(const Screen *screen, const char *title);

/* Takes up the window's size, pixels and scale as they are now. False and an error where the
 * display has no pixels for it. */
bool screen_refresh(Screen *screen, Error *error);

/* Shows these parts of the surface, or all of it where rects is NULL. */
bool screen_show(const Screen *screen, const SDL_Rect *rects, int count, Error *error);

void screen_toggle_full(const Screen *screen);
void screen_fill_display(const Screen *screen, bool on); /* all of its display, or a window again */
int screen_other_display(const Screen *screen); /* that this window is not on; -1: there is none */

#endif
