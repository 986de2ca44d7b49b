/* rnn_units.h: the RNN's elementwise equations, there and back (rnn.c has them as a whole; back
 * they stand in backward.h). Only for vectors.c. */
#ifndef GATESCOPE_ENGINE_KINDS_RNN_UNITS_H
#define GATESCOPE_ENGINE_KINDS_RNN_UNITS_H

#include "engine/kinds/each_unit_back.h"
#include "engine/kinds/rnn.h"

/* H = act(X W_xh + H' W_hh + b_h) */
INLINE void rnn_equations(const Units *u) {
    put(u, RNN_H, activated(u, SLOT_CANDIDATE, summed(u, RNN_H_PRE)));
}

/* dA = dH.s'(A) */
INLINE void rnn_back_equations(const BackUnits *b) {
    d_put(b, RNN_H_PRE, d_state(b, RNN_H) * sum_slope(b, SLOT_CANDIDATE, RNN_H_PRE, RNN_H));
}

static void rnn_units(const Step *step, int row) {
    each_unit(step, row, rnn_equations);
}

static void rnn_back_units(const BackStep *step, int row) {
    each_unit_back(step, row, RNN_H, rnn_back_equations);
}

#endif
