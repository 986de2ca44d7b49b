/* A recording: steps that are added one by one give what the whole sequence at once gives; dropping
 * the oldest leaves the rest bit for bit, and computing it anew leaves it so too; a snapshot is a
 * lesson whose run gives the same numbers. Waves: their shapes, and noise that follows from its
 * seed. */
#include "lesson/condition/condition.h"
#include "testing.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/run/record.h"
#include "lesson/sandbox/sandbox.h"
#include "lesson/wave.h"
#include "session/kinds/sandbox.h"

enum { STEPS = 60, INPUTS = 2, UNITS = 5 };

static const SandboxSetup ALL = {.kinds = {true, true, true},
                                 .units = UNITS,
                                 .inputs = INPUTS,
                                 .start = START_RANDOM,
                                 .seed = 7};

static void inputs_of_step(long t, float *inputs) {
    for (int k = 0; k < INPUTS; k++)
        inputs[k] = noise_at((unsigned)k + 3, (unsigned long)t);
}

static Lesson *recording(const SandboxSetup *setup) {
    Error error = {0};
    Lesson *lesson = sandbox_lesson(setup, NULL, &error);
    if (!lesson)
        fail_msg("%s", error.what);
    return lesson;
}

static void record(Lesson *lesson, Run *run, long steps) {
    float inputs[INPUTS];
    for (long k = 0; k < steps; k++) {
        inputs_of_step(lesson->steps, inputs);
        assert_true(record_append(lesson, run, inputs, INPUTS));
    }
}

static Run *begin_run(const Lesson *lesson) {
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    return run;
}

/* From step -1 on, all signals: a is `shift` steps longer at its beginning. The record of step -1
 * holds only the state. */
static void assert_same_steps(const Run *a, long shift, const Run *b, long steps) {
    for (int k = 0; k < a->lesson->cell_count; k++) {
        const Trace *of_a = a->traces[k], *of_b = b->traces[k];
        size_t bytes = of_a->record * sizeof(float);
        for (long t = 0; t < steps; t++)
            assert_memory_equal(trace_at(of_a, SIGNAL_X, t + shift, 0),
                                trace_at(of_b, SIGNAL_X, t, 0), bytes);
    }
}

/* Everything computed anew from the first step on. */
static void recompute(Run *run) {
    for (int k = 0; k < run->lesson->cell_count; k++)
        run->dirty[k] = 0;
    run_update(run);
}

static void test_steps_one_by_one(void **state) {
    (void)state;
    Lesson *lesson = recording(&ALL);
    Run *grown = begin_run(lesson);
    record(lesson, grown, STEPS);
    Run *whole = begin_run(lesson);
    assert_int_equal(lesson->steps, STEPS);
    assert_same_steps(grown, 0, whole, STEPS);
    run_free(grown);
    run_free(whole);
    lesson_free(lesson);
}

static void test_full(void **state) {
    (void)state;
    Lesson *lesson = recording(&ALL);
    lesson->capacity = 4;
    Run *run = begin_run(lesson);
    record(lesson, run, 4);
    assert_false(record_append(lesson, run, (float[]){1, 1}, INPUTS));
    record_drop(lesson, run, 3);
    assert_int_equal(lesson->steps, 1);
    record(lesson, run, 3);
    run_free(run);
    lesson_free(lesson);
}

/* An edited weight, a held gate and edited inputs are part of what must stay. */
static void disturb(Run *run, const Lesson *lesson) {
    static const char *const EDITS[] = {"set lstm.b_f[0] 3", "hold gru.z[1] 0.3 @ 10..40",
                                        "hold lstm.i[2] 0.9", "input 30 1 0.25"};
    for (size_t k = 0; k < sizeof EDITS / sizeof *EDITS; k++) {
        Edit edit;
        assert_true(edit_parse(&edit, lesson, EDITS[k], NULL));
        assert_true(run_edit(run, &edit, NULL));
    }
    run_update(run);
}

static void test_dropping(void **state) {
    (void)state;
    enum { DROPPED = 23 };
    Lesson *long_one = recording(&ALL), *short_one = recording(&ALL);
    Run *all = begin_run(long_one), *rest = begin_run(short_one);
    record(long_one, all, STEPS);
    record(short_one, rest, STEPS);
    disturb(all, long_one);
    disturb(rest, short_one);
    record_drop(short_one, rest, DROPPED);
    assert_int_equal(short_one->steps, STEPS - DROPPED);
    assert_same_steps(all, DROPPED, rest, STEPS - DROPPED);
    recompute(rest);
    assert_same_steps(all, DROPPED, rest, STEPS - DROPPED);
    float next[INPUTS] = {0.5f, -0.5f};
    assert_true(record_append(long_one, all, next, INPUTS));
    assert_true(record_append(short_one, rest, next, INPUTS));
    assert_same_steps(all, DROPPED, rest, STEPS - DROPPED + 1);
    run_free(all);
    run_free(rest);
    lesson_free(long_one);
    lesson_free(short_one);
}

static void test_dropping_all(void **state) {
    (void)state;
    Lesson *lesson = recording(&ALL);
    Run *run = begin_run(lesson);
    float last[UNITS];
    record(lesson, run, 9);
    memcpy(last, trace_at(run->traces[0], SIGNAL_H, 8, 0), sizeof last);
    record_drop(lesson, run, 1000);
    assert_int_equal(lesson->steps, 0);
    assert_memory_equal(trace_at(run->traces[0], SIGNAL_H, -1, 0), last, sizeof last);
    run_free(run);
    lesson_free(lesson);
}

/* ---- snapshots ---- */

static void test_snapshot(void **state) {
    (void)state;
    Lesson *lesson = recording(&ALL);
    Run *run = begin_run(lesson);
    record(lesson, run, STEPS);
    disturb(run, lesson);
    Error error = {0};
    Lesson *kept = sandbox_snapshot(run, 12, 50, "kept", &error);
    assert_non_null(kept);
    assert_int_equal(kept->steps, 38);
    Run *again = begin_run(kept);
    for (int k = 0; k < kept->beats[0].edit_count; k++)
        assert_true(run_edit(again, &kept->beats[0].edits[k], NULL));
    run_update(again);
    assert_same_steps(run, 12, again, 38);
    run_free(again);
    lesson_free(kept);
    run_free(run);
    lesson_free(lesson);
}

/* Each claim is true of the run, and says something: it is false once a weight is another. */
static void test_claims_of_snapshot(void **state) {
    (void)state;
    Lesson *lesson = recording(&ALL);
    Run *run = begin_run(lesson);
    record(lesson, run, STEPS);
    Lesson *kept = sandbox_snapshot(run, 0, STEPS, "kept", NULL);
    assert_non_null(kept);
    Run *again = begin_run(kept);
    assert_int_equal(kept->beats[0].claim_count, 3);
    for (int k = 0; k < kept->beats[0].claim_count; k++)
        assert_true(condition_holds(kept->beats[0].claims[k].condition, again));
    for (int k = 0; k < kept->cell_count; k++) {
        int bias = weight_find(kept->cells[k].cell->spec.kind, k == CELL_LSTM ? "b_c" : "b_h");
        cell_set_weight(again->cells[k], bias, 0, 0, 2);
    }
    recompute(again);
    for (int k = 0; k < kept->beats[0].claim_count; k++)
        assert_false(condition_holds(kept->beats[0].claims[k].condition, again));
    run_free(again);
    lesson_free(kept);
    run_free(run);
    lesson_free(lesson);
}

static void test_snapshot_of_infinity(void **state) {
    (void)state;
    Lesson *lesson = recording(&ALL);
    Run *run = begin_run(lesson);
    Edit edit;
    assert_true(edit_parse(&edit, lesson, "activation rnn.candidate relu", NULL));
    assert_true(run_edit(run, &edit, NULL));
    cell_set_weight(run->cells[CELL_RNN], weight_find(CELL_RNN, "W_hh"), 0, 0, 1e20f);
    cell_set_weight(run->cells[CELL_RNN], weight_find(CELL_RNN, "b_h"), 0, 0, 1);
    recompute(run);
    record(lesson, run, 9);
    Error error = {0};
    assert_null(sandbox_snapshot(run, 5, 9, "kept", &error));
    assert_non_null(strstr(error.what, "infinite"));
    run_free(run);
    lesson_free(lesson);
}

/* ---- setups ---- */

static void test_setups(void **state) {
    (void)state;
    static const SandboxSetup WRONG[] = {
        {.units = 4, .inputs = 2},
        {.kinds = {true}, .units = 0, .inputs = 2},
        {.kinds = {true}, .units = SANDBOX_UNITS + 1, .inputs = 2},
        {.kinds = {true}, .units = 4, .inputs = 0},
        {.kinds = {true}, .units = 4, .inputs = SANDBOX_INPUTS + 1},
        {.kinds = {true}, .units = 4, .inputs = 1, .start = START_LESSON}};
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        Error error = {0};
        assert_null(sandbox_lesson(&WRONG[k], NULL, &error));
        assert_true(error.what[0]);
    }
    SandboxSetup one = ALL;
    one.units = 1;
    one.inputs = 1;
    one.start = START_TEXTBOOK;
    Lesson *lesson = recording(&one);
    assert_int_equal(lesson->cell_count, 3);
    lesson_free(lesson);
}

static void test_seeds(void **state) {
    (void)state;
    SandboxSetup other = ALL;
    other.seed = 8;
    Lesson *a = recording(&ALL), *b = recording(&ALL), *c = recording(&other);
    size_t bytes = sizeof(float) * INPUTS * UNITS;
    assert_memory_equal(a->cells[0].cell->weights[0], b->cells[0].cell->weights[0], bytes);
    assert_memory_not_equal(a->cells[0].cell->weights[0], c->cells[0].cell->weights[0], bytes);
    lesson_free(a);
    lesson_free(b);
    lesson_free(c);
}

/* ---- waves ---- */

static void test_waves(void **state) {
    (void)state;
    static const float TWO[8] = {1, 0, 1, 0, 0, 0, 0, 0};
    for (long t = 0; t < 24; t++) {
        assert_float_equal(wave_at(WAVE_SILENCE, t, 8, 1), 0, 0);
        assert_float_equal(wave_at(WAVE_PULSE, t, 8, 1), (t % 8 == 0 ? 1 : 0), 0);
        assert_float_equal(wave_at(WAVE_TWO_PULSES, t, 8, 1), TWO[t % 8], 0);
        assert_float_equal(wave_at(WAVE_STEP, t, 8, 1), (t % 8 >= 4 ? 1 : 0), 0);
        assert_float_equal(wave_at(WAVE_RAMP, t, 8, 1), (float)(t % 8) / 7, 1e-6f);
        assert_float_equal(wave_at(WAVE_SINE, t, 8, 1), sinf((float)t * 0.785398163f), 1e-5f);
    }
    for (int wave = 0; wave < WAVE_COUNT; wave++)
        assert_true(isfinite(wave_at((Wave)wave, 5, 1, 1)));
}

static void test_noise(void **state) {
    (void)state;
    enum { COUNT = 4000 };
    double sum = 0, squares = 0, beside = 0;
    for (unsigned long k = 0; k < COUNT; k++) {
        float value = noise_at(5, k);
        assert_true(value >= -1 && value <= 1);
        assert_float_equal(value, noise_at(5, k), 0);
        sum += (double)value;
        squares += (double)value * (double)value;
        beside += (double)value * (double)noise_at(5, k + 1);
    }
    assert_true(fabs(sum / COUNT) < 0.05);
    assert_true(fabs(squares / COUNT - 1.0 / 3) < 0.03); /* of an even spread over -1..1 */
    assert_true(fabs(beside / COUNT) < 0.03);
    assert_true(noise_at(5, 0) != noise_at(6, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_one_by_one),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_dropping),
        cmocka_unit_test(test_dropping_all),
        cmocka_unit_test(test_snapshot),
        cmocka_unit_test(test_claims_of_snapshot),
        cmocka_unit_test(test_snapshot_of_infinity),
        cmocka_unit_test(test_setups),
        cmocka_unit_test(test_seeds),
        cmocka_unit_test(test_waves),
        cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
