/* measure_train.c: how many sequences a training takes in a second (measure.h). */
#include <string.h>

#include "commands/measure.h"
#include "engine/train.h"

enum { INPUTS = 28, STEPS = 28, CLASSES = 10, BATCHES = 12, REPEATS = 5 };

/* What is learnt does not matter to the time: noise, and any class. */
static void example(const void *data, const Example *example) {
    (void)data;
    unsigned seed = (unsigned)example->random;
    for (long t = 0; t < STEPS; t++)
        for (int k = 0; k < INPUTS; k++)
            example->inputs[(size_t)t * example->step + (size_t)k] = measure_number(&seed);
    *example->targets = (float)(example->index % CLASSES);
}

static bool measure(Model *model, int threads, double *per_second, Error *error) {
    TrainSettings settings = train_settings(REPEATS + 1, 1);
    const TrainTask task = {.name = "bench",
                            .inputs = INPUTS,
                            .outputs = CLASSES,
                            .steps = STEPS,
                            .loss = LOSS_CLASSES,
                            .train_count = (long)BATCHES * settings.batch,
                            .test_count = 1,
                            .example = example};
    double times[REPEATS];
    settings.threads = threads;
    Trainer *trainer = trainer_new(model, &task, &settings, error);
    if (!trainer)
        return false;
    for (int k = -1; k < REPEATS; k++) { /* the first epoch brings memory and caches to life */
        double start = measure_now();
        for (int batch = 0; batch < BATCHES; batch++)
            trainer_step(trainer);
        if (k >= 0)
            times[k] = measure_now() - start;
    }
    *per_second = 1e9 * (double)task.train_count / measure_part(times, REPEATS, 0.5);
    trainer_free(trainer);
    return true;
}

bool measure_training(CellKind kind, int hidden, double per_second[TRAIN_THREADS], Error *error) {
    const ModelSpec spec = {kind, INPUTS, hidden, 1, CLASSES};
    Model *model = model_new(&spec, error);
    bool good = model != NULL;
    for (int threads = 1; good && threads <= TRAIN_THREADS; threads++) {
        model_begin(model, 1);
        good = measure(model, threads, &per_second[threads - 1], error);
    }
    model_free(model);
    return good;
}
