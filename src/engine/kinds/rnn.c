/* rnn.c: the simple recurrent network (Elman 1990): H = act(X W_xh + H' W_hh + b_h), act tanh or
 * relu. */
#include "engine/kinds/kinds.h"

enum { W_XH, W_HH, B_H, WEIGHTS };

static const SignalInfo signals[RNN_SIGNALS] = {
    [RNN_X] = {"x", "x", "input", ROLE_INPUT, SIGNAL_INPUT, -1, PHASE_GATES, false},
    [RNN_H] = {"h", "h", "hidden state", ROLE_HIDDEN, SIGNAL_VALUE, RNN_H_PRE, PHASE_SHOW, true},
    [RNN_H_PRE] = {"h_pre", "h", "hidden state's pre-activation", ROLE_HIDDEN,
                   SIGNAL_PRE_ACTIVATION, -1, PHASE_GATES, false},
};

static const WeightInfo weights[WEIGHTS] = {
    [W_XH] = {"W_xh", WEIGHT_INPUTS_BY_HIDDEN, ROLE_HIDDEN, RNN_H_PRE, false, false},
    [W_HH] = {"W_hh", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_HIDDEN, RNN_H_PRE, false, false},
    [B_H] = {"b_h", WEIGHT_HIDDEN, ROLE_HIDDEN, RNN_H_PRE, false, false},
};

const CellKindInfo rnn_info = {"rnn", "RNN", signals, RNN_SIGNALS, weights, WEIGHTS};

int rnn_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
    (void)spec;
    products[0] = (ProductInfo){.out = RNN_H_PRE,
                                .second = RNN_H,
                                .has_x = true,
                                .has_h = true,
                                .block_count = 1,
                                .blocks = {{B_H, W_XH, W_HH}}};
    return 1;
}

void rnn_step(const Step *step) {
    step_product(step, 0);
    for (int row = 0; row < step->trace->batch; row++)
        step->kernels->rnn(step, row);
}

void rnn_back(const BackStep *step) {
    for (int row = 0; row < step->trace->batch; row++)
        step->kernels->rnn_back(step, row);
    back_product(step, 0);
}
