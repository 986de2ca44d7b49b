/* recording.c: what was recorded in the sandbox is written as a lesson file that reads back
 * without an error and whose run gives the same numbers, bit for bit, whatever the cells' variants;
 * its claims hold. A file that cannot be written leaves what was there. */
#include "lesson/condition/condition.h"
#include "lesson_text.h"

#include <sys/stat.h>
#include <unistd.h>

#include "files/lesson/recording.h"
#include "lesson/run/record.h"
#include "lesson/sandbox/sandbox.h"
#include "lesson/wave.h"
#include "session/kinds/sandbox.h"

enum { STEPS = 70, FROM = 9, TO = 61, PATH_SIZE = 200 };

static Lesson *reread(const char *path) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(path, &errors);
    for (size_t k = 0; !lesson && k < errors.count; k++)
        print_error("%d:%d %s\n", errors.items[k].line, errors.items[k].column,
                    errors.items[k].what);
    assert_non_null(lesson);
    errors_free(&errors);
    return lesson;
}

static void change(Run *run, const char *text) {
    Edit edit;
    Error error = {0};
    if (!edit_parse(&edit, run->lesson, text, &error) || !run_edit(run, &edit, &error))
        fail_msg("%s: %s", text, error.what);
}

/* Steps of noise, with the changes in force. */
static Run *record(Lesson *lesson, const char *const *changes) {
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    for (; *changes; changes++)
        change(run, *changes);
    for (long t = 0; t < STEPS; t++) {
        float inputs[SANDBOX_INPUTS];
        for (int k = 0; k < SANDBOX_INPUTS; k++)
            inputs[k] = noise_at(4, (unsigned long)(4 * t + k));
        assert_true(record_append(lesson, run, inputs, SANDBOX_INPUTS));
    }
    return run;
}

/* The run of a lesson with its first beat's script. */
static Run *run_of(const Lesson *lesson) {
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    for (int k = 0; k < lesson->beats[0].edit_count; k++)
        assert_true(run_edit(run, &lesson->beats[0].edits[k], NULL));
    run_update(run);
    return run;
}

static void assert_same_run(const Run *recorded, const Run *again) {
    assert_int_equal(again->lesson->steps, TO - FROM);
    for (int k = 0; k < again->lesson->cell_count; k++)
        for (long t = 0; t < TO - FROM; t++)
            assert_memory_equal(trace_at(recorded->traces[k], SIGNAL_X, FROM + t, 0),
                                trace_at(again->traces[k], SIGNAL_X, t, 0),
                                again->traces[k]->record * sizeof(float));
}

/* Activations with numbers of their own, which no change of the sandbox can give. */
static void set_curves(Lesson *lesson) {
    const Curve hard = {ACTIVATION_HARD_SIGMOID, 0.2f, 0.5f};
    const Curve scaled = {ACTIVATION_SCALED_TANH, 1.7159f, 2.0f / 3};
    for (int k = 0; k < lesson->cell_count; k++) {
        cell_set_curve(&lesson->cells[k].cell->spec, SLOT_GATE, hard);
        cell_set_curve(&lesson->cells[k].cell->spec, SLOT_CANDIDATE, scaled);
        lesson->cells[k].cell->spec.clip = 0.3f;
    }
}

static void round_trip(const SandboxSetup *setup, bool curves, const char *const *changes) {
    char path[PATH_SIZE] = "/tmp/gatescope-recording-XXXXXX";
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    close(handle);
    Lesson *lesson = sandbox_lesson(setup, NULL, NULL);
    assert_non_null(lesson);
    if (curves)
        set_curves(lesson);
    Run *run = record(lesson, changes);
    Error error = {0};
    Lesson *kept = sandbox_snapshot(run, FROM, TO, "kept-1", &error);
    assert_non_null(kept);
    assert_true(recording_write(path, kept, &error));
    Lesson *back = reread(path);
    Run *again = run_of(back);
    assert_same_run(run, again);
    assert_int_equal(back->beats[0].claim_count, lesson->cell_count);
    for (int k = 0; k < back->beats[0].claim_count; k++)
        assert_true(condition_holds(back->beats[0].claims[k].condition, again));
    run_free(again);
    lesson_free(back);
    lesson_free(kept);
    run_free(run);
    lesson_free(lesson);
    unlink(path);
}

static void test_plain(void **state) {
    (void)state;
    const SandboxSetup setup = {
        .kinds = {true, true, true}, .units = 6, .inputs = 3, .start = START_RANDOM, .seed = 11};
    round_trip(&setup, false, (const char *const[]){NULL});
    round_trip(&setup, true, (const char *const[]){"activation lstm.gate sigmoid", NULL});
}

static void test_variants(void **state) {
    (void)state;
    const SandboxSetup setup = {.kinds = {true, true, true}, .units = 3, .inputs = 1};
    round_trip(&setup, false,
               (const char *const[]){
                   "coupled lstm true", "reset gru after", "activation rnn.candidate relu",
                   "activation lstm.output identity", "activation gru.gate hard_sigmoid",
                   "set gru.b_hh[1] 0.3", "hold lstm.f[1] 0.1 @ 20..30", "hold gru.z 0.7", NULL});
}

static void test_one_unit_and_many(void **state) {
    (void)state;
    const SandboxSetup small = {.kinds = {[CELL_RNN] = true}, .units = 1, .inputs = 1};
    const SandboxSetup large = {.kinds = {[CELL_LSTM] = true},
                                .units = SANDBOX_UNITS,
                                .inputs = SANDBOX_INPUTS,
                                .start = START_RANDOM,
                                .seed = 2};
    round_trip(&small, false, (const char *const[]){NULL});
    round_trip(&large, true, (const char *const[]){NULL});
}

static void test_no_place(void **state) {
    (void)state;
    const SandboxSetup setup = {.kinds = {true}, .units = 1, .inputs = 1};
    Lesson *lesson = sandbox_lesson(&setup, NULL, NULL);
    Run *run = record(lesson, (const char *const[]){NULL});
    Lesson *kept = sandbox_snapshot(run, FROM, TO, "kept", NULL);
    Error error = {0};
    assert_false(recording_write("/nowhere/at/all.json", kept, &error));
    assert_true(error.what[0]);
    lesson_free(kept);
    run_free(run);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_variants),
        cmocka_unit_test(test_one_unit_and_many),
        cmocka_unit_test(test_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
