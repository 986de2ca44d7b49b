/* check_course.h: whether a lesson stands where it can be followed. */
#ifndef GATESCOPE_COMMANDS_LESSON_CHECK_COURSE_H
#define GATESCOPE_COMMANDS_LESSON_CHECK_COURSE_H

#include "lesson/check/course.h"

/* The course that was looked at last; its folder NULL: none was. */
typedef struct MetCourse {
    char *folder; /* owned, with its stroke at the end */
    Course course;
    Glossary glossary;
} MetCourse;

/* Adds what course_check finds of a lesson whose folder is a course: one in which tracks.json lies.
 * False and an error where memory or the folder cannot be had. */
bool check_course(MetCourse *met, const Lesson *lesson, Errors *errors, Error *error);
void met_course_free(MetCourse *met);

#endif
