/* before.c: see before.h. */
#include "session/before.h"

#include <stdlib.h>
#include <string.h>

#include "session/words/phrase.h"

static const size_t MOST_BYTES = (size_t)64 << 20; /* a larger run is not kept twice */

static size_t trace_size(const Trace *trace) {
    return trace_bytes(&trace->spec, trace->steps, 1);
}

static bool too_large(const Run *run) {
    size_t bytes = 0;
    for (int k = 0; k < run->lesson->cell_count; k++) {
        size_t more = trace_size(run->traces[k]);
        if (more > MOST_BYTES - bytes)
            return true;
        bytes += more;
    }
    return false;
}

static void free_before(Before *before) {
    if (!before)
        return;
    for (int k = 0; before->data && k < before->cell_count; k++)
        free(before->data[k]);
    free(before->data);
    free(before->sequence);
    free(before);
}

static float *copy(const float *from, size_t bytes) {
    float *to = malloc(bytes + sizeof *to);
    if (to)
        memcpy(to, from, bytes);
    return to;
}

static bool fill(Before *before, const Run *run) {
    const Lesson *lesson = run->lesson;
    before->steps = lesson->steps;
    before->inputs = lesson->inputs;
    before->cell_count = lesson->cell_count;
    before->sequence =
        copy(run->sequence, (size_t)lesson->steps * (size_t)lesson->inputs * sizeof *run->sequence);
    before->data = calloc((size_t)lesson->cell_count, sizeof *before->data);
    if (!before->sequence || !before->data)
        return false;
    for (int k = 0; k < lesson->cell_count; k++) {
        before->data[k] = copy(run->traces[k]->data, trace_size(run->traces[k]));
        if (!before->data[k])
            return false;
    }
    return true;
}

/* NULL: there is no memory for it, or it changes of itself. */
static Before *copy_run(const Session *session) {
    if (session_live(session) || too_large(session->run))
        return NULL;
    Before *before = calloc(1, sizeof *before);
    if (before && fill(before, session->run))
        return before;
    free_before(before);
    return NULL;
}

/* Without memory there is nothing to compare with, and nothing else is lost. */
void before_take(Session *session) {
    if (session->before)
        return;
    session->before = copy_run(session);
    if (session->before)
        session->before->undo_count = session_beat_state(session)->undo_count;
}

void before_let_go(Session *session) {
    free_before(session->scale);
    session->scale = NULL;
}

/* Without memory the yardsticks go along. */
bool before_drag(Session *session, const Action *action) {
    bool there = session->scale != NULL;
    before_let_go(session);
    if (action->number)
        session->scale = copy_run(session);
    if (session->scale)
        session->scale->held = action->edit;
    return there || session->scale;
}

void before_undone(Session *session) {
    const BeatState *beat = session_beat_state(session);
    bool back = session->before && beat->undo_count <= session->before->undo_count;
    if (back || beat->edits.count == 0)
        before_drop(session);
}

bool before_drop(Session *session) {
    bool there = session->before != NULL;
    free_before(session->before);
    session->before = NULL;
    return there;
}

bool before_apply(Session *session) {
    if (before_drop(session))
        return true;
    return error_set(
        &session->notice,
        phrase_in(session->view.language,
                  "Nothing to compare with: the run as it was is kept from a change on"));
}
