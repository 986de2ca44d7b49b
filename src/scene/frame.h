/* frame.h: a screen's parts, each at its place, with what all screens have: the top bar, strips of
 * folded panels, messages, the line about what is pointed at, and the keys over all. */
#ifndef GATESCOPE_SCENE_FRAME_H
#define GATESCOPE_SCENE_FRAME_H

#include "scene/screens.h"

void frame_draw(Painter *p, Rect all, const Screen *screen);

#endif
