/* say.h: what commands say: on standard error what is wrong, and texts where they were asked for. */
#ifndef GATESCOPE_COMMANDS_LINE_SAY_H
#define GATESCOPE_COMMANDS_LINE_SAY_H

#include <stdio.h>

#include "lesson/lesson.h"

/* One line, the new line with it, as a terminal may have it: of what the arguments hold nothing acts
 * on it or begins a line of its own (base/shown.h). Whatever comes from a file, a name or the command
 * line is printed through here, or in a format of its own. */
void say_line(FILE *out, const char *format, ...) ERROR_FORMAT(2, 3);
/* "gatescope: ..." to standard error; returns status. */
int say_error(int status, const Error *error);
int say(int status, const char *format, ...) ERROR_FORMAT(2, 3);
/* A line to standard error for each. */
void say_errors(const Errors *errors);
/* The text, whose lines are its own (base/shown.h), into the file at path, or (NULL) to standard output. */
bool say_text(const char *text, const char *path, Error *error);
/* Reads a lesson; NULL after saying all that is wrong with it. */
Lesson *read_lesson(const char *path);

#endif
