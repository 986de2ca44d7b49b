/* kind_leaky.c: a kind that only a test has: a leaky unit, which keeps a share a of what it holds
 * and takes the rest from its inputs alone.
 *
 *     A = s(X W_xa + H' W_ha + b_a)    N = tanh(X W_xn + b_n)    H = A.H' + (1 - A).N
 *
 * This file, its lane (lane_leaky.c) and a row in the list of kinds are all that there is of it. */
#include "kind_leaky.h"

#include "engine/back_step.h"
#include "engine/exact.h"
#include "engine/gather.h"
#include "engine/kinds/textbook.h"
#include "engine/slope.h"
#include "engine/step.h"

enum { W_XA, W_HA, B_A, W_XN, B_N, WEIGHTS };

static const SignalInfo signals[LEAKY_SIGNALS] = {
    [LEAKY_X] = {.name = "x",
                 .symbol = "x",
                 .label = "input",
                 .role = ROLE_INPUT,
                 .class = SIGNAL_INPUT,
                 .pre = NO_SIGNAL,
                 .phase = PHASE_GATES},
    [LEAKY_H] = {.name = "h",
                 .symbol = "h",
                 .label = "hidden state",
                 .role = ROLE_HIDDEN,
                 .class = SIGNAL_VALUE,
                 .pre = NO_SIGNAL,
                 .phase = PHASE_SHOW,
                 .has_initial = true},
    [LEAKY_A_PRE] = {.name = "a_pre",
                     .symbol = "a",
                     .label = "leak gate's pre-activation",
                     .role = ROLE_UPDATE,
                     .class = SIGNAL_PRE_ACTIVATION,
                     .pre = NO_SIGNAL,
                     .phase = PHASE_GATES},
    [LEAKY_N_PRE] = {.name = "n_pre",
                     .symbol = "h\u0303",
                     .torch = "n",
                     .label = "candidate's pre-activation",
                     .role = ROLE_CANDIDATE,
                     .class = SIGNAL_PRE_ACTIVATION,
                     .pre = NO_SIGNAL,
                     .phase = PHASE_GATES},
    [LEAKY_A] = {.name = "a",
                 .symbol = "a",
                 .label = "leak gate",
                 .role = ROLE_UPDATE,
                 .class = SIGNAL_GATE,
                 .pre = LEAKY_A_PRE,
                 .slot = SLOT_GATE,
                 .phase = PHASE_GATES},
    [LEAKY_N] = {.name = "n",
                 .symbol = "h\u0303",
                 .torch = "n",
                 .label = "candidate",
                 .role = ROLE_CANDIDATE,
                 .class = SIGNAL_VALUE,
                 .pre = LEAKY_N_PRE,
                 .slot = SLOT_CANDIDATE,
                 .phase = PHASE_WRITE},
};

static const WeightInfo weights[WEIGHTS] = {
    [W_XA] = {"W_xa", WEIGHT_INPUTS_BY_HIDDEN, ROLE_UPDATE, LEAKY_A_PRE, 0, false, 0},
    [W_HA] = {"W_ha", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_UPDATE, LEAKY_A_PRE, 0, false, 0},
    [B_A] = {"b_a", WEIGHT_HIDDEN, ROLE_UPDATE, LEAKY_A_PRE, 0, false, 0},
    [W_XN] = {"W_xn", WEIGHT_INPUTS_BY_HIDDEN, ROLE_CANDIDATE, LEAKY_N_PRE, 0, false, 0},
    [B_N] = {"b_n", WEIGHT_HIDDEN, ROLE_CANDIDATE, LEAKY_N_PRE, 0, false, 0},
};

static int products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
    (void)spec;
    products[0] = (ProductInfo){.out = LEAKY_A_PRE,
                                .second = LEAKY_H,
                                .has_x = true,
                                .has_h = true,
                                .block_count = 2,
                                .blocks = {{B_A, W_XA, W_HA}, {B_N, W_XN, NO_WEIGHT}}};
    return 1;
}

/* ---- the step, with plain loops ---- */

static void step(const Step *step) {
    const CellSpec *spec = &step->cell->spec;
    size_t h = (size_t)spec->hidden;
    step_product(step, 0);
    for (int row = 0; row < step->trace->batch; row++) {
        float *a = step_now(step, row, LEAKY_A), *n = step_now(step, row, LEAKY_N);
        float *to = step_now(step, row, LEAKY_H);
        const float *past = step_before(step, row, LEAKY_H);
        activation_apply(cell_curve(spec, SLOT_GATE), step_now(step, row, LEAKY_A_PRE), a, h);
        activation_apply(cell_curve(spec, SLOT_CANDIDATE), step_now(step, row, LEAKY_N_PRE), n, h);
        for (int k = 0; k < spec->hidden; k++) {
            a[k] = step_held(step, LEAKY_A, k, a[k]);
            to[k] = a[k] * past[k] + (1 - a[k]) * n[k];
        }
    }
}

static void exact(Exact *e) {
    exact_product(e, 0);
    for (int k = 0; k < e->cell->spec.hidden; k++) {
        double a = exact_activated(e, SLOT_GATE, exact_sum(e, LEAKY_A_PRE, k, NO_WEIGHT, 0));
        double n = exact_activated(e, SLOT_CANDIDATE, exact_sum(e, LEAKY_N_PRE, k, NO_WEIGHT, 0));
        a = exact_held(e, LEAKY_A, k, a);
        e->now[LEAKY_H][k] = a * e->before[LEAKY_H][k] + (1 - a) * n;
    }
}

/* dA = dH.(H' - N); dN = dH.(1 - A); dH' += dH.A */
static void back(const BackStep *step) {
    const CellSpec *spec = &step->cell->spec;
    for (int row = 0; row < step->trace->batch; row++) {
        const float *a = back_now(step, row, LEAKY_A), *n = back_now(step, row, LEAKY_N);
        const float *past = back_before(step, row, LEAKY_H);
        const float *dh = back_d_state(step, row, LEAKY_H);
        float *d_past = back_d_before(step, row, LEAKY_H);
        for (int k = 0; k < spec->hidden; k++) {
            float da = dh[k] * (past[k] - n[k]), dn = dh[k] * (1 - a[k]);
            back_put(step, row, LEAKY_A, k, da);
            back_put(step, row, LEAKY_N, k, dn);
            back_put(step, row, LEAKY_A_PRE, k,
                     da * back_slope(step, row, SLOT_GATE, LEAKY_A_PRE, LEAKY_A, k));
            back_put(step, row, LEAKY_N_PRE, k,
                     dn * back_slope(step, row, SLOT_CANDIDATE, LEAKY_N_PRE, LEAKY_N, k));
            d_past[k] += dh[k] * a[k];
        }
    }
    back_product(step, 0);
}

/* dH = dA.(H' - N) + A.dH' + (1 - A).dN */
static void slope(const Slope *s) {
    slope_product(s, 0);
    slope_gate(s, LEAKY_A_PRE, LEAKY_A);
    slope_candidate(s, LEAKY_N_PRE, LEAKY_N);
    const float *a = slope_value(s, LEAKY_A), *n = slope_value(s, LEAKY_N);
    const float *h = slope_past(s, LEAKY_H), *da = slope_d(s, LEAKY_A);
    const float *dn = slope_d(s, LEAKY_N), *dh = slope_d_past(s, LEAKY_H);
    float *to = slope_d(s, LEAKY_H);
    for (size_t k = 0; k < s->h; k++)
        to[k] = da[k] * (h[k] - n[k]) + a[k] * dh[k] + (1 - a[k]) * dn[k];
    slope_plant(s, LEAKY_H);
}

static void terms(const Gather *g, int signal) {
    if (signal == LEAKY_H) {
        gather_two(g, gather_now(g, LEAKY_A), gather_past(g, LEAKY_H));
        gather_two(g, gather_complement(g, LEAKY_A), gather_now(g, LEAKY_N));
    } else {
        gather_sum(g, signal);
    }
}

static int used_by(const CellSpec *spec, int signal) {
    (void)spec;
    return signal == LEAKY_A || signal == LEAKY_N ? LEAKY_H : NO_SIGNAL;
}

static void textbook(Cell *cell, int unit, int input, int rank) {
    const TextbookUnit u = {cell, unit, input};
    textbook_bias(&u, B_A, textbook_keep(rank));
    textbook_from_input(&u, W_XA, -4);
    textbook_from_input(&u, W_XN, 2);
}

extern const CellKindInfo leaky_kind;
const CellKindInfo leaky_kind = {
    .name = "leaky",
    .title = "leaky unit",
    .article = "a",
    .signals = signals,
    .signal_count = LEAKY_SIGNALS,
    .weights = weights,
    .weight_count = WEIGHTS,
    .phases = {[PHASE_GATES] = {"gate", LEAKY_A},
               [PHASE_WRITE] = {"take in", LEAKY_N},
               [PHASE_SHOW] = {"show", LEAKY_H}},
    .slots = {[SLOT_GATE] = {"gates", false}, [SLOT_CANDIDATE] = {"candidate", false}},
    .memory = LEAKY_H,
    .keeps = LEAKY_A,
    .hint = "a keeps: see at which rows",
    .equation = "h:t = a \u00b7 h:t\u22121 + ~(1\u2212 a ~) \u00b7 n | ~__ #a \u00d7 #h' | ~+_ "
                "#1-a \u00d7 #n | ~=_ #!h |",
    .products = products,
    .step = step,
    .exact = exact,
    .back = back,
    .slope = slope,
    .terms = terms,
    .used_by = used_by,
    .textbook = textbook,
};
