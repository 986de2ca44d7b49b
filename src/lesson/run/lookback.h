/* lookback.h: how the newest value of a unit's memory depends on what the memory was at each
 * earlier step, and what its forget gates let through since: why a gradient lives or dies.
 *
 * The memory is c of an LSTM, h of a GRU or RNN. By backpropagation from the one number
 * (engine/backward.h), so that the total derivatives by all earlier steps come at the price of
 * one. */
#ifndef GATESCOPE_LESSON_RUN_LOOKBACK_H
#define GATESCOPE_LESSON_RUN_LOOKBACK_H

#include "engine/backward.h"
#include "lesson/run/run.h"

typedef struct Lookback {
    int cell, signal, unit;
    int gate;        /* what multiplies the memory from step to step: f, z; -1: the cell has none */
    long from, last; /* known by these steps */
    long to;         /* the number's own step, the last of them, of a backward cell the first; -1:
                      * nothing yet */
    float *by_step;  /* by_step[t - from]: the derivative by the same unit's memory at step t */
    float *kept;     /* kept[t - from]: the product of the unit's gate at the steps since */
    Backward *backward; /* all three owned */
    unsigned version;   /* of the cell in the run that they were computed from */
} Lookback;

/* For one cell of a run: room for as many steps back as there is time for (a bound on the work,
 * LOOKBACK_STEPS at most). NULL and an error where memory lacks. */
enum { LOOKBACK_STEPS = 1024 };
Lookback *lookback_new(const Run *run, int cell, Error *error);
void lookback_free(Lookback *lookback); /* NULL is allowed */

/* Of unit `unit` at step `to` (-1: none). Computes only where those or the cell's numbers have
 * changed. */
void lookback_update(Lookback *lookback, const Run *run, int unit, long to);

/* The signal that is a cell's memory, and the gate that multiplies it (-1: none). */
int memory_signal(CellKind kind);
int memory_gate(CellKind kind);

#endif
