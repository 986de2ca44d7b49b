/* lookback.c: proves that looking back finds what conditions find by forward mode, for every
 * kind, unit and step; that the product of the gates is that of the trace; that it follows the run,
 * the unit and the step, and computes nothing otherwise; and that large cells bound the work. */
#include "lesson/condition/condition.h"
#include "lesson_sample.h"

#include <math.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "lesson/run/lookback.h"

static void edit(Run *run, const char *text) {
    Edit change;
    assert_true(edit_parse(&change, run->lesson, text, NULL));
    assert_true(run_edit(run, &change, NULL));
    run_update(run);
}

/* In the words of a condition: the derivative is within a little of the number. */
static void assert_derivative(const Run *run, const Lookback *lookback, long t, double is) {
    const char *id = run->lesson->cells[lookback->cell].id;
    const char *signal = lookback->signal == SIGNAL_H ? "h" : "c";
    char text[200];
    snprintf(text, sizeof text, "abs(gradient(%s.%s[%d] @ %ld, %s.%s[%d] @ %ld) - %.9g) < 1e-6", id,
             signal, lookback->unit, lookback->to, id, signal, lookback->unit, t, is);
    Condition *condition = condition_parse(text, run->lesson, NULL);
    assert_non_null(condition);
    if (!condition_holds(condition, run))
        fail_msg("%s", text);
    condition_free(condition);
}

static void check(const Run *run, const Lookback *lookback) {
    const Trace *trace = run->traces[lookback->cell];
    float kept = 1;
    assert_int_equal(lookback->from, 0);
    for (long t = lookback->to; t >= 0; t--) {
        assert_derivative(run, lookback, t, (double)lookback->by_step[t]);
        assert_float_equal(lookback->kept[t], kept, 1e-6 * (double)fabsf(kept));
        if (trace->spec.kind == CELL_LSTM)
            kept *= trace_at(trace, LSTM_F, t, 0)[lookback->unit];
        if (trace->spec.kind == CELL_GRU)
            kept *= trace_at(trace, GRU_Z, t, 0)[lookback->unit];
    }
    assert_true(lookback->by_step[lookback->to] == 1);
}

static void as_forward_mode(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    for (int cell = 0; cell < SAMPLE_CELLS; cell++) {
        Lookback *lookback = lookback_new(run, cell, NULL);
        assert_non_null(lookback);
        for (int unit = 0; unit < run->cells[cell]->spec.hidden; unit++)
            for (long to = 0; to < SAMPLE_STEPS; to++) {
                lookback_update(lookback, run, unit, to);
                check(run, lookback);
            }
        lookback_free(lookback);
    }
    run_free(run);
    lesson_free(lesson);
}

static void it_follows_the_run(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Run *run = run_new(lesson, NULL);
    Lookback *lookback = lookback_new(run, SAMPLE_LSTM, NULL);
    assert_non_null(lookback);
    lookback_update(lookback, run, 0, SAMPLE_STEPS - 1);
    float was = lookback->by_step[0];
    lookback->by_step[0] = 7; /* nothing changed: nothing is computed */
    lookback_update(lookback, run, 0, SAMPLE_STEPS - 1);
    assert_true(lookback->by_step[0] == 7);
    edit(run, "set lstm.b_f[0] 9");
    lookback_update(lookback, run, 0, SAMPLE_STEPS - 1);
    check(run, lookback);
    assert_true(lookback->by_step[0] != was);
    edit(run, "coupled lstm true"); /* a variant: the room stays good */
    lookback_update(lookback, run, 1, SAMPLE_STEPS - 1);
    check(run, lookback);
    edit(run, "hold lstm.f 0.5");
    lookback_update(lookback, run, 1, 3);
    check(run, lookback);
    assert_float_equal(lookback->kept[0], 0.125, 1e-9);
    lookback_update(lookback, run, 1, -1);
    assert_int_equal(lookback->to, -1);
    lookback_free(lookback);
    run_free(run);
    lesson_free(lesson);
}

/* A cell so large that there is no time for all steps: the last ones are known. */
static void work_is_bounded(void **state) {
    (void)state;
    enum { UNITS = 1024 };
    Lesson *lesson = sample_lesson();
    cell_free(lesson->cells[SAMPLE_GRU].cell);
    CellSpec spec = cell_spec(CELL_LSTM, 2, UNITS);
    lesson->cells[SAMPLE_GRU].cell = cell_new(&spec, NULL);
    lesson->cell_count = 2; /* what read the GRU goes */
    free(lesson->sequence);
    lesson->steps = 40;
    lesson->sequence = calloc(2 * 40, sizeof(float));
    assert_non_null(lesson->sequence);
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    Lookback *lookback = lookback_new(run, SAMPLE_GRU, NULL);
    assert_non_null(lookback);
    lookback_update(lookback, run, UNITS - 1, 39);
    assert_true(lookback->from > 20 && lookback->from < 39);
    /* without weights: f is 1/2, and nothing else counts */
    assert_float_equal(lookback->by_step[0], powf(0.5f, (float)(39 - lookback->from)), 1e-9);
    lookback_free(lookback);
    run_free(run);
    lesson->cell_count = SAMPLE_CELLS;
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_forward_mode),
                                       cmocka_unit_test(it_follows_the_run),
                                       cmocka_unit_test(work_is_bounded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
