/* desk.c: see desk.h.
 *
 * What both threads touch is the struct Counter, and only under its lock; the worker itself is the
 * thread's. An order that has not been fetched yet is written over by the next one: only the newest
 * counts. So does only the newest report. */
#include "commands/train/desk.h"

#include <SDL.h>

#include <stdlib.h>
#include <string.h>

#include "commands/library/library.h"
#include "session/kinds/training.h"
#include "session/session.h"
#include "session/words/phrase.h"

static const double SLICE_SECONDS = 0.05;     /* of the thread, between two looks at the orders */
static const double SLICE_OF_A_FRAME = 0.008; /* where there is no thread */
enum { NAMES_SIZE = 128, PATH_SIZE = 4096 };

/* What lies between the two. */
typedef struct Counter {
    TrainingOrder order;
    unsigned ordered, answered; /* orders that were given; the last that was seen to */
    bool save, ending;
    bool saving;       /* it was asked for and is not told yet */
    bool news;         /* a report, or an error, lies here */
    RaceReport report; /* owned */
    Error error;
    unsigned race; /* they are of */
    bool working;
    bool lend, lent;                /* copies are asked for; they lie here */
    Model *models[CELL_KIND_COUNT]; /* owned */
    bool told;                      /* how the saving went */
    char names[NAMES_SIZE];
    Error save_error; /* what empty: it went well */
} Counter;

struct TrainerDesk {
    Counter counter;
    TrainWorker worker; /* the thread's while there is one */
    SDL_Thread *thread; /* NULL: there is none */
    SDL_mutex *lock;
    SDL_cond *called;
    TrainingOrder given; /* the session's when it was last looked at */
};

/* ---- the worker's side: with the lock, but for the work itself ---- */

static bool is_called(const Counter *counter) {
    return counter->ending || counter->save || counter->lend ||
           counter->ordered != counter->answered;
}

static void post(TrainerDesk *desk) {
    Counter *counter = &desk->counter;
    TrainWorker *worker = &desk->worker;
    if (!worker->fresh)
        return;
    worker->fresh = false;
    counter->race = worker->order.race;
    counter->error = worker->error;
    if (!worker->error.what[0] && !race_report_copy(&counter->report, &worker->report))
        error_memory(&counter->error, worker->report.number_count * sizeof(float), "a report");
    counter->news = true;
}

static void save(TrainerDesk *desk) {
    Counter *counter = &desk->counter;
    char names[NAMES_SIZE] = "";
    Error error = {0};
    SDL_UnlockMutex(desk->lock);
    worker_save(&desk->worker, names, sizeof names, &error);
    SDL_LockMutex(desk->lock);
    memcpy(counter->names, names, sizeof names);
    counter->save_error = error;
    counter->told = true;
}

static void drop_lent(Counter *counter) {
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        model_free(counter->models[kind]);
        counter->models[kind] = NULL;
    }
    counter->lent = false;
}

/* Between two slices, when the models are at rest. What cannot be had is told like a saving. */
static void lend(TrainerDesk *desk) {
    Counter *counter = &desk->counter;
    drop_lent(counter);
    counter->lend = false;
    counter->save_error = (Error){0};
    counter->lent = worker_copy(&desk->worker, counter->models, &counter->save_error);
    counter->told |= !counter->lent;
}

/* One round: what was called for, then some work. */
static void work(TrainerDesk *desk, double seconds) {
    Counter *counter = &desk->counter;
    TrainingOrder order = counter->order;
    unsigned ordered = counter->ordered;
    bool another = ordered != counter->answered, saves = counter->save;
    counter->save = false;
    counter->saving = saves;
    SDL_UnlockMutex(desk->lock);
    if (another)
        worker_order(&desk->worker, &order);
    bool more = worker_slice(&desk->worker, seconds);
    SDL_LockMutex(desk->lock);
    post(desk);
    counter->answered = ordered;
    counter->working = more;
    if (counter->lend)
        lend(desk);
    if (saves)
        save(desk);
    counter->saving = false;
}

/* A new thread has the priority of the one that makes it: the trainers' own threads too. */
static int run(void *argument) {
    TrainerDesk *desk = argument;
    Counter *counter = &desk->counter;
    SDL_SetThreadPriority(SDL_THREAD_PRIORITY_LOW);
    SDL_LockMutex(desk->lock);
    while (!counter->ending) {
        while (!is_called(counter) && !counter->working)
            SDL_CondWait(desk->called, desk->lock);
        if (!counter->ending)
            work(desk, SLICE_SECONDS);
    }
    SDL_UnlockMutex(desk->lock);
    return 0;
}

/* ---- life ---- */

TrainerDesk *desk_new(bool threaded, Error *error) {
    TrainerDesk *desk = calloc(1, sizeof *desk);
    if (!desk) {
        error_memory(error, sizeof *desk, "a trainer");
        return NULL;
    }
    desk->lock = SDL_CreateMutex();
    desk->called = SDL_CreateCond();
    /* without locks, as in a browser, there are no threads: the window works, a slice a frame */
    if (threaded && desk->lock && desk->called)
        desk->thread = SDL_CreateThread(run, "training", desk);
    return desk;
}

void desk_free(TrainerDesk *desk) {
    if (!desk)
        return;
    if (desk->thread) {
        SDL_LockMutex(desk->lock);
        desk->counter.ending = true;
        SDL_CondSignal(desk->called);
        SDL_UnlockMutex(desk->lock);
        SDL_WaitThread(desk->thread, NULL);
    }
    worker_free(&desk->worker);
    race_report_free(&desk->counter.report);
    drop_lent(&desk->counter);
    if (desk->called)
        SDL_DestroyCond(desk->called);
    if (desk->lock)
        SDL_DestroyMutex(desk->lock);
    free(desk);
}

/* ---- the window's side ---- */

static bool same_order(const TrainingOrder *a, const TrainingOrder *b) {
    return a->race == b->race && a->running == b->running && a->example == b->example;
}

static void give_order(TrainerDesk *desk, const TrainingOrder *order) {
    if (desk->counter.ordered && same_order(order, &desk->given))
        return;
    desk->given = desk->counter.order = *order;
    desk->counter.ordered++;
    SDL_CondSignal(desk->called);
}

static void hand_over(Counter *counter, Session *session) {
    if (!counter->news)
        return;
    counter->news = false;
    if (counter->error.what[0])
        training_fail(session, counter->race, &counter->error);
    else
        training_take(session, counter->race, &counter->report);
}

static void tell(Counter *counter, Session *session) {
    Language language = session->view.language;
    if (!counter->told)
        return;
    counter->told = false;
    Error notice = counter->save_error;
    char path[PATH_SIZE];
    if (notice.what[0]) {
        session_tell(session, &notice);
        return;
    }
    library_whole_name(counter->names, path, sizeof path);
    TrainingTask task = session_training(session)->task;
    if (task == TRAINING_TEXT)
        error_set(&notice,
                  phrase_in(language, "Saved as %s \u2013 gatescope text FILE reads with it"),
                  path);
    else
        error_set(
            &notice,
            phrase_in(language,
                      "Saved as %s \u2013 gatescope train %s --resume FILE goes on from there"),
            path, training_task_name(task));
    if (task == TRAINING_DIGITS || task == TRAINING_TEXT) /* what a screen can open */
        session_tell_saved(session, &notice);
    else
        session_tell(session, &notice);
}

bool desk_follow(TrainerDesk *desk, Session *session) {
    Counter *counter = &desk->counter;
    SDL_LockMutex(desk->lock);
    give_order(desk, &session_training(session)->order);
    if (!desk->thread && (is_called(counter) || counter->working))
        work(desk, SLICE_OF_A_FRAME);
    hand_over(counter, session);
    tell(counter, session);
    bool busy = is_called(counter) || counter->working || counter->saving || counter->lent;
    SDL_UnlockMutex(desk->lock);
    return busy;
}

void desk_lend(TrainerDesk *desk) {
    SDL_LockMutex(desk->lock);
    desk->counter.lend = true;
    SDL_CondSignal(desk->called);
    SDL_UnlockMutex(desk->lock);
}

bool desk_lent(TrainerDesk *desk, Model *models[CELL_KIND_COUNT]) {
    Counter *counter = &desk->counter;
    SDL_LockMutex(desk->lock);
    bool lent = counter->lent;
    for (int kind = 0; lent && kind < CELL_KIND_COUNT; kind++) {
        models[kind] = counter->models[kind];
        counter->models[kind] = NULL;
    }
    counter->lent = false;
    SDL_UnlockMutex(desk->lock);
    return lent;
}

void desk_save(TrainerDesk *desk) {
    SDL_LockMutex(desk->lock);
    desk->counter.save = true;
    SDL_CondSignal(desk->called);
    SDL_UnlockMutex(desk->lock);
}
