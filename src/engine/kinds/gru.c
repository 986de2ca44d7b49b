/* gru.c: the gated recurrent unit (Cho et al. 2014, equations 5 to 8 there), with the reset gate
 * before the recurrent product as there, or after it as in cuDNN and PyTorch. */
#include "engine/kinds/kinds.h"

enum { W_XZ, W_HZ, B_Z, W_XR, W_HR, B_R, W_XH, W_HH, B_H, B_HH, WEIGHTS };

static const SignalInfo signals[GRU_SIGNALS] = {
    [GRU_X] = {"x", "x", "input", ROLE_INPUT, SIGNAL_INPUT, -1, PHASE_GATES, false},
    [GRU_H] = {"h", "h", "hidden state", ROLE_HIDDEN, SIGNAL_VALUE, -1, PHASE_SHOW, true},
    [GRU_Z_PRE] = {"z_pre", "z", "update gate's pre-activation", ROLE_UPDATE, SIGNAL_PRE_ACTIVATION,
                   -1, PHASE_GATES, false},
    [GRU_R_PRE] = {"r_pre", "r", "reset gate's pre-activation", ROLE_RESET, SIGNAL_PRE_ACTIVATION,
                   -1, PHASE_GATES, false},
    [GRU_N_PRE] = {"n_pre", "h\u0303", "candidate's pre-activation", ROLE_CANDIDATE,
                   SIGNAL_PRE_ACTIVATION, -1, PHASE_WRITE, false},
    [GRU_Z] = {"z", "z", "update gate", ROLE_UPDATE, SIGNAL_GATE, GRU_Z_PRE, PHASE_GATES, false},
    [GRU_R] = {"r", "r", "reset gate", ROLE_RESET, SIGNAL_GATE, GRU_R_PRE, PHASE_GATES, false},
    [GRU_N] = {"n", "h\u0303", "candidate", ROLE_CANDIDATE, SIGNAL_VALUE, GRU_N_PRE, PHASE_WRITE,
               false},
    [GRU_N_REC] = {"n_rec", "h", "what the candidate sees of the past", ROLE_RESET, SIGNAL_VALUE,
                   -1, PHASE_FORGET, false},
};

static const WeightInfo weights[WEIGHTS] = {
    [W_XZ] = {"W_xz", WEIGHT_INPUTS_BY_HIDDEN, ROLE_UPDATE, GRU_Z_PRE, false, false},
    [W_HZ] = {"W_hz", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_UPDATE, GRU_Z_PRE, false, false},
    [B_Z] = {"b_z", WEIGHT_HIDDEN, ROLE_UPDATE, GRU_Z_PRE, false, false},
    [W_XR] = {"W_xr", WEIGHT_INPUTS_BY_HIDDEN, ROLE_RESET, GRU_R_PRE, false, false},
    [W_HR] = {"W_hr", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_RESET, GRU_R_PRE, false, false},
    [B_R] = {"b_r", WEIGHT_HIDDEN, ROLE_RESET, GRU_R_PRE, false, false},
    [W_XH] = {"W_xh", WEIGHT_INPUTS_BY_HIDDEN, ROLE_CANDIDATE, GRU_N_PRE, false, false},
    [W_HH] = {"W_hh", WEIGHT_HIDDEN_BY_HIDDEN, ROLE_CANDIDATE, GRU_N_PRE, false, false},
    [B_H] = {"b_h", WEIGHT_HIDDEN, ROLE_CANDIDATE, GRU_N_PRE, false, false},
    [B_HH] = {"b_hh", WEIGHT_HIDDEN, ROLE_CANDIDATE, GRU_N_PRE, false, true},
};

const CellKindInfo gru_info = {"gru", "GRU", signals, GRU_SIGNALS, weights, WEIGHTS};

int gru_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
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

void gru_step(const Step *step) {
    int batch = step->trace->batch;
    step_product(step, 0);
    for (int row = 0; row < batch; row++)
        step->kernels->gru_gates(step, row);
    for (int k = 1; k < step->product_count; k++)
        step_product(step, k);
    for (int row = 0; row < batch; row++)
        step->kernels->gru_state(step, row);
}

void gru_back(const BackStep *step) {
    int batch = step->trace->batch;
    for (int row = 0; row < batch; row++)
        step->kernels->gru_state_back(step, row);
    for (int k = step->product_count - 1; k > 0; k--)
        back_product(step, k);
    for (int row = 0; row < batch; row++)
        step->kernels->gru_gates_back(step, row);
    back_product(step, 0);
}
