/* look.h: a network over a whole run: the data, maps of units over time, the curves of a unit, and what
 * is said of each layer, in place of stage and timeline. */
#ifndef GATESCOPE_SCENE_LOOK_LOOK_H
#define GATESCOPE_SCENE_LOOK_LOOK_H

#include "scene/paint/paint.h"
#include "scene/paint/tile.h"

void scene_look(Painter *p, Rect rect);
/* The column of layers, which is so wide. */
void scene_look_layers(Painter *p, Rect rect);
float scene_look_width(const Painter *p);

extern const Tile LOOK_TILE;

#endif
