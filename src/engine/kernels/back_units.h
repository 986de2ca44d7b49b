/* back_units.h: the elementwise equations of units.h turned round (they stand in backward.h), for
 * as many units at once as a vector holds: from the derivatives by the new state to those by the
 * pre-activations and the state before. Only for kernels.c. */
#ifndef GATESCOPE_ENGINE_KERNELS_BACK_UNITS_H
#define GATESCOPE_ENGINE_KERNELS_BACK_UNITS_H

#include "engine/kernels/units.h"

/* Units with the derivatives by their signals. */
typedef struct BackUnits {
    Units units; /* of the trace; nothing is written there */
    bool lean;   /* Trace.lean */
    const long *offset;
    float *before, *now, *gates; /* of the states before and now, and of the other signals */
} BackUnits;

INLINE Floats d_state(const BackUnits *b, int signal) {
    return load_first(b->now + b->offset[signal] + b->units.first, b->units.count);
}

INLINE Floats d_gate(const BackUnits *b, int signal) {
    return load_first(b->gates + b->offset[signal] + b->units.first, b->units.count);
}

INLINE void d_put_state(const BackUnits *b, int signal, Floats value) {
    store_first(b->now + b->offset[signal] + b->units.first, value, b->units.count);
}

INLINE void d_put(const BackUnits *b, int signal, Floats value) {
    if (b->offset[signal] != BACKWARD_LEFT_OUT)
        store_first(b->gates + b->offset[signal] + b->units.first, value, b->units.count);
}

INLINE void d_add_before(const BackUnits *b, int signal, Floats value) {
    float *place = b->before + b->offset[signal] + b->units.first;
    store_first(place, load_first(place, b->units.count) + value, b->units.count);
}

/* The value where the gate is free, 0 where it is held. */
INLINE Floats where_free(const Units *u, int gate, Floats value) {
    const float *levels = u->held[gate];
    if (!levels)
        return value;
    Floats level = load_first(levels + u->first, u->count);
    return choose(level == level, all(0), value); /* NOLINT: not a number: free */
}

/* Of an activation at a pre-activation, of which in a lean trace only the value is left. */
INLINE Floats slope_of(const BackUnits *b, Activation activation, int pre, int value) {
    if (b->lean)
        return slope_at_value(activation, now(&b->units, value));
    return slope(activation, now(&b->units, pre));
}

INLINE Floats gate_slope(const BackUnits *b, int gate, int pre) {
    return where_free(&b->units, gate, slope_of(b, b->units.spec.gate, pre, gate));
}

/* What a pre-activation passes on through its peephole, p.dA. */
INLINE Floats through_peephole(const Units *u, int peephole, Floats d_pre) {
    const float *p = u->cell->weights[peephole];
    if (!p)
        return all(0);
    return load_first(p + u->first, u->count) * d_pre;
}

/* dC += dH.O.tanh'(C) [+ p_o.dA_o] */
INLINE Floats lstm_back_show(const BackUnits *b) {
    const Units *u = &b->units;
    Floats dh = d_state(b, LSTM_H);
    Floats d_o = dh * now(u, LSTM_TANH_C), d_tanh_c = dh * now(u, LSTM_O);
    Floats a_o = d_o * gate_slope(b, LSTM_O, LSTM_O_PRE);
    d_put(b, LSTM_O, d_o);
    d_put(b, LSTM_O_PRE, a_o);
    d_put(b, LSTM_TANH_C, d_tanh_c);
    return d_state(b, LSTM_C) + d_tanh_c * slope_of(b, u->spec.output, LSTM_C, LSTM_TANH_C) +
           through_peephole(u, LSTM_P_O, a_o);
}

/* dF = dC.C'; dI = dC.G; dG = dC.I; coupled: dF -= dI; dC' += dC.F [+ p_f.dA_f + p_i.dA_i] */
INLINE void lstm_back_equations(const BackUnits *b) {
    const Units *u = &b->units;
    Floats dc = lstm_back_show(b);
    Floats d_f = dc * before(u, LSTM_C), d_i = dc * now(u, LSTM_G), d_g = dc * now(u, LSTM_I);
    Floats a_i = all(0);
    if (u->spec.coupled)
        d_f -= where_free(u, LSTM_I, d_i);
    else
        a_i = d_i * gate_slope(b, LSTM_I, LSTM_I_PRE);
    Floats a_f = d_f * gate_slope(b, LSTM_F, LSTM_F_PRE);
    d_put_state(b, LSTM_C, dc);
    d_put(b, LSTM_F, d_f);
    d_put(b, LSTM_I, d_i);
    d_put(b, LSTM_G, d_g);
    d_put(b, LSTM_F_PRE, a_f);
    d_put(b, LSTM_I_PRE, a_i);
    d_put(b, LSTM_G_PRE, d_g * slope_of(b, u->spec.candidate, LSTM_G_PRE, LSTM_G));
    d_add_before(b, LSTM_C,
                 dc * now(u, LSTM_F) + through_peephole(u, LSTM_P_F, a_f) +
                     through_peephole(u, LSTM_P_I, a_i));
}

/* dN = dH.(1 - Z); dH' += dH.Z; reset after: d(H' W_hh + b_hh) = dA_n.R */
INLINE void gru_state_back_equations(const BackUnits *b) {
    const Units *u = &b->units;
    Floats dh = d_state(b, GRU_H), z = now(u, GRU_Z), d_n = dh * (1.0f - z);
    Floats a_n = d_n * slope_of(b, u->spec.candidate, GRU_N_PRE, GRU_N);
    d_put(b, GRU_N, d_n);
    d_put(b, GRU_N_PRE, a_n);
    d_add_before(b, GRU_H, dh * z);
    if (u->spec.reset_after)
        d_put(b, GRU_N_REC, a_n * now(u, GRU_R));
}

/* dZ = dH.(H' - N); reset before: dR = d(R.H').H', dH' += d(R.H').R; after: dR = dA_n.(...) */
INLINE void gru_gates_back_equations(const BackUnits *b) {
    const Units *u = &b->units;
    Floats h_before = before(u, GRU_H), d_r;
    Floats d_z = d_state(b, GRU_H) * (h_before - now(u, GRU_N));
    if (u->spec.reset_after) {
        d_r = d_gate(b, GRU_N_PRE) * now(u, GRU_N_REC);
    } else {
        d_r = d_gate(b, GRU_N_REC) * h_before;
        d_add_before(b, GRU_H, d_gate(b, GRU_N_REC) * now(u, GRU_R));
    }
    d_put(b, GRU_Z, d_z);
    d_put(b, GRU_R, d_r);
    d_put(b, GRU_Z_PRE, d_z * gate_slope(b, GRU_Z, GRU_Z_PRE));
    d_put(b, GRU_R_PRE, d_r * gate_slope(b, GRU_R, GRU_R_PRE));
}

/* dA = dH.s'(A) */
INLINE void rnn_back_equations(const BackUnits *b) {
    const Units *u = &b->units;
    d_put(b, RNN_H_PRE, d_state(b, RNN_H) * slope_of(b, u->spec.candidate, RNN_H_PRE, RNN_H));
}

/* ---- all units of a row ---- */

/* Fetches of the next row's record the same share as these units are of theirs, and the state
 * before: a whole batch's records do not stay in the cache from the way there to the way back. */
INLINE void fetch_ahead(const Units *u, size_t record) {
    size_t share = record * WIDTH / (size_t)u->spec.hidden;
    const float *from = u->now + record + (size_t)u->first / WIDTH * share;
    for (size_t k = 0; k < share; k += LINE)
        __builtin_prefetch(from + k);
    __builtin_prefetch(u->before + record + u->offset[SIGNAL_H] + u->first);
    if (u->spec.kind == CELL_LSTM)
        __builtin_prefetch(u->before + record + u->offset[LSTM_C] + u->first);
}

INLINE void each_unit_back(const BackStep *step, int row, void equations(const BackUnits *b)) {
    const Trace *trace = step->trace;
    const Backward *backward = step->backward;
    size_t record = (size_t)row * trace->record, d_record = (size_t)row * backward->record;
    BackUnits b = {.units = {.cell = step->cell,
                             .held = step->held,
                             .offset = trace->offset,
                             .before = step->before + record,
                             .now = (float *)step->now + record,
                             .spec = step->cell->spec,
                             .count = WIDTH},
                   .lean = trace->lean,
                   .offset = backward->offset,
                   .before = step->d_before + d_record,
                   .now = step->d_now + d_record,
                   .gates = step->d_gates + (size_t)row * backward->gates};
    Units *u = &b.units;
    for (; u->first + WIDTH <= u->spec.hidden; u->first += WIDTH) {
        if (b.lean)
            fetch_ahead(u, trace->record);
        equations(&b);
    }
    u->count = u->spec.hidden - u->first;
    if (u->count > 0)
        equations(&b);
}

static void lstm_back_units(const BackStep *step, int row) {
    each_unit_back(step, row, lstm_back_equations);
}

static void gru_state_back_units(const BackStep *step, int row) {
    each_unit_back(step, row, gru_state_back_equations);
}

static void gru_gates_back_units(const BackStep *step, int row) {
    each_unit_back(step, row, gru_gates_back_equations);
}

static void rnn_back_units(const BackStep *step, int row) {
    each_unit_back(step, row, rnn_back_equations);
}

#endif
