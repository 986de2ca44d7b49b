/* table.h: what was done of lessons, as a table to read or as CSV to count with.
 *
 * CSV has a row for each lesson (of a class, with a column "student" before, and
 * "version,exercises,exercises_right" behind: what the student practised, on each of their rows):
 *
 *  lesson,done,beats,questions,first_try,later,open,tasks,by_hand,shown,minutes,first,last,finished
 *
 * A student who only practised has one row, without a lesson.
 *
 * or a row for each question:
 *
 *  lesson,beat,first,answer,tries,right
 *
 * Beats and choices count from 1. Dates are those of this place; yes and no are written out; what
 * is not known is empty. A name that a spreadsheet would take for a formula gets a ' before it. */
#ifndef GATESCOPE_COMMANDS_PROGRESS_TABLE_H
#define GATESCOPE_COMMANDS_PROGRESS_TABLE_H

#include <stdio.h>

#include "files/state/state.h"

typedef struct ProgressRow {
    const char *student; /* of a class; NULL: one's own */
    const char *version; /* of a class: "same", "other" or "unknown" */
    const SavedLesson *lesson;
    int exercises, exercises_right; /* of a class: answered while practising, all lessons alike */
} ProgressRow;

typedef struct ProgressList {
    ProgressRow *rows; /* owned */
    int count, capacity;
    bool students, csv;
    bool answers; /* a row for each question, not for each lesson */
} ProgressList;

/* False where memory lacks. */
bool progress_add(ProgressList *list, const ProgressRow *row);
bool progress_print(FILE *out, const ProgressList *list);
void progress_free(ProgressList *list);

#endif
