/* look_fit.h: whether a run is short enough to be shown as maps, asked before memory is taken. Private to
 * look.c and its tests. */
#ifndef GATESCOPE_SESSION_KINDS_LOOK_FIT_H
#define GATESCOPE_SESSION_KINDS_LOOK_FIT_H

#include "lesson/lesson.h"

/* What a run's numbers may take: the program with its window stays below 700 MB then. */
#define LOOK_BYTES 600e6

/* Memory that so many steps of the lesson's cells take: their inputs, every signal, and what trust.h
 * computes beside them. */
double look_bytes(const Lesson *lesson, long steps);
/* How many steps take at most LOOK_BYTES. */
long look_steps_that_fit(const Lesson *lesson);
/* False and an error that says so where the lesson's run has more. */
bool look_fits(const Lesson *lesson, Error *error);

#endif
