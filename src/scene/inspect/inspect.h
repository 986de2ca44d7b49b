/* inspect.h: where the inspected number came from, and what follows from it. */
#ifndef GATESCOPE_SCENE_INSPECT_INSPECT_H
#define GATESCOPE_SCENE_INSPECT_INSPECT_H

#include "scene/paint/paint.h"

void scene_inspect(Painter *p, Rect rect);
float scene_inspect_width(const Painter *p);

#endif
