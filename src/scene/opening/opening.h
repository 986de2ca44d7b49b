/* opening.h: the opening, in place of all that a screen has otherwise: a picture, a sentence, the way
 * on. */
#ifndef GATESCOPE_SCENE_OPENING_OPENING_H
#define GATESCOPE_SCENE_OPENING_OPENING_H

#include "scene/paint/paint.h"

void scene_opening(Painter *p, Rect rect);

#endif
