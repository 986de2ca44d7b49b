/* job_parts.h: what stands behind a job. Private to src/ui/window. */
#ifndef GATESCOPE_UI_WINDOW_JOB_PARTS_H
#define GATESCOPE_UI_WINDOW_JOB_PARTS_H

#include "ui/window/job.h"

#define JOB_SLICE 0.05 /* seconds between two looks at what has come */

bool job_box_empty(const JobBox *box);
void job_box_clear(JobBox *box);
/* The first message, the caller's; NULL: there is none. */
void *job_box_take(JobBox *box, int *tag, size_t *size);
/* All of it into the other box, over what is there. */
void job_box_move(JobBox *to, JobBox *from);

/* Takes what has come and works for so long; true: there is more to do. */
bool job_round(const JobKind *kind, void *own, JobBox *sent, double seconds, JobBox *replies);

/* A job that is not done in the frames: a thread (job_thread.c) or a worker (job_worker.c); one of
 * the two files is linked. */
typedef struct Beside Beside;

Beside *beside_new(const JobKind *kind); /* NULL: it cannot be had */
void beside_free(Beside *beside);
bool beside_send(Beside *beside, int tag, const void *bytes, size_t size);
void *beside_next(Beside *beside, int *tag, size_t *size);
bool beside_busy(Beside *beside);
/* It cannot be had after all. */
bool beside_failed(const Beside *beside);

#endif
