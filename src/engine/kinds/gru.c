/* gru.c: the gated recurrent unit (Cho et al. 2014, equations 5 to 8 there), with the reset gate
 * before the recurrent product as there, or after it as in cuDNN and PyTorch.
 *
 *     Z = s(X W_xz + H' W_hz + b_z)    R alike    H = Z.H' + (1 - Z).N
 *     reset before: N = tanh(X W_xh + (R.H') W_hh + b_h)
 *     reset after:  N = tanh(X W_xh + b_h + R.(H' W_hh + b_hh)) */
#include "engine/kinds/gru.h"

#include <stddef.h>

#include "engine/back_step.h"
#include "engine/exact.h"
#include "engine/gather.h"
#include "engine/kinds/textbook.h"
#include "engine/kinds/units.h"
#include "engine/slope.h"
#include "engine/step.h"

enum { W_XZ, W_HZ, B_Z, W_XR, W_HR, B_R, W_XH, W_HH, B_H, B_HH, WEIGHTS };

/* ---- what it consists of ---- */

static const SignalInfo signals[GRU_SIGNALS] = {
    [GRU_X] = {.name = "x",
               .symbol = "x",
               .label = "input",
               .role = ROLE_INPUT,
               .class = SIGNAL_INPUT,
               .pre = NO_SIGNAL,
               .phase = PHASE_GATES},
    [GRU_H] = {.name = "h",
               .symbol = "h",
               .label = "hidden state",
               .role = ROLE_HIDDEN,
               .class = SIGNAL_VALUE,
               .pre = NO_SIGNAL,
               .phase = PHASE_SHOW,
               .has_initial = true},
    [GRU_Z_PRE] = {.name = "z_pre",
                   .symbol = "z",
                   .label = "update gate's pre-activation",
                   .role = ROLE_UPDATE,
                   .class = SIGNAL_PRE_ACTIVATION,
                   .pre = NO_SIGNAL,
                   .phase = PHASE_GATES},
    [GRU_R_PRE] = {.name = "r_pre",
                   .symbol = "r",
                   .label = "reset gate's pre-activation",
                   .role = ROLE_RESET,
                   .class = SIGNAL_PRE_ACTIVATION,
                   .pre = NO_SIGNAL,
                   .phase = PHASE_GATES},
    [GRU_N_PRE] = {.name = "n_pre",
                   .symbol = "h\u0303",
                   .torch = "n",
                   .label = "candidate's pre-activation",
                   .role = ROLE_CANDIDATE,
                   .class = SIGNAL_PRE_ACTIVATION,
                   .pre = NO_SIGNAL,
                   .phase = PHASE_WRITE},
    [GRU_Z] = {.name = "z",
               .symbol = "z",
               .label = "update gate",
               .role = ROLE_UPDATE,
               .class = SIGNAL_GATE,
               .pre = GRU_Z_PRE,
               .slot = SLOT_GATE,
               .phase = PHASE_GATES},
    [GRU_R] = {.name = "r",
               .symbol = "r",
               .label = "reset gate",
               .role = ROLE_RESET,
               .class = SIGNAL_GATE,
               .pre = GRU_R_PRE,
               .slot = SLOT_GATE,
               .phase = PHASE_GATES},
    [GRU_N] = {.name = "n",
               .symbol = "h\u0303",
               .torch = "n",
               .label = "candidate",
               .role = ROLE_CANDIDATE,
               .class = SIGNAL_VALUE,
               .pre = GRU_N_PRE,
               .slot = SLOT_CANDIDATE,
               .phase = PHASE_WRITE},
    [GRU_N_REC] = {.name = "n_rec",
                   .symbol = "h",
                   .letter = "rh",
                   .label = "what the candidate sees of the past",
                   .said = "reset state",
                   .role = ROLE_RESET,
                   .class = SIGNAL_VALUE,
                   .pre = NO_SIGNAL,
                   .phase = PHASE_FORGET,
                   .inner = true},
};

static const WeightInfo weights[WEIGHTS] = {
    [W_XZ] = {"W_xz", WEIGHT_INPUTS_BY_HIDDEN, ROLE_UPDATE, GRU_Z_PRE, 0, false, 0},
    [W_HZ] = {"W_hz", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_UPDATE, GRU_Z_PRE, 0, false, 0},
    [B_Z] = {"b_z", WEIGHT_HIDDEN, ROLE_UPDATE, GRU_Z_PRE, 0, false, 0},
    [W_XR] = {"W_xr", WEIGHT_INPUTS_BY_HIDDEN, ROLE_RESET, GRU_R_PRE, 0, false, 0},
    [W_HR] = {"W_hr", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_RESET, GRU_R_PRE, 0, false, 0},
    [B_R] = {"b_r", WEIGHT_HIDDEN, ROLE_RESET, GRU_R_PRE, 0, false, 0},
    [W_XH] = {"W_xh", WEIGHT_INPUTS_BY_HIDDEN, ROLE_CANDIDATE, GRU_N_PRE, 0, false, 0},
    [W_HH] = {"W_hh", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_CANDIDATE, GRU_N_PRE, 0, false, 0},
    [B_H] = {"b_h", WEIGHT_HIDDEN, ROLE_CANDIDATE, GRU_N_PRE, 0, false, 0},
    [B_HH] = {"b_hh", WEIGHT_HIDDEN, ROLE_CANDIDATE, GRU_N_PRE, 0, false, 0},
};

static const VariantInfo variants[GRU_VARIANTS] = {
    [GRU_RESET] = {.key = "reset",
                   .flag = offsetof(CellSpec, reset_after),
                   .form = VARIANT_WORDS,
                   .words = {"before", "after"},
                   .what = "an edit of the reset",
                   .adds = 1u << B_HH,
                   .told = true,
                   .usual = true,
                   .torch = ELSEWHERE_ONLY,
                   .torch_lacks = "resets after the product: this cell does before",
                   .two_biases = true,
                   .label = "reset",
                   .choices = {"before", "after"},
                   .happens = {" resets before the product with its hidden weights",
                               " resets after the product with its hidden weights"},
                   .renames = GRU_N_REC,
                   .letter = "hW",
                   .said = "recurrent sum"},
};

static int products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
    const ProductInfo gates = {.out = GRU_Z_PRE,
                               .second = GRU_H,
                               .has_x = true,
                               .has_h = true,
                               .block_count = 2,
                               .blocks = {{B_Z, W_XZ, W_HZ}, {B_R, W_XR, W_HR}}};
    products[0] = gates;
    if (!spec->reset_after) {
        products[1] = (ProductInfo){.out = GRU_N_PRE,
                                    .second = GRU_N_REC,
                                    .second_now = true,
                                    .has_x = true,
                                    .has_h = true,
                                    .block_count = 1,
                                    .blocks = {{B_H, W_XH, W_HH}}};
        return 2;
    }
    products[1] = (ProductInfo){
        .out = GRU_N_PRE, .has_x = true, .block_count = 1, .blocks = {{B_H, W_XH, -1}}};
    products[2] = (ProductInfo){.out = GRU_N_REC,
                                .second = GRU_H,
                                .has_h = true,
                                .block_count = 1,
                                .blocks = {{B_HH, -1, W_HH}}};
    return 3;
}

/* ---- a step, there and back (gru_units.h) ---- */

static void step(const Step *step) {
    const KindUnits *units = units_of(step->kernels);
    step_product(step, 0);
    step_rows(step, units->gru_gates);
    for (int k = 1; k < step->product_count; k++)
        step_product(step, k);
    step_rows(step, units->gru_state);
}

/* From the gates' sums to their levels, and r h' (gru_units.h has the equations). */
static void exact_gates(Exact *e, int k) {
    double z = exact_activated(e, SLOT_GATE, exact_sum(e, GRU_Z_PRE, k, NO_WEIGHT, 0));
    double r = exact_activated(e, SLOT_GATE, exact_sum(e, GRU_R_PRE, k, NO_WEIGHT, 0));
    e->now[GRU_Z][k] = exact_held(e, GRU_Z, k, z);
    e->now[GRU_R][k] = exact_held(e, GRU_R, k, r);
    if (!e->cell->spec.reset_after)
        e->now[GRU_N_REC][k] = e->now[GRU_R][k] * e->before[GRU_H][k];
}

static void exact_state(Exact *e, int k) {
    double z = e->now[GRU_Z][k];
    if (e->cell->spec.reset_after)
        e->now[GRU_N_PRE][k] += e->now[GRU_R][k] * e->now[GRU_N_REC][k];
    double n = exact_activated(e, SLOT_CANDIDATE, exact_sum(e, GRU_N_PRE, k, NO_WEIGHT, 0));
    e->now[GRU_H][k] = z * e->before[GRU_H][k] + (1 - z) * n;
}

static void exact(Exact *e) {
    exact_product(e, 0);
    for (int k = 0; k < e->cell->spec.hidden; k++)
        exact_gates(e, k);
    for (int k = 1; k < e->product_count; k++)
        exact_product(e, k);
    for (int k = 0; k < e->cell->spec.hidden; k++)
        exact_state(e, k);
}

static void back(const BackStep *step) {
    const KindUnits *units = units_of(step->kernels);
    back_rows(step, units->gru_state_back);
    for (int k = step->product_count - 1; k > 0; k--)
        back_product(step, k);
    back_rows(step, units->gru_gates_back);
    back_product(step, 0);
}

/* ---- in derivatives by one number ---- */

/* d(R.H') = dR.H' + R.dH' */
static void slope_reset_before(const Slope *s) {
    const float *r = slope_value(s, GRU_R), *dr = slope_d(s, GRU_R);
    const float *h = slope_past(s, GRU_H), *dh = slope_d_past(s, GRU_H);
    float *to = slope_d(s, GRU_N_REC);
    for (size_t k = 0; k < s->h; k++)
        to[k] = dr[k] * h[k] + r[k] * dh[k];
    slope_plant(s, GRU_N_REC);
}

/* d(pre) += dR.(H' W_hh + b_hh) + R.(dH' W_hh) */
static void slope_reset_after(const Slope *s) {
    const float *r = slope_value(s, GRU_R), *dr = slope_d(s, GRU_R);
    const float *rec = slope_value(s, GRU_N_REC);
    slope_plant(s, GRU_N_REC);
    const float *d_rec = slope_d(s, GRU_N_REC);
    float *to = slope_d(s, GRU_N_PRE);
    for (size_t k = 0; k < s->h; k++)
        to[k] += dr[k] * rec[k] + r[k] * d_rec[k];
}

/* dH = dZ.(H' - N) + Z.dH' + (1 - Z).dN */
static void slope_state(const Slope *s) {
    const float *z = slope_value(s, GRU_Z), *n = slope_value(s, GRU_N);
    const float *h = slope_past(s, GRU_H), *dz = slope_d(s, GRU_Z);
    const float *dn = slope_d(s, GRU_N), *dh = slope_d_past(s, GRU_H);
    float *to = slope_d(s, GRU_H);
    for (size_t k = 0; k < s->h; k++)
        to[k] = dz[k] * (h[k] - n[k]) + z[k] * dh[k] + (1 - z[k]) * dn[k];
    slope_plant(s, GRU_H);
}

static void slope(const Slope *s) {
    bool after = s->cell->spec.reset_after;
    slope_product(s, 0);
    slope_gate(s, GRU_Z_PRE, GRU_Z);
    slope_gate(s, GRU_R_PRE, GRU_R);
    if (!after)
        slope_reset_before(s);
    slope_product(s, 1);
    if (after) {
        slope_product(s, 2);
        slope_reset_after(s);
    }
    slope_candidate(s, GRU_N_PRE, GRU_N);
    slope_state(s);
}

/* ---- where a number came from ---- */

static void terms(const Gather *g, int signal) {
    bool after = g->cell->spec.reset_after;
    if (signal == GRU_H) {
        gather_two(g, gather_now(g, GRU_Z), gather_past(g, GRU_H));
        gather_two(g, gather_complement(g, GRU_Z), gather_now(g, GRU_N));
    } else if (signal == GRU_N_REC && !after) {
        gather_two(g, gather_now(g, GRU_R), gather_past(g, GRU_H));
    } else if (after && (signal == GRU_N || signal == GRU_N_PRE)) {
        gather_weights(g, GRU_N_PRE, GATHER_INPUTS, GATHER_INPUTS);
        gather_two(g, gather_now(g, GRU_R), gather_now(g, GRU_N_REC));
        gather_weights(g, GRU_N_PRE, GATHER_HIDDEN, GATHER_BIAS);
    } else {
        gather_sum(g, signal);
    }
}

static int used_by(const CellSpec *spec, int signal) {
    if (signal == GRU_Z || signal == GRU_N)
        return GRU_H;
    if (signal == GRU_R)
        return spec->reset_after ? GRU_N_PRE : GRU_N_REC;
    return signal == GRU_N_REC && spec->reset_after ? GRU_N_PRE : NO_SIGNAL;
}

/* ---- by hand ---- */

/* A positive input shuts z, so that the candidate replaces what was kept. */
static void textbook(Cell *cell, int unit, int input, int rank) {
    const TextbookUnit u = {cell, unit, input};
    float keep = textbook_keep(rank);
    textbook_bias(&u, B_Z, keep);
    textbook_from_input(&u, W_XZ, -keep - 4);
    textbook_bias(&u, B_R, 1);
    textbook_from_input(&u, W_XR, 2);
    textbook_from_input(&u, W_XH, 2);
    textbook_from_itself(&u, W_HH, 0.5f);
}

const CellKindInfo gru_kind = {
    .name = "gru",
    .title = "GRU",
    .article = "a",
    .signals = signals,
    .signal_count = GRU_SIGNALS,
    .weights = weights,
    .weight_count = WEIGHTS,
    .variants = variants,
    .variant_count = GRU_VARIANTS,
    .phases = {[PHASE_GATES] = {"gates", GRU_R},
               [PHASE_FORGET] = {"forget", GRU_Z},
               [PHASE_WRITE] = {"write", GRU_N},
               [PHASE_SHOW] = {"show", GRU_H}},
    .slots = {[SLOT_GATE] = {"gates", false}, [SLOT_CANDIDATE] = {"candidate", false}},
    .memory = GRU_H,
    .keeps = GRU_Z,
    .hint = "z keeps, r lets the past into the candidate",
    .equation = "h:t = z \u00b7 h:t\u22121 + ~(1\u2212 z ~) \u00b7 n | ~__ #z \u00d7 #h' | ~+_ "
                "#1-z \u00d7 #n | ~=_ #!h |",
    .torch = {{{B_R, W_XR, W_HR}, NO_WEIGHT},
              {{B_Z, W_XZ, W_HZ}, NO_WEIGHT},
              {{B_H, W_XH, W_HH}, B_HH}},
    .torch_count = 3,
    .keras = "zrh",
    .keras_title = "GRU",
    .onnx = "zrh",
    .products = products,
    .step = step,
    .exact = exact,
    .back = back,
    .slope = slope,
    .terms = terms,
    .used_by = used_by,
    .textbook = textbook,
};
