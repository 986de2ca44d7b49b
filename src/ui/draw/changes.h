/* changes.h: a grid of cells over a picture that finds which parts of it changed.
 *
 * Every shape adds its hash to the cells that it touches, in drawing order; a cell whose sum
 * differs from that of the frame before has to be drawn again. */
#ifndef GATESCOPE_UI_DRAW_CHANGES_H
#define GATESCOPE_UI_DRAW_CHANGES_H

#include <SDL.h>
#include <stdbool.h>

typedef struct Changes {
    int columns, rows;
    uint64_t *now, *before; /* columns * rows each; owned */
} Changes;

/* Sets the grid up for a picture of this size: everything counts as changed. False where memory
 * lacks; the grid is then empty. */
bool changes_resize(Changes *changes, int width, int height);
void changes_free(Changes *changes);

/* Everything counts as changed in the frame that is gathered now or next. */
void changes_all(Changes *changes);

void changes_begin(Changes *changes);
void changes_add(Changes *changes, SDL_Rect bounds, uint64_t hash);

/* Ends the frame: at most `most` rectangles that hold all changed cells, cut to the picture. */
int changes_rects(Changes *changes, int width, int height, SDL_Rect *rects, int most);

#endif
