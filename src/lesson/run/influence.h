/* influence.h: what follows from one number of a run, in its own cell and in the cells that read
 * it: derivatives of later numbers by it (engine/tangent.h), kept until the run changes. */
#ifndef GATESCOPE_LESSON_RUN_INFLUENCE_H
#define GATESCOPE_LESSON_RUN_INFLUENCE_H

#include "engine/tangent.h"
#include "lesson/run/run.h"

/* One number of a run. */
typedef struct Place {
    int cell, signal, unit;
    long t; /* the initial state is trace_initial */
} Place;

/* Whether the run has such a number: a signal that the cell has under its variants (or an inner
 * one), a unit, a step of the run; at the initial state only states. */
bool place_exists(const Run *run, const Place *place);
bool place_same(const Place *a, const Place *b);

typedef struct Influence {
    Place place;
    long to; /* derivatives are known for steps place.t..to-1; of a backward cell down to to + 1 */
    bool whole; /* of all steps, since a cell that depends on the place runs the other way */
    Tangent **tangents; /* one a cell of the lesson; NULL: it does not depend on the place; owned */
    int cell_count;
    unsigned run_version; /* of the run that they were computed from */
} Influence;

/* Derivatives by the place of what follows within a bounded time: at least the next step, at most
 * INFLUENCE_STEPS, fewer in large cells. NULL and an error where memory lacks. */
enum { INFLUENCE_STEPS = 256 };
Influence *influence_new(const Run *run, const Place *place, Error *error);
void influence_free(Influence *influence); /* NULL is allowed */
/* Computes them again if the run has changed since. The place exists in the run. */
void influence_update(Influence *influence, const Run *run);

/* The derivative of a number by the place; 0 where it does not depend on it. NAN beyond `to`. */
float influence_at(const Influence *influence, const Place *number);

#endif
