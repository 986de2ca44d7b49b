/* layout.h: where the parts of the main screen lie.
 *
 * A wide window has the lesson on the left, the tweaks on the right, the timeline at the foot and
 * the stage in what is left. In one that is higher than wide, a phone's for instance, stage and
 * timeline have the whole width, and lesson and tweaks lie below them. A folded panel is a strip
 * that unfolds it. */
#ifndef GATESCOPE_SCENE_LAYOUT_H
#define GATESCOPE_SCENE_LAYOUT_H

#include "scene/paint/paint.h"

typedef struct Layout {
    Rect topbar, lesson, stage, timeline, tweaks;
    bool lesson_folded, tweaks_folded;
    bool inspect; /* the inspector has the place of the tweaks */
} Layout;

/* Whether a window is higher than wide, and too narrow for panels side by side. */
bool layout_upright(const Painter *p);
float layout_strip(const Painter *p); /* width of a folded panel */
/* The parts fill the window and do not overlap. */
Layout layout_make(const Painter *p);

#endif
