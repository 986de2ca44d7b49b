/* job_thread.c: a job in a thread of its own, which sleeps while nothing is to be done and leaves
 * the processor to the window where both want it. See job_parts.h.
 *
 * What both threads touch is touched under the lock; `own` is the thread's. */
#include <SDL.h>

#include <stdlib.h>

#include "ui/window/job_parts.h"

struct Beside {
    const JobKind *kind;
    void *own;
    SDL_Thread *thread;
    SDL_mutex *lock;
    SDL_cond *called;
    JobBox sent, replies;
    bool working, taking, ending;
};

/* With the lock, but for the work itself. */
static void work(Beside *beside) {
    JobBox sent = beside->sent, replies = {0};
    beside->sent = (JobBox){0};
    beside->taking = true;
    SDL_UnlockMutex(beside->lock);
    bool more = job_round(beside->kind, beside->own, &sent, JOB_SLICE, &replies);
    SDL_LockMutex(beside->lock);
    job_box_move(&beside->replies, &replies);
    beside->working = more;
    beside->taking = false;
}

/* A new thread has the priority of the one that makes it: those that the work makes too. */
static int run(void *argument) {
    Beside *beside = argument;
    SDL_SetThreadPriority(SDL_THREAD_PRIORITY_LOW);
    SDL_LockMutex(beside->lock);
    while (!beside->ending) {
        while (!beside->ending && !beside->working && job_box_empty(&beside->sent))
            SDL_CondWait(beside->called, beside->lock);
        if (!beside->ending)
            work(beside);
    }
    SDL_UnlockMutex(beside->lock);
    return 0;
}

Beside *beside_new(const JobKind *kind) {
    Beside *beside = calloc(1, sizeof *beside);
    if (!beside)
        return NULL;
    beside->kind = kind;
    beside->own = kind->begin();
    beside->lock = SDL_CreateMutex();
    beside->called = SDL_CreateCond();
    if (beside->own && beside->lock && beside->called)
        beside->thread = SDL_CreateThread(run, kind->name, beside);
    if (beside->thread)
        return beside;
    beside_free(beside);
    return NULL;
}

void beside_free(Beside *beside) {
    if (beside->thread) {
        SDL_LockMutex(beside->lock);
        beside->ending = true;
        SDL_CondSignal(beside->called);
        SDL_UnlockMutex(beside->lock);
        SDL_WaitThread(beside->thread, NULL);
    }
    if (beside->own)
        beside->kind->end(beside->own);
    if (beside->called)
        SDL_DestroyCond(beside->called);
    if (beside->lock)
        SDL_DestroyMutex(beside->lock);
    job_box_clear(&beside->sent);
    job_box_clear(&beside->replies);
    free(beside);
}

bool beside_send(Beside *beside, int tag, const void *bytes, size_t size) {
    SDL_LockMutex(beside->lock);
    bool good = job_put(&beside->sent, tag, bytes, size);
    SDL_CondSignal(beside->called);
    SDL_UnlockMutex(beside->lock);
    return good;
}

void *beside_next(Beside *beside, int *tag, size_t *size) {
    SDL_LockMutex(beside->lock);
    void *bytes = job_box_take(&beside->replies, tag, size);
    SDL_UnlockMutex(beside->lock);
    return bytes;
}

bool beside_busy(Beside *beside) {
    SDL_LockMutex(beside->lock);
    bool busy = beside->working || beside->taking || !job_box_empty(&beside->sent) ||
                !job_box_empty(&beside->replies);
    SDL_UnlockMutex(beside->lock);
    return busy;
}

bool beside_failed(const Beside *beside) {
    (void)beside;
    return false;
}
