/* topbar.h: name, lesson, progress, which cells are shown, how things look, help. */
#ifndef GATESCOPE_SCENE_TOPBAR_H
#define GATESCOPE_SCENE_TOPBAR_H

#include "scene/paint/paint.h"

void scene_topbar(Painter *p, Rect rect);

#endif
