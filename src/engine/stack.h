/* stack.h: cells that read each other on one time axis, computed slice by slice.
 *
 * A layer reads columns of the data and of earlier layers' hidden states, side by side. What is kept
 * is a slice of each layer's records, however many steps there are; of a layer that is read by one
 * that goes through time the other way, its hidden state is kept as a whole. The numbers are those
 * that a trace of all steps at once has (trace.h), bit for bit. */
#ifndef GATESCOPE_ENGINE_STACK_H
#define GATESCOPE_ENGINE_STACK_H

#include "engine/trace.h"

enum { STACK_SLICE = 256 }; /* steps */

/* Columns from .. from + count - 1 of an earlier layer's hidden state; layer -1: of the data. */
typedef struct StackSource {
    int layer, from, count;
} StackSource;

typedef struct StackLayer {
    Cell *cell; /* its initial states are those that the run begins with; held gates are free */
    const StackSource *sources; /* together as many columns as the cell has inputs */
    int source_count;
} StackLayer;

typedef struct Stack {
    const StackLayer *layers; /* each behind those that it reads */
    int count;
} Stack;

/* Steps from .. from + count - 1 of a layer: the first `count` of the trace, which holds only until
 * the call returns. */
typedef struct StackSlice {
    int layer;
    long from, count;
    const Trace *trace;
} StackSlice;

/* Who gets what is computed. False: it ends there; with an error that is set. */
typedef struct StackTaker {
    bool (*take)(void *context, const StackSlice *slice, Error *error);
    /* So much is done, 0 to 1, now and then; NULL: nobody asks. */
    void (*tell)(void *context, double done);
    void *context;
} StackTaker;

/* Runs over data (steps x columns, row-major). Slices of a layer follow each other, from its first
 * step on or, where it goes backward, from its last one; `until`: later steps are not asked for, and
 * only computed where something goes backward. False and an error where memory lacks. */
bool stack_run(const Stack *stack, const float *data, int columns, long steps, long until,
               const StackTaker *taker, Error *error);

/* The same a part at a time, each a slice of every layer of a pass. The stack and the data stay as they
 * are until stack_end; the taker is copied. NULL and an error where memory lacks. */
typedef struct StackWork StackWork;
StackWork *stack_begin(const Stack *stack, const float *data, int columns, long steps, long until,
                       const StackTaker *taker, Error *error);
bool stack_more(const StackWork *work); /* whether something is left to compute */
/* The next part; false and an error: it ends there. */
bool stack_go(StackWork *work, Error *error);
double stack_share(const StackWork *work); /* how much is done, 0 to 1 */
void stack_end(StackWork *work);           /* NULL is allowed */

/* Whether a layer goes from the last step to the first. */
bool stack_backward(const Stack *stack);
/* Multiplications that a step takes, about. */
double stack_cost(const Stack *stack);

#endif
