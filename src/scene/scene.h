/* scene.h: the picture of a session: a pure function from session to a display list; and the same in
 * sentences. Which screen a session has, and of what parts, is a row of screens.h; where they lie is
 * layout.h; each part has a room of its own, whose header of the same name says what it draws. */
#ifndef GATESCOPE_SCENE_SCENE_H
#define GATESCOPE_SCENE_SCENE_H

#include "scene/paint/paint.h"

/* Fills list (cleared first) with the picture. Pure: the same session, fonts and viewport give the
 * same list. */
void scene_build(DisplayList *list, const Session *session, const Fonts *fonts,
                 const Viewport *viewport);

/* What the picture shows in sentences, for those who do not see it: first what is wrong with the
 * lesson's file, that nothing is kept, and the session's notice; of the viewport that and the
 * catalogue count. Writes like snprintf: the result is the length of the whole text, without its
 * end. */
size_t scene_describe(const Session *session, const Viewport *viewport, char *text, size_t size);

/* The screen as a page to print, in the form of words/handout.h; 0: it has none of its own. Writes alike. */
size_t scene_handout(const Session *session, const Viewport *viewport, char *text, size_t size);

#endif
