/* edits.c: tweaks change the run as a fresh computation would; undoing them leaves every
 * trace bit for bit as it was; a drag is one undo; tasks open only what they name and are done when
 * they hold; what is refused leaves everything as before and says why. */
#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "files/lesson/file.h"
#include "lesson/run/watch.h"
#include "session_fixture.h"

static const char *const TWEAKS[] = {"input 1 1 0.25",
                                     "input 6 0 -3",
                                     "hold lstm.o 0.5",
                                     "hold lstm.o[1] 0.25 @ 2..5",
                                     "set lstm.b_f[0] 4.5",
                                     "set gru.W_xz[1][2] -2",
                                     "reset gru after",
                                     "set gru.b_hh[1] 0.75",
                                     "activation lstm.candidate relu",
                                     "coupled lstm true",
                                     "set lstm.c0[0] 0.5",
                                     "hold gru.r[0] 0",
                                     "free lstm.o[0]",
                                     "input 1 1 2"};
enum { TWEAK_COUNT = sizeof TWEAKS / sizeof *TWEAKS };

static bool undo(Session *session) {
    return act_number(session, ACTION_UNDO, 0);
}

static bool redo(Session *session) {
    return act_number(session, ACTION_REDO, 0);
}

static void test_there_and_back(void **state) {
    Session *session = ((Stand *)*state)->session;
    Run *stages[TWEAK_COUNT + 1];
    stages[0] = run_afresh(session);
    for (int k = 0; k < TWEAK_COUNT; k++) {
        unsigned version = session->version;
        if (!act_edit(session, TWEAKS[k]))
            fail_msg("%s: %s", TWEAKS[k], session->notice.what);
        assert_true(session->version > version);
        assert_up_to_date(session);
        stages[k + 1] = run_afresh(session);
        assert_false(same_traces(stages[k], stages[k + 1]));
    }
    for (int k = TWEAK_COUNT; k > 0; k--) {
        assert_true(same_traces(session->run, stages[k]));
        assert_true(undo(session));
    }
    assert_true(same_traces(session->run, stages[0]));
    assert_false(session_can_undo(session));
    assert_false(undo(session));
    for (int k = 0; k < TWEAK_COUNT; k++) {
        assert_true(redo(session));
        assert_true(same_traces(session->run, stages[k + 1]));
    }
    assert_false(session_can_redo(session));
    assert_false(redo(session));
    for (int k = 0; k <= TWEAK_COUNT; k++)
        run_free(stages[k]);
}

static void test_same_target(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "set lstm.b_f[0] 1");
    act_edit(session, "hold gru.z 1");
    act_edit(session, "set lstm.b_f[0] 2");
    act_edit(session, "free gru.z");
    const EditList *edits = &session_beat_state(session)->edits;
    assert_int_equal(edits->count, 2);
    assert_true(edits->items[0].value == 2);
    assert_int_equal(edits->items[1].kind, EDIT_FREE);
    Edit bias = edit_of(session->lesson, "set lstm.b_f[0] 0");
    Edit other = edit_of(session->lesson, "set lstm.b_f[1] 0");
    assert_true(session_edited(session, &bias));
    assert_false(session_edited(session, &other));
}

/* A gate held for all units and for one: the later counts; freeing frees what it names. */
static void test_holds(void **state) {
    Session *session = ((Stand *)*state)->session;
    const Trace *trace = session->run->traces[SAMPLE_LSTM];
    act_edit(session, "hold lstm.o[0] 0.25");
    assert_true(trace_at(trace, LSTM_O, 3, 0)[0] == 0.25f);
    assert_true(act_edit(session, "hold lstm.o 0.5"));
    assert_true(trace_at(trace, LSTM_O, 3, 0)[0] == 0.5f);
    assert_true(act_edit(session, "hold lstm.o[0] 0.25"));
    assert_true(trace_at(trace, LSTM_O, 3, 0)[0] == 0.25f);
    assert_true(trace_at(trace, LSTM_O, 3, 0)[1] == 0.5f);
    assert_true(act_edit(session, "hold lstm.o[0] 0.125 @ 0..1")); /* in place of the other */
    assert_true(trace_at(trace, LSTM_O, 1, 0)[0] == 0.125f);
    assert_true(trace_at(trace, LSTM_O, 3, 0)[0] == 0.5f);
    assert_up_to_date(session);
    assert_true(act_edit(session, "free lstm.o"));
    assert_int_equal(session->run->cells[SAMPLE_LSTM]->hold_count, 0);
    assert_up_to_date(session);
}

/* The script holds f in steps 2 to 5 only: freeing it is a change although step 0 is free. */
static void test_free_what_the_script_holds(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_ASK);
    const Trace *trace = session->run->traces[SAMPLE_LSTM];
    assert_true(trace_at(trace, LSTM_F, 2, 0)[1] == 1);
    assert_true(act_edit(session, "free lstm.f[1]"));
    assert_true(trace_at(trace, LSTM_F, 2, 0)[0] == 1);
    assert_true(trace_at(trace, LSTM_F, 2, 0)[1] < 1);
    assert_true(act_edit(session, "free lstm.f"));
    assert_true(trace_at(trace, LSTM_F, 2, 0)[0] < 1);
    assert_up_to_date(session);
}

static void test_equal_is_no_change(void **state) {
    Session *session = ((Stand *)*state)->session;
    for (int k = 0; k < TWEAK_COUNT; k++) {
        act_edit(session, TWEAKS[k]);
        unsigned version = session->version;
        int undos = session_beat_state(session)->undo_count;
        assert_false(act_edit(session, TWEAKS[k]));
        assert_int_equal(session->version, version);
        assert_int_equal(session_beat_state(session)->undo_count, undos);
        assert_int_equal(session->notice.what[0], '\0');
    }
    assert_false(act_edit(session, "input 2 0 0.875")); /* the script's value */
    assert_false(act_edit(session, "free gru.z"));      /* never held */
}

static void test_drag_is_one_undo(void **state) {
    Session *session = ((Stand *)*state)->session;
    Run *before = run_afresh(session);
    act_edit(session, "set lstm.b_f[0] 1");
    act_drag(session, "set lstm.b_f[0] 2");
    act_drag(session, "set lstm.b_f[0] 3");
    act_drag(session, "hold lstm.o 0.5"); /* another target: another undo */
    act_drag(session, "hold lstm.o 0.75");
    assert_int_equal(session_beat_state(session)->undo_count, 2);
    assert_up_to_date(session);
    undo(session);
    assert_true(session->run->cells[SAMPLE_LSTM]->weights[weight_find(CELL_LSTM, "b_f")][0] == 3);
    undo(session);
    assert_true(same_traces(session->run, before));
    run_free(before);
}

/* A new drag that begins where the last one ended is still a new one. */
static void test_two_drags(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "input 1 0 1");
    act_drag(session, "input 1 0 2");
    assert_false(act_edit(session, "input 1 0 2")); /* pressed again, not moved yet */
    assert_true(act_drag(session, "input 1 0 3"));
    assert_int_equal(session_beat_state(session)->undo_count, 2);
    undo(session);
    assert_true(session->run->sequence[2] == 2);
    act_drag(session, "input 1 0 4"); /* an undo ends a drag */
    assert_int_equal(session_beat_state(session)->undo_count, 2);
}

static void test_new_edit_drops_redo(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "input 1 0 1.5");
    undo(session);
    assert_true(session_can_redo(session));
    Edit nowhere = {.kind = EDIT_INPUT, .step = SAMPLE_STEPS};
    act(session, (Action){.kind = ACTION_EDIT, .edit = nowhere});
    act_edit(session, "set gru.b_hh[0] 1"); /* the GRU resets before: it has no b_hh */
    assert_true(session_can_redo(session)); /* what is refused costs nothing */
    act_edit(session, "input 1 0 2.5");
    assert_false(session_can_redo(session));
}

static void test_resets(void **state) {
    Session *session = ((Stand *)*state)->session;
    Run *before = run_afresh(session);
    Edit bias = edit_of(session->lesson, "set lstm.b_f[0] 0");
    assert_false(act_number(session, ACTION_RESET_EDITS, 0));
    assert_false(act(session, (Action){.kind = ACTION_RESET_ONE, .edit = bias}));
    for (int k = 0; k < TWEAK_COUNT; k++)
        act_edit(session, TWEAKS[k]);
    Run *tweaked = run_afresh(session);
    assert_true(act(session, (Action){.kind = ACTION_RESET_ONE, .edit = bias}));
    assert_false(session_edited(session, &bias));
    assert_up_to_date(session);
    assert_true(act_number(session, ACTION_RESET_EDITS, 0));
    assert_true(same_traces(session->run, before));
    undo(session);
    undo(session);
    assert_true(same_traces(session->run, tweaked));
    run_free(before);
    run_free(tweaked);
}

/* A weight's tweak waits while its variant is away, and is there again with it. */
static void test_variants_and_weights(void **state) {
    Session *session = ((Stand *)*state)->session;
    int b_hh = weight_find(CELL_GRU, "b_hh"), b_i = weight_find(CELL_LSTM, "b_i");
    assert_false(act_edit(session, "set gru.b_hh[0] 0.5"));
    assert_true(session->notice.what[0] != '\0');
    act_edit(session, "reset gru after");
    assert_true(act_edit(session, "set gru.b_hh[0] 0.5"));
    assert_true(act_edit(session, "reset gru before"));
    assert_null(session->run->cells[SAMPLE_GRU]->weights[b_hh]);
    assert_up_to_date(session);
    assert_true(act_edit(session, "reset gru after"));
    assert_true(session->run->cells[SAMPLE_GRU]->weights[b_hh][0] == 0.5f);
    Edit variant = edit_of(session->lesson, "reset gru after");
    assert_true(act(session, (Action){.kind = ACTION_RESET_ONE, .edit = variant}));
    assert_null(session->run->cells[SAMPLE_GRU]->weights[b_hh]);
    act_edit(session, "set lstm.b_i[1] 3");
    act_edit(session, "coupled lstm true");
    assert_true(act_edit(session, "coupled lstm false"));
    assert_true(session->run->cells[SAMPLE_LSTM]->weights[b_i][1] == 3);
    assert_up_to_date(session);
}

static void test_refused(void **state) {
    Session *session = ((Stand *)*state)->session;
    const Edit WRONG[] = {
        {.kind = EDIT_INPUT, .step = SAMPLE_STEPS},
        {.kind = EDIT_INPUT, .step = -1},
        {.kind = EDIT_INPUT, .column = 2},
        {.kind = EDIT_INPUT, .value = NAN},
        {.kind = EDIT_INPUT, .value = INFINITY},
        {.kind = EDIT_WEIGHT, .cell = SAMPLE_CELLS},
        {.kind = EDIT_WEIGHT, .cell = -1},
        {.kind = EDIT_WEIGHT, .index = MAX_WEIGHTS},
        {.kind = EDIT_WEIGHT, .row = 2},
        {.kind = EDIT_WEIGHT, .column = 2},
        {.kind = EDIT_HOLD, .index = LSTM_C, .row = -1, .to = LONG_MAX},
        {.kind = EDIT_HOLD, .index = LSTM_F, .row = 2, .to = LONG_MAX},
        {.kind = EDIT_HOLD, .index = LSTM_F, .row = -2, .to = LONG_MAX},
        {.kind = EDIT_HOLD, .index = LSTM_F, .row = -1, .from = 3, .to = 2},
        {.kind = EDIT_HOLD, .index = LSTM_F, .row = INT_MAX, .to = 2},
        {.kind = EDIT_FREE, .index = -1},
        {.kind = EDIT_INITIAL, .cell = SAMPLE_GRU, .index = LSTM_C},
        {.kind = EDIT_ACTIVATION, .index = SLOT_COUNT},
        {.kind = EDIT_ACTIVATION, .activation = ACTIVATION_COUNT},
        {.kind = EDIT_VARIANT, .index = LSTM_COUPLED, .cell = SAMPLE_GRU, .flag = true},
        {.kind = EDIT_VARIANT, .index = GRU_RESET, .cell = SAMPLE_LSTM, .flag = true},
        {.kind = (EditKind)99},
    };
    Run *before = run_afresh(session);
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        unsigned version = session->version;
        assert_false(act(session, (Action){.kind = ACTION_EDIT, .edit = WRONG[k]}));
        assert_true(session->notice.what[0] != '\0');
        assert_true(session->version > version); /* the notice is to be seen */
        assert_int_equal(session_beat_state(session)->edits.count, 0);
        assert_false(session_can_undo(session));
    }
    assert_true(same_traces(session->run, before));
    assert_true(act_number(session, ACTION_THEME, -1));
    assert_int_equal(session->notice.what[0], '\0'); /* it goes with the next action */
    run_free(before);
}

/* ---- tasks ---- */

static void test_task_limits(void **state) {
    Session *session = ((Stand *)*state)->session;
    static const struct {
        const char *edit;
        bool may;
    } CASES[] = {{"set lstm.b_f[0] 0.25", true},  {"hold gru.z 0.5", true},
                 {"hold gru.z[1] 0.25", true},    {"free gru.z", true},
                 {"set lstm.b_f[1] 0.25", false}, {"set lstm.W_xf[0][0] 2", false},
                 {"hold lstm.f 1", false},        {"hold gru.r 1", false},
                 {"input 0 0 9", false},          {"activation lstm.gate relu", false},
                 {"coupled lstm true", false},    {"set lstm.c0[0] 9", false}};
    go_to_beat(session, BEAT_TASK);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        Edit edit = edit_of(session->lesson, CASES[k].edit);
        assert_int_equal(session_may(session, &edit), CASES[k].may);
        bool done = act_edit(session, CASES[k].edit);
        if (done != CASES[k].may)
            fail_msg("%s", CASES[k].edit);
        assert_int_equal(session->notice.what[0] != '\0', !CASES[k].may);
    }
    assert_non_null(strstr(session->notice.what, "b_f of LSTM, unit 1"));
    assert_non_null(strstr(session->notice.what, "update gate of GRU"));
    assert_up_to_date(session);
}

static void test_task_done(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_TASK);
    const BeatState *beat = session_beat_state(session);
    assert_false(session_task_holds(session));
    act_edit(session, "set lstm.b_f[0] 0.25");
    assert_false(beat->task_done);
    act_drag(session, "set lstm.b_f[0] 12");
    assert_true(session_task_holds(session) && beat->task_done);
    undo(session);
    assert_false(session_task_holds(session));
    assert_true(beat->task_done); /* once done is done */
}

static void test_solution(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_false(act_number(session, ACTION_SHOW_SOLUTION, 0)); /* no task here */
    go_to_beat(session, BEAT_TASK);
    Run *before = run_afresh(session);
    act_edit(session, "set lstm.b_f[0] -3");
    assert_true(act_number(session, ACTION_SHOW_SOLUTION, 0));
    assert_true(session_task_holds(session));
    assert_true(session_beat_state(session)->task_done);
    assert_up_to_date(session);
    assert_false(act_number(session, ACTION_SHOW_SOLUTION, 0)); /* it is solved */
    undo(session);
    undo(session);
    assert_true(same_traces(session->run, before));
    run_free(before);
}

/* ---- beats ---- */

/* Going on shows the next beat as it was written; coming back shows the tweaks again. */
static void test_tweaks_stay_with_their_beat(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "set lstm.b_f[0] 4.5");
    Run *tweaked = run_afresh(session);
    go_to_beat(session, BEAT_ASK);
    assert_int_equal(session_beat_state(session)->edits.count, 0);
    assert_false(session_can_undo(session));
    assert_up_to_date(session);
    go_to_beat(session, BEAT_LOOK);
    assert_true(same_traces(session->run, tweaked));
    assert_true(undo(session));
    assert_up_to_date(session);
    run_free(tweaked);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_up, stand_down)

/* A task whose condition holds from the first step on after the edit, in a run so long that it can be
 * stopped in the midst. */
static Lesson *stoppable_lesson(void) {
    enum { UNITS = 512, STEPS = 240 };
    size_t size = 1 << 14, length = 0;
    char *text = malloc(size);
    Errors errors = {0};
    assert_non_null(text);
    length += (size_t)snprintf(text, size,
                               "{\"format\":1,\"id\":\"long\",\"title\":\"T\",\"track\":\"t\","
                               "\"level\":1,\"minutes\":1,\"goal\":\"G\",\"inputs\":{\"names\":"
                               "[\"x\"],\"sequence\":[");
    for (int k = 0; k < STEPS; k++)
        length += (size_t)snprintf(text + length, size - length, k ? ",[0]" : "[0]");
    length += (size_t)snprintf(text + length, size - length,
                               "]},\"cells\":[{\"id\":\"a\",\"kind\":\"lstm\",\"hidden\":%d,"
                               "\"weights\":{\"W_xc\":[[",
                               UNITS);
    for (int k = 0; k < UNITS; k++)
        length += (size_t)snprintf(text + length, size - length, k ? ",1" : "1");
    length += (size_t)snprintf(text + length, size - length,
                               "]]}}],\"beats\":[{\"say\":\"S\",\"task\":{\"text\":\"D\","
                               "\"until\":\"a.h[0] @ 0 > 0.1\",\"solution\":[{"
                               "\"input\":[0,0],\"to\":2}]}}]}");
    assert_true(length < size);
    Lesson *lesson = lesson_parse(text, length, NULL, &errors);
    assert_non_null(lesson);
    free(text);
    return lesson;
}

static bool put_off(void *context, const Lesson *lesson, double done) {
    (void)lesson;
    *(int *)context += 1;
    return done >= 1;
}

/* An edit that takes long stays; nothing is done by it, nor derived from it, until the rest is
 * computed. It is stopped, and goes on with the next edit. */
static void test_stopped(void **state) {
    (void)state;
    int told = 0;
    char text[200];
    const RunWatch watch = {put_off, &told};
    Lesson *lesson = stoppable_lesson();
    Session *session = session_new(lesson, NULL);
    assert_non_null(session);
    assert_true(act_number(session, ACTION_GRADIENTS, 1) && session->lookbacks);
    assert_int_equal(session_behind(session), -1);
    assert_false(act_number(session, ACTION_STOP, 0));
    lesson->watch = &watch;
    assert_true(act_edit(session, "input 0 0 2"));
    assert_int_equal(told, 2); /* once, and at the end */
    assert_in_range(session_behind(session), 1, lesson->steps - 1);
    assert_true(session_computing(session) && session_moving(session));
    assert_false(session_tell_behind(session, text, sizeof text)); /* it is not felt yet */
    assert_string_equal(text, "");
    assert_int_equal(session_beat_state(session)->edits.count, 1);
    assert_true(session_task_holds(session));
    assert_false(session_beat_state(session)->task_done);
    assert_null(session->lookbacks);
    assert_true(act_number(session, ACTION_STOP, 0));
    long from = session_behind(session);
    assert_in_range(from, 1, lesson->steps - 1);
    assert_false(session_computing(session) || session_advance(session, 1));
    assert_int_equal(session_behind(session), from);
    session->seen = lesson->steps - 1;
    assert_true(session_hidden(session, from) && !session_hidden(session, from - 1));
    char expected[200];
    snprintf(expected, sizeof expected,
             "Stopped: the steps from t = %ld on were not computed. "
             "The next change goes on with it.",
             from);
    assert_true(session_tell_behind(session, text, sizeof text));
    assert_string_equal(text, expected);
    lesson->watch = NULL;
    assert_true(act_edit(session, "input 119 0 1"));
    assert_int_equal(session_behind(session), -1);
    assert_false(session_hidden(session, from));
    assert_true(session_beat_state(session)->task_done);
    assert_non_null(session->lookbacks);
    assert_up_to_date(session);
    session_free(session);
    lesson_free(lesson);
}

/* What is put off is computed as time passes, which stands still until then, and is told from a tenth
 * of a second on. */
static void test_computed_as_time_passes(void **state) {
    (void)state;
    int told = 0;
    char text[200], expected[200];
    const RunWatch watch = {put_off, &told};
    Lesson *lesson = stoppable_lesson();
    lesson->watch = &watch;
    Session *session = session_new(lesson, NULL);
    assert_non_null(session);
    assert_true(session_computing(session));
    session->playing = true;
    session->behind = 0.09;
    assert_false(session_tell_behind(session, text, sizeof text));
    assert_true(session_advance(session, 0.02));
    assert_float_equal(session->behind, 0.11, 1e-9);
    assert_true(session_tell_behind(session, text, sizeof text));
    snprintf(expected, sizeof expected,
             "Computing: %.0f %%, right up to t = %ld. Escape, or a press here, stops it.",
             100 * run_share(session->run), session_behind(session) - 1);
    assert_string_equal(text, expected);
    unsigned version = session->version;
    while (session_computing(session)) {
        assert_true(session_advance(session, 1));
        assert_int_equal(session->version, ++version);
        assert_true(session->shown == 0);
    }
    assert_false(session_tell_behind(session, text, sizeof text));
    assert_true(session_advance(session, 0.1) && session->shown > 0);
    session_free(session);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_there_and_back),
                                       TEST(test_same_target),
                                       TEST(test_holds),
                                       TEST(test_free_what_the_script_holds),
                                       TEST(test_equal_is_no_change),
                                       TEST(test_drag_is_one_undo),
                                       TEST(test_two_drags),
                                       TEST(test_new_edit_drops_redo),
                                       TEST(test_resets),
                                       TEST(test_variants_and_weights),
                                       TEST(test_refused),
                                       TEST(test_task_limits),
                                       cmocka_unit_test(test_stopped),
                                       cmocka_unit_test(test_computed_as_time_passes),
                                       TEST(test_task_done),
                                       TEST(test_solution),
                                       TEST(test_tweaks_stay_with_their_beat)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
