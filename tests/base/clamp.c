/* clamp.c: proves of every clamp what it does within its range, at its ends, beyond them, without a
 * number and where the range is none. */
#include "testing.h"

#include <limits.h>
#include <math.h>

#include "base/clamp.h"

static void test_float(void **state) {
    (void)state;
    assert_true(clamp_float(0.5f, 0, 1) == 0.5f);
    assert_true(clamp_float(0, 0, 1) == 0);
    assert_true(clamp_float(1, 0, 1) == 1);
    assert_true(clamp_float(-0.001f, 0, 1) == 0);
    assert_true(clamp_float(1.001f, 0, 1) == 1);
    assert_true(clamp_float(-INFINITY, -2, 3) == -2);
    assert_true(clamp_float(INFINITY, -2, 3) == 3);
    assert_true(clamp_float(NAN, -2, 3) == -2);
    for (float value = -1; value <= 6; value += 1)
        assert_true(clamp_float(value, 4, 2) == 2);
    assert_true(clamp_float(NAN, 4, 2) == 2);
}

static void test_double(void **state) {
    (void)state;
    assert_true(clamp_double(1e-300, 0, 1) == 1e-300);
    assert_true(clamp_double(-1e-300, 0, 1) == 0);
    assert_true(clamp_double(1.5, 0, 1) == 1);
    assert_true(clamp_double((double)NAN, 2, 3) == 2);
    assert_true(clamp_double(3, 4, 2) == 2);
}

static void test_whole(void **state) {
    (void)state;
    static const int cases[][4] = {{3, 0, 5, 3},       {0, 0, 5, 0},       {5, 0, 5, 5},
                                   {-1, 0, 5, 0},      {6, 0, 5, 5},       {INT_MIN, -2, 5, -2},
                                   {INT_MAX, 0, 5, 5}, {0, 0, -1, -1},     {3, 4, 2, 2},
                                   {7, 7, 7, 7},       {INT_MAX, 7, 7, 7}, {INT_MIN, 7, 7, 7}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const int *c = cases[k];
        assert_int_equal(clamp_int(c[0], c[1], c[2]), c[3]);
        assert_true(clamp_long(c[0], c[1], c[2]) == c[3]);
    }
    assert_true(clamp_long(LONG_MAX, LONG_MIN, LONG_MAX) == LONG_MAX);
    assert_true(clamp_long(LONG_MIN, -1, LONG_MAX) == -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_float), cmocka_unit_test(test_double),
                                       cmocka_unit_test(test_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
