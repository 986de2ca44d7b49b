/* watch.c: a run that takes long tells how far it is, in order and to the end, and has the numbers
 * that it has when nobody is told, in one go or in many; one that is short tells nothing. */
#include "lesson_sample.h"

#include "lesson/run/run.h"
#include "lesson/run/watch.h"

enum { LONG = 9000, UNITS = 128 };

typedef struct Told {
    int count, stop; /* at that one; 0: at none */
    double last;
} Told;

static bool tell(void *context, const Lesson *lesson, double done) {
    Told *told = context;
    assert_int_equal(lesson->steps, LONG);
    assert_true(done > told->last && done <= 1);
    told->last = done;
    told->count++;
    return told->count != told->stop;
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
    lesson->watch = &watch;
    Run *told_of = run_new(lesson, NULL);
    assert_true(plain && told_of);
    assert_true(told.count >= 3 && told.last == 1);
    for (int k = 0; k < lesson->cell_count; k++)
        assert_memory_equal(plain->traces[k]->data, told_of->traces[k]->data,
                            trace_bytes(&plain->traces[k]->spec, LONG, 1));
    run_free(plain);
    run_free(told_of);
    lesson_free(lesson);
}

static bool put_off(void *context, const Lesson *lesson, double done) {
    (void)lesson;
    *(int *)context += 1;
    return done < 0;
}

/* Whoever wants all of it gets all, however often the rest is put off; whoever begins it gets a part
 * with each update, and knows how much; all cells come on together, none before what it reads. */
static void test_put_off(void **state) {
    (void)state;
    Lesson *lesson = long_lesson();
    int told = 0, updates = 0;
    bool together = false;
    const RunWatch watch = {put_off, &told};
    lesson->watch = &watch;
    Run *run = run_new(lesson, NULL), *begun = run_begin(lesson, NULL);
    assert_true(run && begun);
    assert_int_equal(run_done(run), LONG);
    assert_true(run_share(run) == 1);
    assert_int_equal(run_done(begun), 0);
    assert_true(run_share(begun) == 0);
    for (double share = 0; share < 1; updates++) {
        run_update(begun);
        assert_true(run_share(begun) > share);
        assert_true(begun->dirty[SAMPLE_RNN] <= begun->dirty[SAMPLE_GRU]);
        together |= run_done(begun) > 0 && run_share(begun) < 0.6;
        share = run_share(begun);
    }
    assert_true(together && updates >= 3 && updates < told);
    for (int k = 0; k < lesson->cell_count; k++)
        assert_memory_equal(begun->traces[k]->data, run->traces[k]->data,
                            trace_bytes(&run->traces[k]->spec, LONG, 1));
    run_free(run);
    run_free(begun);
    lesson_free(lesson);
}

/* By multiplications: the LSTM at its 4,500th of 9,000 steps, and the others at none. */
static void test_share(void **state) {
    (void)state;
    Lesson *lesson = long_lesson();
    Run *run = run_begin(lesson, NULL);
    assert_non_null(run);
    const CellSpec *spec = &lesson->cells[0].cell->spec;
    double step = 4.0 * spec->hidden * (spec->hidden + spec->inputs + 10);
    run->dirty[0] = LONG / 2;
    assert_float_equal(run_share(run), step * LONG / 2 / run_cost(lesson), 1e-12);
    run_free(run);
    lesson_free(lesson);
}

/* An edit of which the rest is put off is as before from some step on, and goes on from there. */
static void test_put_off_later(void **state) {
    (void)state;
    Lesson *lesson = long_lesson();
    Error error = {0};
    Edit edit;
    Run *run = run_new(lesson, NULL), *whole = run_new(lesson, NULL);
    assert_true(run && whole && run_done(run) == LONG);
    assert_true(edit_parse(&edit, lesson, "input 1 0 0.5", &error));
    assert_true(run_edit(run, &edit, &error) && run_edit(whole, &edit, &error));
    assert_int_equal(run_done(run), 1);
    Told told = {.stop = 1};
    const RunWatch watch = {tell, &told};
    lesson->watch = &watch;
    unsigned before = run->version;
    assert_int_equal(run_update(run), 1);
    assert_int_equal(run->version, before + 1);
    assert_in_range(run_done(run), 1, LONG - 1);
    lesson->watch = NULL;
    assert_in_range(run_update(run), 1, LONG - 1);
    run_update(whole);
    assert_int_equal(run_done(run), LONG);
    for (int k = 0; k < lesson->cell_count; k++)
        assert_memory_equal(run->traces[k]->data, whole->traces[k]->data,
                            trace_bytes(&run->traces[k]->spec, LONG, 1));
    run_free(run);
    run_free(whole);
    lesson_free(lesson);
}

/* 4 h (h + d + 10) a step. */
static void test_cost(void **state) {
    (void)state;
    Lesson *lesson = long_lesson();
    lesson->cell_count = 1;
    const CellSpec *spec = &lesson->cells[0].cell->spec;
    assert_true(run_cost(lesson) == 4.0 * spec->hidden * (spec->hidden + spec->inputs + 10) * LONG);
    double first = run_cost(lesson);
    lesson->cell_count = 3;
    assert_true(run_cost(lesson) - first ==
                (4.0 * UNITS * (UNITS + 2 + 10) + 4.0 * (1 + UNITS + 10)) * LONG);
    lesson_free(lesson);
}

static void test_short(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Told told = {0};
    const RunWatch watch = {tell, &told};
    lesson->watch = &watch;
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    assert_int_equal(told.count, 0);
    run_free(run);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long),  cmocka_unit_test(test_put_off),
        cmocka_unit_test(test_share), cmocka_unit_test(test_put_off_later),
        cmocka_unit_test(test_cost),  cmocka_unit_test(test_short)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
