/* before.c: the run as it was before the first change, to be compared with what has become of it.
 */
#include <stdlib.h>
#include <string.h>

#include "session/parts.h"
#include "session/words/phrase.h"

static const size_t MOST_BYTES = (size_t)64 << 20; /* a larger run is not kept twice */

struct Before {
    long steps;
    int undo_count; /* of the beat, when it was taken: back there nothing differs */
    int inputs, cell_count;
    float *sequence; /* steps x inputs; owned */
    float **data;    /* a copy of each trace's records; owned */
};

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

/* Without memory there is nothing to compare with, and nothing else is lost. */
void before_take(Session *session) {
    if (session->before || session_live(session) || too_large(session->run))
        return;
    Before *before = calloc(1, sizeof *before);
    if (before && fill(before, session->run)) {
        before->undo_count = session_beat_state(session)->undo_count;
        session->before = before;
    } else {
        free_before(before);
    }
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

bool session_before(const Session *session, const Place *place, float *value) {
    const Before *before = session->before;
    if (!before || place->t < -1 || place->t >= before->steps || place->cell >= before->cell_count)
        return false;
    if (place->cell < 0) {
        if (place->t < 0 || place->unit >= before->inputs)
            return false;
        *value = before->sequence[(size_t)place->t * (size_t)before->inputs + (size_t)place->unit];
        return true;
    }
    const Trace *trace = session->run->traces[place->cell]; /* it has the same records */
    *value = before->data[place->cell][(size_t)(place->t + 1) * trace->record +
                                       trace->offset[place->signal] + (size_t)place->unit];
    return true;
}
