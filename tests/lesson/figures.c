/* figures.c: what is said of units in one number each, on traces whose numbers are written by hand:
 * how long a gate keeps, what is at an end, what goes along with a column, the axis of a map. */
#include "lesson_sample.h"

#include <math.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "lesson/run/along.h"
#include "lesson/run/figures.h"

static Trace *new_trace(CellKind kind, int units, long steps) {
    CellSpec spec = cell_spec(kind, 1, units);
    Trace *trace = trace_new(&spec, steps, 1, NULL);
    assert_non_null(trace);
    return trace;
}

static void figures_of(CellFigures *figures, const Trace *trace) {
    assert_true(figures_begin(figures, &trace->spec, NULL));
    figures_take(figures, trace, 0, trace->steps);
    figures_end(figures);
}

static void put(Trace *trace, int signal, int unit, const float *values) {
    for (long t = 0; t < trace->steps; t++)
        ((float *)(uintptr_t)trace_at(trace, signal, t, 0))[unit] = values[t];
}

static void assert_near(float found, float expected) {
    if (!(fabsf(found - expected) <= 1e-5f * fmaxf(1, fabsf(expected))))
        fail_msg("%.8g, expected %.8g", (double)found, (double)expected);
}

static void test_keeps(void **state) {
    (void)state;
    assert_near(figures_keeps(0.5f), 1.442695f);
    assert_near(figures_keeps(0.99f), 99.49916f);
    assert_near(figures_keeps(0), 0);
    assert_true(isinf(figures_keeps(1)));
    assert_true(isinf(figures_keeps(1.5f)));
    assert_near(figures_keeps(-0.5f), 0);
    assert_true(isnan(figures_keeps(NAN)));
}

static void test_ends(void **state) {
    (void)state;
    const SignalInfo *lstm = cell_kind(CELL_LSTM)->signals;
    assert_true(figures_at_end(&lstm[LSTM_F], 0.01f));
    assert_false(figures_at_end(&lstm[LSTM_F], 0.011f));
    assert_true(figures_at_end(&lstm[LSTM_F], 0.991f));
    assert_false(figures_at_end(&lstm[LSTM_F], 0.989f));
    assert_true(figures_at_end(&lstm[LSTM_H], -0.995f));
    assert_false(figures_at_end(&lstm[LSTM_H], 0.005f));
    assert_true(figures_at_end(&lstm[LSTM_C], -3)); /* tanh 3 = 0.995 */
    assert_false(figures_at_end(&lstm[LSTM_C], 2)); /* tanh 2 = 0.964 */
    assert_true(figures_at_end(&lstm[LSTM_C], NAN));
}

/* Two units over four steps: one keeps and is saturated half of the time, one is dead and shut. */
static void test_cell(void **state) {
    (void)state;
    CellFigures figures;
    Trace *trace = new_trace(CELL_LSTM, 2, 4);
    put(trace, LSTM_F, 0, (float[]){0.995f, 0.995f, 0.95f, 0.85f});
    put(trace, LSTM_F, 1, (float[]){0.05f, 0.5f, 0.05f, 0.05f});
    put(trace, LSTM_I, 0, (float[]){0.95f, 0.95f, 0.95f, 0.95f});
    put(trace, LSTM_I, 1, (float[]){0.1f, 0.9f, 0.09f, 0.91f});
    put(trace, LSTM_C, 0, (float[]){-3, NAN, 4, INFINITY});
    put(trace, LSTM_C, 1, (float[]){NAN, NAN, NAN, NAN});
    put(trace, LSTM_H, 0, (float[]){0, 0.5f, 0, 0});
    put(trace, LSTM_H, 1, (float[]){0.25f, 0.2505f, 0.25f, 0.25f});
    figures_of(&figures, trace);
    assert_int_equal(figures.unit_count, 2);
    assert_near(figures.units[0].keeps, -1 / logf(0.9475f));
    assert_near(figures.units[1].keeps, -1 / logf(0.1625f));
    assert_near(figures.units[0].saturated, 0.5f);
    assert_near(figures.units[1].saturated, 0);
    assert_near(figures.units[0].low, -3);
    assert_near(figures.units[0].high, 4);
    assert_true(isnan(figures.units[1].low));
    assert_false(figures.units[0].dead);
    assert_true(figures.units[1].dead);
    assert_int_equal(figures.dead, 1);
    assert_int_equal(figures.saturated, 1);
    assert_near(figures.low, -3);
    assert_near(figures.high, 4);
    assert_int_equal(figures.gate_count, 3);
    assert_int_equal(figures.gates[0], LSTM_F);
    assert_int_equal(figures.gates[1], LSTM_I);
    assert_near(figures.shut[0], 3.0f / 8);
    assert_near(figures.open[0], 3.0f / 8);
    assert_near(figures.shut[1], 1.0f / 8); /* 0.1 is not below it */
    assert_near(figures.open[1], 5.0f / 8);
    figures_free(&figures);
    assert_null(figures.units);
    trace_free(trace);
}

/* What keeps in a GRU is z; an RNN has no such gate, and h is what is saturated. */
static void test_kinds(void **state) {
    (void)state;
    CellFigures figures;
    Trace *gru = new_trace(CELL_GRU, 1, 2), *rnn = new_trace(CELL_RNN, 1, 2);
    put(gru, GRU_Z, 0, (float[]){0.5f, 0.7f});
    figures_of(&figures, gru);
    assert_near(figures.units[0].keeps, -1 / logf(0.6f));
    assert_int_equal(figures.gate_count, 2);
    figures_free(&figures);
    put(rnn, SIGNAL_H, 0, (float[]){0.999f, -0.2f});
    figures_of(&figures, rnn);
    assert_true(isnan(figures.units[0].keeps));
    assert_near(figures.units[0].saturated, 0.5f);
    assert_near(figures.low, -0.2f);
    assert_near(figures.high, 0.999f);
    assert_int_equal(figures.gate_count, 0);
    figures_free(&figures);
    trace_free(gru);
    trace_free(rnn);
}

/* In parts, and the last first: the same. */
static void test_parts(void **state) {
    (void)state;
    enum { UNITS = 3, STEPS = 10 };
    CellFigures one, other;
    Trace *trace = new_trace(CELL_LSTM, UNITS, STEPS);
    for (int signal = 0; signal < cell_kind(CELL_LSTM)->signal_count; signal++)
        for (int k = 0; k < UNITS * STEPS && signal_present(&trace->spec, signal); k++)
            if (k % UNITS < signal_width(&trace->spec, signal))
                ((float *)(uintptr_t)trace_at(trace, signal, k / UNITS, 0))[k % UNITS] =
                    (float)((k * 7 + signal * 5) % 16) / 16; /* sums of such are exact */
    figures_of(&one, trace);
    assert_true(figures_begin(&other, &trace->spec, NULL));
    figures_take(&other, trace, 7, 3);
    figures_take(&other, trace, 0, 1);
    figures_take(&other, trace, 1, 6);
    figures_end(&other);
    for (int k = 0; k < UNITS; k++) {
        assert_true(one.units[k].keeps == other.units[k].keeps);
        assert_true(one.units[k].saturated == other.units[k].saturated);
        assert_true(one.units[k].low == other.units[k].low);
        assert_true(one.units[k].high == other.units[k].high);
        assert_int_equal(one.units[k].dead, other.units[k].dead);
    }
    assert_memory_equal(one.shut, other.shut, sizeof one.shut);
    assert_memory_equal(one.open, other.open, sizeof one.open);
    assert_true(one.low == other.low && one.high == other.high);
    assert_int_equal(one.dead, other.dead);
    figures_free(&one);
    figures_free(&other);
    trace_free(trace);
}

static void test_correlation(void **state) {
    (void)state;
    static const float UNITS[4][4] = {{2, 4, 6, 8}, {1, 0, -1, -2}, {1, 0, 0, 1}, {1, 0, NAN, 1}};
    Along along;
    assert_true(along_begin(&along, 5, 2, NULL));
    for (int t = 0; t < 4; t++) {
        const float values[] = {UNITS[0][t], UNITS[1][t], UNITS[2][t], UNITS[3][t], t == 1 ? 1 : 0};
        const float row[] = {(float)t + 1, 7, 99};
        along_take(&along, values, row);
    }
    assert_near(along_r(&along, 0, 0), 1);
    assert_near(along_r(&along, 1, 0), -1);
    assert_near(along_r(&along, 2, 0), 0);
    assert_true(isnan(along_r(&along, 3, 0)));
    assert_near(along_r(&along, 4, 0), -0.2581989f); /* -0.5 / sqrt(0.75 * 5) */
    assert_true(isnan(along_r(&along, 0, 1)));       /* it never changes */
    along_free(&along);
}

/* Far from zero what moves little is not lost, and what never moves has no r. */
static void test_correlation_far_off(void **state) {
    (void)state;
    Along along;
    assert_true(along_begin(&along, 2, 1, NULL));
    for (int t = 0; t < 100; t++) {
        float column = 4096 + (float)(t % 4), values[] = {1e6f - (float)(t % 4), 0.1f};
        along_take(&along, values, &column);
    }
    assert_near(along_r(&along, 0, 0), -1);
    assert_true(isnan(along_r(&along, 1, 0)));
    along_free(&along);
}

/* One number in twenty may lie beyond the axis. */
static void test_reach(void **state) {
    (void)state;
    enum { STEPS = 200 };
    float values[STEPS] = {0.5f, -1, 30, NAN, INFINITY};
    Reach reach = reach_none();
    reach_take(&reach, values, STEPS);
    assert_near(reach_axis(&reach), 1);
    assert_int_equal(reach_beyond(&reach, 1), 2);
    for (int k = 10; k < 20; k++)
        values[k] = -3;
    reach = reach_none();
    reach_take(&reach, values, 100);
    reach_take(&reach, values + 100, STEPS - 100);
    assert_near(reach_axis(&reach), 5); /* 11 of 198 are more, 30 alone is not */
    assert_int_equal(reach_beyond(&reach, 5), 2);
    assert_int_equal(reach_beyond(&reach, 2), 12);
    for (int k = 20; k < 30; k++)
        values[k] = -180;
    reach = reach_none();
    reach_take(&reach, values, STEPS);
    assert_near(reach_axis(&reach), 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keeps),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_cell),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_correlation),
        cmocka_unit_test(test_correlation_far_off),
        cmocka_unit_test(test_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
