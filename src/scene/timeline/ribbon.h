/* ribbon.h: the ribbon of time under the guided stage: inputs and states of all steps, thick enough
 * for the last row of a classroom. */
#ifndef GATESCOPE_SCENE_TIMELINE_RIBBON_H
#define GATESCOPE_SCENE_TIMELINE_RIBBON_H

#include "scene/paint/paint.h"

void scene_ribbon(Painter *p, Rect rect); /* with the buttons of time under it */
void scene_ribbon_alone(Painter *p, Rect rect);
/* The height in which the labels of its rows stand apart, with the buttons of time. */
float scene_ribbon_least(const Painter *p);

#endif
