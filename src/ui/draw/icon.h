/* icon.h: the program's icon as pixels, with what is see-through: for windows and icon files. */
#ifndef GATESCOPE_UI_DRAW_ICON_H
#define GATESCOPE_UI_DRAW_ICON_H

#include <SDL.h>

#include "base/error.h"

/* ARGB, size x size (ICON_LEAST to ICON_MOST, scene/display/icon.h), not multiplied by its alpha;
 * free it with SDL_FreeSurface. NULL and an error where the size is out of range or memory lacks.
 * Needs no display and no fonts. */
SDL_Surface *icon_new(int size, Error *error);

#endif
