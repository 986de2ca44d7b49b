/* figures.h: what a run says of its units in one number each: how long a value is kept, how often a
 * gate is at its end, what is at its end. A run is taken a part at a time, so that no more of it need
 * be there at once; batch row 0. */
#ifndef GATESCOPE_LESSON_RUN_FIGURES_H
#define GATESCOPE_LESSON_RUN_FIGURES_H

#include "engine/trace.h"

/* From where on a gate counts as shut and as open; how near its end a signal is that is saturated; how
 * much the hidden state of a unit moves in the whole run that is not dead; in what share of the steps
 * the keeping gate of a unit is saturated that counts as such. */
#define FIGURES_SHUT      0.1f
#define FIGURES_OPEN      0.9f
#define FIGURES_END       0.01f
#define FIGURES_MOVES     0.001f
#define FIGURES_SATURATED 0.5f

typedef struct UnitFigures {
    float keeps; /* steps after which 1/e of what is remembered is left; infinite where the gate is
                        always open, NAN where the kind has no gate that keeps */
    float saturated; /* share of the steps in which that gate (else h) is at an end */
    float low, high; /* of what remembers, of its finite numbers; NAN: there are none */
    bool dead;       /* its hidden state hardly moves */
} UnitFigures;

/* Of a unit, of the steps that were taken so far. */
typedef struct UnitSums {
    double level; /* of the gate that keeps */
    long ends;
    float low, high; /* of the hidden state */
} UnitSums;

typedef struct CellFigures {
    CellSpec spec;
    long steps;         /* that were taken */
    UnitFigures *units; /* as many as are hidden; owned */
    UnitSums *sums;     /* NULL: all was taken; owned */
    int unit_count;
    int gates[MOST_GATES]; /* signals, in the order of the table; those that are present */
    int gate_count;
    size_t shuts[MOST_GATES], opens[MOST_GATES]; /* so often */
    float shut[MOST_GATES], open[MOST_GATES];    /* share of all units' steps */
    float low, high;                             /* of what remembers, over all units */
    int dead, saturated;                         /* units */
} CellFigures;

/* Of all units of a run of such a cell, whose steps are taken in any order: those from .. from + count - 1
 * of a trace; at the end the figures are there. False and an error where memory lacks; figures_free in
 * any case. */
bool figures_begin(CellFigures *figures, const CellSpec *spec, Error *error);
void figures_take(CellFigures *figures, const Trace *trace, long from, long count);
void figures_end(CellFigures *figures);
void figures_free(CellFigures *figures);
/* Memory of it while it is made, without the struct itself. */
size_t figures_bytes(const CellSpec *spec);

/* After how many steps 1/e is left of a value that a gate with that mean level keeps: were the levels
 * independent from step to step, mean^n of it would be left after n steps on average. */
float figures_keeps(float mean);
/* A number is at an end of its axis: a gate within FIGURES_END of 0 or 1, another within that of -1
 * or 1; what goes through tanh before it is seen (the LSTM's c), after that. NaN is. */
bool figures_at_end(const SignalInfo *info, float value);

/* ---- the axis of a map ---- */

/* How many numbers lie within 1, 2, 5, 10, 20 ... on both sides, and not within the one before. */
enum { FIGURES_REACHES = 60 };
typedef struct Reach {
    size_t within[FIGURES_REACHES], infinite;
    float reaches[FIGURES_REACHES];
} Reach;

Reach reach_none(void);
void reach_take(Reach *reach, const float *values, int count);
/* The smallest of them within which all finite numbers lie but one in twenty. */
float reach_axis(const Reach *reach);
/* How many numbers lie beyond one of them, infinite ones too. */
size_t reach_beyond(const Reach *reach, float of);

#endif
