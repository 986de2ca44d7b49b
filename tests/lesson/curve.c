/* curve.c: a line meets both its ends, whichever comes first; what is cut from a curve takes
 * nothing else with it, bit for bit; a curve in a run that lost its first steps says of the others
 * what it said before; what is badly made is known. */
#include "lesson_sample.h"

#include <limits.h>
#include <math.h>

#include "lesson/curve.h"

enum { STEPS = 40 };

static const Edit CURVES[] = {
    {.kind = EDIT_LINE,
     .step = 3,
     .value = 0.1f,
     .step_to = 30,
     .value_to = -0.7f,
     .from = 3,
     .to = 30},
    {.kind = EDIT_LINE,
     .step = 30,
     .value = 0.3f,
     .step_to = 0,
     .value_to = 0.9f,
     .from = 4,
     .to = 25},
    {.kind = EDIT_WAVE, .index = WAVE_SINE, .row = 7, .value = 0.3f, .to = LONG_MAX},
    {.kind = EDIT_WAVE, .index = WAVE_NOISE, .row = 7, .value = 2, .from = 5, .to = 30},
    {.kind = EDIT_WAVE, .index = WAVE_PULSE, .row = 6, .value = 1, .step = -3, .to = STEPS - 1}};
enum { CURVE_COUNT = sizeof CURVES / sizeof *CURVES };

static bool sets(const Edit *edit, long t) {
    return t >= curve_first(edit) && t <= curve_last(edit);
}

static void test_ends(void **state) {
    (void)state;
    for (int far = 1; far < 1000; far++) {
        Edit line = {.kind = EDIT_LINE, .step = 2, .step_to = 2 + far, .value = 0.1f};
        line.value_to = 0.7f / (float)far;
        assert_true(curve_at(&line, 2) == line.value);
        assert_true(curve_at(&line, 2 + far) == line.value_to);
    }
    const Edit point = {.kind = EDIT_LINE, .step = 4, .step_to = 4, .value = 1, .value_to = 2};
    assert_true(curve_at(&point, 4) == 2);
    assert_true(curve_at(&CURVES[1], 15) == 0.6f);
}

static void test_cut(void **state) {
    (void)state;
    for (int k = 0; k < CURVE_COUNT; k++)
        for (long from = 0; from < STEPS; from++)
            for (long to = from; to < STEPS; to++) {
                Edit left[2];
                int count = curve_cut(&CURVES[k], from, to, left);
                assert_in_range(count, 0, 2);
                for (long t = 0; t < STEPS; t++) {
                    int found = 0;
                    for (int part = 0; part < count; part++)
                        if (sets(&left[part], t)) {
                            found++;
                            assert_true(curve_at(&left[part], t) == curve_at(&CURVES[k], t));
                        }
                    assert_int_equal(found, sets(&CURVES[k], t) && (t < from || t > to));
                }
                for (int part = 0; part < count; part++)
                    assert_true(curve_fits(&left[part], STEPS) || left[part].from >= STEPS);
            }
}

static void test_shift(void **state) {
    (void)state;
    for (int k = 0; k < CURVE_COUNT; k++)
        for (long gone = 1; gone < STEPS; gone++) {
            Edit later = CURVES[k];
            bool left = curve_shift(&later, gone);
            assert_int_equal(left, curve_last(&CURVES[k]) >= gone);
            for (long t = 0; left && t < STEPS - gone; t++) {
                assert_int_equal(sets(&later, t), sets(&CURVES[k], t + gone));
                assert_true(!sets(&later, t) ||
                            curve_at(&later, t) == curve_at(&CURVES[k], t + gone));
            }
            assert_true(!left || curve_fits(&later, STEPS - gone));
        }
}

static void test_fits(void **state) {
    (void)state;
    for (int k = 0; k < CURVE_COUNT; k++) {
        Edit wrong = CURVES[k];
        assert_true(curve_fits(&wrong, STEPS));
        assert_false(curve_fits(&wrong, wrong.from));
        wrong.value = INFINITY;
        assert_false(curve_fits(&wrong, STEPS));
        wrong = CURVES[k];
        wrong.from = -1;
        assert_false(curve_fits(&wrong, STEPS));
        wrong = CURVES[k];
        wrong.from = wrong.to;
        wrong.to = CURVES[k].from;
        assert_false(curve_fits(&wrong, STEPS));
        wrong = CURVES[k];
        wrong.step = LONG_MIN;
        assert_false(curve_fits(&wrong, STEPS));
        wrong = CURVES[k];
        wrong.index = WAVE_COUNT;
        wrong.to = wrong.kind == EDIT_LINE ? 31 : wrong.to;
        assert_false(curve_fits(&wrong, STEPS));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ends), cmocka_unit_test(test_cut),
                                       cmocka_unit_test(test_shift), cmocka_unit_test(test_fits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
