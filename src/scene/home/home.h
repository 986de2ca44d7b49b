/* home.h: the home screen: all of the library's lessons, and what there is besides them. */
#ifndef GATESCOPE_SCENE_HOME_HOME_H
#define GATESCOPE_SCENE_HOME_HOME_H

#include "scene/paint/paint.h"

void scene_home(Painter *p, Rect rect);

#endif
