/* training.h: a session that watches cells learn: what they shall learn, whether they do so now,
 * and how far they have come.
 *
 * Nothing is trained here. The session says what is wanted (its order), the host sees to it
 * (commands/train/desk.h), in a thread or in slices of a frame, and hands back reports, which the
 * session takes as data. A report of a race that is no longer the one wanted is dropped. So the
 * session needs no clock and no thread, and tests play the host.
 *
 * What is set can change while nothing learns; each change means another race, at its start. */
#ifndef GATESCOPE_SESSION_KINDS_TRAINING_H
#define GATESCOPE_SESSION_KINDS_TRAINING_H

#include "engine/training/race.h"
#include "session/state.h"

typedef enum TrainingTask {
    TRAINING_DIGITS,
    TRAINING_ADDING,
    TRAINING_RECALL,
    TRAINING_COUNTING,
    TRAINING_TEXT,
    TRAINING_TASKS
} TrainingTask;

const char *training_task_name(TrainingTask task); /* as the task itself is called: "digits" */

typedef enum TrainingState {
    TRAINING_READY,   /* nothing has been learnt */
    TRAINING_RUNNING, /* now */
    TRAINING_PAUSED,
    TRAINING_OVER /* stopped, or all epochs are done */
} TrainingState;

/* What ACTION_TRAINING changes. */
typedef enum TrainingField {
    TRAINING_TASK,   /* value: a TrainingTask */
    TRAINING_KIND,   /* unit: a CellKind, that races or not */
    TRAINING_HIDDEN, /* value: units of each */
    TRAINING_EPOCHS, /* value */
    TRAINING_RATE,   /* value: k: 2^k times TRAINING_RATE_LEAST */
    TRAINING_SEED    /* value */
} TrainingField;

#define TRAINING_RATE_LEAST 0.0005f
enum { TRAINING_RATES = 7, TRAINING_EPOCHS_MOST = 100, TRAINING_SEEDS = 99 };

/* What the host shall do. */
typedef struct TrainingOrder {
    unsigned race; /* which: another number is another race, at its start */
    TrainingTask task;
    RaceSetup setup;
    bool running;
    long example; /* that the reports show */
} TrainingOrder;

typedef struct Training {
    Lesson *lesson; /* the session's, which has to have one; owned */
    TrainingOrder order;
    TrainingState state;
    int rate;        /* k of TRAINING_RATE */
    CellKind chosen; /* whose example is shown; it races */
    bool reported;   /* a report has come */
    unsigned race;   /* that it is of */
    TrainingTask task;
    RaceReport report; /* the last one */
} Training;

/* What is set at first. */
RaceSetup training_setup(TrainingTask task);

/* NULL and an error for a setup out of range and where memory lacks. */
Session *session_new_training(TrainingTask task, const RaceSetup *setup, Error *error);

/* NULL: the session is of another kind. */
const Training *session_training(const Session *session);

/* A report of the race of that number; false where it is of another race or memory lacks. The
 * report stays the host's. */
bool training_take(Session *session, unsigned race, const RaceReport *report);
/* The race of that number cannot be; the notice says why. */
void training_fail(Session *session, unsigned race, const Error *error);

/* What is set can be changed now. */
bool training_may_set(const Training *training);

#endif
