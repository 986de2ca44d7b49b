/* worker.h: does what a training session orders: makes the race, lets it go on for a slice of
 * time, reports, saves. It knows neither the session nor a thread: it is the other side of a job
 * (training_job.c, ui/window/job.h). */
#ifndef GATESCOPE_COMMANDS_TRAIN_WORKER_H
#define GATESCOPE_COMMANDS_TRAIN_WORKER_H

#include "commands/train/train_text.h"
#include "session/kinds/training.h"

/* All zero at first. */
typedef struct TrainWorker {
    Digits *digits; /* read when they are first asked for; owned */
    TrainText text; /* alike */
    Race *race;     /* of order.race; NULL: it could not be; owned */
    TrainingOrder order;
    RaceReport report; /* owned */
    bool fresh;        /* the report, or the error, is news */
    bool over;
    double since_report; /* seconds of work */
    Error error;         /* why there is no race; what empty: there is one */
} TrainWorker;

void worker_free(TrainWorker *worker); /* what is in it */

/* Takes an order: makes another race where its number is another, and reports at once. */
void worker_order(TrainWorker *worker, const TrainingOrder *order);
/* Trains for so many seconds, if the order says so. False: there is nothing to do. */
bool worker_slice(TrainWorker *worker, double seconds);
/* Trains until every racer has gone through so many minibatches, and reports. */
void worker_batches(TrainWorker *worker, long batches);

/* Writes the models of all that race into the current folder, under names that are free:
 * digits-1-lstm.safetensors and so on. `names` says them in one: digits-1-{lstm,gru}.safetensors.
 * What is written `gatescope train --resume` takes; those of text, which was no file, `gatescope
 * text`. */
bool worker_save(TrainWorker *worker, char *names, size_t size, Error *error);

#endif
