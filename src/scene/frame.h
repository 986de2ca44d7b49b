/* frame.h: a screen's parts, each at its place, with what all screens have: the top bar, strips of
 * folded panels, messages, the line about what is pointed at, and the keys over all. */
#ifndef GATESCOPE_SCENE_FRAME_H
#define GATESCOPE_SCENE_FRAME_H

#include "scene/screens.h"

void frame_draw(Painter *p, Rect all, const Screen *screen);

/* What is wrong with the lesson's file: how much, and the first of it. False: nothing is, and the text is as
 * it was. */
bool frame_tell_reading(const Viewport *viewport, Language language, char *text, size_t size);

#endif
