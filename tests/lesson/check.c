/* check.c: what a lesson says and its run does not do is found, each thing once, with its
 * place and numbers; a lesson that is right gives no errors. */
#include "lesson/condition/condition.h"
#include "lesson_sample.h"

#include <math.h>

#include "lesson/check/check.h"

enum { BEATS = 3 };

static Claim claim_of(const Lesson *lesson, const char *text) {
    Error error = {0};
    Claim claim = {.source = sample_string(text)};
    claim.condition = condition_parse(text, lesson, &error);
    if (!claim.condition)
        fail_msg("%s: %s", text, error.what);
    return claim;
}

static Edit edit_of(const Lesson *lesson, const char *text) {
    Edit edit;
    assert_true(edit_parse(&edit, lesson, text, NULL));
    return edit;
}

/* Beat 0 claims, beat 1 holds the forget gate at 1 and asks, beat 2 has a task. */
static Lesson *right_lesson(void) {
    Lesson *lesson = sample_lesson();
    lesson->beats = calloc(BEATS, sizeof *lesson->beats);
    lesson->beat_count = BEATS;
    Beat *claims = &lesson->beats[0], *asks = &lesson->beats[1], *wants = &lesson->beats[2];
    claims->line = 10;
    claims->claims = calloc(2, sizeof(Claim));
    claims->claim_count = 2;
    claims->claims[0] = claim_of(lesson, "lstm.f[0] @ 3 < 1");
    claims->claims[1] = claim_of(lesson, "lstm.f[0] @ 3 > 0");
    asks->line = 20;
    asks->edits = calloc(1, sizeof(Edit));
    asks->edits[asks->edit_count++] = edit_of(lesson, "hold lstm.f 1");
    asks->question = calloc(1, sizeof(Question));
    asks->question->because = claim_of(lesson, "min(lstm.f[0] @ 0..3) == 1");
    wants->line = 30;
    wants->task = calloc(1, sizeof(Task));
    wants->task->may = calloc(1, sizeof(Target));
    assert_true(target_parse(&wants->task->may[0], lesson, "lstm.f", NULL));
    wants->task->may_count = 1;
    wants->task->until = claim_of(lesson, "lstm.f[0] @ 2 < 0.5");
    wants->task->solution = calloc(2, sizeof(Edit));
    wants->task->solution[wants->task->solution_count++] = edit_of(lesson, "hold lstm.f 0.25");
    return lesson;
}

static Errors checked(const Lesson *lesson) {
    Errors errors = {0};
    CheckCount count = {0};
    assert_true(lesson_check(lesson, &count, &errors));
    assert_true(count.claims == 2 && count.questions == 1 && count.tasks == 1);
    return errors;
}

static void assert_only(const Lesson *lesson, const char *member_path, int line,
                        const char *found) {
    Errors errors = checked(lesson);
    assert_int_equal(errors.count, 1);
    const Error *error = &errors.items[0];
    assert_string_equal(error->member_path, member_path);
    assert_string_equal(error->file, "sample");
    assert_int_equal(error->line, line);
    if (!strstr(error->found, found))
        fail_msg("%s is not in %s", found, error->found);
    errors_free(&errors);
}

static void replace(Claim *claim, const Lesson *lesson, const char *text) {
    free(claim->source);
    condition_free(claim->condition);
    *claim = claim_of(lesson, text);
}

static void test_right(void **unused) {
    (void)unused;
    Lesson *lesson = right_lesson();
    Errors errors = checked(lesson);
    assert_int_equal(errors.count, 0);
    lesson_free(lesson);
}

static void test_each_thing(void **unused) {
    (void)unused;
    Lesson *lesson = right_lesson();
    replace(&lesson->beats[0].claims[1], lesson, "lstm.f[0] @ 3 > 1.5");
    assert_only(lesson, "beats[0].claims[1]", 10, "not > 1.5");
    replace(&lesson->beats[0].claims[1], lesson, "lstm.f[0] @ 3 > 0");
    replace(&lesson->beats[1].question->because, lesson, "lstm.f[1] @ 3 < 0.5");
    assert_only(lesson, "beats[1].ask.because", 20, "is 1");
    replace(&lesson->beats[1].question->because, lesson, "lstm.f[1] @ 3 == 1");
    Task *task = lesson->beats[2].task;
    replace(&task->until, lesson, "lstm.f[0] @ 2 > 0.1"); /* true before */
    assert_only(lesson, "beats[2].task.until", 30, "is 1");
    replace(&task->until, lesson, "lstm.f[0] @ 2 < 0.2"); /* false after */
    assert_only(lesson, "beats[2].task.until", 30, "is 0.25");
    replace(&task->until, lesson, "lstm.f[0] @ 2 < 0.5");
    task->solution[task->solution_count++] = edit_of(lesson, "set lstm.b_f[0] 3");
    assert_only(lesson, "beats[2].task.solution[1]", 30, "\"may\"");
    lesson_free(lesson);
}

/* In the order of the beats, all of them. */
static void test_all(void **unused) {
    (void)unused;
    Lesson *lesson = right_lesson();
    replace(&lesson->beats[0].claims[0], lesson, "lstm.f[0] @ 3 > 1");
    replace(&lesson->beats[0].claims[1], lesson, "lstm.f[0] @ 3 > 1.5");
    replace(&lesson->beats[1].question->because, lesson, "lstm.f[1] @ 3 < 0.5");
    replace(&lesson->beats[2].task->until, lesson, "lstm.f[0] @ 2 < 0.2");
    Errors errors = checked(lesson);
    assert_int_equal(errors.count, 4);
    assert_string_equal(errors.items[0].member_path, "beats[0].claims[0]");
    assert_string_equal(errors.items[3].member_path, "beats[2].task.until");
    errors_free(&errors);
    lesson_free(lesson);
}

/* What stands in a file is told there, and not at its beat. */
static void test_own_line(void **unused) {
    (void)unused;
    Lesson *lesson = right_lesson();
    lesson->beats[0].column = 5;
    replace(&lesson->beats[0].claims[1], lesson, "lstm.f[0] @ 3 > 1.5");
    Errors errors = checked(lesson);
    assert_true(errors.items[0].line == 10 && errors.items[0].column == 5);
    errors_free(&errors);
    lesson->beats[0].claims[1].line = 12;
    lesson->beats[0].claims[1].column = 17;
    errors = checked(lesson);
    assert_int_equal(errors.count, 1);
    assert_true(errors.items[0].line == 12 && errors.items[0].column == 17);
    errors_free(&errors);
    lesson_free(lesson);
}

static void assert_warning(const Error *error, const char *member_path, int line,
                           const char *what) {
    assert_true(error->warning);
    assert_string_equal(error->file, "sample");
    assert_string_equal(error->member_path, member_path);
    assert_int_equal(error->line, line);
    assert_string_equal(error->what, what);
}

/* Weights that are none, and the first number of the run that follows from them: once, and where
 * the run first has one. */
static void test_no_numbers(void **unused) {
    (void)unused;
    Lesson *lesson = right_lesson();
    Cell *cell = lesson->cells[SAMPLE_GRU].cell;
    int weight = weight_find(CELL_GRU, "W_xz");
    cell_set_weight(cell, weight, 1, 2, NAN);
    Errors errors = checked(lesson);
    assert_int_equal(errors.count, 2);
    assert_warning(&errors.items[0], "cells[1]", 0, "gru.W_xz[1][2] is not a number");
    assert_warning(&errors.items[1], "beats[0]", 10,
                   "the run leaves the numbers at step 0: gru.h[2] is not a number");
    errors_free(&errors);
    cell_set_weight(cell, weight, 1, 2, 0);
    cell = lesson->cells[SAMPLE_RNN].cell; /* it stays at 0 until the second beat moves it */
    for (int row = 0; row < 3; row++)
        cell_set_weight(cell, weight_find(CELL_RNN, "W_xh"), row, 0, 0);
    cell_set_weight(cell, weight_find(CELL_RNN, "b_h"), 0, 0, 0);
    cell_set_weight(cell, weight_find(CELL_RNN, "W_hh"), 0, 0, 3e38f);
    Beat *beat = &lesson->beats[1];
    beat->edits = realloc(beat->edits, 2 * sizeof(Edit));
    beat->edits[beat->edit_count++] = edit_of(lesson, "set rnn.b_h[0] 3e38");
    errors = checked(lesson);
    assert_int_equal(errors.count, 1);
    assert_warning(&errors.items[0], "beats[1]", 20,
                   "the run leaves the numbers at step 1: rnn.h_pre[0] is infinite");
    errors_free(&errors);
    lesson_free(lesson);
}

static void test_cost(void **unused) {
    (void)unused;
    Lesson *lesson = right_lesson();
    double cost = lesson_check_cost(lesson);
    assert_true(cost > 0);
    lesson->steps *= 2;
    assert_true(lesson_check_cost(lesson) == 2 * cost);
    long steps = lesson->steps / 2;
    assert_true(lesson_check_is_quick(lesson));
    lesson->steps = (long)(1e9 / cost) * steps;
    assert_false(lesson_check_is_quick(lesson));
    lesson->steps = steps;
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right),      cmocka_unit_test(test_each_thing),
        cmocka_unit_test(test_all),        cmocka_unit_test(test_own_line),
        cmocka_unit_test(test_no_numbers), cmocka_unit_test(test_cost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
