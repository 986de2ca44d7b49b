/* present.h: before a class: stage and one line of text, all that there is. */
#ifndef GATESCOPE_SCENE_PRESENT_H
#define GATESCOPE_SCENE_PRESENT_H

#include "scene/paint/paint.h"

/* Whether it takes the place of a lesson's screen or a recording's. */
bool scene_presents(const Session *session, const Viewport *viewport);
void scene_present(Painter *p, Rect rect);

/* A film of a lesson: stage, words and the ribbon of time, and nothing to press. */
bool scene_films(const Session *session, const Viewport *viewport);
void scene_film(Painter *p, Rect rect);

#endif
