/* pair.h: a second thread that takes the other half of each piece of work, so that both cores of a
 * small machine are used. The work is the same two halves with the thread or without. */
#ifndef GATESCOPE_ENGINE_PAIR_H
#define GATESCOPE_ENGINE_PAIR_H

#include "base/error.h"

typedef struct Pair Pair;

/* threads: 1 or 2. With 1, or where no thread can be had, both halves are done by the caller. */
Pair *pair_new(int threads, Error *error);
void pair_free(Pair *pair); /* ends the thread; NULL is allowed */

/* Calls half(context, 0) here and half(context, 1) there; returns when both are done. */
void pair_run(Pair *pair, void (*half)(void *context, int which), void *context);

#endif
