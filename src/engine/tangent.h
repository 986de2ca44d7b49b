/* tangent.h: what would follow if one number of a run changed: the derivative of every later number
 * by it, in forward mode.
 *
 * A tangent goes through the steps beside the trace, with the equations of the kinds' own files
 * differentiated (d stands for the derivative by the one number, ' for the step before, s' for the
 * slope of an activation at its pre-activation, . for products of entries):
 *
 *     LSTM  dA = dX W_xa + dH' W_ha [+ p_a.dC']            for the pre-activations A of F, I, O, G
 *           dF = s'(A_f).dA_f, I and G alike; coupled: dI = -dF
 *           dC = dF.C' + F.dC' + dI.G + I.dG
 *           dA_o [+= p_o.dC]; dO = s'(A_o).dA_o
 *           dH = dO.tanh(C) + O.tanh'(C).dC
 *           projected: dM = dO.tanh(C) + O.tanh'(C).dC; dH = dM W_hr
 *     GRU   dA = dX W_xa + dH' W_ha; dZ = s'(A_z).dA_z, R alike
 *           reset before: dA_n = dX W_xh + (dR.H' + R.dH') W_hh
 *           reset after:  dA_n = dX W_xh + dR.(H' W_hh + b_hh) + R.(dH' W_hh)
 *           dN = s'(A_n).dA_n; dH = dZ.(H' - N) + Z.dH' + (1 - Z).dN
 *     RNN   dA = dX W_xh + dH' W_hh; dH = s'(A).dA
 *
 * They are the tangent-linear form of the equations that trace.h's cells compute (forward
 * accumulation: Wengert 1964; of recurrent networks: real-time recurrent learning, Williams and
 * Zipser 1989, equation 5, there for weights). A held gate does not follow its pre-activation: its
 * derivative is 0; nor does a clipped one its sum. A number of the first step changes alone: what it was made from stays. */
#ifndef GATESCOPE_ENGINE_TANGENT_H
#define GATESCOPE_ENGINE_TANGENT_H

#include "engine/trace.h"

/* Derivatives of one cell's signals at steps from..to-1, which are computed in the cell's order (of a
 * backward one: from to - 1 down). */
typedef struct Tangent {
    CellSpec spec;
    long from, to;
    long capacity; /* steps that there is room for, besides the one before the first */
    size_t record;
    size_t offset[MAX_SIGNALS];
    float *data; /* owned: the steps, and the one before those: first, of a backward cell last */
} Tangent;

/* Room for that many steps of a cell of the spec; NULL and an error where memory lacks. */
Tangent *tangent_new(const CellSpec *spec, long steps, Error *error);
void tangent_free(Tangent *tangent); /* NULL is allowed */

/* The number that changes: unit `unit` of `signal` at step t (which may be the initial state's). */
typedef struct TangentSeed {
    int signal, unit;
    long t;
} TangentSeed;

/* The tangent of a cell whose hidden state is part of this cell's input, from input `column` on. */
typedef struct TangentSource {
    const Tangent *tangent;
    int column;
    int from, count; /* which of its numbers; count 0: all from there on */
} TangentSource;

/* Fills in the derivatives of batch row 0 for the step seed->t and those computed after it, as many
 * as there is room for and the trace has. sources: what changes of the inputs; where their steps end
 * it counts as 0. With a source the seed's signal may be -1: nothing of this cell itself changes, and
 * its t says where to begin. The trace is up to date. */
void tangent_run(Tangent *tangent, const Trace *trace, const Cell *cell, const TangentSeed *seed,
                 const TangentSource *sources, int source_count);

/* The derivatives of a signal at step t (from <= t < to): signal_width floats. */
static inline const float *tangent_at(const Tangent *tangent, int signal, long t) {
    size_t record = (size_t)(t - tangent->from + !tangent->spec.backward);
    return tangent->data + record * tangent->record + tangent->offset[signal];
}

#endif
