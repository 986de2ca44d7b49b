/* origin.h: where one number of a run came from, term by term, and what it takes part in.
 *
 * Every number is given (an input, an initial state), or a sum of terms, or the activation of such
 * a sum. A term is a product of at most two factors: a share w x of a pre-activation, f c' of the
 * memory, (1 - z) n of a GRU's state. A factor is another number of the trace, which has an origin
 * of its own, or a weight, or a bias alone. The equations are those of the kinds. */
#ifndef GATESCOPE_ENGINE_ORIGIN_H
#define GATESCOPE_ENGINE_ORIGIN_H

#include "engine/trace.h"

typedef struct Factor {
    int signal; /* of the trace; -1: a weight */
    int unit;
    long t;
    bool complement; /* the factor is 1 - the number */
    int weight;      /* of a weight: which, with its row (the column is the number's unit) */
    int row;
    float value;
} Factor;

typedef struct Term {
    Factor factors[2];
    int factor_count;
    float share;
} Term;

enum { ORIGIN_TERMS = 16 };

typedef struct Origin {
    Term terms[ORIGIN_TERMS]; /* at most `most` of them; the order is said at origin_of */
    int count, most;
    int left_out; /* smaller terms without a place of their own */
    double rest;  /* the sum of their shares */
    double sum;   /* of all terms */
    bool given;   /* an input or an initial state: no terms */
    bool activated;
    Curve curve;  /* its activation, of pre */
    float pre;    /* what is activated, as the trace has it: the sum, or of tanh_c the c */
    bool clipped; /* pre is an end of the cell's clip: the sum may lie beyond */
    bool held;    /* a held gate: value is what it is held at */
    float free;   /* curve(pre): what it is, or of a held gate would have been */
    float value;  /* as the trace has it */
} Origin;

/* The origin of a number of batch row 0: a step (or the initial state), a unit of a signal that the
 * cell has (or an inner one). Terms whose weight is 0 are not counted. Up to `most` (at most
 * ORIGIN_TERMS) terms: inputs, hidden units, peephole, bias; where there are more, the largest,
 * sorted by size. */
void origin_of(const Cell *cell, const Trace *trace, int signal, int unit, long t, int most,
               Origin *origin);

/* What the number takes part in within its own step and unit: the signal which has terms with it as
 * a factor; -1: none (h, x, which the next step or all units see). */
int origin_used_by(const CellSpec *spec, int signal);
/* Only those terms of the origin of origin_used_by's signal, at most two; returns how many. */
int origin_uses(const Cell *cell, const Trace *trace, int signal, int unit, long t, Term uses[2]);

#endif
