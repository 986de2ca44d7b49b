/* matmul.c: see matmul.h. */
#include "engine/matmul.h"

#ifdef GATESCOPE_BLAS

#include <cblas.h>

void matmul_add(Matrix sum, Matrix a, Matrix b) {
    openblas_set_num_threads(1);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, sum.rows, sum.columns, a.columns, 1,
                a.data, (int)a.stride, b.data, (int)b.stride, 1, sum.data, (int)sum.stride);
}

void matmul_add_turned(Matrix sum, Matrix a, Matrix b) {
    openblas_set_num_threads(1);
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, sum.rows, sum.columns, a.rows, 1, a.data,
                (int)a.stride, b.data, (int)b.stride, 1, sum.data, (int)sum.stride);
}

#else

/* to += factor * row */
static void add_row(float *to, float factor, const float *row, int count) {
    for (int j = 0; j < count; j++)
        to[j] += factor * row[j];
}

void matmul_add(Matrix sum, Matrix a, Matrix b) {
    for (int i = 0; i < sum.rows; i++)
        for (int k = 0; k < a.columns; k++) {
            float factor = a.data[(size_t)i * a.stride + (size_t)k];
            add_row(sum.data + (size_t)i * sum.stride, factor, b.data + (size_t)k * b.stride,
                    sum.columns);
        }
}

void matmul_add_turned(Matrix sum, Matrix a, Matrix b) {
    for (int k = 0; k < a.rows; k++)
        for (int i = 0; i < sum.rows; i++) {
            float factor = a.data[(size_t)k * a.stride + (size_t)i];
            add_row(sum.data + (size_t)i * sum.stride, factor, b.data + (size_t)k * b.stride,
                    sum.columns);
        }
}

#endif
