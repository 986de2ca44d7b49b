/* run.c: a run that was edited and updated from the earliest change on is, bit for bit, the
 * run that is computed from nothing; it starts where the edit acts; a reset takes everything back.
 */
#include "lesson_sample.h"

#include <limits.h>
#include <math.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "lesson/run/run.h"

static int set_up(void **state) {
    *state = sample_lesson();
    return 0;
}

static int tear_down(void **state) {
    lesson_free(*state);
    return 0;
}

static Run *new_run(const Lesson *lesson) {
    Error error;
    Run *run = run_new(lesson, &error);
    assert_non_null(run);
    return run;
}

static void apply(Run *run, const char *text) {
    Edit edit;
    Error error = {0};
    if (!edit_parse(&edit, run->lesson, text, &error) || !run_edit(run, &edit, &error))
        fail_msg("%s: %s", text, error.what);
}

static void assert_same_traces(const Run *a, const Run *b) {
    for (int k = 0; k < a->lesson->cell_count; k++)
        assert_memory_equal(a->traces[k]->data, b->traces[k]->data,
                            trace_bytes(&a->traces[k]->spec, a->lesson->steps, 1));
}

/* Marks everything as old and computes it again. */
static void assert_up_to_date(const Run *run) {
    Run *fresh = new_run(run->lesson);
    memcpy(fresh->sequence, run->sequence, 2 * SAMPLE_STEPS * sizeof(float));
    for (int k = 0; k < run->lesson->cell_count; k++) {
        cell_free(fresh->cells[k]);
        fresh->cells[k] = cell_clone(run->cells[k], NULL);
        assert_non_null(fresh->cells[k]);
        fresh->traces[k]->spec = fresh->cells[k]->spec;
        fresh->dirty[k] = 0;
    }
    run_update(fresh);
    assert_same_traces(run, fresh);
    run_free(fresh);
}

static const struct {
    const char *edit;
    long from; /* where the computation must begin */
} EDITS[] = {
    {"input 5 1 0.125", 5},
    {"hold lstm.f 1 @ 3..4", 3},
    {"hold lstm.f[1] 0", 0},
    {"free lstm.f[0]", 3},
    {"free lstm.f", 0},
    {"hold gru.z 0.5 @ 6..", 6},
    {"free gru.z[1]", 6},
    {"set lstm.b_f[0] 6", 0},
    {"set gru.W_hh[2][1] -2", 0},
    {"set rnn.W_xh[0][0] 3", 0},
    {"set lstm.c0[1] 0.5", 0},
    {"set gru.h0[0] 0.5", 0},
    {"activation lstm.gate hard_sigmoid", 0},
    {"activation rnn.candidate relu", 0},
    {"coupled lstm true", 0},
    {"coupled lstm false", 0},
    {"reset gru after", 0},
    {"set gru.b_hh[1] 0.75", 0},
    {"input 7 0 9", 7},
    {"input 7 0 9", SAMPLE_STEPS},
    {"set lstm.b_f[0] 6", SAMPLE_STEPS},
};
enum { EDIT_COUNT = sizeof EDITS / sizeof *EDITS };

static void test_edits(void **state) {
    const Lesson *lesson = *state;
    Run *run = new_run(lesson), *untouched = new_run(lesson);
    assert_int_equal(run_update(run), SAMPLE_STEPS);
    for (int k = 0; k < EDIT_COUNT; k++) {
        apply(run, EDITS[k].edit);
        long from = run_update(run);
        if (from != EDITS[k].from)
            print_message("%s: from %ld\n", EDITS[k].edit, from);
        assert_int_equal(from, EDITS[k].from);
        assert_up_to_date(run);
    }
    Error error;
    assert_true(run_reset(run, &error));
    run_update(run);
    assert_same_traces(run, untouched);
    assert_true(run_reset(run, &error));
    assert_int_equal(run_update(run), SAMPLE_STEPS); /* nothing was left to be taken back */
    run_free(run);
    run_free(untouched);
}

/* All edits at once, then one update: cells after what they read. */
static void test_together(void **state) {
    Run *one = new_run(*state), *all = new_run(*state);
    for (int k = 0; k < EDIT_COUNT; k++) {
        apply(one, EDITS[k].edit);
        run_update(one);
        apply(all, EDITS[k].edit);
    }
    assert_int_equal(run_update(all), 0);
    assert_same_traces(one, all);
    run_free(one);
    run_free(all);
}

/* The RNN reads the GRU; an edit of the GRU's late steps must come through, one of the LSTM must
 * not. */
static void test_stacked(void **state) {
    Run *run = new_run(*state);
    const Trace *gru = run->traces[SAMPLE_GRU], *rnn = run->traces[SAMPLE_RNN];
    apply(run, "hold gru.z[0] 0 @ 6..");
    assert_int_equal(run_update(run), 6);
    for (long t = 0; t < SAMPLE_STEPS; t++)
        assert_memory_equal(trace_at(rnn, SIGNAL_X, t, 0), trace_at(gru, SIGNAL_H, t, 0),
                            3 * sizeof(float));
    apply(run, "set rnn.b_h[0] 2");
    apply(run, "hold lstm.f 0 @ 7..7");
    assert_int_equal(run->dirty[SAMPLE_GRU], SAMPLE_STEPS);
    assert_int_equal(run->dirty[SAMPLE_LSTM], 7);
    assert_int_equal(run_update(run), 0);
    assert_up_to_date(run);
    run_free(run);
}

static void test_values(void **state) {
    Run *run = new_run(*state);
    static const struct {
        const char *edit;
        float value;
    } VALUES[] = {{"input 3 1 0.75", 0.75f},
                  {"set lstm.W_hf[1][0] -4", -4},
                  {"set gru.h0[2] 0.5", 0.5f},
                  {"hold lstm.o[1] 0.25", 0.25f},
                  {"activation lstm.gate relu", ACTIVATION_RELU},
                  {"coupled lstm true", 1},
                  {"reset gru after", 1}};
    for (size_t k = 0; k < sizeof VALUES / sizeof *VALUES; k++) {
        Edit edit;
        assert_true(edit_parse(&edit, run->lesson, VALUES[k].edit, NULL));
        assert_true(run_value(run, &edit) != VALUES[k].value);
        assert_true(run_edit(run, &edit, NULL));
        assert_true(run_value(run, &edit) == VALUES[k].value);
    }
    Edit free_gate = {.kind = EDIT_FREE, .cell = SAMPLE_LSTM, .index = LSTM_F, .row = 0};
    assert_true(isnan(run_value(run, &free_gate)));
    run_free(run);
}

static void test_refused(void **state) {
    Run *run = new_run(*state);
    Error error = {0};
    const Edit WRONG[] = {
        {.kind = EDIT_INPUT, .step = SAMPLE_STEPS},
        {.kind = EDIT_INPUT, .step = 0, .column = 2},
        {.kind = EDIT_WEIGHT, .cell = 3},
        {.kind = EDIT_WEIGHT, .cell = 0, .index = 0, .row = 2},
        {.kind = EDIT_INITIAL, .cell = SAMPLE_GRU, .index = LSTM_C},
        {.kind = EDIT_VARIANT, .index = LSTM_COUPLED, .cell = SAMPLE_GRU, .flag = true},
        {.kind = EDIT_VARIANT, .index = GRU_RESET, .cell = SAMPLE_LSTM, .flag = true},
        {.kind = EDIT_HOLD, .cell = SAMPLE_LSTM, .index = LSTM_C, .row = -1, .to = LONG_MAX},
    };
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        error.what[0] = '\0';
        assert_false(run_edit(run, &WRONG[k], &error));
        assert_true(error.what[0] != '\0');
    }
    Edit absent;
    assert_true(edit_parse(&absent, run->lesson, "set gru.b_hh[0] 1", NULL));
    assert_false(run_edit(run, &absent, &error)); /* the GRU resets before */
    assert_int_equal(run_update(run), SAMPLE_STEPS);
    run_free(run);
}

/* Parting the gates again brings the lesson's own weights back, not zeros. */
static void test_coupled_and_back(void **state) {
    Run *run = new_run(*state), *untouched = new_run(*state);
    apply(run, "coupled lstm true");
    run_update(run);
    apply(run, "coupled lstm false");
    run_update(run);
    assert_same_traces(run, untouched);
    run_free(run);
    run_free(untouched);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_edits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stacked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_coupled_and_back, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
