/* kinds.h: what a kind's own file (lstm.c, gru.c, rnn.c) and the rest of the engine share. Private.
 *
 * A step is a few products of weights with x and h' (product.c) and elementwise equations
 * (units.h); the kind's file says in which order. A kind names its products in a table, so that
 * packing, batches and the way back are written once. */
#ifndef GATESCOPE_ENGINE_KINDS_KINDS_H
#define GATESCOPE_ENGINE_KINDS_KINDS_H

#include "engine/backward.h"
#include "engine/kernels/kernels.h"
#include "engine/trace.h"

extern const CellKindInfo lstm_info, gru_info, rnn_info;

/* The weights that the elementwise equations read; products read the others. */
enum { LSTM_P_F = 12, LSTM_P_I, LSTM_P_O };

/* The columns that one gate has in a product: weight indices, -1 where there is none. */
typedef struct ProductBlock {
    int bias, from_x, from_h;
} ProductBlock;

/* out (and the signals that follow it in the record, one a block) = bias + x W_x + h W_h. */
typedef struct ProductInfo {
    int out;
    int second;      /* the signal that W_h is multiplied with */
    bool second_now; /* of this step's record (r.h'), else of the record before (h') */
    bool has_x, has_h;
    int block_count;
    ProductBlock blocks[4];
} ProductInfo;

enum { MAX_PRODUCTS = 3 };
/* The kind's products under the spec; returns how many. */
int lstm_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]);
int gru_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]);
int rnn_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]);
int cell_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]);

/* One step of all batch rows: the records before are read, the records now (x is in them) written.
 * What is the same in all steps of a run is found once, by trace_run. */
struct Step {
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
    bool rest; /* h' is nothing but zeros: products with it are left out */
    long t;
};

static inline float *step_now(const Step *step, int row, int signal) {
    return step->now + (size_t)row * step->trace->record + step->trace->offset[signal];
}
static inline const float *step_before(const Step *step, int row, int signal) {
    return step->before + (size_t)row * step->trace->record + step->trace->offset[signal];
}

/* Finds the step's products and their packed weights. */
void step_plan_products(Step *step);
/* Product k for all rows. */
void step_product(const Step *step, int k);

void lstm_step(const Step *step);
void gru_step(const Step *step);
void rnn_step(const Step *step);

/* ---- backwards ---- */

/* One step of all batch rows, of which the derivatives by the new state are known (d_now). */
struct BackStep {
    const Cell *cell;
    const Trace *trace;
    Backward *backward;
    const Kernels *kernels;
    int product_count;
    ProductInfo products[MAX_PRODUCTS];
    const float *
        from_x[MAX_PRODUCTS]; /* W_x of all blocks turned over, a row a column of out, and packed */
    const float *from_h[MAX_PRODUCTS]; /* W_h */
    const float *held[MAX_SIGNALS];
    const float *before, *now; /* records of the trace */
    float *d_before, *d_now;   /* and the derivatives by their states */
    float *d_gates;            /* and by the other signals of now */
    bool rest;                 /* as in Step */
    long t;
};

/* Product k for all rows: what its factors get of the derivatives by its out. */
void back_product(const BackStep *step, int k);

void lstm_back(const BackStep *step);
void gru_back(const BackStep *step);
void rnn_back(const BackStep *step);
/* What the peepholes get of a step. */
void lstm_peephole_gradients(const BackStep *step, const Gradients *gradients);

void backward_run_by(const Kernels *kernels, Backward *backward, const Trace *trace,
                     const Cell *cell, Gradients *gradients);

/* ---- both ways ---- */

/* Floats in a cache line. */
enum { LINE = 16 };

/* Floats that a signal takes in a record: whole cache lines where the units take such. */
static inline size_t place_width(const CellSpec *spec, int signal) {
    size_t width = (size_t)signal_width(spec, signal);
    return spec->hidden % LINE ? width : (width + LINE - 1) / LINE * LINE;
}

enum { MOST_GATES = 3 }; /* that a kind has */

/* The levels of the gates that are held at step t, by signal; NULL: the gate is free. They are kept
 * in `levels`: MOST_GATES times hidden floats. */
void cell_find_held(const Cell *cell, long t, float *levels, const float *held[MAX_SIGNALS]);

/* trace_run with kernels of one's choice: the way in which tests reach all of them. */
void trace_run_by(const Kernels *kernels, Trace *trace, Cell *cell, Inputs inputs, long from,
                  long to);

/* Whether the hidden state before step t is nothing but zeros, as it is before the first one where
 * nothing else was asked for. */
bool cell_rests(const Cell *cell, long t);

/* Floats of cell->packed under the spec, and filling it anew from the weights. */
size_t packed_size(const CellSpec *spec);
void cell_pack(Cell *cell);

#endif
