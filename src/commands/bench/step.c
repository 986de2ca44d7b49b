/* step.c: what a step and a trained sequence cost. See bench.h. */
#include "commands/bench/step.h"

#include <math.h>
#include <stdlib.h>

#include "commands/bench/measure.h"
#include "commands/bench/roof.h"
#include "engine/trace.h"
#include "engine/training/train.h"

enum { CLASSES = 10, EXAMPLES = 4 * LEARN_BATCH, BYTES = sizeof(float) };

typedef struct Size {
    int inputs, hidden;
    long steps;
} Size;

static const Size sizes[STEP_SIZES] = {
    {4, 8, 20000}, {28, 128, 1000}, {64, 512, 100}, {512, 1024, 20}};

/* ---- steps ---- */

/* A cell with random weights and a run of it. */
typedef struct Course {
    Cell *cell;
    Trace *trace;
    float *inputs;
    long steps;
} Course;

static void course_close(Course *course) {
    free(course->inputs);
    trace_free(course->trace);
    cell_free(course->cell);
}

static bool course_open(Course *course, CellKind kind, const Size *size, Error *error) {
    const CellSpec spec = cell_spec(kind, size->inputs, size->hidden);
    size_t numbers = (size_t)size->steps * (size_t)size->inputs;
    unsigned seed = 2;
    *course = (Course){.steps = size->steps};
    course->cell = cell_new(&spec, error);
    course->trace = course->cell ? trace_new(&spec, size->steps, 1, error) : NULL;
    course->inputs = course->trace ? malloc(numbers * sizeof *course->inputs) : NULL;
    if (!course->inputs)
        return course->trace ? error_memory(error, numbers * sizeof(float), "inputs") : false;
    for (size_t k = 0; k < numbers; k++)
        course->inputs[k] = measure_number(&seed);
    measure_weights(course->cell, 1, 1 / sqrtf((float)size->hidden));
    return true;
}

static double course_step_ns(const Course *course) {
    const Inputs from = {course->inputs, (size_t)course->cell->spec.inputs, 0};
    double start = measure_cpu();
    trace_run(course->trace, course->cell, from, 0, course->steps);
    return (measure_cpu() - start) / (double)course->steps;
}

static bool measure_step(StepCase *step, const Size *size, Peer *peer, int rounds, Error *error) {
    Course course;
    bool good = course_open(&course, step->kind, size, error);
    double multiply = 0, read = 0;
    step->inputs = size->inputs;
    step->hidden = size->hidden;
    step->weights = good ? cell_parameter_count(&course.cell->spec) : 0;
    if (good)
        course_step_ns(&course); /* brings memory and caches to life */
    for (int round = 0; good && round < rounds; round++) {
        bench_keep(&multiply, bench_multiply_ns());
        bench_keep(&read, bench_read_ns((size_t)step->weights * BYTES));
        for (int k = 0; k < 3; k++)
            bench_keep(&step->own, course_step_ns(&course));
        bench_keep(&step->peer, peer_ask(peer, "step %s %d %d", cell_kind(step->kind)->name,
                                         size->inputs, size->hidden));
    }
    step->roof = fmax((double)step->weights * multiply, read);
    course_close(&course);
    return good;
}

bool bench_steps(StepCase cases[STEP_CASES], Peer *peer, int rounds, Error *error) {
    for (int k = 0; k < STEP_CASES; k++) {
        cases[k].kind = (CellKind)(k / STEP_SIZES);
        if (!measure_step(&cases[k], &sizes[k % STEP_SIZES], peer, rounds, error))
            return false;
    }
    return true;
}

/* ---- training ---- */

/* Any numbers: what is learnt does not matter here. */
static void give_example(const void *data, const Example *example) {
    unsigned seed = (unsigned)example->index + 1;
    (void)data;
    for (long t = 0; t < LEARN_STEPS; t++)
        for (int k = 0; k < LEARN_INPUTS; k++)
            example->inputs[(size_t)t * example->step + (size_t)k] = measure_number(&seed);
    example->targets[0] = (float)(example->index % CLASSES);
}

static const TrainTask task = {.name = "bench",
                               .inputs = LEARN_INPUTS,
                               .outputs = CLASSES,
                               .steps = LEARN_STEPS,
                               .loss = LOSS_CLASSES,
                               .train_count = EXAMPLES,
                               .test_count = LEARN_BATCH,
                               .example = give_example};

/* Multiplications of a sequence: each weight once a step forward, once for the derivatives of what
 * it is multiplied with, once for its own. */
static double sequence_multiplications(const TrainingCase *training) {
    const CellSpec spec = cell_spec(training->kind, LEARN_INPUTS, LEARN_HIDDEN);
    return 3.0 * LEARN_STEPS * (double)cell_parameter_count(&spec);
}

static void train(TrainingCase *training, Trainer *trainer, Peer *peer, int rounds) {
    double (*clock)(void) = training->threads > 1 ? measure_now : measure_cpu;
    double multiply = 0;
    trainer_step(trainer);
    for (int round = 0; round < rounds; round++) {
        bench_keep(&multiply, bench_multiply_ns());
        for (int k = 0; k < 3; k++) {
            double start = clock();
            trainer_step(trainer);
            training->own = fmax(training->own, LEARN_BATCH * 1e9 / (clock() - start));
        }
        double peers =
            peer_ask(peer, "train %s %d %d %d %d %d", cell_kind(training->kind)->name, LEARN_INPUTS,
                     LEARN_HIDDEN, LEARN_STEPS, LEARN_BATCH, training->threads);
        training->peer = fmax(training->peer, peers);
    }
    training->roof = training->threads * 1e9 / (multiply * sequence_multiplications(training));
}

bool bench_training(TrainingCase cases[TRAINING_CASES], Peer *peer, int rounds, Error *error) {
    bool good = true;
    for (int k = 0; good && k < TRAINING_CASES; k++) {
        TrainingCase *training = &cases[k];
        training->kind = (CellKind)(k / 2);
        training->threads = 1 + k % 2;
        const ModelSpec spec = {training->kind, LEARN_INPUTS, LEARN_HIDDEN, 1, CLASSES};
        TrainSettings settings = train_settings(1000, 1);
        settings.batch = LEARN_BATCH;
        settings.threads = training->threads;
        Model *model = model_new(&spec, error);
        if (model)
            model_begin(model, 1);
        Trainer *trainer = model ? trainer_new(model, &task, &settings, error) : NULL;
        good = trainer != NULL;
        if (good)
            train(training, trainer, peer, rounds);
        trainer_free(trainer);
        model_free(model);
    }
    return good;
}
