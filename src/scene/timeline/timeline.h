/* timeline.h: chosen signals over all steps, or the gradients in their place. */
#ifndef GATESCOPE_SCENE_TIMELINE_TIMELINE_H
#define GATESCOPE_SCENE_TIMELINE_TIMELINE_H

#include "scene/paint/paint.h"

void scene_timeline(Painter *p, Rect rect);
/* The gradients without the buttons under them, for a class. */
void scene_gradients(Painter *p, Rect rect);
void scene_curves(Painter *p); /* the open list of curves for an input, over all else */

#endif
