/* step.h: one step forward, as a kind's own file takes it.
 *
 * A step is a few products of weights with x and h' (step_product) and elementwise equations; the
 * kind's file says in which order. A kind names its products in a table, so that packing, batches
 * and the way back are written once. Only for the kinds and what runs them. */
#ifndef GATESCOPE_ENGINE_STEP_H
#define GATESCOPE_ENGINE_STEP_H

#include "engine/kernels/kernels.h"
#include "engine/trace.h"

/* One step of all batch rows: the records before are read, the records now (x is in them) written.
 * What is the same in all steps of a run is found once, by trace_run. */
typedef struct Step {
    const Cell *cell;
    const Trace *trace;
    const Kernels *kernels;
    int product_count;
    ProductInfo products[MAX_PRODUCTS];
    const float *packed[MAX_PRODUCTS]; /* each product's part of cell->packed */
    const float *held[MAX_SIGNALS];    /* of a gate held at t: a level a unit, NaN where it is free;
                                        * else NULL */
    const float *before;
    float *now;
    bool zero; /* h' is nothing but zeros: products with it are left out */
    long t;
} Step;

static inline float *step_now(const Step *step, int row, int signal) {
    return step->now + (size_t)row * step->trace->record + step->trace->offset[signal];
}
static inline const float *step_before(const Step *step, int row, int signal) {
    return step->before + (size_t)row * step->trace->record + step->trace->offset[signal];
}
/* What a gate's unit stands at: its level, or what it is held at. */
static inline float step_held(const Step *step, int gate, int unit, float level) {
    const float *held = step->held[gate];
    return held && held[unit] == held[unit] ? held[unit] : level; /* NOLINT: not a number: free */
}

/* Finds the step's products and their packed weights. */
void step_plan_products(Step *step);
/* Product k for all rows. */
void step_product(const Step *step, int k);

/* trace_run with kernels of one's choice: the way in which tests reach all of them. */
void trace_run_by(const Kernels *kernels, Trace *trace, Cell *cell, Inputs inputs, long from,
                  long to);

#endif
