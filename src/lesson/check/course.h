/* course.h: whether the lessons of a course stand in an order in which they can be followed. */
#ifndef GATESCOPE_LESSON_CHECK_COURSE_H
#define GATESCOPE_LESSON_CHECK_COURSE_H

#include "base/error.h"
#include "lesson/glossary.h"
#include "lesson/lesson.h"

/* In the order in which they are opened; NULL: that one cannot be read. */
typedef struct Course {
    Lesson **lessons;
    int count;
    const Glossary *glossary;
} Course;

/* Adds an error for each thing that is out of order in the lesson, whose place is at that index: one that it
 * requires comes later, or is not in the course; its level is below that of the lesson before; it
 * teaches a term that the glossary does not have; a text of it uses a term that only a later lesson
 * teaches. The closing line may look forward, and a term that no lesson teaches is free. */
void course_check(const Course *course, int index, const Lesson *lesson, const Languages *languages,
                  Errors *errors);

#endif
