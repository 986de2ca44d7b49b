/* bidi.h: which way text runs: Unicode Standard Annex 9, by FriBidi. Hebrew and Arabic run from right to left,
 * numbers and Latin words in them from left to right. */
#ifndef GATESCOPE_SCENE_PAINT_BIDI_H
#define GATESCOPE_SCENE_PAINT_BIDI_H

#include <stdbool.h>
#include <stddef.h>

enum { BIDI_MOST = 2048 }; /* bytes of a line whose levels are found */

/* Which way a text runs as a whole, by the first letter that says so. */
typedef enum Direction { DIRECTION_OPEN, DIRECTION_RIGHT, DIRECTION_LEFT } Direction;

/* Characters without shape that begin a text which runs that way. */
#define BIDI_RIGHTWARDS "\u200e"
#define BIDI_LEFTWARDS  "\u200f"

Direction bidi_direction(const char *text, size_t length);

/* Whether anything in it runs from right to left: for all other text there is nothing to find out. */
bool bidi_needed(const char *text, size_t length);

/* The level of each byte's character: even from left to right, odd from right to left, the higher the deeper inside the
 * other. The text runs as bidi_direction says, else from left to right. At most BIDI_MOST bytes. False where memory
 * lacks: all are 0. */
bool bidi_levels(const char *text, size_t length, unsigned char *levels);

/* The order from left to right of parts that have a level each: order[k] is the part at place k. */
void bidi_order(const unsigned char *levels, int count, int *order);

#endif
