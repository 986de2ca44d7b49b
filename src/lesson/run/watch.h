/* watch.h: who is told while a lesson's run is computed that takes longer than a moment, and may stop
 * it: Lesson.watch, which whoever opens the lesson sets. */
#ifndef GATESCOPE_LESSON_RUN_WATCH_H
#define GATESCOPE_LESSON_RUN_WATCH_H

#include "lesson/lesson.h"

typedef struct RunWatch {
    /* So much of it is done, 0 to 1; told every few milliseconds, and 1 at the end. False stops it
     * where it is; of what is said at the end that is too late. */
    bool (*tell)(void *context, const Lesson *lesson, double done);
    void *context;
} RunWatch;

#endif
