/* check.h: holds a lesson to what it says, by computing it: every claim and every question's
 * "because" holds, an
 * answer that is computed is one, and hidden while it is asked for, a task is not done before its solution and is done after it, and the solution
 * changes only what the task allows. */
#ifndef GATESCOPE_LESSON_CHECK_CHECK_H
#define GATESCOPE_LESSON_CHECK_CHECK_H

#include "lesson/lesson.h"

typedef struct CheckCount {
    int claims, questions, tasks; /* that there are */
} CheckCount;

/* Adds an error for each thing that does not hold, in the order of the beats, with the lesson's
 * file, the line of the claim or else of its beat, its place and the numbers that were found; and
 * warnings of what is infinite or no number (odd.h). Counts on in *count. False, with an error for it as the last, where memory lacks. */
bool lesson_check(const Lesson *lesson, CheckCount *count, Errors *errors);

/* Multiplications that a check costs, about. */
double lesson_check_cost(const Lesson *lesson);
/* Whether that can be done between two frames without being felt much; a lesson that needs more is
 * checked by gatescope check only. */
bool lesson_check_is_quick(const Lesson *lesson);

#endif
