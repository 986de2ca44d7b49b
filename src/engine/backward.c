/* backward.c: see backward.h. The products go by the kinds' own table (kinds.h), the elementwise
 * equations are in back_units.h; here are the records, the products and the loop over the steps.
 *
 * Weights get theirs at the end, all steps and rows in one product of matrices each: the records
 * of a trace and those here lie in the same order. */
#include "engine/backward.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/kinds.h"
#include "engine/matmul.h"
#include "engine/memory.h"

static bool is_state(const CellKindInfo *info, int signal) {
    return info->signals[signal].has_initial;
}

/* What the products read and write, and the states, are always kept. */
static bool kept(const CellSpec *spec, int signal, BackwardKeep keep) {
    const CellKindInfo *info = cell_kind(spec->kind);
    if (signal == SIGNAL_X)
        return keep & BACKWARD_INPUTS;
    if (is_state(info, signal) || info->signals[signal].class == SIGNAL_PRE_ACTIVATION ||
        (spec->kind == CELL_GRU && signal == GRU_N_REC))
        return true;
    return keep & BACKWARD_GATES;
}

static void lay_out(Backward *backward, BackwardKeep keep) {
    for (int k = 0; k < cell_kind(backward->spec.kind)->signal_count; k++) {
        backward->offset[k] = BACKWARD_LEFT_OUT;
        if (!kept(&backward->spec, k, keep))
            continue;
        backward->offset[k] = (long)backward->record;
        backward->record += (size_t)signal_width(&backward->spec, k);
    }
}

/* Floats of all products' weights turned over and packed; the same in all variants of a kind. */
static size_t turned_size(const CellSpec *spec) {
    ProductInfo products[MAX_PRODUCTS];
    int count = cell_products(spec, products);
    size_t size = 0;
    for (int k = 0; k < count; k++) {
        int columns = products[k].block_count * spec->hidden;
        if (products[k].has_x)
            size += product_size(0, columns, spec->inputs);
        if (products[k].has_h)
            size += product_size(0, columns, spec->hidden);
    }
    return size;
}

/* A trace of the size has no fewer numbers than this. Rows are counted by BLAS, in an int. */
static bool size_ok(const CellSpec *spec, long steps, int batch, Error *error) {
    size_t bytes = trace_bytes(spec, steps, batch);
    if (bytes == SIZE_MAX || steps > INT_MAX / batch - 1)
        return error_set(error, "derivatives of %ld steps of %d rows are too many", steps, batch);
    return memory_fits((double)bytes + (double)turned_size(spec) * sizeof(float), "derivatives",
                       error);
}

Backward *backward_new(const CellSpec *spec, long steps, int batch, BackwardKeep keep,
                       Error *error) {
    if (!size_ok(spec, steps, batch, error))
        return NULL;
    Backward *backward = calloc(1, sizeof *backward);
    size_t numbers = 0;
    if (backward) {
        backward->spec = *spec;
        backward->batch = batch;
        backward->capacity = steps;
        lay_out(backward, keep);
        numbers = ((size_t)steps + 1) * (size_t)batch * backward->record;
        backward->data = calloc(numbers, sizeof(float));
        backward->turned = calloc(turned_size(spec), sizeof(float)); /* NOLINT: never none */
        backward->levels = calloc(MOST_GATES * (size_t)spec->hidden, sizeof(float));
    }
    if (backward && backward->data && backward->turned && backward->levels)
        return backward;
    error_memory(error, numbers * sizeof(float), "derivatives");
    backward_free(backward);
    return NULL;
}

void backward_free(Backward *backward) {
    if (!backward)
        return;
    free(backward->data);
    free(backward->turned);
    free(backward->levels);
    free(backward);
}

void backward_begin(Backward *backward, long from, long to) {
    backward->from = from;
    backward->to = to;
    memset(backward->data, 0,
           (size_t)(to - from + 1) * (size_t)backward->batch * backward->record * sizeof(float));
}

/* ---- gradients of weights ---- */

Gradients *gradients_new(const CellSpec *spec, Error *error) {
    Gradients *gradients = calloc(1, sizeof *gradients);
    size_t count = (size_t)cell_parameter_count(spec), at = 0;
    if (gradients)
        gradients->data = calloc(count, sizeof(float));
    if (!gradients || !gradients->data) {
        error_memory(error, count * sizeof(float), "gradients");
        gradients_free(gradients);
        return NULL;
    }
    gradients->count = count;
    for (int k = 0; k < cell_kind(spec->kind)->weight_count; k++)
        if (weight_present(spec, k)) {
            gradients->weights[k] = gradients->data + at;
            at += (size_t)weight_rows(spec, k) * (size_t)weight_columns(spec, k);
        }
    return gradients;
}

void gradients_clear(Gradients *gradients) {
    memset(gradients->data, 0, gradients->count * sizeof(float));
}

void gradients_free(Gradients *gradients) {
    if (!gradients)
        return;
    free(gradients->data);
    free(gradients);
}

/* The derivatives by a signal, or a signal of the trace, of all steps and rows as one matrix: a row
 * a record. */
static Matrix all_of_backward(const Backward *b, int signal) {
    int rows = (int)((b->to - b->from) * b->batch);
    return (Matrix){backward_at(b, signal, b->from, 0), rows, signal_width(&b->spec, signal),
                    b->record};
}

static Matrix all_of_trace(const Backward *b, const Trace *trace, int signal, long from) {
    int rows = (int)((b->to - b->from) * b->batch);
    return (Matrix){(float *)trace_at(trace, signal, from, 0), rows, signal_width(&b->spec, signal),
                    trace->record};
}

static void add_rows(float *sum, Matrix m) {
    const Kernels *kernels = kernels_get();
    for (int row = 0; row < m.rows; row++)
        kernels->add(sum, m.data + (size_t)row * m.stride, (size_t)m.columns);
}

static float *gradient_of(const Gradients *gradients, int weight) {
    return weight < 0 ? NULL : gradients->weights[weight];
}

/* from^T dA for all blocks at once, which is faster than one by one, then each block's to its
 * weight. The room of the turned weights is free after the last step, and as large as this. */
static void outer_gradients(const Backward *b, const ProductInfo *product, bool of_x, Matrix from,
                            Gradients *gradients) {
    int h = b->spec.hidden, columns = product->block_count * h;
    Matrix d = all_of_backward(b, product->out);
    Matrix sum = {b->turned, from.columns, columns, (size_t)columns};
    d.columns = columns;
    memset(sum.data, 0, (size_t)sum.rows * sum.stride * sizeof(float));
    matmul_add_turned(sum, from, d);
    for (int k = 0; k < product->block_count; k++) {
        const ProductBlock *block = &product->blocks[k];
        float *to = gradient_of(gradients, of_x ? block->from_x : block->from_h);
        for (int row = 0; to && row < sum.rows; row++)
            for (int unit = 0; unit < h; unit++)
                *to++ += sum.data[(size_t)row * sum.stride + (size_t)(k * h + unit)];
    }
}

/* dW_x = X^T dA, dW_h = H'^T dA, a bias: the sum of dA */
static void product_gradients(const Backward *b, const Trace *trace, const ProductInfo *product,
                              Gradients *gradients) {
    for (int k = 0; k < product->block_count; k++) {
        float *by_bias = gradient_of(gradients, product->blocks[k].bias);
        if (by_bias)
            add_rows(by_bias, all_of_backward(b, product->out + k));
    }
    if (product->has_x)
        outer_gradients(b, product, true, all_of_trace(b, trace, SIGNAL_X, b->from), gradients);
    if (product->has_h)
        outer_gradients(
            b, product, false,
            all_of_trace(b, trace, product->second, product->second_now ? b->from : b->from - 1),
            gradients);
}

/* ---- one step ---- */

/* Columns `column` to `column + width - 1` of a block's weights turned over, zeros after the last
 * of `columns`: a row a unit. */
static float *turn_block(const float *weight, int hidden, int column, int width, int columns,
                         float *to) {
    int there = columns - column < width ? columns - column : width;
    for (int unit = 0; unit < hidden; unit++, to += width)
        for (int k = 0; k < width; k++)
            to[k] = weight && k < there
                        ? weight[(size_t)(column + k) * (size_t)hidden + (size_t)unit]
                        : 0;
    return to;
}

/* A product's weights by x or h turned over and packed (kernels.h), with a bias of 0. */
static float *turn_over(const Cell *cell, const ProductInfo *product, bool of_x, float *to) {
    int hidden = cell->spec.hidden, columns = of_x ? cell->spec.inputs : hidden, width;
    for (int column = 0; column < columns; column += width) {
        width = panel_width(columns - column);
        memset(to, 0, (size_t)width * sizeof *to);
        to += width;
        for (int k = 0; k < product->block_count; k++) {
            int weight = of_x ? product->blocks[k].from_x : product->blocks[k].from_h;
            to = turn_block(weight < 0 ? NULL : cell->weights[weight], hidden, column, width,
                            columns, to);
        }
    }
    return to;
}

static void plan_products(BackStep *step) {
    float *to = step->backward->turned;
    bool inputs = step->backward->offset[SIGNAL_X] != BACKWARD_LEFT_OUT;
    step->product_count = cell_products(&step->cell->spec, step->products);
    for (int k = 0; k < step->product_count; k++) {
        step->from_x[k] = to;
        if (step->products[k].has_x && inputs)
            to = turn_over(step->cell, &step->products[k], true, to);
        step->from_h[k] = to;
        if (step->products[k].has_h)
            to = turn_over(step->cell, &step->products[k], false, to);
    }
}

/* to += dA W^T */
static void add_back(const BackStep *step, const ProductInfo *product, const float *packed,
                     float *to, int columns) {
    const Backward *b = step->backward;
    const float *d = step->d_now + b->offset[product->out];
    const BatchProduct work = {.packed = packed,
                               .a = d,
                               .b = d,
                               .out = to,
                               .stride_b = b->record,
                               .stride_out = b->record,
                               .rows = b->batch,
                               .rows_b = product->block_count * b->spec.hidden,
                               .columns = columns,
                               .add = true};
    step->kernels->batch_product(&work);
}

void back_product(const BackStep *step, int k) {
    const Backward *b = step->backward;
    const ProductInfo *product = &step->products[k];
    float *second = product->second_now ? step->d_now : step->d_before;
    if (product->has_x && b->offset[SIGNAL_X] != BACKWARD_LEFT_OUT)
        add_back(step, product, step->from_x[k], step->d_now + b->offset[SIGNAL_X], b->spec.inputs);
    if (product->has_h)
        add_back(step, product, step->from_h[k], second + b->offset[product->second],
                 b->spec.hidden);
}

/* ---- all steps ---- */

void backward_run(Backward *backward, const Trace *trace, const Cell *cell, Gradients *gradients) {
    backward_run_by(kernels_for(cell->spec.hidden), backward, trace, cell, gradients);
}

void backward_run_by(const Kernels *kernels, Backward *backward, const Trace *trace,
                     const Cell *cell, Gradients *gradients) {
    static void (*const steps[CELL_KIND_COUNT])(const BackStep *) = {
        [CELL_LSTM] = lstm_back, [CELL_GRU] = gru_back, [CELL_RNN] = rnn_back};
    BackStep step = {.cell = cell, .trace = trace, .backward = backward, .kernels = kernels};
    size_t stride = backward->record * (size_t)backward->batch;
    backward->spec = cell->spec;
    plan_products(&step);
    for (step.t = backward->to - 1; step.t >= backward->from; step.t--) {
        step.before = trace->data + (size_t)step.t * trace->record * (size_t)trace->batch;
        step.now = step.before + trace->record * (size_t)trace->batch;
        step.d_before = backward->data + (size_t)(step.t - backward->from) * stride;
        step.d_now = step.d_before + stride;
        if (cell->hold_count > 0)
            cell_find_held(cell, step.t, backward->levels, step.held);
        steps[cell->spec.kind](&step);
    }
    for (int k = 0; gradients && backward->to > backward->from && k < step.product_count; k++)
        product_gradients(backward, trace, &step.products[k], gradients);
    if (gradients && cell->spec.peepholes)
        lstm_peephole_gradients(backward, trace, gradients);
}

void backward_feed(Backward *below, const Backward *reader) {
    long from = below->from > reader->from ? below->from : reader->from;
    long to = below->to < reader->to ? below->to : reader->to;
    for (long t = from; t < to; t++)
        for (int row = 0; row < below->batch; row++) {
            float *sum = backward_at(below, SIGNAL_H, t, row);
            const float *more = backward_at(reader, SIGNAL_X, t, row);
            for (int k = 0; k < below->spec.hidden; k++)
                sum[k] += more[k];
        }
}
