/* practise.h: the screen that asks (session/kinds/practise.h): the sitting as a row of chips, under it
 * the question, what is given, a worked step with blanks and four choices; beside it what is still
 * known, by idea; at the foot the ways on. */
#ifndef GATESCOPE_SCENE_PRACTISE_PRACTISE_H
#define GATESCOPE_SCENE_PRACTISE_PRACTISE_H

#include "scene/paint/tile.h"

void scene_practise_sitting(Painter *p, Rect rect); /* the chips */
void scene_practise(Painter *p, Rect rect);
void scene_practise_foot(Painter *p, Rect rect);
void scene_practise_known(Painter *p, Rect rect); /* what is still known */

extern const Tile PRACTISE_TILE;

#endif
