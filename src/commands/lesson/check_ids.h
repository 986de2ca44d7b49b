/* check_ids.h: lessons that have one id, and so share what is kept of them. */
#ifndef GATESCOPE_COMMANDS_LESSON_CHECK_IDS_H
#define GATESCOPE_COMMANDS_LESSON_CHECK_IDS_H

#include "lesson/lesson.h"

/* A lesson that was met. */
typedef struct MetLesson {
    char *id, *path; /* owned */
} MetLesson;

typedef struct MetLessons {
    MetLesson *items; /* owned */
    int count, capacity;
    bool library; /* its lessons are among them */
} MetLessons;

/* Adds a warning for the first lesson of that id in another file, that was met before or lies in the
 * library, and remembers this one. */
void check_id(MetLessons *met, const Lesson *lesson, Errors *errors);
void met_free(MetLessons *met);

#endif
