/* version.h: a number that tells one version of a lesson from another. */
#ifndef GATESCOPE_LESSON_RUN_VERSION_H
#define GATESCOPE_LESSON_RUN_VERSION_H

#include <stdint.h>

#include "lesson/lesson.h"

/* A hash (FNV-1a, 64 bits) of what a lesson teaches: inputs, cells with all their weights, and per
 * beat its place, texts, script, question and task. It is the same on every machine, and does not
 * change with the layout of the file. Not against forgery: it notices an edited lesson. */
uint64_t lesson_version(const Lesson *lesson);

#endif
