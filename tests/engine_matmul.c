/* engine_matmul.c: proves of both bodies of matmul_add, the one by BLAS and the plain one (which is
 * compiled here a second time, under another name), that they add the product that double precision
 * finds, within matrices that are part of larger ones, and write nothing else. */
#include <float.h>
#include <string.h>

#include "engine_sample.h"

#undef GATESCOPE_BLAS
#define matmul_add matmul_add_plainly
#include "engine/matmul.c"
#undef matmul_add
/* the program's own, whose header went by the other name */
extern void matmul_add(Matrix sum, Matrix a, Matrix b);

typedef void Multiply(Matrix sum, Matrix a, Matrix b);

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

static void check_size(Multiply *multiply, int n, int k, int m, int beside) {
    Matrix a = sample_matrix(n, k, beside, 1), b = sample_matrix(k, m, beside, 2);
    Matrix start = sample_matrix(n, m, beside, 3), sum = sample_matrix(n, m, beside, 3);
    multiply(sum, a, b);
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

static void check_sizes(Multiply *multiply) {
    static const int sizes[][3] = {{1, 1, 1}, {2, 3, 4}, {7, 1, 5}, {5, 17, 33}, {64, 28, 128}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (int beside = 0; beside < 12; beside += 11)
            check_size(multiply, sizes[k][0], sizes[k][1], sizes[k][2], beside);
}

static void test_plain(void **state) {
    (void)state;
    check_sizes(matmul_add_plainly);
}

static void test_built(void **state) {
    (void)state;
    check_sizes(matmul_add);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain), cmocka_unit_test(test_built)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
