/* training_job.c: see training_job.h. */
#include <stdlib.h>

#include "commands/train/letters.h"
#include "commands/train/training_job.h"

static void *begin(void) {
    return calloc(1, sizeof(TrainWorker));
}

static void end(void *own) {
    worker_free(own);
    free(own);
}

static void fail(TrainWorker *worker, JobBox *replies) {
    FailedLetter failed = {worker->order.race, worker->error};
    job_put(replies, LETTER_FAILED, &failed, sizeof failed);
}

/* What is new, as far as it was not told. */
static void tell(TrainWorker *worker, JobBox *replies) {
    if (!worker->fresh)
        return;
    worker->fresh = false;
    if (!worker->error.what[0] && !letter_put_report(replies, worker->order.race, &worker->report))
        error_memory(&worker->error, worker->report.number_count * sizeof(float), "a report");
    if (worker->error.what[0])
        fail(worker, replies);
}

static void save(TrainWorker *worker, JobBox *replies) {
    SavedLetter saved = {0};
    worker_save(worker, saved.names, sizeof saved.names, &saved.error);
    job_put(replies, LETTER_SAVED, &saved, sizeof saved);
}

/* Between two slices, when the models are at rest. */
static void lend(TrainWorker *worker, JobBox *replies) {
    SavedLetter lacking = {0};
    const Model *models[CELL_KIND_COUNT] = {NULL};
    bool any = worker->race || error_set(&lacking.error, "nothing has been trained");
    for (int kind = 0; any && kind < CELL_KIND_COUNT; kind++)
        models[kind] = race_model(worker->race, (CellKind)kind);
    if (any && !letter_put_models(replies, models))
        error_memory(&lacking.error, sizeof models, "models");
    if (lacking.error.what[0])
        job_put(replies, LETTER_SAVED, &lacking, sizeof lacking);
}

static void take(void *own, int tag, const void *bytes, size_t size, JobBox *replies) {
    (void)size;
    if (tag == LETTER_ORDER)
        worker_order(own, bytes);
    else if (tag == LETTER_SAVE)
        save(own, replies);
    else
        lend(own, replies);
    tell(own, replies);
}

static bool work(void *own, double seconds, JobBox *replies) {
    bool more = worker_slice(own, seconds);
    tell(own, replies);
    return more;
}

const JobKind training_job = {"training", begin, end, take, work};
