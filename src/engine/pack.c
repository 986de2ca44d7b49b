/* pack.c: see pack.h. */
#include "engine/pack.h"

#include <string.h>

#include "engine/kernels/kernels.h"

int pack_rows_x(const CellSpec *spec, const ProductInfo *product) {
    return product->has_x ? spec->inputs : 0;
}

int pack_rows_h(const CellSpec *spec, const ProductInfo *product) {
    return product->has_h ? signal_width(spec, product->second) : 0;
}

int pack_columns(const CellSpec *spec, const ProductInfo *product) {
    return product->block_count * signal_width(spec, product->out);
}

size_t pack_product_size(const CellSpec *spec, const ProductInfo *product) {
    return product_size(pack_rows_x(spec, product), pack_rows_h(spec, product),
                        pack_columns(spec, product));
}

size_t pack_size(const CellSpec *spec) {
    ProductInfo products[MAX_PRODUCTS];
    int count = cell_products(spec, products);
    size_t size = 0;
    for (int k = 0; k < count; k++)
        size += pack_product_size(spec, &products[k]);
    return size;
}

/* The weights of one block in one row of the packed matrix: row 0 is the bias, then the rows of
 * W_x, then those of W_h. NULL: zeros. */
static const float *row_of_block(const Cell *cell, const ProductInfo *product, int row, int block) {
    int from_x = pack_rows_x(&cell->spec, product), weight = product->blocks[block].bias, line = 0;
    if (row > from_x) {
        weight = product->blocks[block].from_h;
        line = row - 1 - from_x;
    } else if (row > 0) {
        weight = product->blocks[block].from_x;
        line = row - 1;
    }
    if (weight < 0 || !cell->weights[weight])
        return NULL;
    return cell->weights[weight] + (size_t)line * (size_t)signal_width(&cell->spec, product->out);
}

/* Columns `column` to `column + width - 1` of one row, zeros after the last column. */
static void pack_row(const Cell *cell, const ProductInfo *product, int row, int column, int width,
                     float *to) {
    int units = signal_width(&cell->spec, product->out), run;
    memset(to, 0, (size_t)width * sizeof *to);
    for (int k = 0; k < width && (column + k) / units < product->block_count; k += run) {
        int unit = (column + k) % units;
        const float *from = row_of_block(cell, product, row, (column + k) / units);
        run = units - unit < width - k ? units - unit : width - k;
        if (from)
            memcpy(to + k, from + unit, (size_t)run * sizeof *to);
    }
}

void cell_pack(Cell *cell) {
    ProductInfo products[MAX_PRODUCTS];
    int count = cell_products(&cell->spec, products);
    float *to = cell->packed;
    for (int k = 0; k < count; k++) {
        int columns = pack_columns(&cell->spec, &products[k]), width;
        int rows =
            1 + pack_rows_x(&cell->spec, &products[k]) + pack_rows_h(&cell->spec, &products[k]);
        for (int column = 0; column < columns; column += width) {
            width = panel_width(columns - column);
            for (int row = 0; row < rows; row++, to += width)
                pack_row(cell, &products[k], row, column, width, to);
        }
    }
    cell->stale = false;
}
