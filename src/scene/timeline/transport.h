/* transport.h: the buttons under the timeline: to and fro, play, the phases inside a step, speed.
 */
#ifndef GATESCOPE_SCENE_TIMELINE_TRANSPORT_H
#define GATESCOPE_SCENE_TIMELINE_TRANSPORT_H

#include "scene/paint/paint.h"

float transport_height(const Painter *p);
void transport_draw(Painter *p, Rect rect);

#endif
