/* recording.h: what was recorded in the sandbox as a lesson file.
 *
 * Such a lesson is one of lesson/sandbox/sandbox.h: its cells have their weights in the file, and
 * its beats say, hold gates and claim, but ask nothing. Numbers have the shortest digits that read
 * back as the same float, so that the file's run gives the same numbers, bit for bit. */
#ifndef GATESCOPE_FILES_LESSON_RECORDING_H
#define GATESCOPE_FILES_LESSON_RECORDING_H

#include "lesson/lesson.h"

/* Writes the whole file or, where that fails, leaves what was there before; false and an error that
 * names the file then. */
bool recording_write(const char *path, const Lesson *lesson, Error *error);

#endif
