/* units.h: the elementwise equations of the cells, for as many units at once as a vector holds:
 * from the pre-activations, which the products left in the record, to the new state. Only for
 * kernels.c.
 *
 * A unit's values stay in registers from its gates to its hidden state: written to the record, they
 * are not read again. */
#ifndef GATESCOPE_ENGINE_KERNELS_UNITS_H
#define GATESCOPE_ENGINE_KERNELS_UNITS_H

#include "engine/kernels/vector.h"
#include "engine/kinds/kinds.h"

/* `count` units of one row, the first of them `first`. */
typedef struct Units {
    const Cell *cell;
    const float *const *held; /* as in Step */
    const size_t *offset;     /* of the signals in a record */
    const float *before;      /* the row's record of the step before */
    float *now;               /* and of this step */
    CellSpec spec;
    int first, count;
} Units;

INLINE Floats before(const Units *u, int signal) {
    return load_first(u->before + u->offset[signal] + u->first, u->count);
}

INLINE Floats now(const Units *u, int signal) {
    return load_first(u->now + u->offset[signal] + u->first, u->count);
}

INLINE void put(const Units *u, int signal, Floats value) {
    store_first(u->now + u->offset[signal] + u->first, value, u->count);
}

/* A gate's level where it is not held, else what it is held at. */
INLINE Floats held(const Units *u, int gate, Floats level) {
    const float *values = u->held[gate];
    if (!values)
        return level;
    Floats value = load_first(values + u->first, u->count);
    return choose(value == value, value, level); /* NOLINT: not a number: free */
}

/* The pre-activation with its peephole's share p.c, where there are peepholes. */
INLINE Floats peek(const Units *u, int peephole, Floats c, int pre) {
    Floats value = now(u, pre);
    const float *p = u->cell->weights[peephole];
    if (p) {
        value += load_first(p + u->first, u->count) * c;
        put(u, pre, value);
    }
    return value;
}

/* I = s(X W_xi + H' W_hi + b_i [+ p_i.C']), or 1 - F */
INLINE Floats input_gate(const Units *u, Floats f, Floats c_before) {
    const CellSpec *spec = &u->spec;
    if (spec->coupled)
        return 1.0f - f;
    return activate(spec->gate, peek(u, LSTM_P_I, c_before, LSTM_I_PRE));
}

/* F = s(X W_xf + H' W_hf + b_f [+ p_f.C'])    G = tanh(X W_xc + H' W_hc + b_c)
 * C = F.C' + I.G    O = s(X W_xo + H' W_ho + b_o [+ p_o.C])    H = O.tanh(C) */
INLINE void lstm_equations(const Units *u) {
    const CellSpec *spec = &u->spec;
    Floats c_before = before(u, LSTM_C);
    Floats f = held(u, LSTM_F, activate(spec->gate, peek(u, LSTM_P_F, c_before, LSTM_F_PRE)));
    Floats i = held(u, LSTM_I, input_gate(u, f, c_before));
    Floats g = activate(spec->candidate, now(u, LSTM_G_PRE));
    Floats c = f * c_before + i * g;
    Floats o = held(u, LSTM_O, activate(spec->gate, peek(u, LSTM_P_O, c, LSTM_O_PRE)));
    Floats tanh_c = activate(spec->output, c);
    put(u, LSTM_F, f);
    put(u, LSTM_I, i);
    put(u, LSTM_O, o);
    put(u, LSTM_G, g);
    put(u, LSTM_C, c);
    put(u, LSTM_TANH_C, tanh_c);
    put(u, LSTM_H, o * tanh_c);
}

/* Z = s(X W_xz + H' W_hz + b_z)    R alike    reset before: the candidate's product takes R.H' */
INLINE void gru_gate_equations(const Units *u) {
    const CellSpec *spec = &u->spec;
    Floats z = held(u, GRU_Z, activate(spec->gate, now(u, GRU_Z_PRE)));
    Floats r = held(u, GRU_R, activate(spec->gate, now(u, GRU_R_PRE)));
    put(u, GRU_Z, z);
    put(u, GRU_R, r);
    if (!spec->reset_after)
        put(u, GRU_N_REC, r * before(u, GRU_H));
}

/* Reset after: X W_xh + b_h + R.(H' W_hh + b_hh)    N = tanh(...)    H = Z.H' + (1 - Z).N */
INLINE void gru_state_equations(const Units *u) {
    const CellSpec *spec = &u->spec;
    Floats pre = now(u, GRU_N_PRE), z = now(u, GRU_Z);
    if (spec->reset_after) {
        pre += now(u, GRU_R) * now(u, GRU_N_REC);
        put(u, GRU_N_PRE, pre);
    }
    Floats n = activate(spec->candidate, pre);
    put(u, GRU_N, n);
    put(u, GRU_H, z * before(u, GRU_H) + (1.0f - z) * n);
}

/* H = act(X W_xh + H' W_hh + b_h) */
INLINE void rnn_equations(const Units *u) {
    put(u, RNN_H, activate(u->spec.candidate, now(u, RNN_H_PRE)));
}

/* ---- all units of a row ---- */

/* The count of a whole vector is a constant, so that the compiler leaves the copying out there. */
INLINE void each_unit(const Step *step, int row, void equations(const Units *u)) {
    const Trace *trace = step->trace;
    Units u = {.cell = step->cell,
               .held = step->held,
               .offset = trace->offset,
               .before = step->before + (size_t)row * trace->record,
               .now = step->now + (size_t)row * trace->record,
               .spec = step->cell->spec,
               .count = WIDTH};
    int hidden = u.spec.hidden;
    for (; u.first + WIDTH <= hidden; u.first += WIDTH)
        equations(&u);
    u.count = hidden - u.first;
    if (u.count > 0)
        equations(&u);
}

static void lstm_units(const Step *step, int row) {
    each_unit(step, row, lstm_equations);
}

static void gru_gates(const Step *step, int row) {
    each_unit(step, row, gru_gate_equations);
}

static void gru_state(const Step *step, int row) {
    each_unit(step, row, gru_state_equations);
}

static void rnn_units(const Step *step, int row) {
    each_unit(step, row, rnn_equations);
}

#endif
