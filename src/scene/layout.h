/* layout.h: where the parts of a screen lie.
 *
 * The screen of a run has all parts. A wide window has the lesson on the left, the tweaks on the
 * right, the timeline at the foot and the stage in what is left. In one that is higher than wide,
 * a phone's for instance, stage and timeline have the whole width, and lesson and tweaks lie below
 * them. A folded panel is a strip that unfolds it. */
#ifndef GATESCOPE_SCENE_LAYOUT_H
#define GATESCOPE_SCENE_LAYOUT_H

#include "scene/paint/paint.h"

typedef struct Layout {
    Rect topbar, lesson, stage, timeline, tweaks; /* w 0: there is none */
    bool lesson_folded, tweaks_folded;
    bool inspect;         /* the inspector has the place of the tweaks */
    bool inspect_as_left; /* that of the lesson */
} Layout;

/* Whether a window is higher than wide, and too narrow for panels side by side. */
bool layout_upright(const Painter *p);
/* Whether that is wide, and too low for anything under the stage. */
bool layout_low(const Painter *p, Rect rect);
float layout_strip(const Painter *p); /* width of a folded panel */

/* The parts fill the window and do not overlap. A run: all of them. */
Layout layout_run(const Painter *p);
/* A panel, and what it is for: no timeline, no tweaks. The panel, whose place the inspector takes,
 * has that part of the width of a lesson's. */
Layout layout_pair(const Painter *p, float part);
/* The same with something of that width beside it, whose place the inspector takes. */
Layout layout_trio(const Painter *p, float part, float beside);

/* The guided stage as wide as the window, and below it words and the ribbon of time. */
Layout layout_guided(const Painter *p);

/* A screen that asks: a row over the stage in the lesson's place, buttons under all in the timeline's,
 * and something beside the stage in the tweaks', where both have room. */
Layout layout_asked(const Painter *p);

/* A screen with something of that width beside it, in the tweaks' place, and nothing else; in an upright
 * window that lies below it. */
Layout layout_beside(const Painter *p, float beside);

#endif
