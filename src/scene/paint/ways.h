/* ways.h: before a class, on screens that have no beats: a row of large buttons at the foot, with
 * the way home before them and the way out of the presentation after them. */
#ifndef GATESCOPE_SCENE_PAINT_WAYS_H
#define GATESCOPE_SCENE_PAINT_WAYS_H

#include "scene/paint/paint.h"

typedef struct Way {
    const char *word, *label; /* in English: shown; explained */
    Action action;
    bool chosen, disabled;
} Way;

/* Whether the screen of that kind of session is before a class, in this window. */
bool paint_presents(const Session *session, const Viewport *viewport, SessionKindId kind);
/* Of the row; 0 where nobody can press it: on a display that only the class looks at. */
float paint_ways_height(const Painter *p);
void paint_ways(Painter *p, Rect rect, const Way *ways, int count);

#endif
