/* race.c: see race.h. */
#include "engine/training/race.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clamp.h"
#include "engine/training/pass.h"

typedef struct Racer {
    Model *model, *before; /* before: as it began */
    Trainer *trainer;
    Pass *passes[RACE_MOMENTS]; /* one row: the example */
    RacerReport report;
    LossSum sum; /* of this epoch up to the last minibatch */
} Racer;

struct Race {
    TrainTask task;
    RaceSetup setup;
    Racer racers[CELL_KIND_COUNT];
    int turn; /* the kind whose minibatch is next, or whose test goes on */
    bool testing;
    long tested; /* examples of that test, and what came of them */
    LossSum test_sum;
    long example;
    double seconds;
};

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- life ---- */

static bool setup_ok(const RaceSetup *setup, Error *error) {
    bool any = false;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        any = any || setup->kinds[kind];
    if (!any)
        return error_set(error, "a race needs at least one cell");
    if (setup->hidden < 1 || setup->hidden > RACE_HIDDEN)
        return error_set(error, "a race is of cells with 1 to %d units, not %d", RACE_HIDDEN,
                         setup->hidden);
    if (setup->epochs < 1 || setup->epochs > RACE_EPOCHS)
        return error_set(error, "a race has 1 to %d epochs, not %ld", RACE_EPOCHS, setup->epochs);
    return true;
}

/* A model with the numbers that it begins with: the same for the same seed. */
static Model *fresh_model(const Race *race, CellKind kind, Error *error) {
    const ModelSpec spec = {.kind = kind,
                            .inputs = race->task.inputs,
                            .hidden = race->setup.hidden,
                            .layers = 1,
                            .outputs = race->task.outputs};
    Model *model = model_new(&spec, error);
    if (model)
        model_begin(model, race->setup.seed);
    return model;
}

/* One row, read out at every step: what the task reads at the end only can be seen to grow. */
static Pass *example_pass(const Race *race, const Model *model, Error *error) {
    const PassSpec spec = {race->task.steps, 1, true, race->task.loss};
    return pass_new(model, &spec, error);
}

static bool enter(Race *race, CellKind kind, Error *error) {
    Racer *racer = &race->racers[kind];
    TrainSettings settings = train_settings(race->setup.epochs, race->setup.seed);
    settings.rate = race->setup.rate;
    settings.threads = race->setup.threads;
    if (race->setup.batch)
        settings.batch = race->setup.batch;
    racer->model = fresh_model(race, kind, error);
    racer->before = racer->model ? fresh_model(race, kind, error) : NULL;
    if (!racer->before)
        return false;
    racer->trainer = trainer_new(racer->model, &race->task, &settings, error);
    if (!racer->trainer)
        return false;
    racer->passes[RACE_BEFORE] = example_pass(race, racer->before, error);
    if (!racer->passes[RACE_BEFORE])
        return false;
    racer->passes[RACE_NOW] = example_pass(race, racer->model, error);
    racer->report.there = true;
    racer->report.parameters = model_parameter_count(racer->model);
    return racer->passes[RACE_NOW];
}

Race *race_new(const TrainTask *task, const RaceSetup *setup, Error *error) {
    if (!setup_ok(setup, error))
        return NULL;
    Race *race = calloc(1, sizeof *race);
    if (!race) {
        error_memory(error, sizeof *race, "a race");
        return NULL;
    }
    race->task = *task;
    race->setup = *setup;
    bool good = true;
    for (int kind = 0; good && kind < CELL_KIND_COUNT; kind++)
        good = !setup->kinds[kind] || enter(race, (CellKind)kind, error);
    if (good)
        return race;
    race_free(race);
    return NULL;
}

void race_free(Race *race) {
    if (!race)
        return;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        Racer *racer = &race->racers[kind];
        for (int moment = 0; moment < RACE_MOMENTS; moment++)
            pass_free(racer->passes[moment]);
        trainer_free(racer->trainer);
        model_free(racer->model);
        model_free(racer->before);
    }
    free(race);
}

const Model *race_model(const Race *race, CellKind kind) {
    return race->racers[kind].model;
}

Trainer *race_trainer(const Race *race, CellKind kind) {
    return race->racers[kind].trainer;
}

/* ---- going on ---- */

/* A part of the test that follows an epoch. A whole one would take a browser, which has no threads,
 * many frames' time. */
static void test(Race *race, Racer *racer) {
    RaceCurve *curve = &racer->report.curve;
    LossSum *sum = &race->test_sum;
    race->tested = trainer_test_part(racer->trainer, race->tested, sum);
    if (race->tested < race->task.test_count)
        return;
    curve->test_loss[curve->test_count] = (float)(sum->loss / (double)sum->rows);
    curve->test_right[curve->test_count] = (float)((double)sum->right / (double)sum->rows);
    curve->test_count++;
    race->testing = false;
}

/* What the trainer has summed up in this epoch, less what it had before, is the minibatch's. */
static void note(Racer *racer, bool epoch_begins) {
    const TrainProgress *progress = trainer_progress(racer->trainer);
    const LossSum before = epoch_begins ? (LossSum){0} : racer->sum, now = progress->sum;
    double rows = (double)(now.rows - before.rows);
    race_curve_add(&racer->report.curve, (now.loss - before.loss) / rows,
                   (double)(now.right - before.right) / rows);
    racer->sum = now;
    racer->report.done++;
    racer->report.seconds = progress->seconds;
    racer->report.sequences = progress->sequences;
}

static bool learn(Race *race, Racer *racer) {
    const TrainProgress *progress = trainer_progress(racer->trainer);
    bool epoch_begins = progress->batch == 0;
    if (!trainer_step(racer->trainer))
        return false;
    note(racer, epoch_begins);
    race->testing = progress->batch == 0;
    race->tested = 0;
    race->test_sum = (LossSum){0};
    return true;
}

/* A minibatch of the racer whose turn it is, or a part of the test after its epoch. */
static bool move(Race *race) {
    double start = seconds_now();
    bool went = true;
    while (!race->racers[race->turn].trainer)
        race->turn = (race->turn + 1) % CELL_KIND_COUNT;
    if (race->testing)
        test(race, &race->racers[race->turn]);
    else
        went = learn(race, &race->racers[race->turn]);
    if (!race->testing)
        race->turn = (race->turn + 1) % CELL_KIND_COUNT;
    if (went)
        race->seconds += seconds_now() - start;
    return went;
}

bool race_step(Race *race) {
    bool went = move(race);
    while (race->testing)
        move(race);
    return went;
}

bool race_slice(Race *race, double seconds) {
    double end = seconds_now() + seconds;
    bool went;
    do
        went = move(race);
    while (went && seconds_now() < end);
    return went;
}

/* ---- the report ---- */

void race_choose(Race *race, long example) {
    race->example = clamp_long(example, 0, race->task.test_count - 1);
}

static void fill_head(const Race *race, RaceReport *report) {
    report->batches = report->done = report->all = 0;
    report->epochs = race->setup.epochs;
    report->seconds = race->seconds;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        const Racer *racer = &race->racers[kind];
        report->racers[kind] = racer->report;
        if (!racer->trainer)
            continue;
        report->batches = trainer_progress(racer->trainer)->batches;
        report->done += racer->report.done;
        report->all += report->batches * report->epochs;
    }
    report->example = race->example;
    report->examples = race->task.test_count;
}

static void fill_sizes(const Race *race, RaceReport *report) {
    const TrainTask *task = &race->task;
    report->steps = task->steps;
    report->inputs = task->inputs;
    report->outputs = task->outputs;
    report->hidden = race->setup.hidden;
    report->width = loss_target_width(task->loss, task->outputs);
    report->every = task->every;
    report->loss = task->loss;
    report->text = task->characters;
    if (report->text)
        memcpy(report->character_of, task->characters, (size_t)task->outputs);
}

static void fill_signals(const RaceReport *report, const Pass *pass, CellKind kind,
                         RaceMoment moment) {
    int signals[RACE_SIGNALS], count = race_signals(kind, signals);
    for (int which = 0; which < count; which++) {
        float *to = race_signal(report, kind, moment, which);
        for (long t = 0; t < report->steps; t++) {
            const float *units = trace_at(pass->traces[0], signals[which], t, 0);
            for (int unit = 0; unit < report->hidden; unit++)
                to[unit * report->steps + t] = units[unit];
        }
    }
}

static void fill_outputs(const RaceReport *report, const Pass *pass, CellKind kind,
                         RaceMoment moment) {
    float *to = race_outputs(report, kind, moment);
    for (long t = 0; t < report->steps; t++) {
        float *y = pass->outputs + t * report->outputs;
        if (report->loss == LOSS_CLASSES)
            loss_softmax(y, report->outputs, to);
        else
            memcpy(to, y, (size_t)report->outputs * sizeof *to);
        to += report->outputs;
    }
}

static void run_example(Race *race, const RaceReport *report, CellKind kind) {
    Racer *racer = &race->racers[kind];
    size_t bytes = (size_t)report->steps * (size_t)report->inputs * sizeof(float);
    for (int moment = 0; moment < RACE_MOMENTS; moment++) {
        Pass *pass = racer->passes[moment];
        memcpy(pass->inputs, race_inputs(report), bytes);
        pass_forward(pass);
        fill_outputs(report, pass, kind, (RaceMoment)moment);
        fill_signals(report, pass, kind, (RaceMoment)moment);
    }
}

bool race_report(Race *race, RaceReport *report, Error *error) {
    fill_head(race, report);
    fill_sizes(race, report);
    if (!report->numbers && !race_report_make(report, error))
        return false;
    bool taken = false;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        Trainer *trainer = race->racers[kind].trainer;
        if (!trainer)
            continue;
        if (!taken) /* all trainers would give the same */
            trainer_example(trainer, race->example, race_inputs(report), race_targets(report));
        taken = true;
        run_example(race, report, (CellKind)kind);
    }
    return true;
}
