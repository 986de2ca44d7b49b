/* edit.c: every edit survives the way into text and back; faults of the text are named with
 * their column; targets mean what they say; numbers keep their last bit. */
#include "lesson_sample.h"

#include <float.h>
#include <limits.h>
#include <math.h>

#include "lesson/number.h"

static int set_up(void **state) {
    *state = sample_lesson();
    return 0;
}

static int tear_down(void **state) {
    lesson_free(*state);
    return 0;
}

static void test_round_trip(void **state) {
    static const char *const LINES[] = {"input 3 0 0.9",
                                        "input 0 1 -1e-30",
                                        "line 0 3 0.5 7 -0.8",
                                        "line 1 7 0.5 2 0.25",
                                        "line 0 4 1 4 1",
                                        "line 1 0 0.1 7 0.3 @ 2..6",
                                        "line 0 -9 0.1 12 0.3 @ 0..7",
                                        "wave 0 sine 0.8 12",
                                        "wave 1 noise 1 7 @ 3..",
                                        "wave 0 pulse 1 12 -4 @ 0..5",
                                        "wave 1 two_pulses -2 9",
                                        "hold lstm.f 1",
                                        "hold lstm.f[0] 0.25 @ 2..5",
                                        "hold gru.z[2] 0.33333334 @ 3..",
                                        "hold gru.r 0 @ 0..7",
                                        "free lstm.f",
                                        "free lstm.o[1]",
                                        "set lstm.b_f[0] 6",
                                        "set lstm.W_xi[1][0] -2",
                                        "set gru.b_hh[2] 0.1",
                                        "set lstm.h0[0] 0.5",
                                        "set lstm.c0[1] 16777216",
                                        "set rnn.W_xh[2][0] 3.4028235e+38",
                                        "activation lstm.gate relu",
                                        "activation gru.candidate hard_sigmoid",
                                        "activation lstm.output identity",
                                        "coupled lstm true",
                                        "coupled lstm false",
                                        "reset gru after",
                                        "reset gru before"};
    const Lesson *lesson = *state;
    for (size_t k = 0; k < sizeof LINES / sizeof *LINES; k++) {
        Edit edit, again;
        char text[128], cut[6];
        assert_true(edit_parse(&edit, lesson, LINES[k], NULL));
        int length = edit_format(&edit, lesson, text, sizeof text);
        assert_string_equal(text, LINES[k]);
        assert_int_equal(length, strlen(text));
        assert_int_equal(edit_format(&edit, lesson, cut, sizeof cut), length);
        assert_true(edit_parse(&again, lesson, text, NULL));
        assert_memory_equal(&edit, &again, sizeof edit);
        assert_true(edit_same_target(&edit, &again));
    }
}

typedef struct Fault {
    const char *text;
    int column;
    const char *message;
} Fault;

static void test_faults(void **state) {
    static const Fault FAULTS[] = {
        {"", 1, "the edit is empty"},
        {"hodl lstm.f 1", 1, "did you mean \"hold\"?"},
        {"input 8 0 1", 7, "there is no step 8; expected 0 to 7"},
        {"input -1 0 1", 7, "there is no step -1"},
        {"input 3 2 1", 9, "there is no input 2"},
        {"input 3 0", 10, "a number is missing"},
        {"input 3 0 nan", 11, "a number is missing"},
        {"input 3 0 1e39", 11, "beyond the range"},
        {"input 3 0 1 2", 13, "goes on where it should end"},
        {"line 2 0 1 3 1", 6, "there is no input 2"},
        {"line 0 x 1 3 1", 8, "a step of the line is missing"},
        {"line 0 1 1 3", 13, "a number is missing"},
        {"line 0 1 1 8 1", 15, "leaves the run of 8 steps"},
        {"line 0 -1 1 5 1", 16, "leaves the run"},
        {"line 0 2 1 5 1 @ 2..6", 16, "leaves the run"},
        {"line 0 2 1 5 1 @ 2..", 16, "leaves the run"},
        {"line 0 2 1 9999999999 1", 12, "a step of the line is missing"},
        {"wave 0 sinus 1 4", 8, "did you mean \"sine\"?"},
        {"wave 0 noise 1 0", 16, "the period or seed is missing"},
        {"wave 0 sine 1 4 @ 8..", 17, "leaves the run"},
        {"wave 0 sine 1 4 3", 17, "goes on where it should end"},
        {"hold lstm.c 1", 6, "only a gate can be held"},
        {"hold lstm.b_f 1", 6, "only a gate can be held"},
        {"hold lstm 1", 6, "only a gate can be held"},
        {"hold lstm.f[2] 1", 13, "there is no unit 2"},
        {"hold lstm.f 1 @ 5..3", 20, "before the first"},
        {"hold lstm.f 1 @ 5", 18, "\"..\" is missing"},
        {"free lsmt.f", 6, "did you mean \"lstm\"?"},
        {"set lstm.b_f 1", 5, "an index is missing"},
        {"set lstm.W_xi[0] 1", 5, "an index is missing"},
        {"set lstm.f 1", 5, "only one weight or initial value"},
        {"set lstm.p_f[0] 1", 10, "unknown signal or weight \"p_f\""},
        {"set lstm.W_xi[2][0] 1", 15, "there is no row 2"},
        {"set lstm.W_xi[0][2] 1", 18, "there is no column 2"},
        {"set gru.c0[0] 1", 9, "unknown signal or weight \"c0\""},
        {"activation lstm.gate relo", 22, "did you mean \"relu\"?"},
        {"activation gru.output relu", 16, "unknown signal or weight \"output\""},
        {"activation lstm.f relu", 12, "activation can be set"},
        {"coupled gru true", 9, "not of the kind LSTM"},
        {"coupled lstm yes", 14, "expected \"false\" or \"true\""},
        {"reset lstm after", 7, "not of the kind GRU"},
    };
    const Lesson *lesson = *state;
    for (size_t k = 0; k < sizeof FAULTS / sizeof *FAULTS; k++) {
        Edit edit;
        Error error = {0};
        char message[1024];
        assert_false(edit_parse(&edit, lesson, FAULTS[k].text, &error));
        error_format(&error, message, sizeof message);
        if (error.column != FAULTS[k].column || !strstr(message, FAULTS[k].message))
            print_message("%s: column %d: %s\n", FAULTS[k].text, error.column, message);
        assert_int_equal(error.column, FAULTS[k].column);
        assert_non_null(strstr(message, FAULTS[k].message));
        assert_false(edit_parse(&edit, lesson, FAULTS[k].text, NULL));
    }
}

static Edit edit_of(const Lesson *lesson, const char *text) {
    Edit edit;
    assert_true(edit_parse(&edit, lesson, text, NULL));
    return edit;
}

static bool same(const Lesson *lesson, const char *a, const char *b) {
    Edit first = edit_of(lesson, a), second = edit_of(lesson, b);
    assert_int_equal(edit_same_target(&first, &second), edit_same_target(&second, &first));
    return edit_same_target(&first, &second);
}

static void test_same_target(void **state) {
    const Lesson *lesson = *state;
    assert_true(same(lesson, "hold lstm.f 1", "free lstm.f"));
    assert_true(same(lesson, "hold lstm.f 1 @ 1..2", "hold lstm.f 0"));
    assert_false(same(lesson, "hold lstm.f 1", "hold lstm.f[0] 1"));
    assert_false(same(lesson, "hold lstm.f 1", "hold lstm.i 1"));
    assert_false(same(lesson, "hold gru.z 1", "hold gru.r 1"));
    assert_true(same(lesson, "input 3 0 1", "input 3 0 2"));
    assert_false(same(lesson, "input 3 0 1", "input 3 1 1"));
    assert_false(same(lesson, "input 3 0 1", "input 4 0 1"));
    assert_true(same(lesson, "line 0 1 1 3 1", "line 0 4 1 6 1"));
    assert_false(same(lesson, "line 0 1 1 3 1", "line 1 1 1 3 1"));
    assert_false(same(lesson, "line 0 1 1 1 1", "input 1 0 1"));
    assert_true(same(lesson, "wave 0 sine 1 4", "wave 0 pulse 1 5"));
    assert_false(same(lesson, "wave 0 sine 1 4", "set lstm.b_f[0] 1"));
    assert_true(same(lesson, "set lstm.b_f[0] 1", "set lstm.b_f[0] 2"));
    assert_false(same(lesson, "set lstm.b_f[0] 1", "set lstm.b_i[0] 1"));
    assert_false(same(lesson, "set lstm.h0[0] 1", "set lstm.c0[0] 1"));
    assert_false(same(lesson, "set lstm.h0[0] 1", "set gru.h0[0] 1"));
    assert_false(same(lesson, "activation lstm.gate relu", "activation lstm.output relu"));
    assert_true(same(lesson, "coupled lstm true", "coupled lstm false"));
}

static bool covers(const Lesson *lesson, const char *target_text, const char *edit_text) {
    Target target;
    Edit edit = edit_of(lesson, edit_text);
    assert_true(target_parse(&target, lesson, target_text, NULL));
    return target_covers(&target, &edit);
}

static void test_targets(void **state) {
    const Lesson *lesson = *state;
    Target target;
    assert_true(target_parse(&target, lesson, "lstm.W_xi[1][0]", NULL));
    assert_int_equal(target.kind, TARGET_WEIGHT);
    assert_int_equal(target.row, 1);
    assert_int_equal(target.column, 0);
    assert_true(target_parse(&target, lesson, "gru.b_z[2]", NULL));
    assert_int_equal(target.row, 0);
    assert_int_equal(target.column, 2);
    assert_true(target_parse(&target, lesson, "rnn.output", NULL));
    assert_int_equal(target.index, SLOT_CANDIDATE);
    assert_true(covers(lesson, "lstm", "coupled lstm true"));
    assert_true(covers(lesson, "lstm", "set lstm.b_f[0] 1"));
    assert_false(covers(lesson, "lstm", "set gru.b_z[0] 1"));
    assert_false(covers(lesson, "lstm", "input 0 0 1"));
    assert_true(covers(lesson, "lstm.b_f", "set lstm.b_f[1] 1"));
    assert_false(covers(lesson, "lstm.b_f[0]", "set lstm.b_f[1] 1"));
    assert_true(covers(lesson, "lstm.W_xi[1]", "set lstm.W_xi[1][0] 1"));
    assert_false(covers(lesson, "lstm.W_xi[1]", "set lstm.W_xi[0][0] 1"));
    assert_true(covers(lesson, "lstm.f", "hold lstm.f[0] 1"));
    assert_true(covers(lesson, "lstm.f", "free lstm.f"));
    assert_false(covers(lesson, "lstm.f[0]", "hold lstm.f 1"));
    assert_true(covers(lesson, "lstm.gate", "activation lstm.gate relu"));
    assert_false(covers(lesson, "lstm.gate", "activation lstm.output relu"));
    assert_true(covers(lesson, "lstm.h0", "set lstm.h0[1] 1"));
    assert_false(covers(lesson, "lstm.c0", "set lstm.h0[1] 1"));
    assert_false(target_parse(&target, lesson, "lstm.f[0] x", NULL));
    assert_false(target_parse(&target, lesson, "lstm.", NULL));
    assert_false(target_parse(&target, lesson, "", NULL));
}

static void test_numbers(void **state) {
    static const struct {
        float value;
        const char *text;
    } KNOWN[] = {{0.1f, "0.1"},
                 {1, "1"},
                 {-0.25f, "-0.25"},
                 {1e10f, "1e+10"},
                 {16777216, "16777216"},
                 {0, "0"},
                 {-0.0f, "-0"},
                 {999999.94f, "999999.94"},
                 {0.0001f, "0.0001"},
                 {1e-5f, "1e-05"},
                 {123456, "123456"},
                 {1234567, "1234567"},
                 {1e-14f, "1e-14"},
                 {3e25f, "3e+25"},
                 {9.9999999e9f, "1e+10"},
                 {0.99999994f, "0.99999994"},
                 {100, "100"},
                 {FLT_MIN, "1.1754944e-38"},
                 {FLT_MAX, "3.4028235e+38"},
                 {INFINITY, "inf"},
                 {-INFINITY, "-inf"},
                 {NAN, "nan"}};
    char text[NUMBER_SIZE];
    uint32_t bits = 12345;
    (void)state;
    for (size_t k = 0; k < sizeof KNOWN / sizeof *KNOWN; k++) {
        assert_int_equal(number_format(KNOWN[k].value, text), strlen(KNOWN[k].text));
        assert_string_equal(text, KNOWN[k].text);
    }
    for (int k = 0; k < 200000; k++) {
        float value;
        bits = bits * 1664525u + 1013904223u;
        memcpy(&value, &bits, sizeof value);
        number_format(value, text);
        if (isfinite(value)) {
            float back = strtof(text, NULL);
            assert_memory_equal(&back, &value, sizeof value);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same_target, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_targets, set_up, tear_down),
        cmocka_unit_test(test_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
