/* look_fit.h: how a run is shown as maps, by the memory that it takes, asked before any is taken. Private
 * to look.c and its tests. */
#ifndef GATESCOPE_SESSION_KINDS_LOOK_FIT_H
#define GATESCOPE_SESSION_KINDS_LOOK_FIT_H

#include "lesson/lesson.h"

/* What a run's numbers may take: the program with its window stays below 700 MB then. */
#define LOOK_BYTES 600e6

typedef enum LookWay {
    LOOK_NOT,     /* it takes too much */
    LOOK_WHOLE,   /* every number is held */
    LOOK_WINDOWED /* it is gone through once, and a window of it is held (look_window.h) */
} LookWay;

/* Memory that so many steps of the lesson's cells take, at most at once: their inputs, signals, maps, and
 * what else is computed beside them. Infinite where they cannot be shown in that way. */
double look_bytes(const Lesson *lesson, LookWay way, long steps);
/* How many steps take at most LOOK_BYTES, in the way in which there are more. */
long look_steps_that_fit(const Lesson *lesson);
/* Held as a whole, where that fits into so many bytes. LOOK_NOT with an error that says what would fit. */
LookWay look_way(const Lesson *lesson, double bytes, Error *error);

#endif
