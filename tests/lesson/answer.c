/* answer.c: the answers of questions that are not written down are the numbers of the run; a guess
 * is right within what is allowed and no farther; and the gate that made the gap of a drawing is
 * found by holding each. */
#include "lesson_sample.h"

#include <math.h>

#include "engine/kinds/lstm.h"
#include "lesson/check/answer.h"
#include "lesson/condition/condition.h"

enum { STEPS = 8, CLEARED = 5 };

/* One unit that takes 1 in at step 1 and loses it at step 5, where the second input is 1. */
static Lesson *make(QuestionForm form) {
    Lesson *lesson = calloc(1, sizeof *lesson);
    assert_non_null(lesson);
    *lesson = (Lesson){.inputs = 2, .steps = STEPS, .cell_count = 1, .beat_count = 1};
    lesson->sequence = calloc(2 * STEPS, sizeof(float));
    lesson->cells = calloc(1, sizeof *lesson->cells);
    lesson->beats = calloc(1, sizeof *lesson->beats);
    Question *question = calloc(1, sizeof *question);
    assert_true(lesson->sequence && lesson->cells && lesson->beats && question);
    CellSpec spec = cell_spec(CELL_LSTM, 2, 1);
    Cell *cell = cell_new(&spec, NULL);
    assert_non_null(cell);
    lesson->cells[0] = (LessonCell){.id = sample_string("lstm"), .cell = cell};
    lesson->sequence[2] = lesson->sequence[2 * CLEARED + 1] = 1;
    cell->weights[weight_find(CELL_LSTM, "W_xi")][0] = 12;
    cell->weights[weight_find(CELL_LSTM, "b_i")][0] = -6;
    cell->weights[weight_find(CELL_LSTM, "W_xf")][1] = -12;
    cell->weights[weight_find(CELL_LSTM, "b_f")][0] = 6;
    cell->weights[weight_find(CELL_LSTM, "W_xc")][0] = 2;
    cell_touch(cell);
    *question = (Question){.form = form,
                           .signal = {TARGET_SIGNAL, 0, LSTM_C, 0, 0},
                           .from = 2,
                           .to = 6,
                           .within = 0.25f};
    lesson->beats[0].question = question;
    return lesson;
}

static Question *question_of(Lesson *lesson) {
    return lesson->beats[0].question;
}

static Outcome outcome_of(const Lesson *lesson, const Guess *guess) {
    static const Guess none = {0};
    Outcome outcome;
    assert_true(answer_compute(lesson, 0, guess ? guess : &none, &outcome, NULL));
    assert_true(outcome.known);
    return outcome;
}

static float memory_at(const Lesson *lesson, long t) {
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    float value = trace_at(run->traces[0], LSTM_C, t, 0)[0];
    run_free(run);
    return value;
}

static Guess flat(float value) {
    Guess guess = {0};
    for (int k = 0; k < 5; k++)
        guess_put(&guess, k, value);
    return guess;
}

static void test_truth_is_the_run(void **state) {
    (void)state;
    Lesson *lesson = make(QUESTION_DRAW);
    Outcome outcome = outcome_of(lesson, NULL);
    assert_int_equal(outcome.truth.drawn, 0x1f);
    for (int k = 0; k < 5; k++)
        assert_true(outcome.truth.values[k] == memory_at(lesson, 2 + k));
    assert_false(outcome.right); /* nothing was drawn */
    Question *question = question_of(lesson);
    question->form = QUESTION_DRAG;
    question->from = question->to = CLEARED;
    outcome = outcome_of(lesson, NULL);
    assert_int_equal(outcome.truth.drawn, 1);
    assert_true(outcome.truth.values[0] == memory_at(lesson, CLEARED));
    question->form = QUESTION_NUMBER;
    question->asked.condition = condition_parse_number("2 * lstm.c @ 4", lesson, NULL);
    assert_float_equal(outcome_of(lesson, NULL).truth.values[0], 2 * memory_at(lesson, 4), 1e-6f);
    condition_free(question->asked.condition);
    question->form = QUESTION_STEP;
    question->asked.condition = condition_parse_step("lstm.f < 0.2", lesson, NULL);
    assert_float_equal(outcome_of(lesson, NULL).truth.values[0], CLEARED, 0);
    lesson_free(lesson);
}

/* The largest difference counts, and may be as large as `within`. */
static void test_within(void **state) {
    (void)state;
    Lesson *lesson = make(QUESTION_DRAW);
    question_of(lesson)->to = 4; /* nearly flat */
    Outcome outcome = outcome_of(lesson, NULL);
    Guess guess = outcome.truth;
    guess.values[1] += 0.2499f;
    assert_true(outcome_of(lesson, &guess).right);
    guess.values[1] += 0.0003f;
    outcome = outcome_of(lesson, &guess);
    assert_false(outcome.right);
    assert_int_equal(outcome.gap.step, 3);
    assert_float_equal(outcome.gap.gap, 0.2502f, 1e-4f);
    assert_float_equal(outcome.gap.mean, 0.2502f / 3, 1e-4f);
    guess.drawn = 3;
    assert_false(outcome_of(lesson, &guess).right); /* one step lacks */
    lesson_free(lesson);
}

/* Held as it was one step before, the forget gate would have kept what was drawn; no other would. */
static void test_the_gate_that_made_it(void **state) {
    (void)state;
    Lesson *lesson = make(QUESTION_DRAW);
    Guess guess = flat(0.96f);
    Gap gap = outcome_of(lesson, &guess).gap;
    assert_int_equal(gap.step, CLEARED);
    assert_float_equal(gap.drawn, 0.96f, 0);
    assert_true(gap.really == memory_at(lesson, CLEARED));
    assert_int_equal(gap.cause_count,
                     2); /* o does not reach the memory; i does, with nothing to let in */
    assert_int_equal(gap.causes[1 - gap.made_by].signal, LSTM_I);
    assert_int_equal(gap.causes[gap.made_by].signal, LSTM_F);
    assert_float_equal(gap.causes[gap.made_by].held, 0.9975f, 1e-3f);
    assert_float_equal(gap.causes[gap.made_by].was, 0.0025f, 1e-3f);
    assert_true(gap.causes[gap.made_by].gap < 0.02f);
    for (int k = 0; k < 2; k++)
        if (k != gap.made_by)
            assert_float_equal(gap.causes[k].gap, gap.gap, 0.01f);
    lesson_free(lesson);
}

/* Of what is shown all three gates may be the cause; of a gate only itself. */
static void test_gates_that_reach(void **state) {
    (void)state;
    static const struct {
        int signal, causes;
    } ASKED[] = {{SIGNAL_H, 3}, {LSTM_F, 1}, {LSTM_I, 1}, {LSTM_O, 1}};
    for (size_t k = 0; k < sizeof ASKED / sizeof *ASKED; k++) {
        Lesson *lesson = make(QUESTION_DRAW);
        question_of(lesson)->signal.index = ASKED[k].signal;
        Guess guess = flat(2);
        Gap gap = outcome_of(lesson, &guess).gap;
        assert_int_equal(gap.cause_count, ASKED[k].causes);
        if (ASKED[k].causes == 1)
            assert_int_equal(gap.causes[0].signal, ASKED[k].signal);
        lesson_free(lesson);
    }
}

/* Twice as high as ever: with the forget gate held more than half of the gap stays. */
static void test_none_alone(void **state) {
    (void)state;
    Lesson *lesson = make(QUESTION_DRAW);
    Guess guess = flat(0.96f);
    guess.values[CLEARED - 2] = 2.2f;
    Gap gap = outcome_of(lesson, &guess).gap;
    assert_true(gap.step == CLEARED && gap.cause_count == 2 && gap.made_by == -1);
    question_of(lesson)->from = 0; /* the first step has none before it */
    question_of(lesson)->to = 4;
    guess = flat(0);
    guess.values[0] = 2;
    gap = outcome_of(lesson, &guess).gap;
    assert_true(gap.step == 0 && gap.cause_count == 0 && gap.made_by == -1);
    lesson_free(lesson);
}

static long hidden_behind(const Lesson *lesson, long step, Phase phase) {
    AnswerMoment told = {step, phase};
    AnswerMoment last = answer_hidden_behind(lesson, lesson->beats[0].question, told);
    assert_int_equal(last.phase, last.step == step ? phase : PHASE_SHOW);
    return last.step;
}

static void test_what_is_hidden(void **state) {
    (void)state;
    Lesson *lesson = make(QUESTION_DRAW);
    Question *question = question_of(lesson);
    assert_int_equal(hidden_behind(lesson, 1, PHASE_SHOW), 1);
    assert_int_equal(hidden_behind(lesson, 2, PHASE_GATES), 2); /* c is written after them */
    assert_int_equal(hidden_behind(lesson, 2, PHASE_FORGET), 2);
    assert_int_equal(hidden_behind(lesson, 2, PHASE_WRITE), 1);
    assert_int_equal(hidden_behind(lesson, 3, PHASE_GATES), 1);
    question->signal.index = LSTM_F;
    assert_int_equal(hidden_behind(lesson, 2, PHASE_GATES), 1);
    question->form = QUESTION_STEP;
    assert_int_equal(hidden_behind(lesson, 3, PHASE_SHOW), 3);
    question->form = QUESTION_CHOICES;
    assert_int_equal(hidden_behind(lesson, 3, PHASE_SHOW), STEPS - 1);
    question->form = QUESTION_NUMBER;
    question->asked.condition = condition_parse_number("lstm.c @ 4 - lstm.h @ 6", lesson, NULL);
    assert_int_equal(hidden_behind(lesson, 3, PHASE_SHOW), 5);
    assert_int_equal(hidden_behind(lesson, 6, PHASE_WRITE), 6);
    condition_free(question->asked.condition);
    question->asked.condition = condition_parse_number("lstm.c @ 6 - lstm.h @ 6", lesson, NULL);
    assert_int_equal(hidden_behind(lesson, 6, PHASE_WRITE), 5);
    condition_free(question->asked.condition);
    question->asked.condition = condition_parse_number("parameters(lstm)", lesson, NULL);
    assert_int_equal(hidden_behind(lesson, 3, PHASE_SHOW), STEPS - 1);
    lesson_free(lesson);
}

static void test_ranges(void **state) {
    (void)state;
    float low, high;
    Lesson *lesson = make(QUESTION_DRAW);
    Question *question = question_of(lesson);
    Run *run = run_new(lesson, NULL);
    answer_range(lesson, question, run, &low, &high);
    assert_true(low == -0.25f && high == 1);
    question->signal.index = LSTM_F; /* a level */
    answer_range(lesson, question, run, &low, &high);
    assert_true(low == 0 && high == 1);
    question->form = QUESTION_NUMBER;
    question->asked.condition = condition_parse_number("0 - 30", lesson, NULL);
    answer_range(lesson, question, run, &low, &high);
    assert_true(low == -50 && high == 50);
    run_free(run);
    lesson_free(lesson);
}

/* ---- the language ---- */

static void refused(const Lesson *lesson, const char *text, bool step, const char *what) {
    Error error = {0};
    Condition *condition = step ? condition_parse_step(text, lesson, &error)
                                : condition_parse_number(text, lesson, &error);
    assert_null(condition);
    if (!strstr(error.what, what))
        fail_msg("%s: %s", text, error.what);
}

static void test_language(void **state) {
    (void)state;
    long count;
    int cell, signal, unit;
    Lesson *lesson = make(QUESTION_NUMBER);
    Run *run = run_new(lesson, NULL);
    refused(lesson, "lstm.c @ 4 > 1", false, "goes on where it should end");
    refused(lesson, "(lstm.c @ 4 > 1)", false, "a comparison stands where a number should");
    refused(lesson, "lstm.c", false, "the step is missing");
    refused(lesson, "lstm.f", true, "compares nothing");
    refused(lesson, "gradient(lstm.c, lstm.c @ 0) > 1", true, "two steps that are written");
    Condition *condition = condition_parse_step("lstm.f < 0.2 or lstm.c @ 4 < 0", lesson, NULL);
    assert_non_null(condition);
    assert_true(condition_holds_at(condition, run, CLEARED));
    assert_false(condition_holds_at(condition, run, CLEARED - 1));
    assert_int_equal(condition_step(condition, run, &count), CLEARED);
    assert_int_equal(count, 1);
    assert_true(condition_signal(condition, &cell, &signal, &unit));
    assert_true(cell == 0 && signal == LSTM_F && unit == 0);
    condition_free(condition);
    condition = condition_parse_step("lstm.f > 0.9", lesson, NULL);
    assert_int_equal(condition_step(condition, run, &count), 0);
    assert_int_equal(count, STEPS - 1);
    condition_free(condition);
    condition = condition_parse_step("1 > 2", lesson, NULL);
    assert_int_equal(condition_step(condition, run, &count), -1);
    assert_false(condition_signal(condition, &cell, &signal, &unit));
    condition_free(condition);
    run_free(run);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_truth_is_the_run),
                                       cmocka_unit_test(test_within),
                                       cmocka_unit_test(test_the_gate_that_made_it),
                                       cmocka_unit_test(test_gates_that_reach),
                                       cmocka_unit_test(test_none_alone),
                                       cmocka_unit_test(test_what_is_hidden),
                                       cmocka_unit_test(test_ranges),
                                       cmocka_unit_test(test_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
