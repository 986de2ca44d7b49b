/* matmul.h: products of matrices as they lie, by the kernels that this machine can run. No BLAS:
 * what a minibatch multiplies is a few rows at a time, already in the cache, and BLAS copies its
 * factors first, which costs what it gains. */
#ifndef GATESCOPE_ENGINE_MATMUL_H
#define GATESCOPE_ENGINE_MATMUL_H

#include <stddef.h>

/* A row-major matrix within a larger array: `stride` floats from row to row. */
typedef struct Matrix {
    float *data;
    int rows, columns;
    size_t stride;
} Matrix;

/* sum += a b: (n x m) += (n x k) (k x m). One thread. */
void matmul_add(Matrix sum, Matrix a, Matrix b);
/* sum += a^T b: (k x m) += (n x k)^T (n x m). One thread. */
void matmul_add_transposed(Matrix sum, Matrix a, Matrix b);

#endif
