/* result.h: what a learner hands in: which lessons were played, what was answered and done.
 *
 *     { "gatescope": "results", "format": 1, "name": "Ada",
 *       "lessons": [ { "id": "forget-gate", "version": "9f86d081884c7d65", "minutes": 6.5,
 *                      "first": "2026-11-25", "last": "2026-11-26", "finished": true,
 *                      "beats": [ { "visited": true },
 *                                 { "visited": true, "question": { "first": 2, "answer": 1,
 *                                                                  "tries": 2, "right": true } },
 *                                 { "visited": true, "task": "hand" } ] } ],
 *       "practised": [ { "idea": "keep", "item": "gate-bars", "seed": 40477, "level": 1,
 *                        "chosen": 0, "date": "2026-11-26", "seconds": 12.5 } ] }
 *
 * Choices count from 1, in the order of the lesson's file; a question without tries is open. A task is "open", done
 * by "hand", or by the solution that was "shown". The version tells which lesson it was
 * (lesson/run/version.h). What was answered while practising follows, oldest first, where there is any;
 * its values are those of practise/answer.h. Nothing else of a person is in the file than the name that was given.
 *
 * Files come from other people: sizes are bounded, every value is checked, and errors say where. */
#ifndef GATESCOPE_FILES_STATE_RESULT_H
#define GATESCOPE_FILES_STATE_RESULT_H

#include "files/state/state.h"

enum {
    RESULT_BYTES = 8 << 20, /* a file larger than this is not read */
    RESULT_LESSONS = 200,
    RESULT_NAME = 100, /* bytes of the name */
};

typedef struct Results {
    char *name;           /* owned */
    SavedLesson *lessons; /* without places and tweaks; owned */
    int count;
    PractiseAnswer *answers; /* oldest first; owned */
    int answer_count;
} Results;

/* What was answered while practising, of those that are handed in. */
typedef struct Practised {
    const PractiseAnswer *answers; /* oldest first */
    int count;                     /* at most STATE_ANSWERS */
} Practised;

/* Whether it can be the name of whose results they are. */
bool result_name_fits(const char *name);
#define RESULT_NAME_RULE "a name of at most 100 bytes without control characters"

/* Writes some lessons under a name, and what was practised (NULL: nothing); the file appears whole or not at all. False and an error where
 * the name cannot be used, there are too many lessons, or the file cannot be written. */
bool results_write(const char *path, const char *name, const SavedLesson *const *lessons, int count,
                   const Practised *practised, Error *error);

/* False with every error of the file; *results is empty then. Free with results_free. */
bool results_read(const char *path, Results *results, Errors *errors);
void results_free(Results *results);

/* "2026-11-25", here; "" for 0. */
enum { DATE_SIZE = 16 };
const char *date_text(int64_t when, char text[DATE_SIZE]);
/* Noon of that day here, so that it is the same day when it is shown; false where it is no date from
 * 1971 on, written so. */
bool date_read(const char *text, int64_t *when);

#endif
