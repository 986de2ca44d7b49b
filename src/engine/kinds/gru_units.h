/* gru_units.h: the GRU's elementwise equations, there and back (gru.c has them as a whole; back
 * they stand in backward.h). Only for vectors.c. */
#ifndef GATESCOPE_ENGINE_KINDS_GRU_UNITS_H
#define GATESCOPE_ENGINE_KINDS_GRU_UNITS_H

#include "engine/kinds/each_unit_back.h"
#include "engine/kinds/gru.h"

/* Z = s(X W_xz + H' W_hz + b_z)    R alike    reset before: the candidate's product takes R.H' */
INLINE void gru_gate_equations(const Units *u) {
    const CellSpec *spec = &u->spec;
    Floats z = held(u, GRU_Z, activated(u, SLOT_GATE, summed(u, GRU_Z_PRE)));
    Floats r = held(u, GRU_R, activated(u, SLOT_GATE, summed(u, GRU_R_PRE)));
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
    Floats n = activated(u, SLOT_CANDIDATE, kept_within(u, GRU_N_PRE, pre));
    put(u, GRU_N, n);
    put(u, GRU_H, z * before(u, GRU_H) + (1.0f - z) * n);
}

/* dN = dH.(1 - Z); dH' += dH.Z; reset after: d(H' W_hh + b_hh) = dA_n.R */
INLINE void gru_state_back_equations(const BackUnits *b) {
    const Units *u = &b->units;
    Floats dh = d_state(b, GRU_H), z = now(u, GRU_Z), d_n = dh * (1.0f - z);
    Floats a_n = d_n * sum_slope(b, SLOT_CANDIDATE, GRU_N_PRE, GRU_N);
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

static void gru_gates(const Step *step, int row) {
    each_unit(step, row, gru_gate_equations);
}

static void gru_state(const Step *step, int row) {
    each_unit(step, row, gru_state_equations);
}

static void gru_state_back_units(const BackStep *step, int row) {
    each_unit_back(step, row, GRU_H, gru_state_back_equations);
}

static void gru_gates_back_units(const BackStep *step, int row) {
    each_unit_back(step, row, GRU_H, gru_gates_back_equations);
}

#endif
