/* picture.h: a surface to draw into without a display, and its PNG file. */
#ifndef GATESCOPE_UI_DRAW_PICTURE_H
#define GATESCOPE_UI_DRAW_PICTURE_H

#include <SDL.h>

#include "base/error.h"

enum { PICTURE_MOST = 16384 }; /* pixels of a side */

/* A picture of width x height (1 to PICTURE_MOST each), xRGB, free it with SDL_FreeSurface. NULL
 * and an error where the size is out of range or memory lacks. Needs no display and no SDL_Init. */
SDL_Surface *picture_new(int width, int height, Error *error);

/* Writes the picture as PNG; false and an error that names the file where it cannot be written. */
bool picture_save(const SDL_Surface *picture, const char *path, Error *error);
/* The same of words ARGB, with their alpha. */
bool picture_save_alpha(const SDL_Surface *picture, const char *path, Error *error);

#endif
