/* lstm.c: the long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of
 * Gers, Schmidhuber and Cummins 2000, equations 2 to 6 there). Variants: peepholes (Gers and
 * Schmidhuber 2000) and coupled gates (Greff et al. 2017, "CIFG"). */
#include "engine/kinds/kinds.h"

enum { W_XF, W_HF, B_F, W_XI, W_HI, B_I, W_XO, W_HO, B_O, W_XC, W_HC, B_C, WEIGHTS = LSTM_P_O + 1 };

static const SignalInfo signals[LSTM_SIGNALS] = {
    [LSTM_X] = {"x", "x", "input", ROLE_INPUT, SIGNAL_INPUT, -1, PHASE_GATES, false},
    [LSTM_H] = {"h", "h", "hidden state", ROLE_HIDDEN, SIGNAL_VALUE, -1, PHASE_SHOW, true},
    [LSTM_F_PRE] = {"f_pre", "f", "forget gate's pre-activation", ROLE_FORGET,
                    SIGNAL_PRE_ACTIVATION, -1, PHASE_GATES, false},
    [LSTM_I_PRE] = {"i_pre", "i", "input gate's pre-activation", ROLE_WRITE, SIGNAL_PRE_ACTIVATION,
                    -1, PHASE_GATES, false},
    [LSTM_O_PRE] = {"o_pre", "o", "output gate's pre-activation", ROLE_OUTPUT,
                    SIGNAL_PRE_ACTIVATION, -1, PHASE_GATES, false},
    [LSTM_G_PRE] = {"g_pre", "c\u0303", "candidate's pre-activation", ROLE_CANDIDATE,
                    SIGNAL_PRE_ACTIVATION, -1, PHASE_GATES, false},
    [LSTM_F] = {"f", "f", "forget gate", ROLE_FORGET, SIGNAL_GATE, LSTM_F_PRE, PHASE_GATES, false},
    [LSTM_I] = {"i", "i", "input gate", ROLE_WRITE, SIGNAL_GATE, LSTM_I_PRE, PHASE_GATES, false},
    [LSTM_O] = {"o", "o", "output gate", ROLE_OUTPUT, SIGNAL_GATE, LSTM_O_PRE, PHASE_GATES, false},
    [LSTM_G] = {"g", "c\u0303", "candidate", ROLE_CANDIDATE, SIGNAL_VALUE, LSTM_G_PRE, PHASE_GATES,
                false},
    [LSTM_C] = {"c", "c", "memory cell", ROLE_CELL, SIGNAL_VALUE, -1, PHASE_WRITE, true},
    [LSTM_TANH_C] = {"tanh_c", "tanh c", "output activation of the cell", ROLE_CELL, SIGNAL_VALUE,
                     LSTM_C, PHASE_SHOW, false},
};

static const WeightInfo weights[WEIGHTS] = {
    [W_XF] = {"W_xf", WEIGHT_INPUTS_BY_HIDDEN, ROLE_FORGET, LSTM_F_PRE, false, false},
    [W_HF] = {"W_hf", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_FORGET, LSTM_F_PRE, false, false},
    [B_F] = {"b_f", WEIGHT_HIDDEN, ROLE_FORGET, LSTM_F_PRE, false, false},
    [W_XI] = {"W_xi", WEIGHT_INPUTS_BY_HIDDEN, ROLE_WRITE, LSTM_I_PRE, false, false},
    [W_HI] = {"W_hi", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_WRITE, LSTM_I_PRE, false, false},
    [B_I] = {"b_i", WEIGHT_HIDDEN, ROLE_WRITE, LSTM_I_PRE, false, false},
    [W_XO] = {"W_xo", WEIGHT_INPUTS_BY_HIDDEN, ROLE_OUTPUT, LSTM_O_PRE, false, false},
    [W_HO] = {"W_ho", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_OUTPUT, LSTM_O_PRE, false, false},
    [B_O] = {"b_o", WEIGHT_HIDDEN, ROLE_OUTPUT, LSTM_O_PRE, false, false},
    [W_XC] = {"W_xc", WEIGHT_INPUTS_BY_HIDDEN, ROLE_CANDIDATE, LSTM_G_PRE, false, false},
    [W_HC] = {"W_hc", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_CANDIDATE, LSTM_G_PRE, false, false},
    [B_C] = {"b_c", WEIGHT_HIDDEN, ROLE_CANDIDATE, LSTM_G_PRE, false, false},
    [LSTM_P_F] = {"p_f", WEIGHT_HIDDEN, ROLE_FORGET, LSTM_F_PRE, true, false},
    [LSTM_P_I] = {"p_i", WEIGHT_HIDDEN, ROLE_WRITE, LSTM_I_PRE, true, false},
    [LSTM_P_O] = {"p_o", WEIGHT_HIDDEN, ROLE_OUTPUT, LSTM_O_PRE, true, false},
};

const CellKindInfo lstm_info = {"lstm", "LSTM", signals, LSTM_SIGNALS, weights, WEIGHTS};

int lstm_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
    ProductBlock input = {B_I, W_XI, W_HI}, none = {-1, -1, -1};
    products[0] = (ProductInfo){
        .out = LSTM_F_PRE,
        .second = LSTM_H,
        .has_x = true,
        .has_h = true,
        .block_count = 4,
        .blocks = {
            {B_F, W_XF, W_HF}, spec->coupled ? none : input, {B_O, W_XO, W_HO}, {B_C, W_XC, W_HC}}};
    return 1;
}

void lstm_step(const Step *step) {
    step_product(step, 0);
    for (int row = 0; row < step->trace->batch; row++)
        step->kernels->lstm(step, row);
}

void lstm_back(const BackStep *step) {
    for (int row = 0; row < step->trace->batch; row++)
        step->kernels->lstm_back(step, row);
    back_product(step, 0);
}

/* sum += the products of the derivatives by a pre-activation and of c, of this step or the one
 * before. */
static void peephole_gradient(const BackStep *step, int pre, const float *records, float *sum) {
    const Backward *b = step->backward;
    for (int row = 0; sum && row < b->batch; row++) {
        const float *d = step->d_gates + (size_t)row * b->gates + b->offset[pre];
        const float *c = records + (size_t)row * step->trace->record + step->trace->offset[LSTM_C];
        for (int unit = 0; unit < b->spec.hidden; unit++)
            sum[unit] += d[unit] * c[unit];
    }
}

void lstm_peephole_gradients(const BackStep *step, const Gradients *gradients) {
    peephole_gradient(step, LSTM_F_PRE, step->before, gradients->weights[LSTM_P_F]);
    peephole_gradient(step, LSTM_I_PRE, step->before, gradients->weights[LSTM_P_I]);
    peephole_gradient(step, LSTM_O_PRE, step->now, gradients->weights[LSTM_P_O]);
}
