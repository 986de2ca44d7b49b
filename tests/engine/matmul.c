/* matmul.c: proves of matmul_add and matmul_add_transposed that they add the product that double
 * precision finds, within matrices that are part of larger ones, and write nothing else.
 * kernels.c proves it of every instruction set. */
#include "engine/matmul.h"

#include <float.h>
#include <string.h>

#include "engine_sample.h"

static Matrix sample_matrix(int rows, int columns, int beside, unsigned seed) {
    size_t stride = (size_t)(columns + beside);
    return (Matrix){sample_numbers((size_t)rows * stride, seed), rows, columns, stride};
}

static double at(Matrix m, int row, int column) {
    return (double)m.data[(size_t)row * m.stride + (size_t)column];
}

static void check_entry(Matrix found, Matrix start, Matrix a, Matrix b, int i, int j) {
    double sum = at(start, i, j), size = fabs(sum);
    for (int k = 0; k < a.columns; k++) {
        sum += at(a, i, k) * at(b, k, j);
        size += fabs(at(a, i, k) * at(b, k, j));
    }
    double bound = (double)FLT_EPSILON * (1 + 0.1 * a.columns) * size;
    assert_true(fabs(at(found, i, j) - sum) <= bound);
}

static void check_size(int n, int k, int m, int beside) {
    Matrix a = sample_matrix(n, k, beside, 1), b = sample_matrix(k, m, beside, 2);
    Matrix start = sample_matrix(n, m, beside, 3), sum = sample_matrix(n, m, beside, 3);
    matmul_add(sum, a, b);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++)
            check_entry(sum, start, a, b, i, j);
        assert_memory_equal(sum.data + (size_t)i * sum.stride + m,
                            start.data + (size_t)i * sum.stride + m,
                            (size_t)beside * sizeof(float));
    }
    free(a.data);
    free(b.data);
    free(start.data);
    free(sum.data);
}

static void sizes(void **state) {
    static const int sizes[][3] = {{1, 1, 1},    {2, 3, 4},     {7, 1, 5},    {5, 17, 33},
                                   {9, 130, 10}, {64, 28, 128}, {3, 200, 71}, {0, 3, 4}};
    (void)state;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (int beside = 0; beside < 12; beside += 11)
            check_size(sizes[k][0], sizes[k][1], sizes[k][2], beside);
}

/* The first factor transposed is that of the plain product. */
static void turned(void **state) {
    enum { N = 19, K = 7, M = 34 };
    Matrix a = sample_matrix(N, K, 3, 4), b = sample_matrix(N, M, 2, 5);
    Matrix over = sample_matrix(K, N, 1, 6);
    Matrix wanted = sample_matrix(K, M, 5, 7), found = sample_matrix(K, M, 5, 7);
    (void)state;
    for (int i = 0; i < K; i++)
        for (int j = 0; j < N; j++)
            over.data[(size_t)i * over.stride + (size_t)j] = (float)at(a, j, i);
    matmul_add(wanted, over, b);
    matmul_add_transposed(found, a, b);
    for (size_t k = 0; k < K * found.stride; k++)
        assert_float_equal(found.data[k], wanted.data[k], 1e-5);
    free(a.data);
    free(b.data);
    free(over.data);
    free(wanted.data);
    free(found.data);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sizes), cmocka_unit_test(turned)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
