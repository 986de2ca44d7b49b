/* guided.h: how lessons open: the stage as wide as the window. Below it stand the sentence and the
 * ribbon of time (scene/timeline/ribbon.h). */
#ifndef GATESCOPE_SCENE_GUIDED_GUIDED_H
#define GATESCOPE_SCENE_GUIDED_GUIDED_H

#include "scene/paint/paint.h"

/* A lesson is played on it, not on the workbench. */
bool scene_guides(const Session *session, const Viewport *viewport);

void guided_stage(Painter *p,
                  Rect rect); /* the cells' strips on one yardstick, their inputs at the left */

#endif
