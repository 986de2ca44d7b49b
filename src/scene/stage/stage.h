/* stage.h: the lanes of the cells, one each, and the pieces that they are made of (lane.h). */
#ifndef GATESCOPE_SCENE_STAGE_STAGE_H
#define GATESCOPE_SCENE_STAGE_STAGE_H

#include "scene/paint/paint.h"

void scene_stage(Painter *p, Rect rect);

#endif
