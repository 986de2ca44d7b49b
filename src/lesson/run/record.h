/* record.h: a lesson whose steps are still coming: a recording.
 *
 * Such a lesson has a capacity; its run has room for as many steps (lesson.h). What is recorded is
 * the lesson's own sequence, so that taking all edits back leads to what was recorded. */
#ifndef GATESCOPE_LESSON_RUN_RECORD_H
#define GATESCOPE_LESSON_RUN_RECORD_H

#include "lesson/run/run.h"

/* Adds a step with these inputs and computes it; inputs beyond the first `count` are 0. False where
 * the recording is full. The run is one of this lesson and up to date; it is so afterwards. */
bool record_append(Lesson *lesson, Run *run, const float *inputs, int count);

/* Forgets the first `count` steps, or all where there are fewer. The state before the first step
 * that is kept becomes the initial state, of the lesson as of the run: computing the rest again
 * gives the same numbers, bit for bit. Held gates stay held in the steps in which they were. */
void record_drop(Lesson *lesson, Run *run, long count);

/* The lesson's own sequence is another from step `from` on, and has `steps` steps now, at most its
 * capacity: the run takes it over and computes what changed. Edits of steps stay where they are. */
void record_rewrite(Lesson *lesson, Run *run, long from, long steps);

#endif
