/* home.h: the home screen: all of the library's lessons, and what there is besides them. */
#ifndef GATESCOPE_SCENE_HOME_HOME_H
#define GATESCOPE_SCENE_HOME_HOME_H

#include "scene/paint/tile.h"

/* Whether it lies over what the session shows otherwise. */
bool scene_home_is_open(const Session *session, const Viewport *viewport);
/* tiles: what there is besides lessons, by the kind of session that it is; NULL: nothing of that
 * kind. There is one at least. */
void scene_home(Painter *p, Rect rect, const Tile *const tiles[SESSION_KIND_COUNT]);

#endif
