/* reach.h: how far a run's numbers go, for which yardsticks are made. */
#ifndef GATESCOPE_SCENE_STRIP_REACH_H
#define GATESCOPE_SCENE_STRIP_REACH_H

#include "scene/paint/paint.h"

/* The least and the most of a unit's signal over the run. */
void reach_widen(const Painter *p, int cell, int signal, int unit, float *least, float *most);
/* Up to 0.08, 0.25, 0.5, 1, 1.5, 2, 3, 4 ... 10: so that a stage keeps its yard when a run changes
 * a little. */
float reach_round(float v);

#endif
