/* figures.h: what a run says of its units in one number each: how long a value is kept, how often a
 * gate is at its end, what goes along with an input. Pure functions of a trace; batch row 0. */
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

typedef struct CellFigures {
    UnitFigures *units; /* as many as are hidden; owned */
    int unit_count;
    int gates[MOST_GATES]; /* signals, in the order of the table; those that are present */
    int gate_count;
    float shut[MOST_GATES], open[MOST_GATES]; /* share of all units' steps */
    float low, high;                          /* of what remembers, over all units */
    int dead, saturated;                      /* units */
} CellFigures;

/* Of all units. False and an error where memory lacks; figures_free in any case. */
bool figures_of(CellFigures *figures, const Trace *trace, Error *error);
void figures_free(CellFigures *figures);

/* After how many steps 1/e is left of a value that a gate with that mean level keeps: were the levels
 * independent from step to step, mean^n of it would be left after n steps on average. */
float figures_keeps(float mean);
/* A number is at an end of its axis: a gate within FIGURES_END of 0 or 1, another within that of -1
 * or 1; what goes through tanh before it is seen (the LSTM's c), after that. NaN is. */
bool figures_at_end(const SignalInfo *info, float value);
/* Of each unit of a signal, the share of steps in which it is at an end: signal_width numbers. */
void figures_saturation(const Trace *trace, int signal, float *shares);
/* Of each unit, the correlation (Pearson's r) of a signal with one column of a sequence, whose rows
 * are `stride` floats apart; NAN where either never changes or is not finite. */
void figures_correlation(const Trace *trace, int signal, const float *column, size_t stride,
                         float *r);
/* The smallest of 1, 2, 5, 10, 20 ... within which, on both sides, all finite numbers of a signal lie
 * but one in twenty: the axis of a map. */
float figures_reach(const Trace *trace, int signal);

#endif
