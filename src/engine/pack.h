/* pack.h: a cell's weights in the order in which a step streams them: product by product, each in
 * panels (kernels/kernels.h). */
#ifndef GATESCOPE_ENGINE_PACK_H
#define GATESCOPE_ENGINE_PACK_H

#include "engine/cell.h"

/* Floats of cell->packed under the spec, and filling it anew from the weights. */
size_t pack_size(const CellSpec *spec);
void cell_pack(Cell *cell);

/* Rows of a product's two factors, x and the second; 0 where it has none. */
int pack_rows_x(const CellSpec *spec, const ProductInfo *product);
int pack_rows_h(const CellSpec *spec, const ProductInfo *product);
int pack_columns(const CellSpec *spec, const ProductInfo *product);
/* Floats that one product takes. */
size_t pack_product_size(const CellSpec *spec, const ProductInfo *product);

#endif
