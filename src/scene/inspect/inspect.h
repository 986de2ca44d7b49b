/* inspect.h: where the inspected number came from, and what follows from it. */
#ifndef GATESCOPE_SCENE_INSPECT_INSPECT_H
#define GATESCOPE_SCENE_INSPECT_INSPECT_H

#include "scene/paint/paint.h"

void scene_inspect(Painter *p, Rect rect);
float scene_inspect_width(const Painter *p);
/* Lying over the stage, at the side where the inspected number is not; nothing else moves for it. */
void scene_inspect_over(Painter *p, Rect stage);

#endif
