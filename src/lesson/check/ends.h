/* ends.h: whether a task is done without a thought: by dragging what may be changed to an end. */
#ifndef GATESCOPE_LESSON_CHECK_ENDS_H
#define GATESCOPE_LESSON_CHECK_ENDS_H

#include "lesson/lesson.h"

/* Tries all numbers and gates that the beat's task allows, each at both of its ends, alone and
 * together. `how` then says which, "lstm.b_f[0] at 10"; "" where that does not do it. False where
 * memory lacks. */
enum { ENDS_HOW = 160 };
bool ends_try(const Lesson *lesson, int beat, char how[ENDS_HOW], Error *error);

#endif
