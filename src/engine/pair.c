/* pair.c: see pair.h. */
#include "engine/pair.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

struct Pair {
    pthread_t thread;
    bool threaded;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t changed;
    void (*half)(void *context, int which); /* to be done; NULL: nothing, or done */
    void *context;
    bool ending;
};

static void *work(void *argument) {
    Pair *pair = argument;
    pthread_mutex_lock(&pair->lock);
    for (;;) {
        while (!pair->half && !pair->ending)
            pthread_cond_wait(&pair->changed, &pair->lock);
        if (pair->ending)
            break;
        void (*half)(void *context, int which) = pair->half;
        pthread_mutex_unlock(&pair->lock);
        half(pair->context, 1);
        pthread_mutex_lock(&pair->lock);
        pair->half = NULL;
        pthread_cond_broadcast(&pair->changed);
    }
    pthread_mutex_unlock(&pair->lock);
    return NULL;
}

Pair *pair_new(int threads, Error *error) {
    assert(threads == 1 || threads == 2);
    Pair *pair = calloc(1, sizeof *pair);
    if (!pair) {
        error_memory(error, sizeof *pair, "a thread");
        return NULL;
    }
    pthread_mutex_init(&pair->lock, NULL);
    pthread_cond_init(&pair->changed, NULL);
    pair->threaded = threads > 1 && pthread_create(&pair->thread, NULL, work, pair) == 0;
    return pair;
}

void pair_free(Pair *pair) {
    if (!pair)
        return;
    if (pair->threaded) {
        pthread_mutex_lock(&pair->lock);
        pair->ending = true;
        pthread_cond_broadcast(&pair->changed);
        pthread_mutex_unlock(&pair->lock);
        pthread_join(pair->thread, NULL);
    }
    pthread_cond_destroy(&pair->changed);
    pthread_mutex_destroy(&pair->lock);
    free(pair);
}

void pair_run(Pair *pair, void (*half)(void *context, int which), void *context) {
    if (!pair->threaded) {
        half(context, 0);
        half(context, 1);
        return;
    }
    pthread_mutex_lock(&pair->lock);
    pair->half = half;
    pair->context = context;
    pthread_cond_broadcast(&pair->changed);
    pthread_mutex_unlock(&pair->lock);
    half(context, 0);
    pthread_mutex_lock(&pair->lock);
    while (pair->half)
        pthread_cond_wait(&pair->changed, &pair->lock);
    pthread_mutex_unlock(&pair->lock);
}
