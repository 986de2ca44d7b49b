/* say.h: what commands say: on standard error what is wrong, and texts where they were asked for. */
#ifndef GATESCOPE_COMMANDS_LINE_SAY_H
#define GATESCOPE_COMMANDS_LINE_SAY_H

#include "lesson/lesson.h"

/* "gatescope: ..." to standard error; returns status. */
int say_error(int status, const Error *error);
int say(int status, const char *format, ...) ERROR_FORMAT(2, 3);
/* The text into the file at path, or (NULL) to standard output. */
bool say_text(const char *text, const char *path, Error *error);
/* Reads a lesson; NULL after saying all that is wrong with it. */
Lesson *read_lesson(const char *path);

#endif
