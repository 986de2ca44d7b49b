/* columns.h: beside the digit, a row each: the number that is looked at, and the gate that guards it.
 * Private to scene/opening. */
#ifndef GATESCOPE_SCENE_OPENING_COLUMNS_H
#define GATESCOPE_SCENE_OPENING_COLUMNS_H

#include "scene/opening/puzzle.h"

/* Rows of the number up to the one that is read, from a line of zero to both sides. */
void columns_number(const Puzzle *puzzle, Rect part);
/* How far the gate was open in each. */
void columns_gate(const Puzzle *puzzle, Rect part);

#endif
