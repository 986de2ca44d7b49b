/* tile.h: what the home screen shows of a screen that it can open: its name, what it is for, and a
 * sign. */
#ifndef GATESCOPE_SCENE_PAINT_TILE_H
#define GATESCOPE_SCENE_PAINT_TILE_H

#include "scene/paint/paint.h"

typedef struct Tile {
    const char *title, *about; /* in English, as paint_phrase takes them */
    void (*sign)(Painter *p, Rect rect);
    bool first; /* it stands before the others */
} Tile;

#endif
