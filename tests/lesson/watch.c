/* watch.c: a run that takes long tells how far it is, in order and to the end, and has the numbers
 * that it has when nobody is told; one that is short tells nothing. */
#include "lesson_sample.h"

#include "lesson/run/run.h"
#include "lesson/run/watch.h"

enum { LONG = 9000, UNITS = 128 };

typedef struct Told {
    int count;
    double last;
} Told;

static void tell(void *context, const Lesson *lesson, double done) {
    Told *told = context;
    assert_int_equal(lesson->steps, LONG);
    assert_true(done > told->last && done <= 1);
    told->last = done;
    told->count++;
}

static Lesson *long_lesson(void) {
    Lesson *lesson = sample_lesson();
    cell_free(lesson->cells[SAMPLE_GRU].cell);
    free(lesson->cells[SAMPLE_GRU].id);
    sample_cell(lesson, SAMPLE_GRU, "gru", cell_spec(CELL_GRU, 2, UNITS), -1);
    cell_free(lesson->cells[SAMPLE_RNN].cell);
    free(lesson->cells[SAMPLE_RNN].id);
    sample_cell(lesson, SAMPLE_RNN, "rnn", cell_spec(CELL_RNN, UNITS, 1), SAMPLE_GRU);
    free(lesson->sequence);
    lesson->steps = LONG;
    lesson->sequence = calloc((size_t)2 * LONG, sizeof(float));
    assert_non_null(lesson->sequence);
    for (int k = 0; k < 2 * LONG; k++)
        lesson->sequence[k] = (float)(k % 7) / 7;
    return lesson;
}

static void test_long(void **state) {
    (void)state;
    Lesson *lesson = long_lesson();
    Told told = {0};
    const RunWatch watch = {tell, &told};
    Run *plain = run_new(lesson, NULL);
    run_watch_by(&watch);
    Run *told_of = run_new(lesson, NULL);
    run_watch_by(NULL);
    assert_true(plain && told_of);
    assert_true(told.count >= 3 && told.last == 1);
    for (int k = 0; k < lesson->cell_count; k++)
        assert_memory_equal(plain->traces[k]->data, told_of->traces[k]->data,
                            trace_bytes(&plain->traces[k]->spec, LONG, 1));
    run_free(plain);
    run_free(told_of);
    lesson_free(lesson);
}

static void test_short(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Told told = {0};
    const RunWatch watch = {tell, &told};
    run_watch_by(&watch);
    Run *run = run_new(lesson, NULL);
    run_watch_by(NULL);
    assert_non_null(run);
    assert_int_equal(told.count, 0);
    run_free(run);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_long), cmocka_unit_test(test_short)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
