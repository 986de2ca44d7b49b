/* training.h: cells that learn, in place of stage, timeline and tweaks. */
#ifndef GATESCOPE_SCENE_TRAINING_TRAINING_H
#define GATESCOPE_SCENE_TRAINING_TRAINING_H

#include "scene/paint/tile.h"

void scene_training_panel(Painter *p, Rect rect);
void scene_training(Painter *p, Rect rect);
/* Before a class: larger, without the panel, with its buttons under it. */
bool scene_training_presents(const Session *session, const Viewport *viewport);
void scene_training_present(Painter *p, Rect rect);

extern const Tile TRAINING_TILE;

#endif
