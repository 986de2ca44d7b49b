/* icon.h: the program's own icon: the memory as a highway, and three gates below it. */
#ifndef GATESCOPE_SCENE_DISPLAY_ICON_H
#define GATESCOPE_SCENE_DISPLAY_ICON_H

#include "scene/display/display.h"

enum { ICON_LEAST = 16, ICON_MOST = 512 }; /* pixels of a side */

/* Fills list (cleared first) with the icon, size pixels a side, upon the ground, which shows at its
 * round corners. Small icons leave out what would be less than a pixel. */
void scene_icon(DisplayList *list, int size, Color ground);

#endif
