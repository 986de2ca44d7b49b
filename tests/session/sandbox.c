/* The sandbox: steps come at a steady rate from the inputs of their moment; paused, everything can
 * be gone back to and changed; other cells see what was recorded; hours of it take no more memory
 * than a minute, and what is kept is what the cells make of the inputs that are kept. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "session/kinds/sandbox.h"
#include "session/session.h"

static const SandboxSetup SETUP = {.kinds = {true, true, true}, .units = 4, .inputs = 2};

static Session *begin(void) {
    Error error = {0};
    Session *session = session_new_sandbox(&SETUP, NULL, &error);
    if (!session)
        fail_msg("%s", error.what);
    return session;
}

static bool go(Session *session, Action action) {
    return session_apply(session, &action);
}

/* In frames of a sixtieth of a second. */
static void let_pass(Session *session, double seconds) {
    for (long frame = 0; frame < lround(seconds * 60); frame++)
        session_advance(session, 1.0 / 60);
}

static float input_at(const Session *session, long t, int column) {
    return session->run->sequence[t * session->lesson->inputs + column];
}

/* ---- time ---- */

static void test_steady(void **state) {
    (void)state;
    Session *session = begin();
    assert_true(session_live(session));
    assert_true(go(session, (Action){.kind = ACTION_LIVE_RATE, .value = 10}));
    let_pass(session, 3);
    assert_in_range(session->lesson->steps, 29, 31);
    assert_int_equal(session_moment(session).t, session->lesson->steps - 1);
    session_advance(session, 3600); /* a closed lid is no hour of steps */
    assert_in_range(session->lesson->steps, 31, 80);
    session_free(session);
}

static void test_pause(void **state) {
    (void)state;
    Session *session = begin();
    let_pass(session, 4);
    assert_true(go(session, (Action){.kind = ACTION_PLAY, .number = 0}));
    long steps = session->lesson->steps;
    let_pass(session, 2);
    assert_int_equal(session->lesson->steps, steps);
    assert_false(session_moving(session));
    assert_true(go(session, (Action){.kind = ACTION_GO, .step = 3, .phase = PHASE_SHOW}));
    assert_int_equal(session_moment(session).t, 3);
    assert_true(go(session, (Action){.kind = ACTION_PLAY, .number = 1}));
    let_pass(session, 1);
    assert_true(session->lesson->steps > steps);
    assert_int_equal(session_moment(session).t, session->lesson->steps - 1);
    session_free(session);
}

/* Paused at the newest step, a step on is a step more. */
static void test_single_steps(void **state) {
    (void)state;
    Session *session = begin();
    let_pass(session, 1);
    go(session, (Action){.kind = ACTION_PLAY, .number = 0});
    long steps = session->lesson->steps;
    go(session, (Action){.kind = ACTION_LIVE_SOURCE, .number = 1, .unit = LIVE_SLIDER});
    go(session, (Action){.kind = ACTION_LIVE_SLIDER, .number = 1, .value = 0.75f});
    assert_true(go(session, (Action){.kind = ACTION_STEP, .number = 1}));
    assert_int_equal(session->lesson->steps, steps + 1);
    assert_float_equal(input_at(session, steps, 1), 0.75f, 0);
    assert_true(go(session, (Action){.kind = ACTION_STEP, .number = -1}));
    assert_true(go(session, (Action){.kind = ACTION_STEP, .number = 1}));
    assert_int_equal(session->lesson->steps, steps + 1);
    session_free(session);
}

/* ---- inputs ---- */

static float next_input(Session *session, int column) {
    go(session, (Action){.kind = ACTION_PLAY, .number = 0});
    go(session, (Action){.kind = ACTION_GO, .step = session->lesson->steps, .phase = PHASE_SHOW});
    assert_true(go(session, (Action){.kind = ACTION_STEP, .number = 1}));
    return input_at(session, session->lesson->steps - 1, column);
}

static void test_inputs(void **state) {
    (void)state;
    Session *session = begin();
    go(session, (Action){.kind = ACTION_LIVE_SOURCE, .number = 0, .unit = LIVE_PAD_X});
    go(session, (Action){.kind = ACTION_LIVE_SOURCE, .number = 1, .unit = LIVE_PAD_Y});
    assert_true(go(session, (Action){.kind = ACTION_LIVE_PAD, .value = -0.5f, .value_y = 0.25f}));
    assert_float_equal(next_input(session, 0), -0.5f, 0);
    assert_float_equal(next_input(session, 1), 0.25f, 0);
    go(session, (Action){.kind = ACTION_LIVE_KEY, .number = 0, .value = 1});
    assert_float_equal(next_input(session, 0), 1, 0);
    go(session, (Action){.kind = ACTION_LIVE_KEY, .number = -1});
    assert_float_equal(next_input(session, 0), -0.5f, 0);
    go(session, (Action){.kind = ACTION_LIVE_SOURCE, .number = 0, .unit = LIVE_WAVES + WAVE_STEP});
    go(session, (Action){.kind = ACTION_LIVE_PERIOD, .number = 0, .value = 2});
    float first = next_input(session, 0), second = next_input(session, 0);
    assert_float_equal(first + second, 1, 0); /* one of each two steps */
    assert_false(go(session, (Action){.kind = ACTION_LIVE_SLIDER, .number = 1, .value = NAN}));
    assert_false(go(session, (Action){.kind = ACTION_LIVE_SLIDER, .number = 9, .value = 1}));
    assert_false(go(session, (Action){.kind = ACTION_LIVE_SOURCE, .number = 0, .unit = 99}));
    session_free(session);
}

/* ---- changes ---- */

static Action edit_action(const Session *session, const char *text) {
    Action action = {.kind = ACTION_EDIT};
    if (!edit_parse(&action.edit, session->lesson, text, NULL))
        fail_msg("%s", text);
    return action;
}

static void test_changes_and_undo(void **state) {
    (void)state;
    Session *session = begin();
    let_pass(session, 5);
    go(session, (Action){.kind = ACTION_PLAY, .number = 0});
    const Trace *trace = session->run->traces[CELL_LSTM];
    size_t floats = trace->record * (size_t)(trace->steps + 1);
    float *before = malloc(floats * sizeof *before);
    assert_non_null(before);
    memcpy(before, trace->data, floats * sizeof *before);
    assert_true(go(session, edit_action(session, "set lstm.b_f[0] -3")));
    assert_true(go(session, edit_action(session, "input 2 0 -1")));
    assert_memory_not_equal(before, trace->data, floats * sizeof *before);
    assert_true(go(session, (Action){.kind = ACTION_UNDO}));
    assert_true(go(session, (Action){.kind = ACTION_UNDO}));
    assert_memory_equal(before, trace->data, floats * sizeof *before);
    free(before);
    session_free(session);
}

static void test_other_cells(void **state) {
    (void)state;
    Session *session = begin();
    let_pass(session, 5);
    long steps = session->lesson->steps;
    float input = input_at(session, 8, 0);
    assert_true(go(session, (Action){.kind = ACTION_SANDBOX, .number = SANDBOX_SIZE, .value = 12}));
    assert_int_equal(session->lesson->cells[0].cell->spec.hidden, 12);
    assert_int_equal(session->lesson->steps, steps);
    assert_float_equal(input_at(session, 8, 0), input, 0);
    assert_true(session_live(session));
    for (int kind = 0; kind < 2; kind++)
        assert_true(
            go(session, (Action){.kind = ACTION_SANDBOX, .number = SANDBOX_KIND, .unit = kind}));
    assert_int_equal(session->lesson->cell_count, 1);
    assert_false(
        go(session, (Action){.kind = ACTION_SANDBOX, .number = SANDBOX_KIND, .unit = CELL_RNN}));
    assert_int_equal(session->lesson->cell_count, 1);
    assert_false(go(session, (Action){.kind = ACTION_SANDBOX,
                                      .number = SANDBOX_START,
                                      .value = START_LESSON})); /* there is none */
    assert_true(go(session, (Action){.kind = ACTION_SANDBOX, .number = SANDBOX_WIDTH, .value = 4}));
    let_pass(session, 1);
    assert_int_equal(session->lesson->inputs, 4);
    session_free(session);
}

/* ---- hours ---- */

/* Six hours at 60 steps a second in the end are millions of steps; a tenth of it here, with the
 * place of everything checked at the drops. `make soak` has it all. */
static void test_long(void **state) {
    (void)state;
    Session *session = begin();
    go(session, (Action){.kind = ACTION_LIVE_RATE, .value = 60});
    assert_true(go(session, edit_action(session, "set lstm.b_f[0] 2")));
    const float *data = session->run->traces[0]->data;
    for (long frame = 0; frame < 60L * 60 * 12; frame++) {
        session_advance(session, 1.0 / 60);
        assert_true(session->lesson->steps <= SANDBOX_STEPS);
        assert_int_equal(session_moment(session).t, session->lesson->steps - 1);
        if (frame == 60L * 60 * 11) {
            go(session, (Action){.kind = ACTION_PLAY, .number = 0});
            assert_true(session->lesson->steps > 10000);
            assert_true(go(session, (Action){.kind = ACTION_GO, .step = 0, .phase = PHASE_SHOW}));
            assert_true(go(session, edit_action(session, "input 5 0 0.125")));
            go(session, (Action){.kind = ACTION_PLAY, .number = 1});
        }
    }
    assert_ptr_equal(data, session->run->traces[0]->data);
    assert_true(go(session, (Action){.kind = ACTION_PLAY, .number = 0}));
    /* what is kept is what the cells make of it */
    const Trace *trace = session->run->traces[0];
    size_t floats = trace->record * (size_t)trace->steps;
    float *before = malloc(floats * sizeof *before);
    assert_non_null(before);
    memcpy(before, trace->data + trace->record, floats * sizeof *before);
    for (int k = 0; k < session->lesson->cell_count; k++)
        session->run->dirty[k] = 0;
    run_update(session->run);
    assert_memory_equal(before, trace->data + trace->record, floats * sizeof *before);
    free(before);
    while (session_can_undo(session))
        assert_true(go(session, (Action){.kind = ACTION_UNDO}));
    session_free(session);
}

/* Each change remembers all that were made before it: in a recording without an end the oldest are
 * given up. */
static void test_undo_is_bounded(void **state) {
    (void)state;
    enum { CHANGES = 600, MOST = 50000 };
    Session *session = begin();
    go(session, (Action){.kind = ACTION_LIVE_RATE, .value = 60});
    while (session->lesson->steps < SANDBOX_STEPS - 10)
        let_pass(session, 0.1);
    for (long t = 0; t < CHANGES; t++) {
        char text[40];
        snprintf(text, sizeof text, "input %ld 0 0.3", SANDBOX_STEPS / 2 + t);
        assert_true(go(session, edit_action(session, text)));
    }
    assert_int_equal(session->beats[0].undo_count, CHANGES);
    let_pass(session, 2);
    assert_true(session->lesson->steps < SANDBOX_STEPS - 10); /* the oldest are gone */
    const BeatState *beat = &session->beats[0];
    long kept = 0;
    for (int k = 0; k < beat->undo_count; k++)
        kept += beat->undo[k].count;
    assert_true(kept > MOST / 2 && kept <= MOST);
    assert_int_equal(beat->edits.count, CHANGES);
    while (session_can_undo(session))
        assert_true(go(session, (Action){.kind = ACTION_UNDO}));
    assert_true(beat->edits.count > 0);
    session_free(session);
}

/* A curve covers what is recorded, not what comes; when the oldest steps go, what is left of it
 * still gives the same inputs. */
static void test_curves(void **state) {
    (void)state;
    Session *session = begin();
    go(session, (Action){.kind = ACTION_LIVE_RATE, .value = 60});
    while (session->lesson->steps < SANDBOX_STEPS - 100)
        let_pass(session, 0.1);
    go(session, (Action){.kind = ACTION_PLAY, .number = 0});
    long steps = session->lesson->steps;
    assert_true(go(session, (Action){.kind = ACTION_INPUT_PRESET, .number = 0, .unit = WAVE_SINE}));
    Action paint = {.kind = ACTION_PAINT_INPUT, .number = 1, .step = 1000, .value = -0.9f};
    go(session, paint);
    paint.flag = true;
    paint.step = SANDBOX_DROP + 1000;
    paint.value = 0.7f;
    assert_true(go(session, paint));
    float sine = input_at(session, SANDBOX_DROP + 7, 0), line = input_at(session, 4500, 1);
    go(session, (Action){.kind = ACTION_PLAY, .number = 1});
    let_pass(session, 4);
    assert_true(session->lesson->steps < steps); /* the oldest are gone */
    go(session, (Action){.kind = ACTION_PLAY, .number = 0});
    assert_true(input_at(session, 7, 0) == sine);
    assert_true(input_at(session, 4500 - SANDBOX_DROP, 1) == line);
    size_t numbers = (size_t)session->lesson->steps * (size_t)session->lesson->inputs;
    float *before = malloc(numbers * sizeof *before);
    assert_non_null(before);
    memcpy(before, session->run->sequence, numbers * sizeof *before);
    assert_true(go(session, edit_action(session, "hold lstm.f 1"))); /* all is made anew */
    assert_memory_equal(before, session->run->sequence, numbers * sizeof *before);
    free(before);
    while (session_can_undo(session))
        assert_true(go(session, (Action){.kind = ACTION_UNDO}));
    assert_false(input_at(session, 7, 0) == sine);
    session_free(session);
}

static void test_window(void **state) {
    (void)state;
    Session *session = begin();
    const Sandbox *sandbox = session_sandbox(session);
    let_pass(session, 30);
    assert_int_equal(sandbox->window_from, session->lesson->steps - sandbox->window);
    go(session, (Action){.kind = ACTION_PLAY, .number = 0});
    go(session, (Action){.kind = ACTION_GO, .step = 4, .phase = PHASE_SHOW});
    assert_true(sandbox->window_from <= 4);
    assert_true(go(session, (Action){.kind = ACTION_LIVE_WINDOW, .number = -1}));
    assert_int_equal(sandbox->window, 60);
    assert_true(sandbox->window_from <= 4 && sandbox->window_from + 60 > 4);
    for (int k = 0; k < 9; k++)
        go(session, (Action){.kind = ACTION_LIVE_WINDOW, .number = 1});
    assert_int_equal(sandbox->window, LIVE_WINDOW_MOST);
    session_free(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steady),
        cmocka_unit_test(test_pause),
        cmocka_unit_test(test_single_steps),
        cmocka_unit_test(test_inputs),
        cmocka_unit_test(test_changes_and_undo),
        cmocka_unit_test(test_other_cells),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_curves),
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_undo_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
