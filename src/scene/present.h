/* present.h: before a class: stage and one line of text, all that there is. */
#ifndef GATESCOPE_SCENE_PRESENT_H
#define GATESCOPE_SCENE_PRESENT_H

#include "scene/paint/paint.h"

void scene_present(Painter *p, Rect rect);

#endif
