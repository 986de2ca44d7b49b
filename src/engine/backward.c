/* backward.c: see backward.h. The products go by the kinds' own table, the elementwise equations
 * are in their files; here are the records, the products and the loop over the steps.
 *
 * Weights get theirs at each step, when what they need is in the cache: a step's records of a batch
 * are enough rows for a product that takes them as they lie, while one of all steps would first
 * have to copy them together. */
#include "engine/backward.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/back_step.h"
#include "engine/memory.h"
#include "engine/pack.h"

/* What a product multiplies. */
static bool is_factor(const CellSpec *spec, int signal) {
    ProductInfo products[MAX_PRODUCTS];
    int count = cell_products(spec, products);
    for (int k = 0; k < count; k++)
        if (products[k].has_h && products[k].second == signal)
            return true;
    return false;
}

/* What the products read and write, and the states, are always there. */
static bool kept(const CellSpec *spec, int signal, BackwardKeep keep) {
    if (signal == SIGNAL_X)
        return keep & BACKWARD_INPUTS;
    if (backward_is_state(spec, signal) ||
        cell_kind(spec->kind)->signals[signal].class == SIGNAL_PRE_ACTIVATION ||
        cell_kind(spec->kind)->signals[signal].inner || is_factor(spec, signal))
        return true;
    return keep & BACKWARD_GATES;
}

/* Rows of a batch that lie an odd number of cache lines apart do not all want the same few places
 * of the cache. */
static size_t odd_lines(const CellSpec *spec, size_t floats) {
    return spec->hidden % LINE ? floats : (floats / LINE | 1) * LINE;
}

static void lay_out(Backward *backward) {
    const CellSpec *spec = &backward->spec;
    for (int k = 0; k < cell_kind(spec->kind)->signal_count; k++) {
        size_t *record = backward_is_state(spec, k) ? &backward->record : &backward->gates;
        backward->offset[k] = BACKWARD_LEFT_OUT;
        if (!kept(spec, k, backward->keep))
            continue;
        backward->offset[k] = (long)*record;
        *record += trace_width(spec, k);
    }
    backward->record = odd_lines(spec, backward->record);
    backward->gates = odd_lines(spec, backward->gates);
}

/* Floats of all products' weights transposed and packed; the same in all variants of a kind. */
static size_t transposed_size(const CellSpec *spec) {
    ProductInfo products[MAX_PRODUCTS];
    int count = cell_products(spec, products);
    size_t size = 0;
    for (int k = 0; k < count; k++) {
        int columns = pack_columns(spec, &products[k]);
        if (products[k].has_x)
            size += product_size(0, columns, spec->inputs);
        if (products[k].has_h)
            size += product_size(0, columns, pack_rows_h(spec, &products[k]));
    }
    return size;
}

/* A trace of the size has no fewer numbers than this. */
static bool size_ok(const CellSpec *spec, long steps, int batch, Error *error) {
    size_t bytes = trace_bytes(spec, steps, batch);
    if (bytes == SIZE_MAX)
        return error_set(error, "derivatives of %ld steps of %d rows are too many", steps, batch);
    return memory_fits((double)bytes + (double)transposed_size(spec) * sizeof(float), "derivatives",
                       error);
}

static bool make_room(Backward *backward, Error *error) {
    const CellSpec *spec = &backward->spec;
    size_t rows = (size_t)backward->batch, steps = (size_t)backward->capacity;
    size_t states = (steps + 1) * rows * backward->record;
    size_t gates = (backward->keep & BACKWARD_GATES ? steps : 1) * rows * backward->gates;
    backward->data = memory_zeros(states, &backward->blocks[0]);
    backward->gate_data = memory_zeros(gates, &backward->blocks[1]);
    backward->transposed = memory_zeros(transposed_size(spec), &backward->blocks[2]);
    backward->levels = calloc(MOST_GATES * (size_t)spec->hidden, sizeof(float));
    return (backward->data && backward->gate_data && backward->transposed && backward->levels) ||
           error_memory(error, (states + gates) * sizeof(float), "derivatives");
}

Backward *backward_new(const CellSpec *spec, long steps, int batch, BackwardKeep keep,
                       Error *error) {
    if (!size_ok(spec, steps, batch, error))
        return NULL;
    Backward *backward = calloc(1, sizeof *backward);
    if (!backward) {
        error_memory(error, sizeof *backward, "derivatives");
        return NULL;
    }
    backward->spec = *spec;
    backward->batch = batch;
    backward->capacity = steps;
    backward->keep = keep;
    lay_out(backward);
    if (make_room(backward, error))
        return backward;
    backward_free(backward);
    return NULL;
}

void backward_free(Backward *backward) {
    if (!backward)
        return;
    for (int k = 0; k < 3; k++)
        free(backward->blocks[k]);
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

/* ---- one step ---- */

/* Columns `column` to `column + width - 1` of a block's weights transposed, zeros after the last
 * of `columns` and where there are no weights: a row a unit. So few columns at once that their
 * lines stay in the cache. */
static float *transpose_block(const float *weight, int units, int column, int width, int columns,
                              float *to) {
    int there = columns - column < width ? columns - column : width;
    size_t stride = (size_t)units;
    if (!weight || there < width)
        memset(to, 0, stride * (size_t)width * sizeof *to);
    for (int first = 0, end; weight && first < there; first = end) {
        end = there < first + SLIVER ? there : first + SLIVER;
        for (int unit = 0; unit < units; unit++)
            for (int k = first; k < end; k++)
                to[(size_t)unit * (size_t)width + (size_t)k] =
                    weight[(size_t)(column + k) * stride + (size_t)unit];
    }
    return to + stride * (size_t)width;
}

/* A product's weights by x or h transposed and packed (engine/kernels/kernels.h), with a bias of
 * 0. */
static float *transpose_product(const Cell *cell, const ProductInfo *product, bool of_x,
                                float *to) {
    int units = signal_width(&cell->spec, product->out), width;
    int columns = of_x ? cell->spec.inputs : pack_rows_h(&cell->spec, product);
    for (int column = 0; column < columns; column += width) {
        width = panel_width(columns - column);
        memset(to, 0, (size_t)width * sizeof *to);
        to += width;
        for (int k = 0; k < product->block_count; k++) {
            int weight = of_x ? product->blocks[k].from_x : product->blocks[k].from_h;
            to = transpose_block(weight < 0 ? NULL : cell->weights[weight], units, column, width,
                                 columns, to);
        }
    }
    return to;
}

static void plan_products(BackStep *step) {
    float *to = step->backward->transposed;
    bool inputs = step->backward->offset[SIGNAL_X] != BACKWARD_LEFT_OUT;
    step->product_count = cell_products(&step->cell->spec, step->products);
    for (int k = 0; k < step->product_count; k++) {
        step->from_x[k] = to;
        if (step->products[k].has_x && inputs)
            to = transpose_product(step->cell, &step->products[k], true, to);
        step->from_h[k] = to;
        if (step->products[k].has_h)
            to = transpose_product(step->cell, &step->products[k], false, to);
    }
}

/* The derivatives by a product's out, and the floats from row to row. */
static const float *d_out(const BackStep *step, int out, size_t *stride) {
    const Backward *b = step->backward;
    bool state = backward_is_state(&b->spec, out);
    *stride = state ? b->record : b->gates;
    return (state ? step->d_now : step->d_gates) + b->offset[out];
}

/* to = dA W^T, or += */
static void take_back(const BackStep *step, const ProductInfo *product, const float *packed,
                      float *to, size_t stride, int columns, bool add) {
    const Backward *b = step->backward;
    size_t stride_d;
    const float *d = d_out(step, product->out, &stride_d);
    const BatchProduct work = {.packed = packed,
                               .a = d,
                               .b = d,
                               .out = to,
                               .stride_b = stride_d,
                               .stride_out = stride,
                               .rows = b->batch,
                               .rows_b = pack_columns(&b->spec, product),
                               .columns = columns,
                               .add = add};
    step->kernels->batch_product(&work);
}

void back_product(const BackStep *step, int k) {
    const Backward *b = step->backward;
    const ProductInfo *product = &step->products[k];
    long x = b->offset[SIGNAL_X], second = b->offset[product->second];
    int rows = pack_rows_h(&b->spec, product);
    bool first = step->t == (b->spec.backward ? b->to - 1 : b->from); /* of those that are taken */
    if (product->has_x && x != BACKWARD_LEFT_OUT)
        take_back(step, product, step->from_x[k], step->d_now + x, b->record, b->spec.inputs, true);
    if (product->has_h && product->second_now)
        take_back(step, product, step->from_h[k], step->d_gates + second, b->gates, rows, false);
    else if (product->has_h && (!first || b->keep & BACKWARD_BEFORE))
        take_back(step, product, step->from_h[k], step->d_before + second, b->record, rows, true);
}

/* dW += from^T dA of one gate, `from` a signal of the trace with `rows` numbers. */
static void add_outer(const BackStep *step, const float *from, size_t stride, int rows, int out,
                      float *sum) {
    const Backward *b = step->backward;
    int columns = signal_width(&b->spec, out);
    size_t stride_d;
    const float *d = d_out(step, out, &stride_d);
    const MatrixProduct work = {.sum = sum,
                                .a = from,
                                .b = d,
                                .sum_row = (size_t)columns,
                                .a_row = 1,
                                .a_column = stride,
                                .b_row = stride_d,
                                .rows = rows,
                                .inner = b->batch,
                                .columns = columns};
    if (sum)
        step->kernels->multiply(&work);
}

static float *gradient_of(const Gradients *gradients, int weight) {
    return weight < 0 ? NULL : gradients->weights[weight];
}

/* dW_x += X^T dA, dW_h += H'^T dA; a bias is the weight of an input that is always 1. */
static void product_gradients(const BackStep *step, const ProductInfo *product,
                              const Gradients *gradients) {
    static const float one = 1;
    const CellSpec *spec = &step->backward->spec;
    const Trace *trace = step->trace;
    const float *second =
        (product->second_now ? step->now : step->before) + trace->offset[product->second];
    for (int k = 0; k < product->block_count; k++) {
        const ProductBlock *block = &product->blocks[k];
        int out = product->out + k;
        add_outer(step, &one, 0, 1, out, gradient_of(gradients, block->bias));
        add_outer(step, step->now + trace->offset[SIGNAL_X], trace->record, spec->inputs, out,
                  gradient_of(gradients, block->from_x));
        if (!step->zero || product->second != SIGNAL_H)
            add_outer(step, second, trace->record, pack_rows_h(spec, product), out,
                      gradient_of(gradients, block->from_h));
    }
}

/* sum += the products of the derivatives by a pre-activation and of the state that it looks at. */
static void peephole_gradient(const BackStep *step, const WeightInfo *info, float *sum) {
    const Backward *b = step->backward;
    const float *records = info->looks_now ? step->now : step->before;
    for (int row = 0; row < b->batch; row++) {
        const float *d = step->d_gates + (size_t)row * b->gates + b->offset[info->signal];
        const float *state =
            records + (size_t)row * step->trace->record + step->trace->offset[info->looks_at];
        for (int unit = 0; unit < b->spec.hidden; unit++)
            sum[unit] += d[unit] * state[unit];
    }
}

static void step_gradients(const BackStep *step, const Gradients *gradients) {
    const CellKindInfo *info = cell_kind(step->cell->spec.kind);
    for (int k = 0; k < step->product_count; k++)
        product_gradients(step, &step->products[k], gradients);
    for (int k = 0; k < info->weight_count; k++)
        if (info->weights[k].looks_at && gradients->weights[k])
            peephole_gradient(step, &info->weights[k], gradients->weights[k]);
}

/* ---- all steps ---- */

void backward_run(Backward *backward, const Trace *trace, const Cell *cell, Gradients *gradients) {
    backward_run_by(kernels_for(cell->spec.hidden), backward, trace, cell, gradients);
}

void backward_run_by(const Kernels *kernels, Backward *backward, const Trace *trace,
                     const Cell *cell, Gradients *gradients) {
    void (*const take)(const BackStep *) = cell_kind(cell->spec.kind)->back;
    BackStep step = {.cell = cell, .trace = trace, .backward = backward, .kernels = kernels};
    const long from = backward->from, to = backward->to;
    backward->spec = cell->spec;
    plan_products(&step);
    for (long k = from; k < to; k++) {
        step.t =
            cell->spec.backward ? k : from + to - 1 - k; /* those that it computed last first */
        long past = trace_before(trace, step.t);
        step.zero = step.t == trace_first(trace) && cell_begins_with_zeros(cell);
        step.before = trace_at(trace, SIGNAL_X, past, 0) - trace->offset[SIGNAL_X];
        step.now = trace_at(trace, SIGNAL_X, step.t, 0) - trace->offset[SIGNAL_X];
        step.d_before = backward_states(backward, past);
        step.d_now = backward_states(backward, step.t);
        step.d_gates = backward_gates(backward, step.t);
        if (cell->hold_count > 0)
            cell_find_held(cell, step.t, backward->levels, step.held);
        take(&step);
        if (gradients)
            step_gradients(&step, gradients);
    }
}

void backward_feed(Backward *below, const Backward *reader, int column) {
    long from = below->from > reader->from ? below->from : reader->from;
    long to = below->to < reader->to ? below->to : reader->to;
    for (long t = from; t < to; t++)
        for (int row = 0; row < below->batch; row++) {
            float *sum = backward_at(below, SIGNAL_H, t, row);
            const float *more = backward_at(reader, SIGNAL_X, t, row) + column;
            for (int k = 0; k < signal_width(&below->spec, SIGNAL_H); k++)
                sum[k] += more[k];
        }
}
