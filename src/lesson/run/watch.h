/* watch.h: who is told while a run is computed that takes longer than a moment. One for the
 * program, which says so at its start: a run has no way of its own to whoever waits for it. */
#ifndef GATESCOPE_LESSON_RUN_WATCH_H
#define GATESCOPE_LESSON_RUN_WATCH_H

#include "lesson/lesson.h"

typedef struct RunWatch {
    /* So much of it is done, 0 to 1; told every few milliseconds, and 1 at the end. */
    void (*tell)(void *context, const Lesson *lesson, double done);
    void *context;
} RunWatch;

/* NULL: nobody, as it is at first. Not owned; lives as long as the program. */
void run_watch_by(const RunWatch *watch);

#endif
