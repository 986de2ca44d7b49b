/* lstm_units.h: the LSTM's elementwise equations, there and back (lstm.c has them as a whole; back
 * they stand in backward.h). Only for vectors.c. */
#ifndef GATESCOPE_ENGINE_KINDS_LSTM_UNITS_H
#define GATESCOPE_ENGINE_KINDS_LSTM_UNITS_H

#include "engine/kinds/each_unit_back.h"
#include "engine/kinds/lstm.h"

/* I = s(X W_xi + H' W_hi + b_i [+ p_i.C']), or 1 - F */
INLINE Floats input_gate(const Units *u, Floats f, Floats c_before) {
    const CellSpec *spec = &u->spec;
    if (spec->coupled)
        return 1.0f - f;
    return activated(u, SLOT_GATE, peek(u, LSTM_P_I, c_before, LSTM_I_PRE));
}

/* F = s(X W_xf + H' W_hf + b_f [+ p_f.C'])    G = tanh(X W_xc + H' W_hc + b_c)
 * C = F.C' + I.G    O = s(X W_xo + H' W_ho + b_o [+ p_o.C])    M = O.tanh(C), which is H where
 * it is not projected: the trace has them at one place then */
INLINE void lstm_equations(const Units *u) {
    Floats c_before = before(u, LSTM_C);
    Floats f = held(u, LSTM_F, activated(u, SLOT_GATE, peek(u, LSTM_P_F, c_before, LSTM_F_PRE)));
    Floats i = held(u, LSTM_I, input_gate(u, f, c_before));
    Floats g = activated(u, SLOT_CANDIDATE, summed(u, LSTM_G_PRE));
    Floats c = f * c_before + i * g;
    Floats o = held(u, LSTM_O, activated(u, SLOT_GATE, peek(u, LSTM_P_O, c, LSTM_O_PRE)));
    Floats tanh_c = activated(u, SLOT_OUTPUT, c);
    put(u, LSTM_F, f);
    put(u, LSTM_I, i);
    put(u, LSTM_O, o);
    put(u, LSTM_G, g);
    put(u, LSTM_C, c);
    put(u, LSTM_TANH_C, tanh_c);
    put(u, LSTM_M, o * tanh_c);
}

/* dM = dH, or where it is projected what the product gave; dC += dM.O.tanh'(C) [+ p_o.dA_o] */
INLINE Floats lstm_back_show(const BackUnits *b) {
    const Units *u = &b->units;
    Floats dh = u->spec.projection ? d_gate(b, LSTM_M) : d_state(b, LSTM_H);
    Floats d_o = dh * now(u, LSTM_TANH_C), d_tanh_c = dh * now(u, LSTM_O);
    Floats a_o = d_o * gate_slope(b, LSTM_O, LSTM_O_PRE);
    d_put(b, LSTM_O, d_o);
    d_put(b, LSTM_O_PRE, a_o);
    d_put(b, LSTM_TANH_C, d_tanh_c);
    return d_state(b, LSTM_C) + d_tanh_c * slope_of(b, SLOT_OUTPUT, LSTM_C, LSTM_TANH_C) +
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
    d_put(b, LSTM_G_PRE, d_g * sum_slope(b, SLOT_CANDIDATE, LSTM_G_PRE, LSTM_G));
    d_add_before(b, LSTM_C,
                 dc * now(u, LSTM_F) + through_peephole(u, LSTM_P_F, a_f) +
                     through_peephole(u, LSTM_P_I, a_i));
}

static void lstm_units(const Step *step, int row) {
    each_unit(step, row, lstm_equations);
}

static void lstm_back_units(const BackStep *step, int row) {
    each_unit_back(step, row, LSTM_C, lstm_back_equations);
}

#endif
