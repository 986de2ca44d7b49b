/* before.c: the run before the first change is kept to be compared with: from that change
 * on, until it is dismissed, all changes are undone, or another beat begins. */
#include "engine/kinds/lstm.h"
#include "session_fixture.h"

static bool before_of(const Session *session, int cell, int signal, int unit, long t,
                      float *value) {
    const Place place = {cell, signal, unit, t};
    return session_before(session, &place, value);
}

static void test_kept(void **state) {
    Session *session = ((Stand *)*state)->session;
    float was = trace_at(session->run->traces[SAMPLE_LSTM], LSTM_C, 5, 0)[1], value;
    float input = session->run->sequence[4 * session->lesson->inputs];
    assert_false(before_of(session, SAMPLE_LSTM, LSTM_C, 1, 5, &value));
    assert_true(act_edit(session, "set lstm.b_f[1] -4"));
    assert_true(act_edit(session, "input 4 0 -0.77"));
    assert_true(before_of(session, SAMPLE_LSTM, LSTM_C, 1, 5, &value));
    assert_true(value == was);
    assert_true(trace_at(session->run->traces[SAMPLE_LSTM], LSTM_C, 5, 0)[1] != was);
    assert_true(before_of(session, -1, 0, 0, 4, &value));
    assert_true(value == input); /* of before the first change, not the last */
    assert_true(before_of(session, SAMPLE_LSTM, SIGNAL_H, 0, -1, &value));
    assert_false(before_of(session, SAMPLE_LSTM, SIGNAL_H, 0, SAMPLE_STEPS, &value));
    assert_false(before_of(session, -1, 0, 0, -1, &value));
}

/* While something is dragged the numbers of yardsticks are those of when that began. */
static void test_scale_holds(void **state) {
    Session *session = ((Stand *)*state)->session;
    const Trace *trace = session->run->traces[SAMPLE_LSTM];
    float was = trace_at(trace, LSTM_C, 5, 0)[1], input = session->run->sequence[4];
    Edit held = {.kind = EDIT_WEIGHT,
                 .cell = SAMPLE_LSTM,
                 .index = weight_find(CELL_LSTM, "b_f"),
                 .column = 1,
                 .value = 0.75f};
    Edit now = held;
    now.value = -4;
    assert_true(session_apply(session, &(Action){.kind = ACTION_DRAG, .number = 1, .edit = held}));
    assert_true(act_edit(session, "set lstm.b_f[1] -4"));
    assert_true(trace_at(trace, LSTM_C, 5, 0)[1] != was);
    assert_true(session_scale_at(session, SAMPLE_LSTM, LSTM_C, 5)[1] == was);
    assert_true(session_scale_input(session, 0, 0) == session->run->sequence[0]);
    assert_true(session->run->sequence[4] == input);
    assert_true(session_scale_value(session, &now) == 0.75f);
    now.column = 0;
    assert_true(session_scale_value(session, &now) == -4); /* another one's */
    assert_true(act_number(session, ACTION_DRAG, 0));
    assert_false(act_number(session, ACTION_DRAG, 0));
    assert_true(session_scale_at(session, SAMPLE_LSTM, LSTM_C, 5)[1] ==
                trace_at(session->run->traces[SAMPLE_LSTM], LSTM_C, 5, 0)[1]);
    now.column = 1;
    assert_true(session_scale_value(session, &now) == -4);
}

static void test_undone(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "set lstm.b_f[1] -4");
    act_edit(session, "set lstm.b_f[0] -4");
    act_number(session, ACTION_UNDO, 0);
    assert_non_null(session->before);
    act_number(session, ACTION_UNDO, 0);
    assert_null(session->before);
    act_number(session, ACTION_REDO, 0);
    assert_non_null(session->before); /* there is a difference again */
    act_number(session, ACTION_RESET_EDITS, 0);
    assert_null(session->before);
}

static void test_dismissed(void **state) {
    Session *session = ((Stand *)*state)->session;
    float value;
    assert_false(act_number(session, ACTION_BEFORE, 0));
    assert_true(session->notice.what[0]);
    act_edit(session, "set lstm.b_f[1] -4");
    float now = trace_at(session->run->traces[SAMPLE_LSTM], LSTM_C, 5, 0)[1];
    assert_true(act_number(session, ACTION_BEFORE, 0));
    assert_null(session->before);
    act_edit(session, "set lstm.b_f[1] -5"); /* compared with what it was when it was dismissed */
    assert_true(before_of(session, SAMPLE_LSTM, LSTM_C, 1, 5, &value));
    assert_true(value == now);
    act_number(session, ACTION_UNDO, 0);
    assert_null(session->before); /* as it was then, with the first change still there */
    assert_int_equal(session_beat_state(session)->edits.count, 1);
}

static void test_another_beat(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "set lstm.b_f[1] -4");
    go_to_beat(session, BEAT_ASK);
    assert_null(session->before);
    go_to_beat(session, BEAT_LOOK);
    assert_null(session->before); /* its tweaks are there again, the comparison is not */
}

/* A drag copies once. */
static void test_dragged(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "set lstm.b_f[1] -4");
    const Before *first = session->before;
    for (int k = 0; k < 20; k++) {
        char text[40];
        snprintf(text, sizeof text, "set lstm.b_f[1] %d", k);
        assert_true(act_drag(session, text));
        assert_ptr_equal(session->before, first);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kept, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_scale_holds, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_undone, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_dismissed, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_another_beat, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_dragged, stand_up, stand_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
