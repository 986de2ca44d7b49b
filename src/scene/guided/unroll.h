/* unroll.h: the last steps side by side. Private to this folder. */
#ifndef GATESCOPE_SCENE_GUIDED_UNROLL_H
#define GATESCOPE_SCENE_GUIDED_UNROLL_H

#include "scene/strip/strip.h"

/* Draws the last steps at the left of the strip's place; returns what is left for the step on
 * stage. */
Rect strip_unroll(Strip *strip);

#endif
