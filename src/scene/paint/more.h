/* more.h: the button for what has no room on the screen: it opens the list of that (scene/more.h). */
#ifndef GATESCOPE_SCENE_PAINT_MORE_H
#define GATESCOPE_SCENE_PAINT_MORE_H

#include "scene/paint/paint.h"

float paint_more_width(const Painter *p);
void paint_more(Painter *p, Rect rect);
bool paint_more_open(const Painter *p);

#endif
