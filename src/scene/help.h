/* help.h: the keys, over everything else. */
#ifndef GATESCOPE_SCENE_HELP_H
#define GATESCOPE_SCENE_HELP_H

#include "scene/paint/paint.h"

void scene_help(Painter *p, Rect rect);

#endif
