/* file.h: from a lesson file to a Lesson.
 *
 * A file is checked as JSON, then against what lessons/lesson.schema.json says, then for what a
 * schema cannot say: shapes, names, steps, conditions. All errors of a file are reported at once,
 * in the order of the text, each with line, column, place, what was expected and found. */
#ifndef GATESCOPE_FILES_LESSON_FILE_H
#define GATESCOPE_FILES_LESSON_FILE_H

#include "lesson/lesson.h"

/* NULL where there is any error. The lesson is the caller's (lesson_free). */
Lesson *lesson_read(const char *path, Errors *errors);

/* The same from memory: length bytes of text. `file` names the source in errors and gives the
 * folder of weight files; NULL: no name, and the current folder. */
Lesson *lesson_parse(const char *text, size_t length, const char *file, Errors *errors);

#endif
