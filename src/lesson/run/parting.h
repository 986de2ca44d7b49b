/* parting.h: where two traces of what should be the same cell part. */
#ifndef GATESCOPE_LESSON_RUN_PARTING_H
#define GATESCOPE_LESSON_RUN_PARTING_H

#include "engine/trace.h"

typedef struct Parting {
    bool there;       /* they part; else the rest but `most` says nothing */
    int signal, unit; /* the first number that differs, by step and then as they are computed */
    long t;
    float one, other; /* what it is in the two */
    float most;       /* how far the most different number is apart; infinite where one is none */
} Parting;

/* Whether they can be compared: the same kind, sizes, direction and steps. */
bool parting_fits(const Trace *one, const Trace *other);
/* Of two that can be. Numbers are apart that differ by more than `within`; NaN is apart from all but
 * NaN. Signals that are present, in batch row 0. */
Parting parting_of(const Trace *one, const Trace *other, float within);

#endif
