/* cell.h: a recurrent cell: its weights, its initial states and its held gates. What cells of its
 * kind are is in spec.h. */
#ifndef GATESCOPE_ENGINE_CELL_H
#define GATESCOPE_ENGINE_CELL_H

#include "base/error.h"
#include "engine/spec.h"

/* A gate held at a value: after its activation, for one unit or all, in steps from..to. */
typedef struct Hold {
    int signal; /* a SIGNAL_GATE of the kind */
    int unit;   /* -1: all units */
    float value;
    long from, to; /* inclusive; to = LONG_MAX: for ever */
} Hold;

typedef struct Cell {
    CellSpec spec;
    float *weights[MAX_WEIGHTS]; /* by WeightInfo index; NULL where not present; owned */
    float *h0, *c0; /* as many as h has; c0: of what remembers, where that is not h (else NULL), a
                     * unit each; owned */
    Hold *holds;    /* later ones win; owned */
    int hold_count, hold_capacity;
    float *packed; /* weights in the order in which a step streams them; owned */
    bool stale;    /* packed is older than weights */
} Cell;

/* All weights zero. NULL and an error where the size is out of range (1..65536 each), the kind has no
 * projection or one is asked for that is no narrower than the cell, the clip is below 0, the weights
 * would take more than three quarters of the machine's memory, or memory lacks. */
Cell *cell_new(const CellSpec *spec, Error *error);
Cell *cell_clone(const Cell *cell, Error *error);
void cell_free(Cell *cell); /* NULL is allowed */

/* The initial values of a state (SIGNAL_H, or what remembers); NULL where the cell has no such. */
float *cell_initial(const Cell *cell, int signal);

/* Changes one number and marks the packed copy stale. */
void cell_set_weight(Cell *cell, int weight, int row, int column, float value);
/* After writing into weights[] directly. */
void cell_touch(Cell *cell);
/* Changes variants and activations in place; weights that become present start at zero, sizes and
 * kind must stay. */
bool cell_respec(Cell *cell, const CellSpec *spec, Error *error);

bool cell_hold(Cell *cell, const Hold *hold, Error *error);
/* Removes every hold of the signal for the unit (-1: of all units). A unit freed from an all-units
 * hold stays free while the others stay held. */
bool cell_free_gate(Cell *cell, int signal, int unit, Error *error);
/* The hold that acts on this unit at step t, or NULL. */
const Hold *cell_hold_at(const Cell *cell, int signal, int unit, long t);

/* The levels of the gates that are held at step t, by signal, a level a unit and NaN where it is
 * free; NULL: the gate is free. They are kept in `levels`: MOST_GATES times hidden floats. */
void cell_find_held(const Cell *cell, long t, float *levels, const float *held[MAX_SIGNALS]);

/* Whether the initial hidden state is nothing but zeros, as it is where nothing else was asked for. */
bool cell_begins_with_zeros(const Cell *cell);
/* Whether it is a linear readout or another dense layer: of a kind that can be one, and nothing of the
 * step before goes into it, so that time has no direction in it. */
bool cell_reads_out(const Cell *cell);

#endif
