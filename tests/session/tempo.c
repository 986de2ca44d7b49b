/* tempo.c: proves how time goes by in each kind of session: the button of speed goes through all
 * speeds and comes back to the slowest; who counts in steps a second says so; only a recording has a
 * window that somebody chose; and which inputs and passages keys reach. */
#include "digits_fixture.h"
#include "text_session.h"

#include "session/kinds/sandbox.h"
#include "session/kinds/text.h"
#include "session/session.h"
#include "session/tempo.h"

static Session *sandbox(int inputs) {
    SandboxSetup setup = {.kinds = {true}, .units = 1, .inputs = inputs, .seed = 1};
    Error error = {0};
    Session *session = session_new_sandbox(&setup, NULL, &error);
    assert_non_null(session);
    return session;
}

static float press(Session *session) {
    Action faster = session_tempo(session).faster;
    assert_true(session_apply(session, &faster));
    return session_tempo(session).rate;
}

static void test_speeds_of_a_lesson(void **state) {
    (void)state;
    static const float SPEEDS[] = {2, 4, 8, 0.25f, 0.5f, 1};
    DigitSet set = fixture_set();
    Session *session = fixture_digits(&set); /* a lesson's clock */
    long from = 7;
    session_apply(session, &(Action){.kind = ACTION_SPEED, .value = 1});
    for (int k = 0; k < 6; k++) {
        assert_true(press(session) == 0);
        assert_true(session->speed == SPEEDS[k]);
    }
    assert_int_equal(session_window(session, &from), 0);
    assert_int_equal(from, 7);
    assert_int_equal(session_live_inputs(session), 0);
    session_free(session);
    fixture_set_free(&set);
}

static void test_rates_of_a_text(void **state) {
    (void)state;
    static const float RATES[] = {24, 48, 3, 6, 12};
    PassageSet set = fixture_passages();
    Session *session = fixture_text(CELL_GRU, &set);
    long from;
    assert_true(session_tempo(session).rate == 12);
    for (int k = 0; k < 5; k++)
        assert_true(press(session) == RATES[k]);
    assert_int_equal(session_window(session, &from), 0);
    session_free(session);
}

static void test_passages_go_round(void **state) {
    (void)state;
    PassageSet set = fixture_passages();
    Session *session = fixture_text(CELL_GRU, &set);
    assert_int_equal(session_text(session)->passage, 0);
    assert_int_equal(session_text_beside(session, 1), set.count > 1 ? 1 : TEXT_OWN);
    assert_int_equal(session_text_beside(session, -1), TEXT_OWN);
    session_apply(session, &(Action){.kind = ACTION_TEXT_PICK, .number = TEXT_OWN});
    assert_int_equal(session_text_beside(session, 1), 0);
    assert_int_equal(session_text_beside(session, -1), set.count - 1);
    session_free(session);
}

static void test_rates_and_window_of_a_recording(void **state) {
    (void)state;
    Session *session = sandbox(2);
    const Sandbox *own = session_sandbox(session);
    float before = session_tempo(session).rate;
    long from = -1;
    assert_true(before == own->rate);
    while (own->rate < LIVE_RATE_MOST) {
        assert_true(press(session) > before);
        before = own->rate;
    }
    assert_true(press(session) == 1);
    session_apply(session, &(Action){.kind = ACTION_LIVE_WINDOW, .value = 40});
    assert_int_equal(session_window(session, &from), 40);
    assert_int_equal(from, own->window_from);
    session_free(session);
}

static void test_inputs_that_keys_hold(void **state) {
    (void)state;
    for (int inputs = 1; inputs <= SANDBOX_INPUTS; inputs++) {
        Session *session = sandbox(inputs);
        assert_int_equal(session_live_inputs(session), inputs);
        session_free(session);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_speeds_of_a_lesson),
        cmocka_unit_test(test_rates_of_a_text),
        cmocka_unit_test(test_passages_go_round),
        cmocka_unit_test(test_rates_and_window_of_a_recording),
        cmocka_unit_test(test_inputs_that_keys_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
