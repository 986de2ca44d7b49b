/* back_step.h: one step of backpropagation, as a kind's own file takes it: the products turned
 * round (back_product), the elementwise equations beside them. Only for the kinds and what runs
 * them. */
#ifndef GATESCOPE_ENGINE_BACK_STEP_H
#define GATESCOPE_ENGINE_BACK_STEP_H

#include "engine/backward.h"
#include "engine/kernels/kernels.h"

/* One step of all batch rows, of which the derivatives by the new state are known (d_now). */
typedef struct BackStep {
    const Cell *cell;
    const Trace *trace;
    Backward *backward;
    const Kernels *kernels;
    int product_count;
    ProductInfo products[MAX_PRODUCTS];
    /* W_x of all blocks transposed, a row a column of out, and packed; W_h the same */
    const float *from_x[MAX_PRODUCTS], *from_h[MAX_PRODUCTS];
    const float *held[MAX_SIGNALS]; /* as in Step */
    const float *before, *now;      /* records of the trace */
    float *d_before, *d_now;        /* and the derivatives by their states */
    float *d_gates;                 /* and by the other signals of now */
    bool zero;                      /* as in Step */
    long t;
} BackStep;

/* A row's numbers of a signal in the trace, now and in the step before. A lean trace (trace.h), which
 * training has, holds in a pre-activation's stead what came of it: back_slope is right for both. */
static inline const float *back_now(const BackStep *step, int row, int signal) {
    return step->now + (size_t)row * step->trace->record + step->trace->offset[signal];
}
static inline const float *back_before(const BackStep *step, int row, int signal) {
    return step->before + (size_t)row * step->trace->record + step->trace->offset[signal];
}
/* The derivatives by a state, now and in the step before, where more is added. */
static inline const float *back_d_state(const BackStep *step, int row, int signal) {
    const Backward *b = step->backward;
    return step->d_now + (size_t)row * b->record + b->offset[signal];
}
static inline float *back_d_before(const BackStep *step, int row, int signal) {
    const Backward *b = step->backward;
    return step->d_before + (size_t)row * b->record + b->offset[signal];
}
/* Keeps the derivative by another signal, where such are kept. */
static inline void back_put(const BackStep *step, int row, int signal, int unit, float value) {
    const Backward *b = step->backward;
    if (b->offset[signal] != BACKWARD_LEFT_OUT)
        step->d_gates[(size_t)row * b->gates + (size_t)b->offset[signal] + (size_t)unit] = value;
}
static inline bool back_is_held(const BackStep *step, int gate, int unit) {
    const float *held = step->held[gate];
    return held && held[unit] == held[unit]; /* NOLINT: not a number: free */
}
/* The slope of a slot's activation at the pre-activation `pre`, of which the signal `value` comes; 0 where
 * that is a gate that is held. */
static inline float back_slope(const BackStep *step, int row, ActivationSlot slot, int pre,
                               int value, int unit) {
    const Curve curve = cell_curve(&step->cell->spec, slot);
    if (back_is_held(step, value, unit))
        return 0;
    return step->trace->lean ? activation_slope_at(curve, back_now(step, row, value)[unit])
                             : activation_slope(curve, back_now(step, row, pre)[unit]);
}

/* Product k for all rows: what its factors get of the derivatives by its out. */
void back_product(const BackStep *step, int k);

/* backward_run with kernels of one's choice: the way in which tests reach all of them. */
void backward_run_by(const Kernels *kernels, Backward *backward, const Trace *trace,
                     const Cell *cell, Gradients *gradients);

#endif
