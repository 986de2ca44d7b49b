/* run.h: a lesson's numbers: its inputs, its cells as edited, and their traces.
 *
 * Edits mark what they change; run_update computes from the earliest changed step on, in each cell's
 * own order, cells in order of their sources: stacked ones after what they read, and what reads a
 * cell of the other direction after all its steps. */
#ifndef GATESCOPE_LESSON_RUN_RUN_H
#define GATESCOPE_LESSON_RUN_RUN_H

#include "engine/trace.h"
#include "lesson/lesson.h"

typedef struct Run {
    const Lesson *lesson; /* not owned */
    float *sequence;      /* T x d, as edited; owned */
    Cell **cells;         /* as edited; owned */
    Trace **traces;       /* one a cell; owned */
    long *dirty;          /* per cell: how many steps are up to date, in its own order */
    unsigned version;     /* counts up with every update that computed something */
    unsigned *versions;   /* the same of each cell: with every update that computed it; owned */
} Run;

/* A run of the lesson as its file gives it, of which nothing is computed yet. NULL and an error where
 * memory lacks. */
Run *run_begin(const Lesson *lesson, Error *error);
/* The same up to date, however long that takes. */
Run *run_new(const Lesson *lesson, Error *error);
void run_free(Run *run);

/* Takes everything back to the lesson's own setting (without computing). */
bool run_reset(Run *run, Error *error);
/* Applies one edit (without computing). */
bool run_edit(Run *run, const Edit *edit, Error *error);
/* Brings all traces up to date; returns the first step that was computed, or lesson->steps for
 * none. Where the lesson's watch puts the rest off, that is as before, until the next update. */
long run_update(Run *run);
/* The first step that is not up to date; lesson->steps: all are. */
long run_done(const Run *run);
/* How much of the run is up to date, by multiplications: 0 to 1. */
double run_share(const Run *run);
/* Multiplications that the lesson's run takes, about. */
double run_cost(const Lesson *lesson);

/* The number an edit would change, as it stands now (for sliders, undo labels, "was 4.6"). Of a
 * gate that is free at the edit's first step: NaN. Of an activation its Activation, of a variant 0
 * or 1. */
float run_value(const Run *run, const Edit *target);

#endif
