/* ends.c: a task that dragging to an end does is found, whether one control does it or several
 * together; one with two sides is not. */
#include "lesson_sample.h"

#include "lesson/check/ends.h"
#include "lesson/condition/condition.h"

static Lesson *make(const char *until, const char *first, const char *second) {
    Lesson *lesson = sample_lesson();
    Task *task = calloc(1, sizeof *task);
    const char *may[] = {first, second};
    assert_non_null(task);
    lesson->beats = calloc(1, sizeof *lesson->beats);
    assert_non_null(lesson->beats);
    lesson->beat_count = 1;
    lesson->beats[0].task = task;
    task->may = calloc(2, sizeof *task->may);
    assert_non_null(task->may);
    for (int k = 0; k < 2 && may[k]; k++)
        assert_true(target_parse(&task->may[task->may_count++], lesson, may[k], NULL));
    task->until.condition = condition_parse(until, lesson, NULL);
    assert_non_null(task->until.condition);
    return lesson;
}

static void tried(const char *until, const char *first, const char *second, const char *wanted) {
    char how[ENDS_HOW];
    Lesson *lesson = make(until, first, second);
    assert_true(ends_try(lesson, 0, how, NULL));
    if (strcmp(how, wanted) != 0)
        fail_msg("%s: \"%s\", not \"%s\"", until, how, wanted);
    lesson_free(lesson);
}

static void test_one_end(void **state) {
    (void)state;
    tried("min(lstm.f[0] @ 0..7) > 0.99", "lstm.b_f[0]", NULL, "set lstm.b_f[0] 10");
    tried("max(lstm.f[0] @ 0..7) < 0.01", "lstm.b_f[0]", NULL, "set lstm.b_f[0] -10");
    tried("min(lstm.f[1] @ 0..7) > 0.99", "lstm.b_f", NULL, "set lstm.b_f[1] 10");
    tried("min(lstm.f @ 0..7) == 1", "lstm.f", NULL, "hold lstm.f 1 @ 0..7");
    tried("min(gru.z @ 0..7) == 1", NULL, NULL, "hold gru.z 1 @ 0..7"); /* anything */
    tried("lstm.c[0] @ -1 > 0.5", "lstm.c0[0]", NULL, "set lstm.c0[0] 1");
}

static void test_together(void **state) {
    (void)state;
    tried("min(lstm.f[0] @ 0..7) > 0.99 and max(lstm.i[0] @ 0..7) < 0.01", "lstm.b_f[0]",
          "lstm.b_i[0]", "set lstm.b_f[0] 10; set lstm.b_i[0] -10");
}

/* Neither end, nor both. */
static void test_two_sides(void **state) {
    (void)state;
    tried("lstm.f[0] @ 2 > 0.4 and lstm.f[0] @ 2 < 0.6", "lstm.b_f[0]", NULL, "");
    tried("lstm.f[0] @ 2 > 0.4 and lstm.f[0] @ 2 < 0.6", "lstm.f", "lstm.gate", "");
}

static void test_no_task(void **state) {
    char how[ENDS_HOW] = "x";
    Lesson *lesson = make("1 > 2", NULL, NULL);
    Task *task = lesson->beats[0].task;
    (void)state;
    lesson->beats[0].task = NULL;
    assert_true(ends_try(lesson, 0, how, NULL));
    assert_string_equal(how, "");
    lesson->beats[0].task = task;
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_end), cmocka_unit_test(test_together),
        cmocka_unit_test(test_two_sides), cmocka_unit_test(test_no_task)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
