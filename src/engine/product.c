/* product.c: a step's products of weights, and packing them. */
#include <string.h>

#include "engine/kinds/kinds.h"

int cell_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
    switch (spec->kind) {
    case CELL_LSTM:
        return lstm_products(spec, products);
    case CELL_GRU:
        return gru_products(spec, products);
    default:
        return rnn_products(spec, products);
    }
}

size_t product_size(int rows_a, int rows_b, int columns) {
    size_t rows = 1 + (size_t)rows_a + (size_t)rows_b;
    return rows * (((size_t)columns + SLIVER - 1) / SLIVER * SLIVER);
}

static int rows_x(const CellSpec *spec, const ProductInfo *product) {
    return product->has_x ? spec->inputs : 0;
}

static int rows_h(const CellSpec *spec, const ProductInfo *product) {
    return product->has_h ? spec->hidden : 0;
}

static size_t size_of(const CellSpec *spec, const ProductInfo *product) {
    return product_size(rows_x(spec, product), rows_h(spec, product),
                        product->block_count * spec->hidden);
}

size_t packed_size(const CellSpec *spec) {
    ProductInfo products[MAX_PRODUCTS];
    int count = cell_products(spec, products);
    size_t size = 0;
    for (int k = 0; k < count; k++)
        size += size_of(spec, &products[k]);
    return size;
}

/* The weights of one block in one row of the packed matrix: row 0 is the bias, then the rows of
 * W_x, then those of W_h. NULL: zeros. */
static const float *row_of_block(const Cell *cell, const ProductInfo *product, int row, int block) {
    int from_x = rows_x(&cell->spec, product), weight = product->blocks[block].bias, line = 0;
    if (row > from_x) {
        weight = product->blocks[block].from_h;
        line = row - 1 - from_x;
    } else if (row > 0) {
        weight = product->blocks[block].from_x;
        line = row - 1;
    }
    if (weight < 0 || !cell->weights[weight])
        return NULL;
    return cell->weights[weight] + (size_t)line * (size_t)cell->spec.hidden;
}

/* Columns `column` to `column + width - 1` of one row, zeros after the last column. */
static void pack_row(const Cell *cell, const ProductInfo *product, int row, int column, int width,
                     float *to) {
    int hidden = cell->spec.hidden, run;
    memset(to, 0, (size_t)width * sizeof *to);
    for (int k = 0; k < width && (column + k) / hidden < product->block_count; k += run) {
        int unit = (column + k) % hidden;
        const float *from = row_of_block(cell, product, row, (column + k) / hidden);
        run = hidden - unit < width - k ? hidden - unit : width - k;
        if (from)
            memcpy(to + k, from + unit, (size_t)run * sizeof *to);
    }
}

void cell_pack(Cell *cell) {
    ProductInfo products[MAX_PRODUCTS];
    int count = cell_products(&cell->spec, products);
    float *to = cell->packed;
    for (int k = 0; k < count; k++) {
        int columns = products[k].block_count * cell->spec.hidden, width;
        int rows = 1 + rows_x(&cell->spec, &products[k]) + rows_h(&cell->spec, &products[k]);
        for (int column = 0; column < columns; column += width) {
            width = panel_width(columns - column);
            for (int row = 0; row < rows; row++, to += width)
                pack_row(cell, &products[k], row, column, width, to);
        }
    }
    cell->stale = false;
}

/* ---- in a step ---- */

bool cell_rests(const Cell *cell, long t) {
    if (t > 0)
        return false;
    for (int unit = 0; unit < cell->spec.hidden; unit++)
        if (cell->h0[unit] != 0)
            return false;
    return true;
}

void step_plan_products(Step *step) {
    const float *packed = step->cell->packed;
    step->product_count = cell_products(&step->cell->spec, step->products);
    for (int k = 0; k < step->product_count; k++) {
        step->packed[k] = packed;
        packed += size_of(&step->cell->spec, &step->products[k]);
    }
}

static const float *second_factor(const Step *step, const ProductInfo *product) {
    return product->second_now ? step_now(step, 0, product->second)
                               : step_before(step, 0, product->second);
}

static void product_of_row(const Step *step, int k) {
    const CellSpec *spec = &step->cell->spec;
    const ProductInfo *product = &step->products[k];
    const Product work = {.packed = step->packed[k],
                          .a = step_now(step, 0, SIGNAL_X),
                          .b = second_factor(step, product),
                          .rows_a = rows_x(spec, product),
                          .rows_b = rows_h(spec, product),
                          .columns = product->block_count * spec->hidden,
                          .out = step_now(step, 0, product->out),
                          .backwards = step->t & 1};
    step->kernels->product(&work);
}

static void product_of_batch(const Step *step, int k) {
    const CellSpec *spec = &step->cell->spec;
    const ProductInfo *product = &step->products[k];
    size_t record = step->trace->record;
    const BatchProduct work = {.packed = step->packed[k],
                               .a = step_now(step, 0, SIGNAL_X),
                               .b = second_factor(step, product),
                               .out = step_now(step, 0, product->out),
                               .stride_a = record,
                               .stride_b = record,
                               .stride_out = record,
                               .rows = step->trace->batch,
                               .rows_a = rows_x(spec, product),
                               .rows_b = rows_h(spec, product),
                               .columns = product->block_count * spec->hidden,
                               .rest = step->rest && product->second == SIGNAL_H};
    step->kernels->batch_product(&work);
}

void step_product(const Step *step, int k) {
    if (step->trace->batch == 1)
        product_of_row(step, k);
    else
        product_of_batch(step, k);
}
