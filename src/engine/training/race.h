/* race.h: up to three models, one a kind of cell, that learn one task side by side: with the same
 * seed they see the same minibatches in the same order, so that only the cells differ.
 *
 * A race is a plain object without a thread: who has it lets it go on for some milliseconds
 * (race_slice), and in between asks for a report or saves a model. So it can run in a thread of its
 * own, or in what a frame leaves over where there are no threads. */
#ifndef GATESCOPE_ENGINE_TRAINING_RACE_H
#define GATESCOPE_ENGINE_TRAINING_RACE_H

#include "engine/training/race_report.h"

enum { RACE_HIDDEN = 128 };

typedef struct RaceSetup {
    bool kinds[CELL_KIND_MOST]; /* at least one */
    int hidden;                 /* units of each: 1..RACE_HIDDEN */
    long epochs;                /* 1..RACE_EPOCHS */
    float rate;
    uint64_t seed;
    int threads; /* 1 or 2 */
    int batch;   /* examples of a minibatch, even; 0: as many as usual (train_settings) */
} RaceSetup;

typedef struct Race Race;

/* At the start. The task's data must outlive it. NULL and an error for a setup out of range, and
 * where memory lacks. */
Race *race_new(const TrainTask *task, const RaceSetup *setup, Error *error);
void race_free(Race *race); /* NULL is allowed */

/* The next minibatch of the racer whose turn it is; after an epoch it is tested too. A test that
 * has begun is finished instead. False, and nothing done, where the race is over. */
bool race_step(Race *race);
/* Minibatches and parts of tests, as large as a minibatch, until so much time has passed: at least
 * one. False as above. */
bool race_slice(Race *race, double seconds);

/* Which of the test examples the reports show; taken into the range there is. */
void race_choose(Race *race, long example);
/* How things stand. False and an error where memory lacks for an empty report; one that was filled
 * for this race before never fails. */
bool race_report(Race *race, RaceReport *report, Error *error);

/* What saving needs; NULL where the kind does not race. */
const Model *race_model(const Race *race, CellKind kind);
Trainer *race_trainer(const Race *race, CellKind kind);

#endif
