/* job.h: work that goes on beside the window: in a thread, in a browser in a worker of the page. A
 * worker has memory of its own, so that all that passes between the two sides is messages: bytes.
 * Where neither can be had the same work is done in a few milliseconds of every frame.
 *
 * A message has a tag, and takes the place of one of the same tag that was not fetched yet: only the
 * newest counts. Both sides are the same program, so that a message may be a structure as it lies in
 * memory, without pointers. */
#ifndef GATESCOPE_UI_WINDOW_JOB_H
#define GATESCOPE_UI_WINDOW_JOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum { JOB_TAGS = 4 };

/* Messages that wait, at most one of each tag. All zero at first. */
typedef struct JobBox {
    struct {
        void *bytes; /* owned; NULL: none */
        size_t size; /* at least 1 */
    } mail[JOB_TAGS];
} JobBox;

/* Takes a copy. False where memory lacks: then there is none of that tag. */
bool job_put(JobBox *box, int tag, const void *bytes, size_t size);

/* What is done over there. */
typedef struct JobKind {
    const char *name;
    void *(*begin)(void); /* NULL: memory lacks */
    void (*end)(void *own);
    /* A message has come. */
    void (*take)(void *own, int tag, const void *bytes, size_t size, JobBox *replies);
    /* Works for so long. False: nothing is to be done until a message comes. */
    bool (*work)(void *own, double seconds, JobBox *replies);
} JobKind;

/* All kinds, NULL behind the last: put in when the program is linked. */
extern const JobKind *const JOBS[];

typedef struct Job Job;

/* beside: not in the frames, if that can be had. NULL and an error where memory lacks. */
Job *job_new(const JobKind *kind, bool beside, Error *error);
void job_free(Job *job); /* ends it, in the middle of its work; NULL is allowed */

/* A message to the other side; false where memory lacks. */
bool job_send(Job *job, int tag, const void *bytes, size_t size);
/* The next message from there, the caller's (free), or NULL. */
void *job_next(Job *job, int *tag, size_t *size);
/* In every frame; never waits. True: it works, or has not taken yet what was sent, or a message of
 * it lies here. */
bool job_follow(Job *job);

#endif
