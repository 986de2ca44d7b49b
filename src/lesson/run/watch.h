/* watch.h: who is told while a lesson's run is computed that takes longer than a moment, and may put
 * off the rest of it: Lesson.watch, which whoever opens the lesson sets. */
#ifndef GATESCOPE_LESSON_RUN_WATCH_H
#define GATESCOPE_LESSON_RUN_WATCH_H

#include "lesson/lesson.h"

typedef struct RunWatch {
    /* So much of this update is done, 0 to 1; told every few milliseconds, and 1 where it ends.
     * False: the rest waits for the next update (run_update); what is said at the end counts for
     * nothing. */
    bool (*tell)(void *context, const Lesson *lesson, double done);
    void *context;
} RunWatch;

#endif
