/* saved.c: what was done and answered in a session is kept, also that of beats behind the
 * place where one stopped, and comes back; time counts while somebody is busy. */
#include "session_fixture.h"

#include "commands/state/saved.h"
#include "commands/window/attention.h"
#include "files/lesson/file.h"

static Session *reopened(Stand *stand, const SavedState *state) {
    Session *session = session_new(stand->lesson, NULL);
    assert_non_null(session);
    saved_restore(session, state);
    return session;
}

static void test_all_of_a_lesson(void **fixture) {
    Stand *stand = *fixture;
    SavedState state = {.seed = 77};
    Session *session = stand->session;
    go_to_beat(session, BEAT_ASK);
    act_number(session, ACTION_ANSWER, 0);
    act_number(session, ACTION_ANSWER, 2);
    act_number(session, ACTION_ANSWER, RIGHT_CHOICE);
    go_to_beat(session, BEAT_TASK);
    act_number(session, ACTION_SHOW_SOLUTION, 0);
    go_to_beat(session, BEAT_END);
    go_to_beat(session, BEAT_LOOK);
    assert_true(saved_keep(&state, session, 90, 1000));
    for (int again = 0; again < 2; again++) { /* also after it was opened and left alone */
        const SavedLesson *saved = state_lesson(&state, stand->lesson->id, false);
        assert_non_null(saved);
        SavedProgress sum = saved_progress(saved);
        assert_true(sum.beats == BEAT_COUNT && sum.visited == 4 && sum.done == 4);
        assert_true(sum.questions == 1 && sum.first_try == 0 && sum.later == 1);
        assert_true(sum.tasks == 1 && sum.by_hand == 0 && sum.shown == 1 && !sum.finished);
        const SavedBeat *ask = &saved->beats[BEAT_ASK];
        assert_true(ask->first == 0 && ask->answer == RIGHT_CHOICE && ask->tries == 3);
        assert_false(saved->beats[BEAT_RNN].visited); /* jumped over */
        assert_true(saved->first == 1000 && saved->last == 1000 + 500 * again);
        assert_true(saved->seconds == 90 + 30 * again && saved->finished == 0);
        assert_true(saved->version != 0);
        Session *back = reopened(stand, &state);
        assert_int_equal(back->seed, 77);
        assert_true(saved_keep(&state, back, 30, 1500));
        session_free(back);
    }
    Session *back = reopened(stand, &state);
    go_to_beat(back, BEAT_RNN);
    assert_true(saved_keep(&state, back, 1, 2000));
    assert_int_equal(state_lesson(&state, stand->lesson->id, false)->finished, 2000);
    assert_true(saved_keep(&state, back, 1, 3000));
    assert_int_equal(state_lesson(&state, stand->lesson->id, false)->finished, 2000);
    session_free(back);
    state_free(&state);
}

/* Each panel's fold is kept for itself, and comes back. */
static void test_folds(void **fixture) {
    Stand *stand = *fixture;
    for (int panel = 0; panel < SAVED_PANELS; panel++)
        for (int folded = 0; folded < 2; folded++) {
            SavedState state = {0};
            for (int k = 0; k < SAVED_PANELS; k++)
                session_restore_folded(stand->session, k, (k == panel) == folded);
            saved_keep_view(&state, &stand->session->view);
            Session *back = reopened(stand, &state);
            for (int k = 0; k < SAVED_PANELS; k++)
                assert_true(back->view.folded[k] == ((k == panel) == folded) &&
                            state.folded[k] == ((k == panel) == folded));
            session_free(back);
        }
}

/* What was drawn, and why, comes back with the answer. */
static void test_drawn(void **unused) {
    (void)unused;
    Errors errors = {0};
    SavedState state = {0};
    Lesson *lesson = lesson_read("tests/samples/questions.json", &errors);
    errors_free(&errors);
    assert_non_null(lesson);
    Stand stand = {lesson, session_new(lesson, NULL)};
    assert_non_null(stand.session);
    act(stand.session, (Action){.kind = ACTION_GUESS, .step = 2, .value = 0.95f});
    act(stand.session, (Action){.kind = ACTION_GUESS, .step = 6, .value = 0.5f, .flag = true});
    act_number(stand.session, ACTION_GIVE, 0);
    act_number(stand.session, ACTION_REASON, 1);
    act(stand.session, (Action){.kind = ACTION_REASON_KEY, .unit = '!'});
    assert_true(saved_keep(&state, stand.session, 1, 10));
    const SavedBeat *beat = &state_lesson(&state, "questions", false)->beats[0];
    assert_true(beat->asked && !beat->right && beat->answer == ANSWER_WRONG && beat->tries == 1);
    Session *back = reopened(&stand, &state);
    assert_memory_equal(&back->beats[0].guess, &stand.session->beats[0].guess, sizeof(Guess));
    assert_true(back->outcome.known && back->outcome.gap.step == 5);
    session_free(back);
    act_number(stand.session, ACTION_GIVE, 2);
    assert_true(saved_keep(&state, stand.session, 1, 10));
    assert_true(state_lesson(&state, "questions", false)->beats[0].right);
    session_free(stand.session);
    lesson_free(lesson);
    state_free(&state);
}

static void test_by_hand(void **fixture) {
    Stand *stand = *fixture;
    SavedState state = {0};
    go_to_beat(stand->session, BEAT_TASK);
    act_edit(stand->session, "set lstm.b_f[0] 12");
    act_number(stand->session, ACTION_UNDO, 0);
    act_number(stand->session, ACTION_SHOW_SOLUTION, 0); /* it was done by hand all the same */
    assert_true(saved_keep(&state, stand->session, 0, 1));
    SavedProgress sum = saved_progress(state_lesson(&state, stand->lesson->id, false));
    assert_true(sum.by_hand == 1 && sum.shown == 0);
    state_free(&state);
}

static void test_attention(void **unused) {
    (void)unused;
    Attention attention = {0};
    attention_pass(&attention, 1000, 1); /* nothing counts before it has begun */
    for (int k = 1; k <= 20; k++)
        attention_pass(&attention, 1000 + k, 1 + (unsigned)k);
    assert_true(attention_take(&attention) == 20);
    assert_true(attention_take(&attention) == 0);
    for (int k = 1; k <= 3600; k++) /* an hour of lunch */
        attention_pass(&attention, 1020 + k, 21);
    assert_true(attention_take(&attention) == ATTENTION_PAUSE);
    attention_pass(&attention, 4621, 22);
    attention_pass(&attention, 4631, 22);
    assert_true(attention_take(&attention) == 10);
    attention_pass(&attention, 99999, 23); /* the lid was closed */
    assert_true(attention_take(&attention) == ATTENTION_PAUSE - 10);
    attention_pass(&attention, 5, 24); /* a clock that went back */
    assert_true(attention_take(&attention) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all_of_a_lesson, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_by_hand, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_folds, stand_up, stand_down),
        cmocka_unit_test(test_drawn),
        cmocka_unit_test(test_attention),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
