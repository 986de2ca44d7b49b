/* matmul.c: see matmul.h. */
#include "engine/matmul.h"

#include <assert.h>

#include "engine/kernels/kernels.h"

void matmul_add(Matrix sum, Matrix a, Matrix b) {
    assert(a.rows == sum.rows && a.columns == b.rows && b.columns == sum.columns);
    const MatrixProduct product = {.sum = sum.data,
                                   .a = a.data,
                                   .b = b.data,
                                   .sum_row = sum.stride,
                                   .a_row = a.stride,
                                   .a_column = 1,
                                   .b_row = b.stride,
                                   .rows = sum.rows,
                                   .inner = a.columns,
                                   .columns = sum.columns};
    kernels_get()->multiply(&product);
}

void matmul_add_transposed(Matrix sum, Matrix a, Matrix b) {
    assert(a.rows == b.rows && a.columns == sum.rows && b.columns == sum.columns);
    const MatrixProduct product = {.sum = sum.data,
                                   .a = a.data,
                                   .b = b.data,
                                   .sum_row = sum.stride,
                                   .a_row = 1,
                                   .a_column = a.stride,
                                   .b_row = b.stride,
                                   .rows = sum.rows,
                                   .inner = a.rows,
                                   .columns = sum.columns};
    kernels_get()->multiply(&product);
}
