/* scene.h: the picture of a session: a pure function from session to a display list. What stands
 * where is layout.h; each part has a room of its own, whose header of the same name says what it
 * draws. */
#ifndef GATESCOPE_SCENE_SCENE_H
#define GATESCOPE_SCENE_SCENE_H

#include "scene/paint/paint.h"

/* Fills list (cleared first) with the picture. Pure: the same session, fonts and viewport give the
 * same list. */
void scene_build(DisplayList *list, const Session *session, const Fonts *fonts,
                 const Viewport *viewport);

#endif
