/* chip.h: what says that outlines show the run before the change, and takes them away. */
#ifndef GATESCOPE_SCENE_PAINT_CHIP_H
#define GATESCOPE_SCENE_PAINT_CHIP_H

#include "scene/paint/paint.h"

/* At the right end of the stage's top. */
Rect chip_rect(const Painter *p, Rect stage);
void chip_draw(Painter *p); /* at p->chip */

#endif
