/* pace.c: proves that a cell's step is measured once, again when its variant changes, and
 * not otherwise: an open window stays idle. */
#include "testing.h"

#include "commands/window/pace.h"
#include "engine/kinds/lstm.h"
#include "files/lesson/file.h"

static void a_step_is_measured_once_a_variant(void **state) {
    (void)state;
    Errors errors = {0};
    Error error;
    Pace pace = {0};
    Lesson *lesson = lesson_read("lessons/21-add-or-replace.json", &errors);
    assert_non_null(lesson);
    Run *run = run_new(lesson, &error);
    assert_non_null(run);
    assert_true(pace_look(&pace, run));
    assert_int_equal(pace.count, 2);
    for (int k = 0; k < 2; k++)
        assert_true(pace.ns[k] > 1 && pace.ns[k] < 1e8f);
    assert_false(pace_look(&pace, run));
    const Edit bias = {.kind = EDIT_WEIGHT, .cell = 0, .index = 0, .value = 3};
    const Edit couple = {.kind = EDIT_VARIANT, .index = LSTM_COUPLED, .cell = 0, .flag = true};
    assert_true(run_edit(run, &bias, &error));
    assert_false(pace_look(&pace, run));
    assert_true(run_edit(run, &couple, &error));
    assert_true(pace_look(&pace, run));
    assert_false(pace_look(&pace, run));
    run_free(run);
    lesson_free(lesson);
    errors_free(&errors);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_step_is_measured_once_a_variant)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
