/* way_home.h: the way to all lessons: a house, on every screen in the same corner. */
#ifndef GATESCOPE_SCENE_PAINT_WAY_HOME_H
#define GATESCOPE_SCENE_PAINT_WAY_HOME_H

#include "scene/paint/paint.h"

/* Fills rect. Nothing where there is no home screen (Viewport.catalogue is NULL). */
void paint_way_home(Painter *p, Rect rect);

#endif
