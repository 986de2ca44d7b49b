/* typing.c: a number typed by its digits: the first replaces what was there; what is taken
 * is one change with one undo; what is no number is refused, said and can be mended; anything else
 * that is done drops the field. */
#include "session_fixture.h"

enum { FIELD = 42 };

static bool open_field(Session *session, const char *edit) {
    Action action = {.kind = ACTION_TYPE_OPEN, .id = FIELD};
    action.edit = edit_of(session->lesson, edit);
    return session_apply(session, &action);
}

static bool type_key(Session *session, TypeKey key, int character) {
    return session_apply(session,
                         &(Action){.kind = ACTION_TYPE_KEY, .number = (int)key, .unit = character});
}

static void type(Session *session, const char *text) {
    for (; *text; text++)
        type_key(session, TYPE_CHARACTER, *text);
}

static float bias(const Session *session) {
    Edit edit = edit_of(session->lesson, "set lstm.b_f[0] 0");
    return run_value(session->run, &edit);
}

static void test_typed(void **state) {
    Session *session = ((Stand *)*state)->session;
    static const struct {
        const char *text;
        float value;
    } TYPED[] = {{"2", 2},      {"-0.5", -0.5f}, {"1e-3", 0.001f}, {"+3", 3},
                 {".25", .25f}, {"-.5", -.5f},   {"0,75", 0.75f},  {"12.5", 12.5f}};
    for (size_t k = 0; k < sizeof TYPED / sizeof *TYPED; k++) {
        int undo = session_beat_state(session)->undo_count;
        assert_true(open_field(session, "set lstm.b_f[0] 1"));
        assert_string_equal(session->view.typing.text, "1");
        type(session, TYPED[k].text);
        assert_true(type_key(session, TYPE_TAKE, 0));
        assert_int_equal(session->view.typing.id, 0);
        assert_true(bias(session) == TYPED[k].value);
        assert_int_equal(session_beat_state(session)->undo_count, undo + 1);
    }
}

static void test_refused(void **state) {
    Session *session = ((Stand *)*state)->session;
    static const char *const WRONG[] = {"-", "1.2.3", "1e", "--1", "e5", "1e99", "+-1"};
    float before = bias(session);
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        assert_true(open_field(session, "set lstm.b_f[0] 1"));
        type(session, WRONG[k]);
        type_key(session, TYPE_TAKE, 0);
        assert_int_equal(session->view.typing.id, FIELD);
        assert_true(session->view.typing.wrong);
        assert_non_null(strstr(session->notice.what, WRONG[k]));
        assert_true(bias(session) == before);
        assert_true(type_key(session, TYPE_DROP, 0));
        assert_int_equal(session->view.typing.id, 0);
    }
    assert_true(open_field(session, "set lstm.b_f[0] 1"));
    type(session, "7-");
    type_key(session, TYPE_TAKE, 0);
    assert_true(type_key(session, TYPE_BACKSPACE, 0)); /* mended */
    assert_false(session->view.typing.wrong);
    type_key(session, TYPE_TAKE, 0);
    assert_true(bias(session) == 7);
}

static void test_range(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_true(open_field(session, "hold lstm.f 0.5"));
    type(session, "50");
    type_key(session, TYPE_TAKE, 0);
    assert_true(session->view.typing.id == FIELD && session->view.typing.wrong);
    assert_non_null(strstr(session->notice.what, "from 0 to 1"));
    type_key(session, TYPE_DROP, 0);
    float before = bias(session);
    assert_true(open_field(session, "set lstm.b_f[0] 1"));
    type(session, "1e30");
    type_key(session, TYPE_TAKE, 0);
    assert_true(session->view.typing.wrong && bias(session) == before);
}

/* What was not meant cannot be done again either. */
static void test_undone_for_good(void **state) {
    Session *session = ((Stand *)*state)->session;
    float before = bias(session);
    assert_true(act_edit(session, "set lstm.b_f[0] 5"));
    assert_true(act(session, (Action){.kind = ACTION_UNDO, .flag = true}));
    assert_true(bias(session) == before);
    assert_false(session_can_redo(session));
    assert_false(act_number(session, ACTION_REDO, 0));
}

static void test_characters(void **state) {
    Session *session = ((Stand *)*state)->session;
    const Typing *typing = &session->view.typing;
    assert_false(type_key(session, TYPE_CHARACTER, '1')); /* no field is open */
    assert_true(open_field(session, "set lstm.b_f[0] 1.25"));
    assert_false(type_key(session, TYPE_CHARACTER, 'x'));
    assert_false(type_key(session, TYPE_CHARACTER, 0xc3));
    assert_true(typing->fresh);
    for (int k = 0; k < 100; k++)
        type_key(session, TYPE_CHARACTER, '9');
    assert_int_equal(typing->length, TYPING_MOST - 1);
    assert_int_equal(strlen(typing->text), TYPING_MOST - 1);
    type_key(session, TYPE_DROP, 0);
    assert_true(open_field(session, "set lstm.b_f[0] 1.25"));
    assert_true(type_key(session, TYPE_BACKSPACE, 0)); /* the marked number goes as a whole */
    assert_string_equal(typing->text, "");
    assert_false(type_key(session, TYPE_BACKSPACE, 0));
}

static void test_nothing_typed_changes_nothing(void **state) {
    Session *session = ((Stand *)*state)->session;
    int undo = session_beat_state(session)->undo_count;
    open_field(session, "set lstm.b_f[0] 5");
    assert_true(type_key(session, TYPE_TAKE, 0));
    assert_int_equal(session->view.typing.id, 0);
    assert_int_equal(session_beat_state(session)->undo_count, undo);
}

static void test_left(void **state) {
    Session *session = ((Stand *)*state)->session;
    open_field(session, "set lstm.b_f[0] 5");
    act_number(session, ACTION_STEP, 1);
    assert_int_equal(session->view.typing.id, 0);
    open_field(session, "set lstm.b_f[0] 5");
    session_apply(session, &(Action){.kind = ACTION_HOVER, .id = 3});
    session_apply(session, &(Action){.kind = ACTION_FOCUS, .id = 3});
    assert_int_equal(session->view.typing.id, FIELD);
}

/* A task lets only b_f and z be changed there. */
static void test_not_allowed(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_TASK);
    assert_false(open_field(session, "set lstm.b_i[0] 5"));
    assert_int_equal(session->view.typing.id, 0);
    assert_true(session->notice.what[0]);
    assert_true(open_field(session, "set lstm.b_f[0] 5"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_typed, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_refused, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_range, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_undone_for_good, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_characters, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_nothing_typed_changes_nothing, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_left, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_not_allowed, stand_up, stand_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
