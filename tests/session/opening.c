/* opening.c: proves the opening: its scenes follow each other by themselves and at a press, what is
 * asked of it is what its run has, all gates are shut in one scene and in no other, nothing else can
 * be changed, and with reduced motion nothing goes on by itself. */
#include "digits_fixture.h"
#include "session_fixture.h"

#include <math.h>

static int begin(void **state) {
    *state = fixture_opening();
    return 0;
}

static int end(void **state) {
    session_free(*state);
    return 0;
}

static void test_begins(void **state) {
    const Session *session = *state;
    const Opening *opening = session_opening(session);
    assert_int_equal(opening->scene, OPENING_ROWS);
    assert_int_equal(opening->label, (FIXTURE_DIGITS - 1) % DIGIT_CLASSES);
    assert_int_equal(opening->guarded, CELL_LSTM);
    assert_int_equal(opening->plain, CELL_RNN);
    assert_int_equal(opening->unit, FIXTURE_UNITS - 1);
    assert_false(session_moving(session));
    double all = 0;
    for (int scene = 0; scene < OPENING_SCENES; scene++)
        all += opening_seconds((OpeningScene)scene);
    assert_true(all == 90);
}

static void test_numbers(void **state) {
    const Session *session = *state;
    const Opening *opening = session_opening(session);
    const Trace *trace = session->run->traces[CELL_LSTM];
    float chances[DIGIT_CLASSES], sum = 0;
    int c = signal_find(CELL_LSTM, "c"), f = signal_find(CELL_LSTM, "f");
    assert_true(session_opening_number(session, -1) == 0);
    assert_true(session_opening_number(session, 9) == trace_at(trace, c, 9, 0)[opening->unit]);
    assert_true(session_opening_gate(session, 9) == trace_at(trace, f, 9, 0)[opening->unit]);
    int digit = session_opening_says(session, CELL_RNN, 20, chances);
    for (int k = 0; k < DIGIT_CLASSES; k++) {
        sum += chances[k];
        assert_true(chances[k] <= chances[digit]);
    }
    assert_true(fabsf(sum - 1) < 1e-5f);
}

static void test_plays(void **state) {
    Session *session = *state;
    const Opening *opening = session_opening(session);
    assert_true(act_number(session, ACTION_PLAY, 1));
    assert_true(session_moving(session));
    for (int scene = 0; scene < OPENING_SCENES; scene++) {
        assert_int_equal(opening->scene, scene);
        session_advance(session, opening_seconds(opening->scene) / 2);
        assert_true(fabsf(session_opening_part(session) - 0.5f) < 1e-6f);
        session_advance(session, opening_seconds(opening->scene) / 2);
    }
    assert_int_equal(opening->scene, OPENING_NAMES); /* and there it stays */
    assert_false(session_moving(session));
    assert_true(session_opening_part(session) == 1);
    assert_true(act_number(session, ACTION_PLAY, -1)); /* once more */
    assert_int_equal(opening->scene, OPENING_ROWS);
    assert_true(act_number(session, ACTION_PLAY, -1));
    assert_false(session_moving(session));
}

static void test_by_hand(void **state) {
    Session *session = *state;
    const Opening *opening = session_opening(session);
    assert_false(act_number(session, ACTION_BEAT, -1));
    assert_true(act_number(session, ACTION_BEAT, 1));
    assert_int_equal(opening->scene, OPENING_COVERED);
    act_number(session, ACTION_PLAY, 1);
    session_advance(session, 3);
    assert_true(act_number(session, ACTION_BEAT, -1)); /* the same from its beginning */
    assert_int_equal(opening->scene, OPENING_COVERED);
    assert_true(opening->seconds == 0);
    assert_true(act_number(session, ACTION_BEAT, -1));
    assert_int_equal(opening->scene, OPENING_ROWS);
    assert_true(act_number(session, ACTION_GO_BEAT, 100));
    assert_int_equal(opening->scene, OPENING_NAMES);
    assert_false(act_number(session, ACTION_BEAT, 1));
}

/* f is 0 in the row behind the upper half, for every unit; before and after that scene it is not. */
static void test_shut(void **state) {
    Session *session = *state;
    const int f = signal_find(CELL_LSTM, "f");
    const float *gates = trace_at(session->run->traces[CELL_LSTM], f, OPENING_HALF, 0);
    float free = gates[3];
    assert_true(free > 0);
    for (int times = 0; times < 2; times++) {
        assert_true(act_number(session, ACTION_GO_BEAT, OPENING_SHUT));
        for (int k = 0; k < FIXTURE_UNITS; k++)
            assert_true(gates[k] == 0);
        assert_true(trace_at(session->run->traces[CELL_LSTM], f, OPENING_HALF + 1, 0)[3] > 0);
        act_number(session, ACTION_GO_BEAT, times ? OPENING_NAMES : OPENING_DOOR);
        assert_true(gates[3] == free);
    }
    assert_false(session_can_undo(session));
}

static void test_nothing_else(void **state) {
    static const ActionKind KINDS[] = {
        ACTION_UNDO,      ACTION_EDIT,  ACTION_GO,      ACTION_PHASE,       ACTION_PRESENT,
        ACTION_GRADIENTS, ACTION_SOUND, ACTION_INSPECT, ACTION_RESET_EDITS, ACTION_INPUT_PRESET};
    Session *session = *state;
    act_number(session, ACTION_GO_BEAT, OPENING_SHUT);
    unsigned version = session->version;
    for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
        assert_false(act_number(session, KINDS[k], 1));
    assert_int_equal(session->version, version);
}

static void test_without_motion(void **state) {
    Session *session = *state;
    const Opening *opening = session_opening(session);
    act_number(session, ACTION_PLAY, 1);
    act_number(session, ACTION_MOTION, 0);
    session_advance(session, 100);
    assert_false(session_moving(session));
    assert_int_equal(opening->scene, OPENING_ROWS);
    assert_true(session_opening_part(session) == 1);
    assert_false(act_number(session, ACTION_PLAY, 1));
    assert_true(act_number(session, ACTION_BEAT, 1));
    assert_true(act_number(session, ACTION_BEAT, 1));
    assert_true(act_number(session, ACTION_BEAT, -1));
    assert_int_equal(opening->scene, OPENING_COVERED);
}

static void test_no_images(void **state) {
    DigitModel model = fixture_model();
    const DigitSet set = {.count = 0};
    Error error = {0};
    (void)state;
    assert_null(session_new_opening(&model, &set, &error));
    assert_string_equal(error.what, "there are no images of digits");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_begins),         TEST(test_numbers),
                                       TEST(test_plays),          TEST(test_by_hand),
                                       TEST(test_shut),           TEST(test_nothing_else),
                                       TEST(test_without_motion), cmocka_unit_test(test_no_images)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
