/* lost.h: where a run stops having numbers: the first NaN or infinity of a cell's trace, in the order
 * in which numbers are computed, and what it came from. */
#ifndef GATESCOPE_ENGINE_LOST_H
#define GATESCOPE_ENGINE_LOST_H

#include "engine/trace.h"

/* Where NaN or infinity came from. */
typedef enum LostBy {
    LOST_NOT,    /* all numbers are finite */
    LOST_INPUT,  /* an input is none */
    LOST_CELL,   /* the cell that this one reads has none there: for those who know what it reads */
    LOST_WEIGHT, /* a weight is none */
    LOST_OVERFLOW, /* finite numbers grew too large */
} LostBy;

typedef struct Lost {
    LostBy by;
    int signal, unit; /* the first number that is none, in the order in which they are computed */
    long t;
    int weight, row, column; /* of LOST_WEIGHT */
} Lost;

/* The first of steps 0 to count - 1, in the cell's own direction. What its inputs are is not known
 * here: of any of them, LOST_INPUT. */
Lost lost_find(const Cell *cell, const Trace *trace, long count);

#endif
