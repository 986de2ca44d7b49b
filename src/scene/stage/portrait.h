/* portrait.h: a lesson's stage as a small picture: what scene_stage draws for a session, made
 * small, without its words and with nothing to press. */
#ifndef GATESCOPE_SCENE_STAGE_PORTRAIT_H
#define GATESCOPE_SCENE_STAGE_PORTRAIT_H

#include "scene/paint/paint.h"

/* Draws the stage of the session as large as it fits into rect, in its middle. */
void scene_portrait(Painter *p, Rect rect, const Session *session);

#endif
