/* curves.c: presets give the values of their formulas; a stroke is one undo without gaps,
 * whatever is painted over whatever; undo and redo leave every trace bit for bit as it was; a step
 * that is reset takes only itself out of a curve; tweaks stay few, and survive the way into text
 * and back; the cost of a curve grows with its steps and no faster; a task's limits hold. */
#include "session_fixture.h"

#include <time.h>

#include "lesson/wave.h"
#include "session/keep.h"

static const float TURN = 6.28318531f;

static bool paint(Session *session, int column, long step, float value, bool goes_on) {
    return act(session, (Action){.kind = ACTION_PAINT_INPUT,
                                 .number = column,
                                 .step = step,
                                 .value = value,
                                 .flag = goes_on});
}

static bool preset(Session *session, int column, Wave wave, long seed) {
    return act(
        session,
        (Action){.kind = ACTION_INPUT_PRESET, .number = column, .unit = (int)wave, .step = seed});
}

static bool undo(Session *session) {
    return act_number(session, ACTION_UNDO, 0);
}

static bool redo(Session *session) {
    return act_number(session, ACTION_REDO, 0);
}

static float input(const Session *session, int column, long t) {
    const Edit target = {.kind = EDIT_INPUT, .column = column, .step = t};
    return run_value(session->run, &target);
}

static void assert_inputs(const Session *session, int column, const float *wanted) {
    for (long t = 0; t < SAMPLE_STEPS; t++)
        if (fabsf(input(session, column, t) - wanted[t]) > 1e-6f)
            fail_msg("input %d at step %ld: %g, not %g", column, t,
                     (double)input(session, column, t), (double)wanted[t]);
}

/* ---- presets ---- */

static void test_presets(void **state) {
    Session *session = ((Stand *)*state)->session;
    static const float PULSE[] = {1, 0, 0, 0, 0, 0, 0, 0}, TWO[] = {1, 0, 1, 0, 0, 0, 0, 0},
                       STEP[] = {0, 0, 0, 0, 1, 1, 1, 1}, NONE[SAMPLE_STEPS] = {0};
    float ramp[SAMPLE_STEPS], sine[SAMPLE_STEPS];
    for (int t = 0; t < SAMPLE_STEPS; t++) {
        ramp[t] = (float)t / (SAMPLE_STEPS - 1);
        sine[t] = sinf(TURN * (float)t / SAMPLE_STEPS);
    }
    const float *wanted[WAVE_NOISE] = {NONE, PULSE, TWO, STEP, ramp, sine};
    Run *before = run_afresh(session);
    for (int wave = WAVE_PULSE; wave < WAVE_NOISE; wave++) {
        assert_true(preset(session, 1, (Wave)wave, 0));
        assert_inputs(session, 1, wanted[wave]);
        assert_up_to_date(session);
        assert_false(preset(session, 1, (Wave)wave, 0)); /* nothing would change */
        assert_true(undo(session));
        assert_true(same_traces(session->run, before));
    }
    assert_true(preset(session, 1, WAVE_SILENCE, 0));
    assert_inputs(session, 1, NONE);
    assert_true(input(session, 0, 2) == 0.875f); /* the other input stays what the script says */
    assert_int_equal(session_beat_state(session)->edits.count, 1);
    run_free(before);
}

static void test_noise(void **state) {
    Session *session = ((Stand *)*state)->session;
    float first[SAMPLE_STEPS];
    int same = 0;
    assert_true(preset(session, 0, WAVE_NOISE, 1));
    for (long t = 0; t < SAMPLE_STEPS; t++) {
        first[t] = input(session, 0, t);
        assert_true(first[t] == noise_at(1, (unsigned long)t) && fabsf(first[t]) <= 1);
    }
    assert_true(preset(session, 0, WAVE_NOISE, 2));
    assert_int_equal(session_input_wave(session, 0)->row, 2);
    for (long t = 0; t < SAMPLE_STEPS; t++)
        same += input(session, 0, t) == first[t];
    assert_int_equal(same, 0);
    assert_true(undo(session));
    assert_inputs(session, 0, first);
    assert_null(session_input_wave(session, 1));
    assert_false(preset(session, 0, WAVE_NOISE, 0));
    assert_false(preset(session, 0, WAVE_COUNT, 1));
    assert_false(preset(session, 0, (Wave)-1, 1));
    assert_false(preset(session, 2, WAVE_SINE, 1));
    assert_inputs(session, 0, first);
}

/* A preset is as high as the axis on which the lesson's own inputs lie. */
static void test_height(void **state) {
    Stand *stand = *state;
    stand->lesson->sequence[3] = -3; /* input 1 at step 1 */
    assert_true(preset(stand->session, 1, WAVE_PULSE, 0));
    assert_true(input(stand->session, 1, 0) == 5);
    assert_true(preset(stand->session, 0, WAVE_PULSE, 0));
    assert_true(input(stand->session, 0, 0) == 1);
}

/* ---- strokes ---- */

static void test_stroke(void **state) {
    Session *session = ((Stand *)*state)->session;
    static const float WANTED[] = {0, 0.25f, 0.5f, 0.75f, 1, 0.5f, 0, -0.5f};
    Run *before = run_afresh(session), *after;
    paint(session, 0, 0, 0, false);
    assert_true(paint(session, 0, 4, 1, true));
    assert_true(paint(session, 0, 7, -0.5f, true));
    assert_inputs(session, 0, WANTED);
    assert_up_to_date(session);
    after = run_afresh(session);
    assert_true(undo(session));
    assert_true(same_traces(session->run, before));
    assert_false(session_can_undo(session));
    assert_true(redo(session));
    assert_true(same_traces(session->run, after));
    run_free(before);
    run_free(after);
}

/* Points at which nothing changes are points all the same. */
static void test_points_that_change_nothing(void **state) {
    Session *session = ((Stand *)*state)->session;
    float now = input(session, 0, 3);
    assert_false(paint(session, 0, 3, now, false));
    assert_true(paint(session, 0, 5, now + 1, true));
    assert_true(input(session, 0, 4) == now + 0.5f);
    assert_false(paint(session, 0, 5, now + 1, true));
    assert_true(paint(session, 0, 7, now, true));
    assert_true(input(session, 0, 6) == now + 0.5f);
    assert_true(undo(session));
    assert_false(session_can_undo(session));
}

/* Two strokes are two undos, also on one input; a stroke that leaves its input begins anew. */
static void test_strokes_apart(void **state) {
    Session *session = ((Stand *)*state)->session;
    paint(session, 0, 0, 0.1f, false);
    paint(session, 0, 2, 0.1f, true);
    paint(session, 0, 5, 0.2f, false);
    assert_int_equal(session_beat_state(session)->undo_count, 2);
    assert_true(input(session, 0, 4) != 0.2f && input(session, 0, 5) == 0.2f);
    paint(session, 1, 7, 0.3f, true);
    assert_true(input(session, 1, 6) != 0.3f && input(session, 1, 7) == 0.3f);
    assert_int_equal(session_beat_state(session)->undo_count, 3);
}

/* Anything over anything: what is in force sets each step at most once, and is what a fresh run
 * makes of it; all of it goes away again step by step. */
static void test_over_each_other(void **state) {
    Session *session = ((Stand *)*state)->session;
    enum { CHANGES = 60 };
    Run *stages[CHANGES + 1];
    unsigned seed = 5;
    int made = 0;
    stages[0] = run_afresh(session);
    for (int k = 0; made < CHANGES && k < 500; k++) {
        seed = seed * 1664525u + 1013904223u;
        int column = seed >> 30 & 1, step = seed >> 20 & 7, kind = (seed >> 24) % 5;
        float value = (float)(seed >> 10 & 63) / 32 - 1;
        int undos = session_beat_state(session)->undo_count;
        if (kind == 0)
            preset(session, column, (Wave)(step % WAVE_COUNT), k + 1);
        else if (kind == 1)
            act(session,
                (Action){
                    .kind = ACTION_EDIT,
                    .edit = {.kind = EDIT_INPUT, .column = column, .step = step, .value = value}});
        else if (kind == 2)
            act(session, (Action){.kind = ACTION_RESET_ONE,
                                  .edit = {.kind = EDIT_INPUT, .column = column, .step = step}});
        else
            for (int point = 0; point < 4; point++)
                paint(session, column, (step + 3 * point) % SAMPLE_STEPS, value * (float)point,
                      point > 0);
        assert_up_to_date(session);
        if (session_beat_state(session)->undo_count > undos)
            stages[++made] = run_afresh(session);
        const EditList *edits = &session_beat_state(session)->edits;
        assert_in_range(edits->count, 0, 2 * SAMPLE_STEPS);
    }
    assert_int_equal(made, CHANGES);
    for (int k = CHANGES; k > 0; k--) {
        assert_true(same_traces(session->run, stages[k]));
        assert_true(undo(session));
    }
    assert_true(same_traces(session->run, stages[0]));
    assert_int_equal(session_beat_state(session)->edits.count, 0);
    for (int k = 1; k <= CHANGES; k++) {
        assert_true(redo(session));
        assert_true(same_traces(session->run, stages[k]));
    }
    for (int k = 0; k <= CHANGES; k++)
        run_free(stages[k]);
}

/* ---- one step out of a curve ---- */

static void test_reset_one(void **state) {
    Session *session = ((Stand *)*state)->session;
    Edit target = {.kind = EDIT_INPUT, .column = 1, .step = 3};
    bool edited[SAMPLE_STEPS];
    float own = input(session, 1, 3), sine[SAMPLE_STEPS];
    assert_false(session_edited(session, &target));
    preset(session, 1, WAVE_SINE, 0);
    for (long t = 0; t < SAMPLE_STEPS; t++)
        sine[t] = input(session, 1, t);
    sine[3] = own;
    assert_true(session_edited(session, &target));
    assert_true(act(session, (Action){.kind = ACTION_RESET_ONE, .edit = target}));
    for (long t = 0; t < SAMPLE_STEPS; t++)
        assert_true(input(session, 1, t) == sine[t]);
    assert_false(session_edited(session, &target));
    assert_false(act(session, (Action){.kind = ACTION_RESET_ONE, .edit = target}));
    session_edited_steps(session, 1, 2, 4, edited);
    assert_true(edited[0] && !edited[1] && edited[2] && edited[3]);
    session_edited_steps(session, 0, 0, SAMPLE_STEPS, edited);
    for (int k = 0; k < SAMPLE_STEPS; k++)
        assert_false(edited[k]);
    assert_true(undo(session));
    assert_true(session_edited(session, &target));
    const Edit wave = {.kind = EDIT_WAVE, .column = 1};
    assert_true(act(session, (Action){.kind = ACTION_RESET_ONE, .edit = wave}));
    assert_int_equal(session_beat_state(session)->edits.count, 0);
}

/* ---- texts ---- */

static void test_texts(void **state) {
    Stand *stand = *state;
    Session *session = stand->session, *other = session_new(stand->lesson, NULL);
    char text[256];
    assert_non_null(other);
    preset(session, 0, WAVE_NOISE, 7);
    preset(session, 1, WAVE_RAMP, 0);
    paint(session, 0, 1, 0.13f, false);
    paint(session, 0, 6, -0.71f, true);
    paint(session, 0, 3, 0.4f, false);
    for (int k = 0; session_keep_edit(session, 0, k, text, sizeof text) >= 0; k++)
        assert_true(session_restore_edit(other, 0, text));
    session_restore_place(other, 0, session->tick, session->seen);
    assert_true(same_traces(session->run, other->run));
    session_free(other);
}

/* ---- cost ---- */

static Session *long_session(Lesson *lesson, long steps) {
    free(lesson->sequence);
    lesson->steps = steps;
    lesson->sequence = calloc(2 * (size_t)steps, sizeof(float));
    assert_non_null(lesson->sequence);
    Session *session = session_new(lesson, NULL);
    assert_non_null(session);
    return session;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Every step of the run of both inputs set by a tweak of its own, then strokes, presets, undo. */
static double time_of_curves(long steps) {
    Lesson *lesson = fixture_lesson();
    Session *session = long_session(lesson, steps);
    EditList *edits = &session->beats[0].edits;
    edits->items = calloc(2 * (size_t)steps, sizeof *edits->items);
    assert_non_null(edits->items);
    edits->capacity = 2 * (int)steps;
    for (long t = 0; t < steps; t++)
        for (int column = 0; column < 2; column++)
            edits->items[edits->count++] =
                (Edit){.kind = EDIT_INPUT, .step = t, .column = column, .value = 0.5f};
    double begun = seconds();
    for (int k = 0; k < 4; k++) {
        paint(session, k % 2, 0, -1, false);
        assert_true(paint(session, k % 2, steps - 1, 1, true));
        assert_true(preset(session, k % 2, WAVE_NOISE, k + 1));
        assert_true(undo(session));
        assert_true(undo(session));
    }
    double time = seconds() - begun;
    session_free(session);
    lesson_free(lesson);
    return time;
}

static void test_cost(void **state) {
    (void)state;
    double few = 1, many = 1;
    for (int k = 0; k < 5; k++) {
        few = fmin(few, time_of_curves(1000));
        many = fmin(many, time_of_curves(10000));
    }
    if (many > 40 * few) /* ten times the steps; what is quadratic would take a hundred */
        fail_msg("10,000 steps take %.1f times as long as 1,000", many / few);
}

/* ---- what is refused ---- */

static void test_refused(void **state) {
    Session *session = ((Stand *)*state)->session;
    Run *before = run_afresh(session);
    static const long AWAY[] = {-1, SAMPLE_STEPS, LONG_MIN, LONG_MAX};
    for (int k = 0; k < 4; k++) {
        assert_false(paint(session, 0, AWAY[k], 0.3f, false));
        assert_true(session->notice.what[0] != '\0');
    }
    assert_false(paint(session, 2, 0, 0.3f, false));
    assert_false(paint(session, -1, 0, 0.3f, false));
    assert_false(paint(session, 0, 1, NAN, false));
    assert_false(paint(session, 0, 1, INFINITY, true));
    assert_true(same_traces(session->run, before));
    assert_false(session_can_undo(session));
    go_to_beat(session, BEAT_TASK); /* a task about something else */
    assert_false(preset(session, 0, WAVE_SINE, 0));
    assert_non_null(strstr(session->notice.what, "This task is about something else"));
    assert_false(paint(session, 0, 2, 0.3f, false));
    assert_int_equal(session_beat_state(session)->edits.count, 0);
    run_free(before);
}

static void test_rows(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_true(act_number(session, ACTION_PAINTING, 1));
    assert_int_equal(session->view.painting, 2);
    assert_true(act_number(session, ACTION_PAINTING, 0));
    assert_int_equal(session->view.painting, 3);
    assert_true(act_number(session, ACTION_PAINTING, 1));
    assert_false(act_number(session, ACTION_PAINTING, 2));
    assert_int_equal(session->view.painting, 1);
    assert_true(act_number(session, ACTION_PAINTING, -1));
    assert_int_equal(session->view.painting, 0);
    assert_false(act_number(session, ACTION_PAINTING, -1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_presets, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_noise, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_height, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_stroke, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_points_that_change_nothing, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_strokes_apart, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_over_each_other, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_reset_one, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_texts, stand_up, stand_down),
        cmocka_unit_test(test_cost),
        cmocka_unit_test_setup_teardown(test_refused, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_rows, stand_up, stand_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
