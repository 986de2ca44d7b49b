/* puzzle.h: the pieces of the opening, of which the home screen shows some: a digit that is read row
 * by row, what a reader says, what it remembers. */
#ifndef GATESCOPE_SCENE_OPENING_PUZZLE_H
#define GATESCOPE_SCENE_OPENING_PUZZLE_H

#include "scene/paint/paint.h"
#include "session/kinds/opening.h"

typedef struct Puzzle {
    Painter *p;             /* its session may be another one: that of the home screen */
    const Session *session; /* the opening's */
    const Opening *opening;
    float read; /* rows: 2.5 is in the middle of the third; 0: none yet */
    float px;   /* of the digit that a reader says */
} Puzzle;

/* The row that is read; -1: none yet. */
long puzzle_row(const Puzzle *puzzle);

/* How rows that are not the one in sight look. */
typedef enum PuzzleCover {
    PUZZLE_GONE, /* read ones are covered, those to come are not known */
    PUZZLE_HALF, /* the upper half is covered, the lower one in full sight */
    PUZZLE_OPEN  /* all is in sight */
} PuzzleCover;
/* In the square; its rows have the same places whatever the cover. */
void puzzle_digit(const Puzzle *puzzle, Rect square, PuzzleCover cover);
/* An upright part beside the square: the place of a row in it. */
Rect puzzle_beside(Rect part, long t);

/* What the network of that kind says so far, with how sure it is. */
void puzzle_says(const Puzzle *puzzle, Rect rect, int kind, const char *title);
float puzzle_says_height(const Puzzle *puzzle);
/* All that the guarded one remembers, a bar a number; the one that is looked at framed, or not. */
void puzzle_numbers(const Puzzle *puzzle, Rect rect, bool framed);

#endif
