/* monkey.c: 50,000 random actions, many of them nonsense, with time passing between them:
 * the state stays sound after each, the traces are always what a fresh computation gives, what is
 * refused changes nothing, and undoing everything leads back to the start. The seed is fixed.
 * `make monkey` does a million. */
#include "session_monkey.h"

enum { CHECK_EVERY = 10, UNDO_EVERY = 5000 };

/* One more that is drawn: what comes is hidden, and shows when it was given. */
static void ask_for_a_drawing(Lesson *lesson, int beat) {
    Question *question = calloc(1, sizeof *question);
    assert_non_null(question);
    *question = (Question){.form = QUESTION_DRAW,
                           .signal = target_of(lesson, "lstm.c[1]"),
                           .from = 3,
                           .to = 6,
                           .within = 0.5f};
    lesson->beats[beat].question = question;
}

static void test_monkey(void **state) {
    Session *session = ((Stand *)*state)->session;
    ask_for_a_drawing(((Stand *)*state)->lesson, BEAT_RNN);
    Dice dice = {20240607};
    long actions = monkey_actions(50000), changes = 0;
    for (long k = 0; k < actions; k++) {
        act_at_random(session, &dice);
        assert_sound(session);
        if (below(&dice, 2)) {
            unsigned version = session->version;
            bool moved = session_advance(session, below(&dice, 100) / 50.0);
            assert_int_equal(session->version != version, moved);
            assert_sound(session);
        }
        changes += session_beat_state(session)->edits.count > 0;
        if (k % CHECK_EVERY == 0)
            assert_up_to_date(session);
        if (k % UNDO_EVERY == UNDO_EVERY - 1)
            there_and_back(session);
    }
    assert_true(changes > actions / 4); /* it was not all refused */
    for (int beat = 0; beat < BEAT_COUNT; beat++) {
        go_to_beat(session, beat);
        there_and_back(session);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_monkey, stand_up, stand_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
