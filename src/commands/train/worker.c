/* worker.c: see worker.h. */
#include "commands/train/worker.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/library/library.h"
#include "files/data/digits.h"
#include "files/weights/model.h"

enum { PATH_SIZE = 4096, NAMES_MOST = 10000 };
static const double REPORT_SECONDS = 0.05; /* so often that the curves seem to flow */

/* ---- the task ---- */

static bool read_digits(TrainWorker *worker, Error *error) {
    char folder[PATH_SIZE];
    if (!worker->digits && !library_assets("mnist", folder, sizeof folder))
        return error_set(error, "the folder of digits was not found: name it in GATESCOPE_ASSETS");
    if (!worker->digits)
        worker->digits = digits_read(folder, error);
    return worker->digits;
}

static bool find_task(TrainWorker *worker, TrainTask *task, Error *error) {
    switch (worker->order.task) {
    case TRAINING_DIGITS:
        if (!read_digits(worker, error))
            return false;
        *task = task_digits(worker->digits);
        return true;
    case TRAINING_ADDING:
        *task = task_adding();
        return true;
    case TRAINING_RECALL:
        *task = task_recall();
        return true;
    case TRAINING_TEXT:
        if (!worker->text.text && !train_text_read(&worker->text, error))
            return false;
        *task = train_text_task(&worker->text);
        return true;
    default:
        *task = task_counting();
        return true;
    }
}

/* ---- life ---- */

static void drop_race(TrainWorker *worker) {
    race_free(worker->race);
    race_report_free(&worker->report);
    worker->race = NULL;
    worker->over = false;
    worker->error = (Error){0};
}

void worker_free(TrainWorker *worker) {
    drop_race(worker);
    digits_free(worker->digits);
    train_text_free(&worker->text);
    *worker = (TrainWorker){0};
}

/* ---- work ---- */

static void report(TrainWorker *worker) {
    worker->since_report = 0;
    worker->fresh = true;
    if (!race_report(worker->race, &worker->report, &worker->error))
        return;
    worker->over = race_over(&worker->report);
}

static void make_race(TrainWorker *worker) {
    TrainTask task;
    drop_race(worker);
    if (find_task(worker, &task, &worker->error))
        worker->race = race_new(&task, &worker->order.setup, &worker->error);
}

void worker_order(TrainWorker *worker, const TrainingOrder *order) {
    bool another = order->race != worker->order.race;
    worker->order = *order;
    if (another)
        make_race(worker);
    worker->fresh = true;
    if (!worker->race)
        return;
    race_choose(worker->race, order->example);
    report(worker);
}

bool worker_slice(TrainWorker *worker, double seconds) {
    if (!worker->race || !worker->order.running || worker->over)
        return false;
    bool went = race_slice(worker->race, seconds);
    worker->since_report += seconds;
    if (!went || worker->since_report >= REPORT_SECONDS)
        report(worker);
    return went;
}

static bool all_have(const TrainWorker *worker, long batches) {
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        Trainer *trainer = race_trainer(worker->race, (CellKind)kind);
        if (trainer && trainer_optimizer(trainer)->steps < batches)
            return false;
    }
    return true;
}

void worker_batches(TrainWorker *worker, long batches) {
    if (!worker->race)
        return;
    while (!all_have(worker, batches) && race_step(worker->race))
        continue;
    report(worker);
}

/* ---- saving ---- */

static void path_of(const TrainWorker *worker, int number, CellKind kind, char *path, size_t size) {
    snprintf(path, size, "%s-%d-%s.safetensors", training_task_name(worker->order.task), number,
             cell_kind(kind)->name);
}

static bool is_free(const TrainWorker *worker, int number) {
    char path[PATH_SIZE];
    struct stat status;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        path_of(worker, number, (CellKind)kind, path, sizeof path);
        if (stat(path, &status) == 0)
            return false;
    }
    return true;
}

static bool save(TrainWorker *worker, int number, CellKind kind, Error *error) {
    Trainer *trainer = race_trainer(worker->race, kind);
    const TrainProgress *progress = trainer_progress(trainer);
    char path[PATH_SIZE];
    ModelNotes notes = model_notes(trainer, training_task_name(worker->order.task));
    bool over = progress->epoch == progress->epochs, text = worker->order.task == TRAINING_TEXT;
    if (text)
        train_text_note(&worker->text, &notes);
    path_of(worker, number, kind, path, sizeof path);
    return model_file_write(path, race_model(worker->race, kind), &notes,
                            over || text ? NULL : trainer_optimizer(trainer), error);
}

static void add(char *names, size_t size, const char *text) {
    size_t length = strlen(names);
    snprintf(names + length, size - length, "%s", text);
}

bool worker_save(TrainWorker *worker, char *names, size_t size, Error *error) {
    int number = 1, count = 0;
    if (!worker->race)
        return error_set(error, "there is nothing to save");
    while (number < NAMES_MOST && !is_free(worker, number))
        number++;
    snprintf(names, size, "%s-%d-{", training_task_name(worker->order.task), number);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        if (!race_model(worker->race, (CellKind)kind))
            continue;
        if (!save(worker, number, (CellKind)kind, error))
            return false;
        add(names, size, count++ ? "," : "");
        add(names, size, cell_kind((CellKind)kind)->name);
    }
    add(names, size, "}.safetensors");
    return true;
}
