/* train.c: see train.h. */
#include "engine/training/train.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/pack.h"
#include "engine/pair.h"
#include "engine/random.h"
#include "engine/training/pass.h"

enum { HALVES = 2, SHUFFLE = 1, TRAINING = 2, TESTING = 3 };

struct Trainer {
    Model *model;
    TrainTask task;
    TrainSettings settings;
    Optimizer optimizer;
    TrainProgress progress;
    ModelPart parts[MODEL_PARTS];
    int part_count;
    Pair *pair;
    Pass *passes[HALVES];
    LossSum sums[HALVES];
    long *order; /* of the examples in this epoch */
    long order_epoch;
    long first; /* of the minibatch in the order, or of the test examples */
};

TrainSettings train_settings(long epochs, uint64_t seed) {
    return (TrainSettings){.optimizer = OPTIMIZER_ADAM,
                           .rate = 4e-3f,
                           .clip = 1,
                           .batch = 64,
                           .forget_bias = TRAIN_FORGET_BIAS,
                           .epochs = epochs,
                           .seed = seed,
                           .threads = 2};
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- making ---- */

/* Written so that what is no number is refused too. */
static bool rates_ok(const TrainSettings *settings, Error *error) {
    if (!(settings->rate >= TRAIN_RATE_LEAST && settings->rate <= TRAIN_RATE_MOST))
        return error_set(error, "a learning rate is %g to %g, not %g", (double)TRAIN_RATE_LEAST,
                         (double)TRAIN_RATE_MOST, (double)settings->rate);
    if (!(settings->momentum >= 0 && settings->momentum <= TRAIN_MOMENTUM_MOST))
        return error_set(error, "a momentum is 0 to %g, not %g", (double)TRAIN_MOMENTUM_MOST,
                         (double)settings->momentum);
    if (!(settings->clip >= 0 && settings->clip <= TRAIN_CLIP_MOST))
        return error_set(error, "a gradient is clipped at 0 to %g, not %g", (double)TRAIN_CLIP_MOST,
                         (double)settings->clip);
    if (!(fabsf(settings->forget_bias) <= TRAIN_FORGET_MOST))
        return error_set(error, "a forget bias is %g to %g, not %g", -(double)TRAIN_FORGET_MOST,
                         (double)TRAIN_FORGET_MOST, (double)settings->forget_bias);
    return true;
}

static bool settings_ok(const Model *model, const TrainTask *task, const TrainSettings *settings,
                        Error *error) {
    if (model->spec.inputs != task->inputs || model->spec.outputs != task->outputs)
        return error_set(
            error, "the model has %d inputs and %d outputs, the task \"%s\" has %d and %d",
            model->spec.inputs, model->spec.outputs, task->name, task->inputs, task->outputs);
    if (settings->batch < HALVES || settings->batch > TRAIN_BATCH_MOST || settings->batch % HALVES)
        return error_set(error, "a minibatch has 2 to %d examples, an even number, not %d",
                         TRAIN_BATCH_MOST, settings->batch);
    if (task->train_count < settings->batch || task->test_count < 1)
        return error_set(error,
                         "%ld examples to train and %ld to test are too few for batches "
                         "of %d",
                         task->train_count, task->test_count, settings->batch);
    if (settings->epochs < 1)
        return error_set(error, "there has to be an epoch");
    return rates_ok(settings, error);
}

static bool make_parts(Trainer *trainer, Error *error) {
    const TrainTask *task = &trainer->task;
    PassSpec spec = {task->steps, trainer->settings.batch / HALVES, task->every, task->loss};
    for (int half = 0; half < HALVES; half++) {
        trainer->passes[half] = pass_new(trainer->model, &spec, error);
        if (!trainer->passes[half])
            return false;
    }
    trainer->order = calloc((size_t)task->train_count, sizeof *trainer->order);
    if (!trainer->order)
        return error_memory(error, (size_t)task->train_count * sizeof(long), "an order");
    trainer->pair = pair_new(trainer->settings.threads, error);
    return trainer->pair && optimizer_init(&trainer->optimizer, trainer->settings.optimizer,
                                           trainer->settings.momentum, trainer->model, error);
}

Trainer *trainer_new(Model *model, const TrainTask *task, const TrainSettings *settings,
                     Error *error) {
    if (!settings_ok(model, task, settings, error))
        return NULL;
    Trainer *trainer = calloc(1, sizeof *trainer);
    if (!trainer) {
        error_memory(error, sizeof *trainer, "a trainer");
        return NULL;
    }
    trainer->model = model;
    trainer->task = *task;
    trainer->settings = *settings;
    trainer->order_epoch = -1;
    trainer->progress.epochs = settings->epochs;
    trainer->progress.batches = task->train_count / settings->batch;
    trainer->part_count = model_parts(model, trainer->parts);
    if (make_parts(trainer, error))
        return trainer;
    trainer_free(trainer);
    return NULL;
}

void trainer_free(Trainer *trainer) {
    if (!trainer)
        return;
    pair_free(trainer->pair);
    for (int half = 0; half < HALVES; half++)
        pass_free(trainer->passes[half]);
    optimizer_free(&trainer->optimizer);
    free(trainer->order);
    free(trainer);
}

const TrainProgress *trainer_progress(const Trainer *trainer) {
    return &trainer->progress;
}

const TrainSettings *trainer_settings(const Trainer *trainer) {
    return &trainer->settings;
}

Optimizer *trainer_optimizer(Trainer *trainer) {
    return &trainer->optimizer;
}

bool trainer_resume(Trainer *trainer) {
    TrainProgress *progress = &trainer->progress;
    long steps = trainer->optimizer.steps;
    if (steps < 0 || steps > progress->epochs * progress->batches)
        return false;
    progress->epoch = steps / progress->batches;
    progress->batch = steps % progress->batches;
    progress->sum = (LossSum){0};
    model_touch(trainer->model);
    return true;
}

/* ---- one minibatch ---- */

/* Fisher and Yates' shuffle, another one in every epoch. */
static void shuffle(Trainer *trainer, long epoch) {
    long count = trainer->task.train_count;
    Random random = {random_mix(random_mix(trainer->settings.seed, SHUFFLE), (uint64_t)epoch)};
    if (trainer->order_epoch == epoch)
        return;
    for (long k = 0; k < count; k++)
        trainer->order[k] = k;
    for (long k = count - 1; k > 0; k--) {
        long other = random_below(&random, k + 1), kept = trainer->order[k];
        trainer->order[k] = trainer->order[other];
        trainer->order[other] = kept;
    }
    trainer->order_epoch = epoch;
}

/* Writes one example into a row of a pass. */
static void fill_row(const Trainer *trainer, Pass *pass, int row, bool test, long index) {
    const TrainTask *task = &trainer->task;
    size_t width = (size_t)loss_target_width(task->loss, task->outputs);
    size_t rows = (size_t)pass->spec.rows, d = (size_t)task->inputs;
    uint64_t epoch = test ? 0 : (uint64_t)trainer->progress.epoch;
    uint64_t seed = random_mix(trainer->settings.seed, test ? TESTING : TRAINING);
    const Example example = {.test = test,
                             .index = index,
                             .random = random_mix(random_mix(seed, epoch), (uint64_t)index),
                             .inputs = pass->inputs + (size_t)row * d,
                             .targets = pass->targets + (size_t)row * width,
                             .step = rows * d,
                             .target = rows * width};
    task->example(task->data, &example);
}

void trainer_example(const Trainer *trainer, long index, float *inputs, float *targets) {
    assert(index >= 0 && index < trainer->task.test_count);
    const TrainTask *task = &trainer->task;
    uint64_t seed = random_mix(trainer->settings.seed, TESTING);
    const Example example = {.test = true,
                             .index = index,
                             .random = random_mix(random_mix(seed, 0), (uint64_t)index),
                             .inputs = inputs,
                             .targets = targets,
                             .step = (size_t)task->inputs,
                             .target = (size_t)loss_target_width(task->loss, task->outputs)};
    task->example(task->data, &example);
}

static float share_of(const Trainer *trainer) {
    float readouts = trainer->task.every ? (float)trainer->task.steps : 1;
    return 1 / ((float)trainer->settings.batch * readouts);
}

static void train_half(void *context, int half) {
    Trainer *trainer = context;
    Pass *pass = trainer->passes[half];
    long first = trainer->first + half * pass->spec.rows;
    for (int row = 0; row < pass->spec.rows; row++)
        fill_row(trainer, pass, row, false, trainer->order[first + row]);
    trainer->sums[half] = (LossSum){0};
    pass_run(pass, share_of(trainer), &trainer->sums[half]);
}

/* Packed by one thread, read by two. */
static void pack(Trainer *trainer) {
    for (int k = 0; k < trainer->model->spec.layers; k++)
        if (trainer->model->layers[k]->stale)
            cell_pack(trainer->model->layers[k]);
}

static void add_sum(LossSum *sum, const LossSum *more) {
    sum->loss += more->loss;
    sum->right += more->right;
    sum->rows += more->rows;
}

static float rate_now(const Trainer *trainer) {
    const TrainProgress *progress = &trainer->progress;
    double done = (double)trainer->optimizer.steps;
    double part = done / ((double)progress->epochs * (double)progress->batches);
    return trainer->settings.rate * (float)(0.5 + 0.5 * cos(3.14159265358979323846 * part));
}

/* The two halves' derivatives together, clipped, and the optimizer's step. */
static void learn(Trainer *trainer) {
    float *gradients[MODEL_PARTS], clip = trainer->settings.clip;
    double squares = 0;
    for (int k = 0; k < trainer->part_count; k++) {
        const ModelPart *part = &trainer->parts[k];
        gradients[k] = pass_gradient(trainer->passes[0], part);
        squares += gradient_add(gradients[k], pass_gradient(trainer->passes[1], part),
                                (size_t)part->rows * (size_t)part->columns);
    }
    double norm = sqrt(squares);
    float scale = clip > 0 && norm > (double)clip ? (float)((double)clip / norm) : 1;
    trainer->progress.norm = norm;
    optimizer_step(&trainer->optimizer, trainer->parts, trainer->part_count, gradients, scale,
                   rate_now(trainer));
    model_touch(trainer->model);
}

static void count_batch(Trainer *trainer) {
    TrainProgress *progress = &trainer->progress;
    LossSum both = trainer->sums[0];
    add_sum(&both, &trainer->sums[1]);
    add_sum(&progress->sum, &both);
    progress->last_loss = both.loss / (double)both.rows;
    progress->sequences += trainer->settings.batch;
    if (++progress->batch == progress->batches) {
        progress->batch = 0;
        progress->epoch++;
    }
}

bool trainer_step(Trainer *trainer) {
    TrainProgress *progress = &trainer->progress;
    if (progress->epoch >= progress->epochs)
        return false;
    double start = seconds_now();
    if (progress->batch == 0)
        progress->sum = (LossSum){0};
    shuffle(trainer, progress->epoch);
    pack(trainer);
    trainer->first = progress->batch * trainer->settings.batch;
    pair_run(trainer->pair, train_half, trainer);
    learn(trainer);
    count_batch(trainer);
    progress->seconds += seconds_now() - start;
    return true;
}

/* ---- testing ---- */

/* Rows past the last example repeat it and do not count. */
static void test_half(void *context, int half) {
    Trainer *trainer = context;
    Pass *pass = trainer->passes[half];
    long first = trainer->first + half * pass->spec.rows, count = trainer->task.test_count;
    long rows = count - first < pass->spec.rows ? count - first : pass->spec.rows;
    trainer->sums[half] = (LossSum){0};
    if (rows <= 0)
        return;
    for (int row = 0; row < pass->spec.rows; row++)
        fill_row(trainer, pass, row, true, first + (row < rows ? row : rows - 1));
    pass_forward(pass);
    pass_loss(pass, (int)rows, 1, &trainer->sums[half]);
}

long trainer_test_part(Trainer *trainer, long first, LossSum *sum) {
    pack(trainer);
    trainer->first = first;
    pair_run(trainer->pair, test_half, trainer);
    for (int half = 0; half < HALVES; half++)
        add_sum(sum, &trainer->sums[half]);
    return first + trainer->settings.batch;
}

LossSum trainer_test(Trainer *trainer) {
    LossSum sum = {0};
    for (long first = 0; first < trainer->task.test_count;)
        first = trainer_test_part(trainer, first, &sum);
    return sum;
}
