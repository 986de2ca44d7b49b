/* veil.h: what is not spoken of is dimmed, and stays where it is. */
#ifndef GATESCOPE_SCENE_PAINT_VEIL_H
#define GATESCOPE_SCENE_PAINT_VEIL_H

#include "scene/paint/paint.h"

/* Over all of rect but the painter's spots; strength 0..1. */
void paint_veil(Painter *p, Rect rect, float strength);

#endif
