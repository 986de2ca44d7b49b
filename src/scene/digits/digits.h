/* digits.h: digits that are read row by row, in place of stage, timeline and tweaks. */
#ifndef GATESCOPE_SCENE_DIGITS_DIGITS_H
#define GATESCOPE_SCENE_DIGITS_DIGITS_H

#include "scene/paint/tile.h"

void scene_digits_panel(Painter *p, Rect rect); /* which digit */
void scene_digits(Painter *p, Rect rect);
/* The part of rect that is above the buttons of time. */
Rect scene_digits_above(const Painter *p, Rect rect);

/* Before a class: the rows and what is made of them, without panels. */
bool scene_digits_presents(const Session *session, const Viewport *viewport);
void scene_digits_present(Painter *p, Rect rect);

extern const Tile DIGITS_TILE;

#endif
