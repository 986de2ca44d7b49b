/* rnn.c: the simple recurrent network (Elman 1990): H = act(X W_xh + H' W_hh + b_h), act tanh or
 * relu. */
#include "engine/kinds/rnn.h"

#include "engine/back_step.h"
#include "engine/exact.h"
#include "engine/gather.h"
#include "engine/kinds/textbook.h"
#include "engine/kinds/units.h"
#include "engine/slope.h"
#include "engine/step.h"

enum { W_XH, W_HH, B_H, WEIGHTS };

static const SignalInfo signals[RNN_SIGNALS] = {
    [RNN_X] = {.name = "x",
               .symbol = "x",
               .label = "input",
               .role = ROLE_INPUT,
               .class = SIGNAL_INPUT,
               .pre = NO_SIGNAL,
               .phase = PHASE_GATES},
    [RNN_H] = {.name = "h",
               .symbol = "h",
               .label = "hidden state",
               .role = ROLE_HIDDEN,
               .class = SIGNAL_VALUE,
               .pre = RNN_H_PRE,
               .slot = SLOT_CANDIDATE,
               .phase = PHASE_SHOW,
               .has_initial = true},
    [RNN_H_PRE] = {.name = "h_pre",
                   .symbol = "h",
                   .label = "hidden state's pre-activation",
                   .role = ROLE_HIDDEN,
                   .class = SIGNAL_PRE_ACTIVATION,
                   .pre = NO_SIGNAL,
                   .phase = PHASE_GATES},
};

static const WeightInfo weights[WEIGHTS] = {
    [W_XH] = {"W_xh", WEIGHT_INPUTS_BY_HIDDEN, ROLE_HIDDEN, RNN_H_PRE, 0, false, 0},
    [W_HH] = {"W_hh", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_HIDDEN, RNN_H_PRE, 0, false, 0},
    [B_H] = {"b_h", WEIGHT_HIDDEN, ROLE_HIDDEN, RNN_H_PRE, 0, false, 0},
};

static int products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
    (void)spec;
    products[0] = (ProductInfo){.out = RNN_H_PRE,
                                .second = RNN_H,
                                .has_x = true,
                                .has_h = true,
                                .block_count = 1,
                                .blocks = {{B_H, W_XH, W_HH}}};
    return 1;
}

static void step(const Step *step) {
    step_product(step, 0);
    step_rows(step, units_of(step->kernels)->rnn);
}

static void exact(Exact *e) {
    exact_product(e, 0);
    for (int k = 0; k < e->cell->spec.hidden; k++) {
        double sum = exact_sum(e, RNN_H_PRE, k, NO_WEIGHT, 0);
        e->now[RNN_H][k] = exact_activated(e, SLOT_CANDIDATE, sum);
    }
}

static void back(const BackStep *step) {
    back_rows(step, units_of(step->kernels)->rnn_back);
    back_product(step, 0);
}

static void slope(const Slope *s) {
    slope_product(s, 0);
    slope_candidate(s, RNN_H_PRE, RNN_H);
}

static int used_by(const CellSpec *spec, int signal) {
    (void)spec;
    (void)signal;
    return NO_SIGNAL;
}

/* What a unit keeps of itself is the plain network's only means. */
static void textbook(Cell *cell, int unit, int input, int rank) {
    static const float echo[TEXTBOOK_RANKS] = {0.95f, 0.8f, 0.5f, 0.2f};
    const TextbookUnit u = {cell, unit, input};
    textbook_from_input(&u, W_XH, 1.2f);
    textbook_from_itself(&u, W_HH, echo[rank]);
}

const CellKindInfo rnn_kind = {
    .name = "rnn",
    .title = "RNN",
    .article = "an",
    .signals = signals,
    .signal_count = RNN_SIGNALS,
    .weights = weights,
    .weight_count = WEIGHTS,
    .phases = {[PHASE_GATES] = {"add up", RNN_H}, [PHASE_SHOW] = {"squash", RNN_H}},
    .slots = {[SLOT_CANDIDATE] = {"hidden", false}, [SLOT_OUTPUT] = {NULL, .alias = true}},
    .memory = RNN_H,
    .keeps = NO_SIGNAL,
    .hint = "no gates: every row is mixed in",
    .equation = "h:t = act ~(sum) | ~=_ act ~( #h_pre ~) | ~=_ #!h |",
    .torch = {{{B_H, W_XH, W_HH}, NO_WEIGHT}},
    .torch_count = 1,
    .keras = "h",
    .keras_title = "SimpleRNN",
    .onnx = "h",
    .reads_out = true,
    .products = products,
    .step = step,
    .exact = exact,
    .back = back,
    .slope = slope,
    .terms = gather_sum,
    .used_by = used_by,
    .textbook = textbook,
};
