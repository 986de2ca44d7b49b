/* backward.h: backpropagation through time: the derivative of one number, the loss, by every number
 * of a run and by every weight of its cell (reverse accumulation; of recurrent networks: Werbos
 * 1990, "Backpropagation through time: what it does and how to do it", equations 12 to 17 there).
 *
 * What the loss takes from h and c is planted; backward_run goes from the last step to the first
 * with the equations of the kinds' own files turned round (d: the derivative of the loss by a
 * number, ' for the step before, s' for the slope of an activation at its pre-activation, . for
 * products of entries, A_* for pre-activations, W^T for a matrix transposed):
 *
 *     LSTM  dO = dH.tanh(C); dA_o = dO.s'(A_o)
 *           dC += dH.O.tanh'(C) [+ p_o.dA_o]
 *           dF = dC.C'; dI = dC.G; dG = dC.I; coupled: dF -= dI; dA = d.s'(A) of each
 *           dC' += dC.F [+ p_f.dA_f + p_i.dA_i]
 *           projected, H = M W_hr with M = O.tanh(C): dM = dH W_hr^T; dO = dM.tanh(C) and so on
 *     GRU   dZ = dH.(H' - N); dN = dH.(1 - Z); dH' += dH.Z; dA_n = dN.s'(A_n)
 *           reset before: d(R.H') = dA_n W_hh^T; dR = d(R.H').H'; dH' += d(R.H').R
 *           reset after:  dR = dA_n.(H' W_hh + b_hh); dH' += (dA_n.R) W_hh^T
 *           dA_z = dZ.s'(A_z); dA_r = dR.s'(A_r)
 *     RNN   dA = dH.s'(A)
 *     all   dX += dA W_x^T; dH' += dA W_h^T; by the weights: dW_x = X^T dA, dW_h = H'^T dA, and of
 *           a bias the sum of dA, all of them added up over steps and rows
 *
 * The derivative by h or c at a step is the total one: by c with the h that follows from it in the
 * same step. A held gate stays where it is: its pre-activation counts for nothing. Nor does one that
 * is clipped: dA = 0 where A is at an end. */
#ifndef GATESCOPE_ENGINE_BACKWARD_H
#define GATESCOPE_ENGINE_BACKWARD_H

#include "engine/trace.h"

/* What is kept of each step. States always are. Of the others a step keeps what the weights get
 * their derivatives from, and only as long as it lasts, so that it stays in the cache, which is
 * what training wants. */
typedef enum BackwardKeep {
    BACKWARD_STATES = 0,
    BACKWARD_INPUTS = 1, /* x: for what feeds the cell */
    BACKWARD_GATES = 2,  /* pre-activations, gates, candidate, tanh of the cell; of all steps */
    BACKWARD_BEFORE = 4, /* h and c before the first computed step, else not to be read */
    BACKWARD_ALL = 7
} BackwardKeep;

enum { BACKWARD_LEFT_OUT = -1 };

/* Derivatives by the signals of one cell at steps from..to-1, and by its state at the step before
 * the first of them that it computes: from - 1, or of a cell that runs backward `to`. */
typedef struct Backward {
    CellSpec spec;
    int batch;
    long from, to;
    long capacity;            /* steps that there is room for */
    BackwardKeep keep;        /* without BACKWARD_GATES: those of the step that is computed */
    size_t record, gates;     /* floats in a record of states and x, and in one of the others */
    long offset[MAX_SIGNALS]; /* of each signal in its record; BACKWARD_LEFT_OUT: not kept */
    float *data;              /* (capacity + 1) * batch records of states */
    float *gate_data;         /* (capacity or 1) * batch records of gates */
    float *transposed;        /* the weights, for a run */
    float *levels;            /* owned: of held gates, a step's */
    void *blocks[3];          /* owned: what the others lie in */
} Backward;

/* Derivatives by the weights of one cell; the loss's over all steps and rows. */
typedef struct Gradients {
    float *data; /* owned: all of them, one after the other in the table's order */
    size_t count;
    float *weights[MAX_WEIGHTS]; /* in data, shaped as the cell's; NULL where it has none */
} Gradients;

/* Room for that many steps (0 or more) of a cell of the spec; its variant may change later. NULL
 * and an error where it does not fit into memory. */
Backward *backward_new(const CellSpec *spec, long steps, int batch, BackwardKeep keep,
                       Error *error);
void backward_free(Backward *backward); /* NULL is allowed */

/* All zeros, NULL and an error where memory lacks. */
Gradients *gradients_new(const CellSpec *spec, Error *error);
void gradients_clear(Gradients *gradients);
void gradients_free(Gradients *gradients); /* NULL is allowed */

/* Takes steps from..to-1 of a run (at most as many as there is room for) and makes all zero. */
void backward_begin(Backward *backward, long from, long to);

/* Whether a signal is in the records of states: x is one from without. */
static inline bool backward_is_state(const CellSpec *spec, int signal) {
    return signal == SIGNAL_X || cell_kind(spec->kind)->signals[signal].has_initial;
}

/* The records of states at step t, and of the other signals. */
static inline float *backward_states(const Backward *backward, long t) {
    size_t step = (size_t)(t - backward->from + !backward->spec.backward);
    return backward->data + step * (size_t)backward->batch * backward->record;
}
static inline float *backward_gates(const Backward *backward, long t) {
    size_t step = backward->keep & BACKWARD_GATES ? (size_t)(t - backward->from) : 0;
    return backward->gate_data + step * (size_t)backward->batch * backward->gates;
}

/* The derivatives by a kept signal at step t (from <= t < to; of states, with BACKWARD_BEFORE, also
 * the step before those): signal_width floats. Between backward_begin and backward_run, what the loss
 * takes from h and c is added here. */
static inline float *backward_at(const Backward *backward, int signal, long t, int row) {
    size_t r = (size_t)row;
    if (backward_is_state(&backward->spec, signal))
        return backward_states(backward, t) + r * backward->record + backward->offset[signal];
    return backward_gates(backward, t) + r * backward->gates + backward->offset[signal];
}

/* From the step that the cell computed last to the first. The trace is up to date with the cell, of the same batch, and
 * has the steps. gradients: what the weights get is added there; NULL: not asked. */
void backward_run(Backward *backward, const Trace *trace, const Cell *cell, Gradients *gradients);

/* What a cell that reads this one's h from its input `column` on wants of it: adds the derivatives by
 * its inputs to those by this one's h, in the steps that both have. The reader has been run and keeps
 * its inputs. */
void backward_feed(Backward *below, const Backward *reader, int column);

#endif
