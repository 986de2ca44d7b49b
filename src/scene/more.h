/* more.h: the list of what the screen has no room for: undo, how things look, help. It lies over the
 * screen and takes the keys, as every open list does. */
#ifndef GATESCOPE_SCENE_MORE_H
#define GATESCOPE_SCENE_MORE_H

#include "scene/topbar.h"

/* Where it is open: what those items have that is not on the screen already. */
void scene_more(Painter *p, const TopbarItems *items);

#endif
