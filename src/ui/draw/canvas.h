/* canvas.h: draws a display list into a surface, and only what changed since the list before.
 *
 *     list ─► prepare: bounds and masks of every shape ─► hash of each cell of a 64 px grid
 *          ─► cells whose hash is another than last time ─► a few rectangles ─► shapes, cut to each
 *
 * The picture is a function of the list alone: what is redrawn in parts is bit for bit what a
 * redraw of everything gives. Pixels are written directly, rows at a time: SDL's own fills lose ten
 * times on narrow rectangles. Upright edges lie on whole pixels, so that they are crisp; round and
 * slanted ones are smooth. Windows, pictures and films are all drawn here. */
#ifndef GATESCOPE_UI_DRAW_CANVAS_H
#define GATESCOPE_UI_DRAW_CANVAS_H

#include <SDL.h>

#include "ui/draw/fonts.h"

typedef struct Canvas Canvas;

enum { CANVAS_RECTS = 16 }; /* changed rectangles at most */

/* The fonts must outlive the canvas. NULL and an error where memory lacks. */
Canvas *canvas_new(FontSet *fonts, Error *error);
void canvas_free(Canvas *canvas);

/* What is drawn into from now on: a surface of xRGB or ARGB words, which must outlive its use here
 * and is not owned. Counts as changed everywhere. False and an error for another format or lacking
 * memory. */
bool canvas_target(Canvas *canvas, SDL_Surface *surface, Error *error);

/* Draws the list; returns how many rectangles were redrawn and, where changed is not NULL, which.
 */
int canvas_draw(Canvas *canvas, const DisplayList *list, SDL_Rect changed[CANVAS_RECTS]);

/* The surface's pixels were lost: the next canvas_draw draws everything. */
void canvas_invalidate(Canvas *canvas);

/* The masks kept, for tests of their bound. */
const MaskCache *canvas_masks(const Canvas *canvas);

#endif
