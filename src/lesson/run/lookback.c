/* lookback.c: see lookback.h. */
#include "lesson/run/lookback.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clamp.h"

/* Multiplications that one update may take: a few milliseconds of work. */
static const double WORK = 5e7;

int memory_signal(CellKind kind) {
    return cell_kind(kind)->memory;
}

int memory_gate(CellKind kind) {
    return cell_kind(kind)->keeps;
}

static long steps_for(const Run *run, int cell) {
    double fit = WORK / ((double)cell_parameter_count(&run->cells[cell]->spec) + 1);
    long room = lesson_room(run->lesson);
    long steps = (long)clamp_double(fit, 2, LOOKBACK_STEPS);
    return steps < room ? steps : room;
}

Lookback *lookback_new(const Run *run, int cell, Error *error) {
    assert(cell >= 0 && cell < run->lesson->cell_count);
    const CellSpec *spec = &run->cells[cell]->spec;
    Lookback *lookback = calloc(1, sizeof *lookback);
    size_t steps = (size_t)steps_for(run, cell);
    if (lookback) {
        lookback->by_step = calloc(steps + 1, sizeof(float));
        lookback->kept = calloc(steps + 1, sizeof(float));
    }
    if (!lookback || !lookback->by_step || !lookback->kept) {
        error_memory(error, 2 * (steps + 1) * sizeof(float), "gradients");
        lookback_free(lookback);
        return NULL;
    }
    lookback->backward = backward_new(spec, (long)steps, 1, BACKWARD_STATES, error);
    if (!lookback->backward) {
        lookback_free(lookback);
        return NULL;
    }
    lookback->cell = cell;
    lookback->signal = memory_signal(spec->kind);
    lookback->gate = memory_gate(spec->kind);
    lookback->unit = -1;
    lookback->to = lookback->last = -1;
    return lookback;
}

void lookback_free(Lookback *lookback) {
    if (!lookback)
        return;
    backward_free(lookback->backward);
    free(lookback->by_step);
    free(lookback->kept);
    free(lookback);
}

static void compute(Lookback *lookback, const Run *run) {
    const Trace *trace = run->traces[lookback->cell];
    Backward *backward = lookback->backward;
    long from = lookback->from, last = lookback->last, t = lookback->to;
    float kept = 1;
    backward_begin(backward, from, last + 1);
    backward_at(backward, lookback->signal, t, 0)[lookback->unit] = 1;
    backward_run(backward, trace, run->cells[lookback->cell], NULL);
    for (; t >= from && t <= last; t = trace_before(trace, t)) {
        lookback->by_step[t - from] = backward_at(backward, lookback->signal, t, 0)[lookback->unit];
        lookback->kept[t - from] = kept;
        if (lookback->gate >= 0)
            kept *= trace_at(trace, lookback->gate, t, 0)[lookback->unit];
    }
}

void lookback_update(Lookback *lookback, const Run *run, int unit, long to) {
    assert(to >= -1 && to < run->lesson->steps);
    unsigned version = run->versions[lookback->cell];
    long room = lookback->backward->capacity, end = run->lesson->steps - 1;
    bool back = run->cells[lookback->cell]->spec.backward;
    if (lookback->version == version && lookback->unit == unit && lookback->to == to)
        return;
    lookback->version = version;
    lookback->unit = unit;
    lookback->from = back ? to : to + 1 - room > 0 ? to + 1 - room : 0;
    lookback->last = !back ? to : to + room - 1 < end ? to + room - 1 : end;
    lookback->to = to;
    if (to >= 0)
        compute(lookback, run);
}
