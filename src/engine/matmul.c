/* matmul.c: see matmul.h. */
#include "engine/matmul.h"

#ifdef GATESCOPE_BLAS

#include <cblas.h>

void matmul_add(Matrix sum, Matrix a, Matrix b) {
    openblas_set_num_threads(1);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, sum.rows, sum.columns, a.columns, 1,
                a.data, (int)a.stride, b.data, (int)b.stride, 1, sum.data, (int)sum.stride);
}

#else

void matmul_add(Matrix sum, Matrix a, Matrix b) {
    for (int i = 0; i < sum.rows; i++)
        for (int k = 0; k < a.columns; k++) {
            float factor = a.data[(size_t)i * a.stride + (size_t)k];
            const float *row = b.data + (size_t)k * b.stride;
            float *to = sum.data + (size_t)i * sum.stride;
            for (int j = 0; j < sum.columns; j++)
                to[j] += factor * row[j];
        }
}

#endif
