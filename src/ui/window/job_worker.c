/* job_worker.c: a job in a worker of the page. See job_parts.h. The page (web/page/jobs.js) makes
 * the worker and carries the messages; in the worker a second instance of this program, whose main
 * is never called, does the work (web/beside.js, by the exports below). */
#include <emscripten.h>
#include <stdlib.h>
#include <string.h>

#include "ui/window/job_parts.h"

struct Beside {
    int number; /* of the page's jobs */
};

/* ---- the page's side ---- */

/* clang-format off */
EM_JS(int, page_job_new, (const char *name), { return Module.page.jobs.begin(UTF8ToString(name)); });
EM_JS(void, page_job_end, (int job), { Module.page.jobs.end(job); });
EM_JS(void, page_job_send, (int job, int tag, const void *bytes, size_t size),
      { Module.page.jobs.send(job, tag, HEAPU8.slice(bytes, bytes + size)); });
EM_JS(void *, page_job_next, (int job, int *tag, size_t *size), {
    const reply = Module.page.jobs.next(job);
    if (!reply) return 0;
    const bytes = _malloc(reply.bytes.length);
    if (!bytes) return 0;
    HEAPU8.set(reply.bytes, bytes);
    HEAP32[tag >> 2] = reply.tag;
    HEAP32[size >> 2] = reply.bytes.length;
    return bytes;
});
EM_JS(int, page_job_busy, (int job), { return Module.page.jobs.busy(job) ? 1 : 0; });
EM_JS(int, page_job_failed, (int job), { return Module.page.jobs.failed(job) ? 1 : 0; });
/* clang-format on */

Beside *beside_new(const JobKind *kind) {
    int number = page_job_new(kind->name);
    Beside *beside = number ? malloc(sizeof *beside) : NULL;
    if (beside)
        beside->number = number;
    return beside;
}

void beside_free(Beside *beside) {
    page_job_end(beside->number);
    free(beside);
}

bool beside_send(Beside *beside, int tag, const void *bytes, size_t size) {
    page_job_send(beside->number, tag, bytes, size);
    return true;
}

void *beside_next(Beside *beside, int *tag, size_t *size) {
    return page_job_next(beside->number, tag, size);
}

bool beside_busy(Beside *beside) {
    return page_job_busy(beside->number);
}

bool beside_failed(const Beside *beside) {
    return page_job_failed(beside->number);
}

/* ---- the worker's side: there is one job in it ---- */

static struct {
    const JobKind *kind;
    void *own;
    JobBox sent, replies;
    int tag; /* of the reply that was handed out last, and its size */
    size_t size;
} over_there;

EMSCRIPTEN_KEEPALIVE int web_job_begin(const char *name);
int web_job_begin(const char *name) {
    for (int k = 0; JOBS[k]; k++)
        if (strcmp(JOBS[k]->name, name) == 0)
            over_there.kind = JOBS[k];
    over_there.own = over_there.kind ? over_there.kind->begin() : NULL;
    return over_there.own != NULL;
}

EMSCRIPTEN_KEEPALIVE int web_job_take(int tag, const void *bytes, size_t size);
int web_job_take(int tag, const void *bytes, size_t size) {
    return job_put(&over_there.sent, tag, bytes, size);
}

/* True: there is more to do. */
EMSCRIPTEN_KEEPALIVE int web_job_work(void);
int web_job_work(void) {
    return job_round(over_there.kind, over_there.own, &over_there.sent, JOB_SLICE,
                     &over_there.replies);
}

/* The next reply, to be freed, or NULL; then its tag and size. */
EMSCRIPTEN_KEEPALIVE void *web_job_next(void);
void *web_job_next(void) {
    return job_box_take(&over_there.replies, &over_there.tag, &over_there.size);
}

EMSCRIPTEN_KEEPALIVE int web_job_tag(void);
int web_job_tag(void) {
    return over_there.tag;
}

EMSCRIPTEN_KEEPALIVE int web_job_size(void);
int web_job_size(void) {
    return (int)over_there.size;
}
