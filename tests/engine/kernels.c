/* kernels.c: proves that every instruction set which this machine has computes the same:
 * products agree with sums in double precision, whole runs with those of the plainest kernels, and
 * nothing is read or written beside the arrays; and that the best set is the one that is used. */
#include <float.h>
#include <string.h>

#include "engine/back_step.h"
#include "engine/pack.h"
#include "engine/step.h"
#include "engine_sample.h"

static void test_dispatch(void **state) {
    (void)state;
    int count = 0;
    while (kernels_nth(count)) {
        print_message("%s\n", kernels_nth(count)->name);
        for (int k = 0; k < count; k++)
            assert_string_not_equal(kernels_nth(k)->name, kernels_nth(count)->name);
        count++;
    }
    assert_true(count >= 1);
    assert_null(kernels_nth(count + 1));
    assert_ptr_equal(kernels_get(), kernels_nth(0));
#if defined(__x86_64__)
    assert_string_equal(kernels_nth(count - 1)->name, "sse2");
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512vl");
    assert_int_equal(count, 1 + avx2 + avx512);
    assert_string_equal(kernels_get()->name, avx512 ? "avx512" : avx2 ? "avx2" : "sse2");
#endif
}

/* ---- products ---- */

typedef struct Factors {
    int rows_a, rows_b, columns;
    float *a, *b, *matrix; /* row 0 of the matrix is the bias */
} Factors;

/* As engine/kernels/kernels.h describes it. */
static float *packed(const Factors *f) {
    float *all =
        aligned_alloc(64, (product_size(f->rows_a, f->rows_b, f->columns) * 4 + 63) / 64 * 64);
    assert_non_null(all);
    float *to = all;
    int rows = 1 + f->rows_a + f->rows_b;
    for (int column = 0, width; column < f->columns; column += width) {
        width = panel_width(f->columns - column);
        for (int row = 0; row < rows; row++)
            for (int k = column; k < column + width; k++)
                *to++ =
                    k < f->columns ? f->matrix[(size_t)row * (size_t)f->columns + (size_t)k] : 0;
    }
    assert_int_equal(to - all, product_size(f->rows_a, f->rows_b, f->columns));
    return all;
}

static void check_column(const Factors *f, int column, float found) {
    double sum = 0, size = 0;
    for (int row = 0; row < 1 + f->rows_a + f->rows_b; row++) {
        double factor = row == 0           ? 1
                        : row <= f->rows_a ? (double)f->a[row - 1]
                                           : (double)f->b[row - 1 - f->rows_a];
        double term = factor * (double)f->matrix[(size_t)row * (size_t)f->columns + (size_t)column];
        sum += term;
        size += fabs(term);
    }
    double bound = (double)FLT_EPSILON * (1 + 0.1 * (f->rows_a + f->rows_b)) * size;
    assert_true(fabs((double)found - sum) <= bound);
}

static void check_product(const Kernels *kernels, int rows_a, int rows_b, int columns) {
    enum { GUARD = 16 };
    Factors f = {rows_a, rows_b, columns, .a = sample_numbers((size_t)rows_a + 1, 1)};
    f.b = sample_numbers((size_t)rows_b + 1, 2);
    f.matrix = sample_numbers((size_t)(1 + rows_a + rows_b) * (size_t)columns, 3);
    size_t size = ((size_t)columns + 2 * GUARD) * sizeof(float);
    float *weights = packed(&f), *out = malloc(size), *again = malloc(size);
    assert_true(out && again);
    memset(out, 0x5a, size);
    memset(again, 0x5a, size);
    Product product = {weights, f.a, f.b, rows_a, rows_b, columns, out + GUARD, false};
    kernels->product(&product);
    for (int column = 0; column < columns; column++)
        check_column(&f, column, out[GUARD + column]);
    product.out = again + GUARD;
    product.backwards = true; /* in another order, the same numbers and nothing beside them */
    kernels->product(&product);
    assert_memory_equal(out, again, size);
    for (size_t k = 0; k < GUARD * sizeof(float); k++) {
        assert_int_equal(((unsigned char *)out)[k], 0x5a);
        assert_int_equal(((unsigned char *)(out + GUARD + columns))[k], 0x5a);
    }
    free(f.a);
    free(f.b);
    free(f.matrix);
    free(weights);
    free(out);
    free(again);
}

/* Many rows at once give what one by one gives, but for the order of additions, also added to what
 * was there, also without a second factor of noughts, and nothing beside it. */
static void check_batch(const Kernels *kernels, int rows_a, int rows_b, int columns, int rows) {
    enum { GAP = 5 };
    size_t stride_a = (size_t)rows_a + GAP, stride_b = (size_t)rows_b + GAP;
    size_t stride = (size_t)columns + GAP, count = (size_t)rows * stride;
    Factors f = {rows_a, rows_b, columns, .a = sample_numbers((size_t)rows * stride_a, 1)};
    f.b = sample_numbers((size_t)rows * stride_b, 2);
    f.matrix = sample_numbers((size_t)(1 + rows_a + rows_b) * (size_t)columns, 3);
    float *weights = packed(&f), *out = sample_numbers(count, 4),
          *before = sample_numbers(count, 4);
    float *one = malloc((size_t)columns * sizeof *one);
    float *noughts = calloc((size_t)rows_b + 1, sizeof *noughts);
    for (int turn = 0; turn < 4; turn++) {
        bool add = turn & 1, zero = turn & 2;
        const BatchProduct batch = {weights, f.a,    f.b,    out,     stride_a, stride_b, stride,
                                    rows,    rows_a, rows_b, columns, zero,     add};
        memcpy(out, before, count * sizeof *out);
        kernels->batch_product(&batch);
        for (int row = 0; row < rows; row++) {
            const Product single = {weights,
                                    f.a + (size_t)row * stride_a,
                                    zero ? noughts : f.b + (size_t)row * stride_b,
                                    rows_a,
                                    rows_b,
                                    columns,
                                    one,
                                    false};
            kernels->product(&single);
            for (int k = 0; k < (int)stride; k++) {
                size_t at = (size_t)row * stride + (size_t)k;
                float should = k >= columns ? before[at] : one[k] + (add ? before[at] : 0);
                assert_float_equal(out[at], should, k >= columns ? 0 : 2e-5);
            }
        }
    }
    float *const all[] = {f.a, f.b, f.matrix, weights, out, before, one, noughts};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        free(all[k]);
}

static void test_batches(void **state) {
    (void)state;
    static const int rows[][2] = {{0, 3}, {1, 1}, {5, 7}, {28, 33}};
    const Kernels *kernels;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
            for (int columns = 1; columns < 150; columns += columns < 70 ? 3 : 13)
                for (int batch = 1; batch <= 14; batch += 1 + batch / 7)
                    check_batch(kernels, rows[k][0], rows[k][1], columns, batch);
}

/* Of matrices as they lie, the first also transposed: what double precision finds, added, and
 * nothing beside it. */
static void check_matrices(const Kernels *kernels, int rows, int inner, int columns, bool turned) {
    enum { GAP = 3 };
    size_t a_row = turned ? 1 : (size_t)inner + GAP, a_column = turned ? (size_t)rows + GAP : 1;
    size_t stride = (size_t)columns + GAP, count = (size_t)rows * stride;
    float *a = sample_numbers(((size_t)rows + GAP) * ((size_t)inner + GAP), 1);
    float *b = sample_numbers((size_t)inner * stride, 2);
    float *sum = sample_numbers(count, 3), *before = sample_numbers(count, 3);
    const MatrixProduct product = {sum,      a,      b,    stride, a_row,
                                   a_column, stride, rows, inner,  columns};
    kernels->multiply(&product);
    for (size_t at = 0; at < count; at++) {
        size_t i = at / stride, j = at % stride;
        double should = (double)before[at];
        for (size_t k = 0; j < (size_t)columns && k < (size_t)inner; k++)
            should += (double)a[i * a_row + k * a_column] * (double)b[k * stride + j];
        assert_float_equal(sum[at], should, j < (size_t)columns ? 2e-5 : 0);
    }
    float *const all[] = {a, b, sum, before};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        free(all[k]);
}

static void test_matrices(void **state) {
    (void)state;
    static const int inner[] = {1, 5, 64, 130};
    const Kernels *kernels;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        for (size_t k = 0; k < sizeof inner / sizeof *inner; k++)
            for (int columns = 1; columns < 150; columns += columns < 70 ? 3 : 13)
                for (int rows = 1; rows <= 14; rows += 1 + rows / 7) {
                    check_matrices(kernels, rows, inner[k], columns, false);
                    check_matrices(kernels, rows, inner[k], columns, true);
                }
}

static void test_products(void **state) {
    (void)state;
    static const int rows[][2] = {{0, 0}, {1, 0}, {0, 3}, {1, 1}, {4, 8}, {5, 7}, {28, 129}};
    const Kernels *kernels;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
            for (int columns = 1; columns < 200; columns += columns < 70 ? 1 : 13)
                check_product(kernels, rows[k][0], rows[k][1], columns);
}

/* ---- whole runs ---- */

enum { LENGTH = 10, D = 3 };

/* With holds, so that these take part: one of all units, one of the last. */
static void add_holds(Cell *cell) {
    for (int s = 0; s < cell_kind(cell->spec.kind)->signal_count; s++)
        if (cell_kind(cell->spec.kind)->signals[s].class == SIGNAL_GATE) {
            const Hold all = {s, -1, 0.6f, s % 3 + 2, s % 3 + 3},
                       last = {s, cell->spec.hidden - 1, 0.2f, 1, 4};
            Error error;
            assert_true(cell_hold(cell, &all, &error) && cell_hold(cell, &last, &error));
        }
}

static void compare_traces(const Trace *a, const Trace *b, float tolerance) {
    for (long t = 0; t < LENGTH; t++)
        for (int s = 0; s < cell_kind(a->spec.kind)->signal_count; s++)
            for (int unit = 0; signal_present(&a->spec, s) && unit < signal_width(&a->spec, s);
                 unit++)
                assert_float_equal(trace_at(a, s, t, 0)[unit], trace_at(b, s, t, 0)[unit],
                                   tolerance);
}

static void compare_runs(CellSpec spec) {
    const Kernels *kernels, *plainest = NULL;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        plainest = kernels;
    Cell *cell = sample_cell(spec);
    float *numbers = sample_numbers(LENGTH * D, 3);
    Trace *wanted = sample_trace(&spec, LENGTH, 1), *found = sample_trace(&spec, LENGTH, 1);
    add_holds(cell);
    trace_run_by(plainest, wanted, cell, (Inputs){numbers, D, 0}, 0, LENGTH);
    for (int n = 0; (kernels = kernels_nth(n)); n++) {
        trace_run_by(kernels, found, cell, (Inputs){numbers, D, 0}, 0, LENGTH);
        /* rounding's part of numbers that an unbounded activation may have made large */
        compare_traces(found, wanted, spec.candidate == ACTIVATION_RELU ? 2e-4f : 4e-6f);
    }
    free(numbers);
    trace_free(wanted);
    trace_free(found);
    cell_free(cell);
}

static void test_runs(void **state) {
    (void)state;
    CellSpec spec;
    for (int hidden = 1; hidden < 140; hidden += hidden < 40 ? 1 : 11)
        for (int variant = 0; sample_spec(variant, D, hidden, &spec); variant++)
            compare_runs(spec);
}

/* trace_run takes the widest vectors that the units fill. */
static void test_choice(void **state) {
    (void)state;
    for (int hidden = 1; hidden < 40; hidden++) {
        const Kernels *kernels, *chosen = kernels_for(hidden);
        for (int n = 0; (kernels = kernels_nth(n)); n++)
            assert_false(kernels->width <= hidden && kernels->width > chosen->width);
        assert_true(chosen->width <= hidden || chosen->width == 4);
        CellSpec spec = cell_spec(CELL_GRU, D, hidden);
        Cell *cell = sample_cell(spec);
        float *numbers = sample_numbers(LENGTH * D, 3);
        Trace *a = sample_trace(&spec, LENGTH, 1), *b = sample_trace(&spec, LENGTH, 1);
        trace_run(a, cell, (Inputs){numbers, D, 0}, 0, LENGTH);
        trace_run_by(chosen, b, cell, (Inputs){numbers, D, 0}, 0, LENGTH);
        assert_memory_equal(a->data, b->data, trace_bytes(&spec, LENGTH, 1));
        free(numbers);
        trace_free(a);
        trace_free(b);
        cell_free(cell);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dispatch), cmocka_unit_test(test_products),
        cmocka_unit_test(test_batches),  cmocka_unit_test(test_matrices),
        cmocka_unit_test(test_runs),     cmocka_unit_test(test_choice)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
