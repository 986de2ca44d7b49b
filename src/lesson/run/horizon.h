/* horizon.h: from where on a run's numbers are the rounding's and no longer the network's, of cells that are
 * computed slice by slice (engine/stack.h): each slice is computed once more in float64, after those
 * that it reads, and only what is still to be read is kept of that. */
#ifndef GATESCOPE_LESSON_RUN_HORIZON_H
#define GATESCOPE_LESSON_RUN_HORIZON_H

#include "engine/stack.h"

/* How far the hidden state may be off before it counts as another. */
#define TRUST_WITHIN 0.01f

typedef struct Horizon {
    bool known;   /* else the rest says nothing */
    long from;    /* the first step, in the cell's own direction, that is off; -1: none is */
    float growth; /* by what factor the difference grew in a step, on the way there; NAN: unknown */
} Horizon;

/* A cell's steps, one after the other, as far as its horizon. */
typedef struct HorizonWalk {
    Horizon horizon;
    long seen, first; /* steps that were seen; where a difference was first; -1: nowhere */
    double begun;     /* it then */
} HorizonWalk;

HorizonWalk horizon_walk(void);
/* The next step, t: `width` numbers of its hidden state in float32 and in float64. */
void horizon_step(HorizonWalk *walk, long t, const float *one, const double *other, int width);

/* ---- of a stack ---- */

typedef struct Horizons Horizons;

/* Stack and data stay as they are, and the cells' initial states are those that the run begins with. NULL
 * and an error where memory lacks. */
Horizons *horizons_begin(const Stack *stack, const float *data, int columns, long steps,
                         Error *error);
/* Each slice as it comes (StackTaker). */
void horizons_take(Horizons *horizons, const StackSlice *slice);
/* Of the steps that came. */
Horizon horizons_of(const Horizons *horizons, int layer);
void horizons_end(Horizons *horizons); /* NULL is allowed */

#endif
