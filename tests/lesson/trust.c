/* trust.c: the first number that is none is found with what it came from; a network that forgets is
 * trusted to its end, a chaotic one as far as rounding does not decide. */
#include "lesson_sample.h"

#include <math.h>

#include "engine/exact.h"
#include "engine/kinds/lstm.h"
#include "lesson/run/trust.h"

static Run *new_run(Lesson *lesson) {
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    return run;
}

static void test_nothing_lost(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Run *run = new_run(lesson);
    for (int cell = 0; cell < SAMPLE_CELLS; cell++)
        assert_int_equal(trust_lost(run, cell).by, LOST_NOT);
    run_free(run);
    lesson_free(lesson);
}

/* Of an input: its column and step; the cell above has it from the one below. */
static void test_input(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    lesson->sequence[2 * 5 + 1] = NAN;
    Run *run = new_run(lesson);
    Lost lost = trust_lost(run, SAMPLE_GRU);
    assert_int_equal(lost.by, LOST_INPUT);
    assert_int_equal(lost.signal, SIGNAL_X);
    assert_int_equal(lost.unit, 1);
    assert_int_equal(lost.t, 5);
    lost = trust_lost(run, SAMPLE_RNN);
    assert_int_equal(lost.by, LOST_CELL);
    assert_int_equal(lost.t, 5);
    run_free(run);
    lesson_free(lesson);
}

static void test_weight(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Cell *cell = lesson->cells[SAMPLE_LSTM].cell;
    int weight = weight_find(CELL_LSTM, "W_xo");
    cell_set_weight(cell, weight, 1, 1, INFINITY);
    Run *run = new_run(lesson);
    Lost lost = trust_lost(run, SAMPLE_LSTM);
    assert_int_equal(lost.by, LOST_WEIGHT);
    assert_int_equal(lost.weight, weight);
    assert_int_equal(lost.row, 1);
    assert_int_equal(lost.column, 1);
    assert_int_equal(lost.unit, 1);
    assert_int_equal(lost.signal, LSTM_O_PRE);
    assert_int_equal(lost.t, 0);
    run_free(run);
    lesson_free(lesson);
}

/* Weights that are numbers, of which a sum is none. */
static void test_overflow(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Cell *cell = lesson->cells[SAMPLE_LSTM].cell;
    cell_set_weight(cell, weight_find(CELL_LSTM, "W_xf"), 0, 0, 3e38f);
    lesson->sequence[2 * 4] = 4;
    Run *run = new_run(lesson);
    Lost lost = trust_lost(run, SAMPLE_LSTM);
    assert_int_equal(lost.by, LOST_OVERFLOW);
    assert_int_equal(lost.signal, LSTM_F_PRE);
    assert_int_equal(lost.unit, 0);
    assert_int_equal(lost.t, 4);
    run_free(run);
    lesson_free(lesson);
}

/* ---- rounding ---- */

enum { UNITS = 24, STEPS = 400 };

/* A plain network whose recurrent weights are `gain` times as large as lets activity live on. */
static Lesson *network(float gain) {
    Lesson *lesson = calloc(1, sizeof *lesson);
    CellSpec spec = cell_spec(CELL_RNN, 1, UNITS);
    assert_non_null(lesson);
    lesson->id = sample_string("net");
    lesson->inputs = 1;
    lesson->steps = STEPS;
    lesson->sequence = calloc(STEPS, sizeof(float));
    lesson->cells = calloc(1, sizeof *lesson->cells);
    assert_non_null(lesson->sequence);
    assert_non_null(lesson->cells);
    lesson->cell_count = 1;
    lesson->cells[0].id = sample_string("rnn");
    Cell *cell = lesson->cells[0].cell = cell_new(&spec, NULL);
    assert_non_null(cell);
    sample_weights(cell, 3);
    int recurrent = weight_find(CELL_RNN, "W_hh");
    for (int k = 0; k < UNITS * UNITS; k++)
        cell->weights[recurrent][k] *= gain * sqrtf(3.0f / UNITS);
    cell_touch(cell);
    return lesson;
}

static Horizon horizon_with(float gain) {
    Horizon horizon;
    Lesson *lesson = network(gain);
    Run *run = new_run(lesson);
    assert_true(trust_horizons(run, &horizon, NULL));
    assert_int_equal(trust_lost(run, 0).by, LOST_NOT);
    run_free(run);
    lesson_free(lesson);
    return horizon;
}

static void test_horizon(void **state) {
    (void)state;
    Horizon calm = horizon_with(0.5f), wild = horizon_with(6);
    assert_true(calm.known && wild.known);
    assert_int_equal(calm.from, -1);
    assert_true(isnan(calm.growth));
    assert_true(wild.from > 5);
    assert_true(wild.from < 200);
    assert_true(wild.growth > 1.02f);
    assert_true(wild.growth < 10);
}

/* The first step at which the run in float32 is a hundredth off the one in float64, and by what it grew
 * there from a millionth on. */
static void test_against_float64(void **state) {
    (void)state;
    Lesson *lesson = network(6);
    Run *run = new_run(lesson);
    Exact *exact = exact_new(run->cells[0], NULL);
    double begun = 0, off = 0;
    long first = -1, t = 0;
    Horizon horizon;
    assert_non_null(exact);
    for (; t < STEPS; t++) {
        double x = (double)lesson->sequence[t];
        exact_step(exact, t, &x);
        off = 0;
        for (int unit = 0; unit < UNITS; unit++)
            off = fmax(off, fabs((double)trace_at(run->traces[0], SIGNAL_H, t, 0)[unit] -
                                 exact->now[SIGNAL_H][unit]));
        if (first < 0 && off > 1e-6) {
            first = t;
            begun = off;
        }
        if (off > 0.01)
            break;
    }
    assert_true(trust_horizons(run, &horizon, NULL));
    assert_true(t > 0 && t < STEPS);
    assert_int_equal(horizon.from, t);
    assert_float_equal(horizon.growth, pow(off / begun, 1 / (double)(t - first)), 1e-5);
    exact_free(exact);
    run_free(run);
    lesson_free(lesson);
}

static bool take_exactly(void *context, const StackSlice *slice, Error *error) {
    (void)error;
    horizons_take(context, slice);
    return true;
}

/* Slice by slice it is the same. */
static void test_by_slices(void **state) {
    (void)state;
    Lesson *lesson = network(6);
    Run *run = new_run(lesson);
    const StackSource data = {-1, 0, 1};
    const StackLayer layer = {lesson->cells[0].cell, &data, 1};
    const Stack stack = {&layer, 1};
    Horizon all;
    Horizons *slices = horizons_begin(&stack, lesson->sequence, 1, STEPS, NULL);
    assert_non_null(slices);
    const StackTaker taker = {take_exactly, NULL, slices};
    assert_true(stack_run(&stack, lesson->sequence, 1, STEPS, STEPS, &taker, NULL));
    assert_true(trust_horizons(run, &all, NULL));
    Horizon found = horizons_of(slices, 0);
    assert_true(found.known && found.from > 0);
    assert_int_equal(found.from, all.from);
    assert_true(found.growth == all.growth);
    horizons_end(slices);
    run_free(run);
    lesson_free(lesson);
}

/* Looking does not touch: the run is as it was. */
static void test_only_looked_at(void **state) {
    (void)state;
    Horizon horizons[SAMPLE_CELLS];
    Lesson *lesson = sample_lesson();
    Run *run = new_run(lesson), *same = new_run(lesson);
    assert_true(trust_horizons(run, horizons, NULL));
    for (int k = 0; k < SAMPLE_CELLS; k++) {
        assert_int_equal(horizons[k].from, -1);
        assert_memory_equal(run->traces[k]->data, same->traces[k]->data,
                            trace_bytes(&run->traces[k]->spec, SAMPLE_STEPS, 1));
    }
    run_free(run);
    run_free(same);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_lost), cmocka_unit_test(test_input),
        cmocka_unit_test(test_weight),       cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_horizon),      cmocka_unit_test(test_against_float64),
        cmocka_unit_test(test_by_slices),    cmocka_unit_test(test_only_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
