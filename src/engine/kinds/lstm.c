/* lstm.c: the long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of
 * Gers, Schmidhuber and Cummins 2000, equations 2 to 6 there). Variants: peepholes (Gers and
 * Schmidhuber 2000) and coupled gates (Greff et al. 2017, "CIFG").
 *
 *     F = s(X W_xf + H' W_hf + b_f [+ p_f.C'])    I and O alike, O with C    G = tanh(...)
 *     C = F.C' + I.G    H = O.tanh(C)
 *
 * With a projection (Sak, Senior and Beaufays 2014, equation 6 there, without its second one) the
 * hidden state is H = M W_hr, M = O.tanh(C). */
#include "engine/kinds/lstm.h"

#include <stddef.h>

#include "engine/back_step.h"
#include "engine/exact.h"
#include "engine/gather.h"
#include "engine/kinds/textbook.h"
#include "engine/kinds/units.h"
#include "engine/slope.h"
#include "engine/step.h"

enum { W_XF, W_HF, B_F, W_XI, W_HI, B_I, W_XO, W_HO, B_O, W_XC, W_HC, B_C };

/* ---- what it consists of ---- */

static const SignalInfo signals[LSTM_SIGNALS] = {
    [LSTM_X] = {.name = "x",
                .symbol = "x",
                .label = "input",
                .role = ROLE_INPUT,
                .class = SIGNAL_INPUT,
                .pre = NO_SIGNAL,
                .phase = PHASE_GATES},
    [LSTM_H] = {.name = "h",
                .symbol = "h",
                .label = "hidden state",
                .role = ROLE_HIDDEN,
                .class = SIGNAL_VALUE,
                .pre = NO_SIGNAL,
                .phase = PHASE_SHOW,
                .has_initial = true},
    [LSTM_F_PRE] = {.name = "f_pre",
                    .symbol = "f",
                    .label = "forget gate's pre-activation",
                    .role = ROLE_FORGET,
                    .class = SIGNAL_PRE_ACTIVATION,
                    .pre = NO_SIGNAL,
                    .phase = PHASE_GATES},
    [LSTM_I_PRE] = {.name = "i_pre",
                    .symbol = "i",
                    .label = "input gate's pre-activation",
                    .role = ROLE_WRITE,
                    .class = SIGNAL_PRE_ACTIVATION,
                    .pre = NO_SIGNAL,
                    .phase = PHASE_GATES},
    [LSTM_O_PRE] = {.name = "o_pre",
                    .symbol = "o",
                    .label = "output gate's pre-activation",
                    .role = ROLE_OUTPUT,
                    .class = SIGNAL_PRE_ACTIVATION,
                    .pre = NO_SIGNAL,
                    .phase = PHASE_GATES},
    [LSTM_G_PRE] = {.name = "g_pre",
                    .symbol = "c\u0303",
                    .torch = "g",
                    .label = "candidate's pre-activation",
                    .role = ROLE_CANDIDATE,
                    .class = SIGNAL_PRE_ACTIVATION,
                    .pre = NO_SIGNAL,
                    .phase = PHASE_GATES},
    [LSTM_F] = {.name = "f",
                .symbol = "f",
                .label = "forget gate",
                .role = ROLE_FORGET,
                .class = SIGNAL_GATE,
                .pre = LSTM_F_PRE,
                .slot = SLOT_GATE,
                .phase = PHASE_GATES},
    [LSTM_I] = {.name = "i",
                .symbol = "i",
                .label = "input gate",
                .role = ROLE_WRITE,
                .class = SIGNAL_GATE,
                .pre = LSTM_I_PRE,
                .slot = SLOT_GATE,
                .phase = PHASE_GATES},
    [LSTM_O] = {.name = "o",
                .symbol = "o",
                .label = "output gate",
                .role = ROLE_OUTPUT,
                .class = SIGNAL_GATE,
                .pre = LSTM_O_PRE,
                .slot = SLOT_GATE,
                .phase = PHASE_GATES},
    [LSTM_G] = {.name = "g",
                .symbol = "c\u0303",
                .torch = "g",
                .label = "candidate",
                .role = ROLE_CANDIDATE,
                .class = SIGNAL_VALUE,
                .pre = LSTM_G_PRE,
                .slot = SLOT_CANDIDATE,
                .phase = PHASE_GATES},
    [LSTM_C] = {.name = "c",
                .symbol = "c",
                .label = "memory cell",
                .role = ROLE_CELL,
                .class = SIGNAL_VALUE,
                .pre = NO_SIGNAL,
                .phase = PHASE_WRITE,
                .has_initial = true},
    [LSTM_TANH_C] = {.name = "tanh_c",
                     .symbol = "tanh c",
                     .unusual = "act c",
                     .label = "output activation of the cell",
                     .said = "cell after %s",
                     .role = ROLE_CELL,
                     .class = SIGNAL_VALUE,
                     .pre = LSTM_C,
                     .slot = SLOT_OUTPUT,
                     .phase = PHASE_SHOW,
                     .repeats = true},
    [LSTM_M] = {.name = "m",
                .symbol = "m",
                .label = "state before its projection",
                .role = ROLE_HIDDEN,
                .class = SIGNAL_VALUE,
                .pre = NO_SIGNAL,
                .phase = PHASE_SHOW,
                .projected = true},
};

/* The forget gate begins open: Jozefowicz, Zaremba and Sutskever 2015, section 4. */
static const WeightInfo weights[LSTM_WEIGHTS] = {
    [W_XF] = {"W_xf", WEIGHT_INPUTS_BY_HIDDEN, ROLE_FORGET, LSTM_F_PRE, 0, false, 0},
    [W_HF] = {"W_hf", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_FORGET, LSTM_F_PRE, 0, false, 0},
    [B_F] = {"b_f", WEIGHT_HIDDEN, ROLE_FORGET, LSTM_F_PRE, 0, false, .begins = 1},
    [W_XI] = {"W_xi", WEIGHT_INPUTS_BY_HIDDEN, ROLE_WRITE, LSTM_I_PRE, 0, false, 0},
    [W_HI] = {"W_hi", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_WRITE, LSTM_I_PRE, 0, false, 0},
    [B_I] = {"b_i", WEIGHT_HIDDEN, ROLE_WRITE, LSTM_I_PRE, 0, false, 0},
    [W_XO] = {"W_xo", WEIGHT_INPUTS_BY_HIDDEN, ROLE_OUTPUT, LSTM_O_PRE, 0, false, 0},
    [W_HO] = {"W_ho", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_OUTPUT, LSTM_O_PRE, 0, false, 0},
    [B_O] = {"b_o", WEIGHT_HIDDEN, ROLE_OUTPUT, LSTM_O_PRE, 0, false, 0},
    [W_XC] = {"W_xc", WEIGHT_INPUTS_BY_HIDDEN, ROLE_CANDIDATE, LSTM_G_PRE, 0, false, 0},
    [W_HC] = {"W_hc", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_CANDIDATE, LSTM_G_PRE, 0, false, 0},
    [B_C] = {"b_c", WEIGHT_HIDDEN, ROLE_CANDIDATE, LSTM_G_PRE, 0, false, 0},
    [LSTM_P_F] = {"p_f", WEIGHT_HIDDEN, ROLE_FORGET, LSTM_F_PRE, .looks_at = LSTM_C},
    [LSTM_P_I] = {"p_i", WEIGHT_HIDDEN, ROLE_WRITE, LSTM_I_PRE, .looks_at = LSTM_C},
    [LSTM_P_O] = {"p_o", WEIGHT_HIDDEN, ROLE_OUTPUT, LSTM_O_PRE, .looks_at = LSTM_C,
                  .looks_now = true},
    [LSTM_W_HR] = {"W_hr", WEIGHT_HIDDEN_BY_PROJECTION, ROLE_HIDDEN, LSTM_H, 0, false, 0},
};

static const VariantInfo variants[LSTM_VARIANTS] = {
    [LSTM_PEEPHOLES] = {.key = "peepholes",
                        .flag = offsetof(CellSpec, peepholes),
                        .form = VARIANT_WEIGHTS,
                        .what = "the peepholes",
                        .adds = 1u << LSTM_P_F | 1u << LSTM_P_I | 1u << LSTM_P_O,
                        .fixed = true},
    [LSTM_COUPLED] = {.key = "coupled",
                      .flag = offsetof(CellSpec, coupled),
                      .form = VARIANT_BOOL,
                      .words = {"false", "true"},
                      .what = "an edit of coupled gates",
                      .drops = 1u << W_XI | 1u << W_HI | 1u << B_I | 1u << LSTM_P_I,
                      .drops_signals = 1u << LSTM_I_PRE,
                      .torch = ELSEWHERE_NOT,
                      .keras = ELSEWHERE_NOT,
                      .torch_lacks = "has an input gate of its own: this cell is coupled",
                      .equation =
                          "c:t = f \u00b7 c:t\u22121 + ~(1\u2212 f ~) \u00b7 g | ~__ #f \u00d7 "
                          "#c' | ~+_ #1-f \u00d7 #g | ~=_ #!c "
                          "|| h:t = o \u00b7 act c:t | ~__ #o \u00d7 #tanh_c | ~=_ #!h |",
                      .label = "i and f",
                      .choices = {"apart", "i = 1\u2212f"},
                      .happens = {" has an input gate of its own again",
                                  " couples its gates: the input gate is 1 minus the forget "
                                  "gate"}},
};

static int products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
    ProductBlock input = {B_I, W_XI, W_HI}, none = {NO_WEIGHT, NO_WEIGHT, NO_WEIGHT};
    products[0] = (ProductInfo){
        .out = LSTM_F_PRE,
        .second = LSTM_H,
        .has_x = true,
        .has_h = true,
        .block_count = 4,
        .blocks = {
            {B_F, W_XF, W_HF}, spec->coupled ? none : input, {B_O, W_XO, W_HO}, {B_C, W_XC, W_HC}}};
    if (!spec->projection)
        return 1;
    products[1] = (ProductInfo){.out = LSTM_H,
                                .second = LSTM_M,
                                .second_now = true,
                                .has_h = true,
                                .block_count = 1,
                                .blocks = {{NO_WEIGHT, NO_WEIGHT, LSTM_W_HR}}};
    return 2;
}

/* ---- a step, there and back (lstm_units.h) ---- */

static void step(const Step *step) {
    step_product(step, 0);
    step_rows(step, units_of(step->kernels)->lstm);
    if (step->product_count > 1)
        step_product(step, 1);
}

/* One unit, from its sums to what it shows (lstm_units.h has the equations). */
static void exact_unit(Exact *e, int k) {
    double c_before = e->before[LSTM_C][k];
    double f = exact_sum(e, LSTM_F_PRE, k, LSTM_P_F, c_before);
    f = exact_held(e, LSTM_F, k, exact_activated(e, SLOT_GATE, f));
    double i = 1 - f;
    if (!e->cell->spec.coupled)
        i = exact_activated(e, SLOT_GATE, exact_sum(e, LSTM_I_PRE, k, LSTM_P_I, c_before));
    i = exact_held(e, LSTM_I, k, i);
    double g = exact_activated(e, SLOT_CANDIDATE, exact_sum(e, LSTM_G_PRE, k, NO_WEIGHT, 0));
    double c = f * c_before + i * g, o = exact_sum(e, LSTM_O_PRE, k, LSTM_P_O, c);
    o = exact_held(e, LSTM_O, k, exact_activated(e, SLOT_GATE, o));
    e->now[LSTM_C][k] = c;
    e->now[e->cell->spec.projection ? LSTM_M : LSTM_H][k] = o * exact_activated(e, SLOT_OUTPUT, c);
}

static void exact(Exact *e) {
    exact_product(e, 0);
    for (int k = 0; k < e->cell->spec.hidden; k++)
        exact_unit(e, k);
    if (e->product_count > 1)
        exact_product(e, 1);
}

static void back(const BackStep *step) {
    if (step->product_count > 1)
        back_product(step, 1);
    back_rows(step, units_of(step->kernels)->lstm_back);
    back_product(step, 0);
}

/* ---- in derivatives by one number ---- */

static void slope_gates(const Slope *s) {
    slope_look(s, LSTM_P_F);
    slope_look(s, LSTM_P_I);
    slope_gate(s, LSTM_F_PRE, LSTM_F);
    if (s->cell->spec.coupled) { /* I = 1 - F */
        const float *df = slope_d(s, LSTM_F);
        float *di = slope_d(s, LSTM_I);
        for (size_t k = 0; k < s->h; k++)
            di[k] = -df[k];
        slope_hold(s, LSTM_I);
        slope_plant(s, LSTM_I);
    } else {
        slope_gate(s, LSTM_I_PRE, LSTM_I);
    }
    slope_candidate(s, LSTM_G_PRE, LSTM_G);
}

/* dC = dF.C' + F.dC' + dI.G + I.dG */
static void slope_memory(const Slope *s) {
    const float *f = slope_value(s, LSTM_F), *i = slope_value(s, LSTM_I);
    const float *g = slope_value(s, LSTM_G), *c = slope_past(s, LSTM_C);
    const float *df = slope_d(s, LSTM_F), *di = slope_d(s, LSTM_I), *dg = slope_d(s, LSTM_G);
    const float *dc = slope_d_past(s, LSTM_C);
    float *to = slope_d(s, LSTM_C);
    for (size_t k = 0; k < s->h; k++)
        to[k] = df[k] * c[k] + f[k] * dc[k] + di[k] * g[k] + i[k] * dg[k];
    slope_plant(s, LSTM_C);
}

/* dM = dO.tanh(C) + O.d(tanh C), and dH = dM W_hr or the same */
static void slope_show(const Slope *s) {
    slope_look(s, LSTM_P_O);
    slope_gate(s, LSTM_O_PRE, LSTM_O);
    slope_through(s, SLOT_OUTPUT, LSTM_C, LSTM_TANH_C);
    slope_plant(s, LSTM_TANH_C);
    const float *o = slope_value(s, LSTM_O), *shown = slope_value(s, LSTM_TANH_C);
    const float *d_o = slope_d(s, LSTM_O), *d_shown = slope_d(s, LSTM_TANH_C);
    bool projected = s->cell->spec.projection;
    float *to = slope_d(s, projected ? LSTM_M : LSTM_H);
    for (size_t k = 0; k < s->h; k++)
        to[k] = d_o[k] * shown[k] + o[k] * d_shown[k];
    if (projected) {
        slope_plant(s, LSTM_M);
        slope_product(s, 1);
    }
    slope_plant(s, LSTM_H);
}

static void slope(const Slope *s) {
    slope_product(s, 0);
    slope_gates(s);
    slope_memory(s);
    slope_show(s);
}

/* ---- where a number came from ---- */

/* What the output gate makes: h, or what becomes h. */
static int shown_by(const CellSpec *spec) {
    return spec->projection ? LSTM_M : LSTM_H;
}

static void terms(const Gather *g, int signal) {
    if (signal == LSTM_C) {
        gather_two(g, gather_now(g, LSTM_F), gather_past(g, LSTM_C));
        gather_two(g, gather_now(g, LSTM_I), gather_now(g, LSTM_G));
    } else if (signal == shown_by(&g->cell->spec)) {
        gather_two(g, gather_now(g, LSTM_O), gather_now(g, LSTM_TANH_C));
    } else if (signal == LSTM_I && g->cell->spec.coupled) {
        gather_one(g, gather_complement(g, LSTM_F));
    } else if (signal == LSTM_TANH_C) {
        gather_one(g, gather_now(g, LSTM_C));
    } else {
        gather_sum(g, signal);
    }
}

static int used_by(const CellSpec *spec, int signal) {
    if (signal == LSTM_F || signal == LSTM_I || signal == LSTM_G)
        return LSTM_C;
    if (signal == LSTM_O || signal == LSTM_TANH_C)
        return shown_by(spec);
    return signal == LSTM_C ? LSTM_TANH_C : NO_SIGNAL;
}

/* ---- by hand ---- */

/* A positive input opens i and is written; a negative one shuts f, which clears the memory. */
static void textbook(Cell *cell, int unit, int input, int rank) {
    const TextbookUnit u = {cell, unit, input};
    float keep = textbook_keep(rank);
    textbook_bias(&u, B_F, keep);
    textbook_from_input(&u, W_XF, keep + 3);
    textbook_bias(&u, B_I, -4);
    textbook_from_input(&u, W_XI, 8);
    textbook_bias(&u, B_O, 1.5f);
    textbook_from_input(&u, W_XO, 1);
    textbook_from_input(&u, W_XC, 1.5f);
}

const CellKindInfo lstm_kind = {
    .name = "lstm",
    .title = "LSTM",
    .article = "an",
    .signals = signals,
    .signal_count = LSTM_SIGNALS,
    .weights = weights,
    .weight_count = LSTM_WEIGHTS,
    .variants = variants,
    .variant_count = LSTM_VARIANTS,
    .phases = {[PHASE_GATES] = {"gates", LSTM_O},
               [PHASE_FORGET] = {"forget", LSTM_F},
               [PHASE_WRITE] = {"write", LSTM_C},
               [PHASE_SHOW] = {"show", LSTM_H}},
    .slots = {[SLOT_GATE] = {"gates", false},
              [SLOT_CANDIDATE] = {"candidate", false},
              [SLOT_OUTPUT] = {"output", false}},
    .memory = LSTM_C,
    .keeps = LSTM_F,
    .hint = "f keeps, i lets in, o shows: see at which rows",
    .equation = "c:t = f \u00b7 c:t\u22121 + i \u00b7 g | ~__ #f \u00d7 #c' | ~+_ #i \u00d7 #g | "
                "~=_ #!c || h:t = o \u00b7 act c:t | ~__ #o \u00d7 #tanh_c | ~=_ #!h |",
    .torch = {{{B_I, W_XI, W_HI}, NO_WEIGHT},
              {{B_F, W_XF, W_HF}, NO_WEIGHT},
              {{B_C, W_XC, W_HC}, NO_WEIGHT},
              {{B_O, W_XO, W_HO}, NO_WEIGHT}},
    .torch_count = 4,
    .keras = "ifco",
    .keras_title = "LSTM",
    .onnx = "iofc",
    .products = products,
    .step = step,
    .exact = exact,
    .back = back,
    .slope = slope,
    .terms = terms,
    .used_by = used_by,
    .textbook = textbook,
};
