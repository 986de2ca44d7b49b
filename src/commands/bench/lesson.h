/* lesson.h: a lesson to measure with. */
#ifndef GATESCOPE_COMMANDS_BENCH_LESSON_H
#define GATESCOPE_COMMANDS_BENCH_LESSON_H

#include "lesson/lesson.h"

/* A lesson of the first so many kinds of cells, each of so many units, with random weights and two
 * random inputs. NULL and an error where memory lacks. */
Lesson *measure_lesson(int cells, int units, long steps, Error *error);

#endif
