/* job.c: see job.h. */
#include "ui/window/job.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ui/window/job_parts.h"

static const double SLICE_OF_A_FRAME = 0.008;

struct Job {
    const JobKind *kind;
    Beside *beside; /* NULL: the work is done in the frames, by `own` */
    void *own;
    JobBox sent; /* of a job beside the window: copies of what it was sent last */
    JobBox replies;
    bool working;
};

/* ---- messages ---- */

bool job_put(JobBox *box, int tag, const void *bytes, size_t size) {
    assert(tag >= 0 && tag < JOB_TAGS && size > 0);
    void *copy = malloc(size);
    if (copy)
        memcpy(copy, bytes, size);
    free(box->mail[tag].bytes);
    box->mail[tag].bytes = copy;
    box->mail[tag].size = copy ? size : 0;
    return copy != NULL;
}

bool job_box_empty(const JobBox *box) {
    bool empty = true;
    for (int tag = 0; tag < JOB_TAGS; tag++)
        empty = empty && !box->mail[tag].bytes;
    return empty;
}

void job_box_clear(JobBox *box) {
    for (int tag = 0; tag < JOB_TAGS; tag++)
        free(box->mail[tag].bytes);
    *box = (JobBox){0};
}

void *job_box_take(JobBox *box, int *tag, size_t *size) {
    for (*tag = 0; *tag < JOB_TAGS; (*tag)++) {
        void *bytes = box->mail[*tag].bytes;
        *size = box->mail[*tag].size;
        box->mail[*tag].bytes = NULL;
        if (bytes)
            return bytes;
    }
    return NULL;
}

void job_box_move(JobBox *to, JobBox *from) {
    for (int tag = 0; tag < JOB_TAGS; tag++)
        if (from->mail[tag].bytes) {
            free(to->mail[tag].bytes);
            to->mail[tag] = from->mail[tag];
        }
    *from = (JobBox){0};
}

/* ---- work ---- */

bool job_round(const JobKind *kind, void *own, JobBox *sent, double seconds, JobBox *replies) {
    int tag;
    size_t size;
    for (void *bytes; (bytes = job_box_take(sent, &tag, &size));) {
        kind->take(own, tag, bytes, size, replies);
        free(bytes);
    }
    return kind->work(own, seconds, replies);
}

/* ---- life ---- */

Job *job_new(const JobKind *kind, bool beside, Error *error) {
    Job *job = calloc(1, sizeof *job);
    if (job) {
        job->kind = kind;
        job->beside = beside ? beside_new(kind) : NULL;
        job->own = job->beside ? NULL : kind->begin();
    }
    if (job && (job->beside || job->own))
        return job;
    free(job);
    error_memory(error, sizeof *job, "a job");
    return NULL;
}

void job_free(Job *job) {
    if (!job)
        return;
    if (job->beside)
        beside_free(job->beside);
    if (job->own)
        job->kind->end(job->own);
    job_box_clear(&job->sent);
    job_box_clear(&job->replies);
    free(job);
}

/* ---- the window's side ---- */

bool job_send(Job *job, int tag, const void *bytes, size_t size) {
    bool good = job_put(&job->sent, tag, bytes, size);
    return job->beside ? beside_send(job->beside, tag, bytes, size) && good : good;
}

void *job_next(Job *job, int *tag, size_t *size) {
    return job->beside ? beside_next(job->beside, tag, size)
                       : job_box_take(&job->replies, tag, size);
}

/* What was sent begins anew, in the frames. */
static void come_back(Job *job) {
    job->own = job->kind->begin();
    if (!job->own)
        return;
    beside_free(job->beside);
    job->beside = NULL;
}

bool job_follow(Job *job) {
    if (job->beside && beside_failed(job->beside))
        come_back(job);
    if (job->beside)
        return beside_busy(job->beside);
    if (job->working || !job_box_empty(&job->sent))
        job->working = job_round(job->kind, job->own, &job->sent, SLICE_OF_A_FRAME, &job->replies);
    return job->working || !job_box_empty(&job->replies);
}
