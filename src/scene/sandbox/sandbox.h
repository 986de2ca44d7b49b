/* sandbox.h: the panel on the left where no lesson is played. */
#ifndef GATESCOPE_SCENE_SANDBOX_SANDBOX_H
#define GATESCOPE_SCENE_SANDBOX_SANDBOX_H

#include "scene/paint/tile.h"

void scene_sandbox(Painter *p, Rect rect);

extern const Tile SANDBOX_TILE;

#endif
