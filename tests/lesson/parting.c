/* parting.c: two traces are compared number by number: the first that differs, how far the most
 * different are apart, and what cannot be compared. */
#include "lesson_sample.h"

#include <math.h>

#include "engine/kinds/lstm.h"
#include "lesson/run/parting.h"

static Trace *new_trace(int units, long steps) {
    CellSpec spec = cell_spec(CELL_LSTM, 1, units);
    Trace *trace = trace_new(&spec, steps, 1, NULL);
    assert_non_null(trace);
    for (long t = 0; t < steps; t++)
        for (int signal = 0; signal < LSTM_SIGNALS; signal++)
            memset((float *)(uintptr_t)trace_at(trace, signal, t, 0), 0,
                   (size_t)signal_width(&spec, signal) * sizeof(float));
    return trace;
}

static void put(Trace *trace, int signal, int unit, long t, float value) {
    ((float *)(uintptr_t)trace_at(trace, signal, t, 0))[unit] = value;
}

static void test_parting(void **state) {
    (void)state;
    Trace *one = new_trace(2, 5), *other = new_trace(2, 5);
    Parting parting = parting_of(one, other, 0);
    assert_false(parting.there);
    assert_true(parting.most == 0);
    put(other, LSTM_C, 1, 3, 0.5f);
    put(other, LSTM_F, 0, 4, 0.9f);
    put(other, SIGNAL_H, 0, 2, 0.05f);
    parting = parting_of(one, other, 0.1f);
    assert_true(parting.there);
    assert_int_equal(parting.signal, LSTM_C);
    assert_int_equal(parting.unit, 1);
    assert_int_equal(parting.t, 3);
    assert_true(parting.one == 0 && parting.other == 0.5f && parting.most == 0.9f);
    parting = parting_of(one, other, 0.01f);
    assert_int_equal(parting.signal, SIGNAL_H);
    assert_int_equal(parting.t, 2);
    put(other, LSTM_I, 1, 2, 0.05f); /* it is computed before h */
    assert_int_equal(parting_of(one, other, 0.01f).signal, LSTM_I);
    put(one, LSTM_O, 1, 4, NAN);
    assert_true(isinf(parting_of(one, other, 1).most));
    assert_int_equal(parting_of(one, other, 1).signal, LSTM_O);
    put(other, LSTM_O, 1, 4, NAN);
    assert_false(parting_of(one, other, 1).there);
    trace_free(one);
    trace_free(other);
}

static void test_fits(void **state) {
    (void)state;
    Trace *one = new_trace(2, 5), *wider = new_trace(3, 5), *longer = new_trace(2, 6);
    assert_true(parting_fits(one, one));
    assert_false(parting_fits(one, wider));
    assert_false(parting_fits(one, longer));
    trace_free(one);
    trace_free(wider);
    trace_free(longer);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parting), cmocka_unit_test(test_fits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
