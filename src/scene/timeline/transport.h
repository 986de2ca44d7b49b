/* transport.h: the buttons under the timeline: to and fro, play, the phases inside a step, speed.
 */
#ifndef GATESCOPE_SCENE_TIMELINE_TRANSPORT_H
#define GATESCOPE_SCENE_TIMELINE_TRANSPORT_H

#include "scene/paint/paint.h"

/* What a screen may have no use for, as bits. */
enum {
    TRANSPORT_PHASES = 1,  /* those inside a step: only whole steps are seen */
    TRANSPORT_SWITCHES = 2 /* motion and sound */
};

float transport_height(const Painter *p);
void transport_draw(Painter *p, Rect rect, unsigned without);

#endif
