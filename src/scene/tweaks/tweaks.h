/* tweaks.h: inputs, gates, biases and weights, activations; with the equation at its foot. */
#ifndef GATESCOPE_SCENE_TWEAKS_TWEAKS_H
#define GATESCOPE_SCENE_TWEAKS_TWEAKS_H

#include "scene/paint/paint.h"

void scene_tweaks(Painter *p, Rect rect);

#endif
