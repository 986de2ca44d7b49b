/* opening.c: holds the opening to what it tells, on the models and digits that are shipped: the
 * upper half is needed, the network without gates is wrong in the end and the other one right, one
 * number stays what the upper half made of it with its gate open, and with all gates shut once the
 * digit is forgotten. If a model is trained anew and this fails, search for another digit and unit
 * (session/kinds/opening.h). */
#include "testing.h"

#include <math.h>

#include "commands/library/digit_files.h"
#include "session/session.h"

static int begin(void **state) {
    Error error = {0};
    *state = digit_files_opening(&error);
    if (!*state)
        fail_msg("%s", error.what);
    return 0;
}

static int end(void **state) {
    session_free(*state);
    return 0;
}

static void test_readers(void **state) {
    const Session *session = *state;
    const Opening *opening = session_opening(session);
    float chances[DIGIT_CLASSES];
    assert_int_equal(opening->label, 5);
    assert_int_equal(session_opening_says(session, opening->plain, DIGIT_SIDE - 1, chances), 3);
    assert_true(chances[3] > 0.9f && chances[5] < 0.1f);
    for (long t = OPENING_HALF; t < DIGIT_SIDE; t++) { /* it knows it from the upper half on */
        assert_int_equal(session_opening_says(session, opening->guarded, t, chances), 5);
        assert_true(chances[5] > 0.65f);
    }
    assert_true(chances[5] > 0.99f);
}

static void test_number(void **state) {
    const Session *session = *state;
    float made = session_opening_number(session, OPENING_HALF - 1);
    assert_true(fabsf(made) > 2);
    assert_true(fabsf(session_opening_number(session, OPENING_HALF - 6)) < 0.5f);
    for (long t = OPENING_HALF; t < OPENING_HALF + 8; t++) {
        assert_true(fabsf(session_opening_number(session, t) - made) < 0.07f * fabsf(made));
        assert_true(session_opening_gate(session, t) > 0.95f);
    }
}

static void test_shut(void **state) {
    Session *session = *state;
    const Opening *opening = session_opening(session);
    float chances[DIGIT_CLASSES];
    session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = OPENING_SHUT});
    assert_true(session_opening_gate(session, OPENING_HALF) == 0);
    int digit = session_opening_says(session, opening->guarded, DIGIT_SIDE - 1, chances);
    assert_int_equal(digit, 2);
    assert_true(chances[2] > 0.9f && chances[5] < 0.01f);
    session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = OPENING_NAMES});
    assert_int_equal(session_opening_says(session, opening->guarded, DIGIT_SIDE - 1, chances), 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_readers), TEST(test_number), TEST(test_shut)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
