/* typing.h: the field of a number that is typed. */
#ifndef GATESCOPE_SCENE_PAINT_TYPING_H
#define GATESCOPE_SCENE_PAINT_TYPING_H

#include "scene/paint/paint.h"

void scene_typing(Painter *p);

#endif
