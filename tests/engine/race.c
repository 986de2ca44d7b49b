/* race.c: proves races: every racer learns exactly what it would alone, from the same
 * examples; curves are means of all minibatches however long it goes; the report shows the example
 * as the models make it, before and now; a slice ends in time; what cannot race is refused. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/training/pass.h"
#include "engine/training/race.h"
#include "engine/training/tasks.h"
#include "testing.h"

static const RaceSetup SETUP = {
    .kinds = {true, true, true}, .hidden = 6, .epochs = 2, .rate = 4e-3f, .seed = 7, .threads = 1};

static Race *begin(const TrainTask *task, const RaceSetup *setup) {
    Error error = {0};
    Race *race = race_new(task, setup, &error);
    if (!race)
        fail_msg("%s", error.what);
    return race;
}

static void check_same(const Model *a, const Model *b) {
    ModelPart of_a[MODEL_PARTS], of_b[MODEL_PARTS];
    int count = model_parts(a, of_a);
    model_parts(b, of_b);
    for (int k = 0; k < count; k++)
        assert_memory_equal(of_a[k].numbers, of_b[k].numbers,
                            (size_t)of_a[k].rows * (size_t)of_a[k].columns * sizeof(float));
}

/* ---- the same as alone ---- */

static Model *train_alone(const TrainTask *task, CellKind kind, long batches) {
    const ModelSpec spec = {kind, task->inputs, SETUP.hidden, 1, task->outputs};
    TrainSettings settings = train_settings(SETUP.epochs, SETUP.seed);
    settings.threads = 1;
    Model *model = model_new(&spec, NULL);
    model_begin(model, SETUP.seed);
    Trainer *trainer = trainer_new(model, task, &settings, NULL);
    for (long k = 0; k < batches; k++)
        assert_true(trainer_step(trainer));
    trainer_free(trainer);
    return model;
}

static void test_as_alone(void **state) {
    (void)state;
    TrainTask task = task_recall();
    Race *race = begin(&task, &SETUP);
    for (int k = 0; k < 3 * 12; k++)
        assert_true(race_step(race));
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        Model *alone = train_alone(&task, (CellKind)kind, 12);
        check_same(race_model(race, (CellKind)kind), alone);
        model_free(alone);
    }
    race_free(race);
}

/* ---- curves ---- */

static void test_curve(void **state) {
    (void)state;
    static RaceCurve curve;
    curve = (RaceCurve){0};
    long count = 0;
    double sum = 0;
    for (; count < 4096; count++) {
        race_curve_add(&curve, (double)count, (double)(count % 2));
        sum += (double)count;
        assert_true(curve.count < RACE_POINTS);
    }
    assert_int_equal(count, curve.count * curve.stride + curve.gathered);
    double of_points = curve.loss_sum;
    for (int k = 0; k < curve.count; k++) {
        of_points += (double)curve.loss[k] * (double)curve.stride;
        assert_float_equal(curve.right[k], 0.5, 1e-6);
    }
    assert_float_equal(of_points / sum, 1, 1e-5);
    assert_true(curve.loss[0] < curve.loss[curve.count - 1]);
}

/* All of an epoch's minibatches are in the curve, and its end was tested. */
static void test_epoch(void **state) {
    (void)state;
    TrainTask task = task_counting();
    RaceSetup setup = SETUP;
    setup.kinds[CELL_GRU] = false;
    Race *race = begin(&task, &setup);
    RaceReport report = {0};
    assert_true(race_report(race, &report, NULL));
    assert_false(report.racers[CELL_GRU].there);
    assert_int_equal(report.all, 2 * report.epochs * report.batches);
    assert_true(race_remaining(&report) < 0);
    for (long k = 0; k < 2 * report.batches; k++)
        assert_true(race_step(race));
    race_report(race, &report, NULL);
    assert_int_equal(report.done, 2 * report.batches);
    assert_true(race_remaining(&report) > 0);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        const RaceCurve *curve = &report.racers[kind].curve;
        if (kind == CELL_GRU)
            continue;
        assert_int_equal(report.racers[kind].done, report.batches);
        assert_int_equal(curve->test_count, 1);
        LossSum sum = trainer_test(race_trainer(race, (CellKind)kind));
        assert_float_equal(curve->test_right[0], (double)sum.right / (double)sum.rows, 1e-6);
        assert_float_equal(curve->test_loss[0], sum.loss / (double)sum.rows, 1e-6);
        assert_true(curve->loss[curve->count - 1] < curve->loss[0]);
    }
    while (race_step(race))
        continue;
    race_report(race, &report, NULL);
    assert_true(race_over(&report));
    assert_int_equal(report.racers[CELL_RNN].curve.test_count, 2);
    race_report_free(&report);
    race_free(race);
}

/* ---- the example ---- */

/* What the model makes of the report's example at its last step, computed anew. */
static void check_example(const RaceReport *report, const Model *model, CellKind kind,
                          RaceMoment moment) {
    const PassSpec spec = {report->steps, 1, true, report->loss};
    Pass *pass = pass_new(model, &spec, NULL);
    float wanted[16];
    int signals[RACE_SIGNALS], count = race_signals(kind, signals);
    memcpy(pass->inputs, race_inputs(report),
           (size_t)report->steps * (size_t)report->inputs * sizeof(float));
    pass_forward(pass);
    long last = report->steps - 1;
    loss_softmax(pass->outputs + last * report->outputs, report->outputs, wanted);
    for (int k = 0; k < report->outputs; k++)
        assert_float_equal(race_outputs(report, kind, moment)[last * report->outputs + k],
                           wanted[k], 1e-6);
    for (int which = 0; which < count; which++)
        for (int unit = 0; unit < report->hidden; unit++)
            assert_float_equal(
                race_signal(report, kind, moment, which)[unit * report->steps + last],
                trace_at(pass->traces[0], signals[which], last, 0)[unit], 1e-6);
    pass_free(pass);
}

static void test_example(void **state) {
    (void)state;
    TrainTask task = task_recall();
    Race *race = begin(&task, &SETUP);
    RaceReport report = {0}, copy = {0};
    race_choose(race, 1000000);
    assert_true(race_report(race, &report, NULL));
    assert_int_equal(report.example, task.test_count - 1);
    race_choose(race, 5);
    for (int k = 0; k < 30; k++)
        race_step(race);
    race_report(race, &report, NULL);
    int target = (int)race_targets(&report)[0];
    for (int k = 0; k < 4; k++) /* the first step shows the symbol, the target names it */
        assert_float_equal(race_inputs(&report)[k], k == target, 0);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        Model *fresh = train_alone(&task, (CellKind)kind, 0);
        check_example(&report, fresh, (CellKind)kind, RACE_BEFORE);
        check_example(&report, race_model(race, (CellKind)kind), (CellKind)kind, RACE_NOW);
        model_free(fresh);
    }
    assert_true(race_report_copy(&copy, &report));
    assert_memory_equal(copy.numbers, report.numbers, report.number_count * sizeof(float));
    assert_ptr_not_equal(copy.numbers, report.numbers);
    race_report_free(&copy);
    race_report_free(&report);
    race_free(race);
}

/* The gates of each kind, then memory and hidden state. */
static void test_signals(void **state) {
    (void)state;
    static const char *const NAMES[CELL_KIND_COUNT] = {"f i o c h", "z r h", "h"};
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        char text[64] = "";
        int signals[RACE_SIGNALS], count = race_signals((CellKind)kind, signals);
        for (int k = 0; k < count; k++) {
            strcat(text, k ? " " : "");
            strcat(text, cell_kind((CellKind)kind)->signals[signals[k]].name);
        }
        assert_string_equal(text, NAMES[kind]);
    }
}

/* ---- time, and what is refused ---- */

static void test_slice(void **state) {
    (void)state;
    TrainTask task = task_adding();
    RaceSetup setup = SETUP;
    setup.epochs = RACE_EPOCHS;
    Race *race = begin(&task, &setup);
    RaceReport report = {0};
    assert_true(race_slice(race, 0));
    race_report(race, &report, NULL);
    assert_int_equal(report.done, 1);
    assert_true(race_slice(race, 0.05));
    race_report(race, &report, NULL);
    assert_true(report.done > 1);
    assert_true(report.seconds < 5);
    race_report_free(&report);
    race_free(race);
}

/* Cut as finely as can be, in the middle of tests too, a race comes to the same end; and a test is
 * cut: no slice has to wait for a whole one. */
static void test_cut_finely(void **state) {
    (void)state;
    TrainTask task = task_counting();
    Race *whole = begin(&task, &SETUP), *cut = begin(&task, &SETUP);
    RaceReport report = {0}, same = {0};
    long slices = 0, tests = SETUP.epochs * CELL_KIND_COUNT;
    while (race_step(whole))
        continue;
    while (race_slice(cut, 0))
        slices++;
    assert_true(race_report(whole, &report, NULL) && race_report(cut, &same, NULL));
    assert_int_equal(same.done, report.done);
    assert_true(slices >= report.done + tests * (task.test_count / 64));
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        const RaceCurve *a = &report.racers[kind].curve, *b = &same.racers[kind].curve;
        assert_int_equal(b->test_count, SETUP.epochs);
        assert_memory_equal(b->test_right, a->test_right, sizeof(float) * (size_t)b->test_count);
        assert_memory_equal(b->test_loss, a->test_loss, sizeof(float) * (size_t)b->test_count);
        check_same(race_model(cut, (CellKind)kind), race_model(whole, (CellKind)kind));
    }
    race_report_free(&report);
    race_report_free(&same);
    race_free(whole);
    race_free(cut);
}

static void test_refused(void **state) {
    (void)state;
    static const RaceSetup WRONG[] = {
        {.hidden = 6, .epochs = 1, .threads = 1},
        {.kinds = {true}, .hidden = 0, .epochs = 1, .threads = 1},
        {.kinds = {true}, .hidden = RACE_HIDDEN + 1, .epochs = 1, .threads = 1},
        {.kinds = {true}, .hidden = 6, .epochs = 0, .threads = 1},
        {.kinds = {true}, .hidden = 6, .epochs = RACE_EPOCHS + 1, .threads = 1}};
    TrainTask task = task_adding();
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        Error error = {0};
        assert_null(race_new(&task, &WRONG[k], &error));
        assert_true(error.what[0]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_alone),   cmocka_unit_test(test_curve),
        cmocka_unit_test(test_epoch),      cmocka_unit_test(test_example),
        cmocka_unit_test(test_signals),    cmocka_unit_test(test_slice),
        cmocka_unit_test(test_cut_finely), cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
