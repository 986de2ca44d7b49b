/* trace.c: the block of records, and the loop over the steps. */
#include "engine/trace.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"
#include "engine/pack.h"
#include "engine/step.h"

/* The signal whose slot a lean trace's signal has: a pre-activation's, since what comes of it is
 * written there when it has been read; else its own. */
static int slot_of(const CellSpec *spec, int signal, bool lean) {
    const SignalInfo *signals = cell_kind(spec->kind)->signals;
    int pre = signals[signal].pre;
    bool shares = lean && pre >= 0 && signals[pre].class == SIGNAL_PRE_ACTIVATION;
    return shares ? pre : signal;
}

/* Floats in a record; offset (NULL: not asked) gets where in it each signal is. What a projection
 * would take is h itself where there is none. */
static size_t lay_out(const CellSpec *spec, bool lean, size_t *offset) {
    size_t size = 0;
    int count = cell_kind(spec->kind)->signal_count;
    for (int k = 0; k < count; k++)
        if (slot_of(spec, k, lean) == k) {
            if (offset)
                offset[k] = size;
            size += trace_width(spec, k);
        }
    for (int k = 0; offset && k < count; k++)
        offset[k] = offset[signal_width(spec, k) ? slot_of(spec, k, lean) : SIGNAL_H];
    return size;
}

static size_t bytes_of(const CellSpec *spec, long steps, int batch, bool lean) {
    size_t bytes;
    if (steps < 0 || steps == LONG_MAX || batch < 1 ||
        __builtin_mul_overflow((size_t)steps + 1 + spec->backward, (size_t)batch, &bytes) ||
        __builtin_mul_overflow(bytes, lay_out(spec, lean, NULL) * sizeof(float), &bytes))
        return SIZE_MAX;
    return bytes;
}

size_t trace_bytes(const CellSpec *spec, long steps, int batch) {
    return bytes_of(spec, steps, batch, false);
}

static bool size_ok(const CellSpec *spec, long steps, int batch, bool lean, Error *error) {
    if (steps < 0 || batch < 1)
        return error_set(error, "a trace cannot have %ld steps of %d rows", steps, batch);
    char rows[32] = "", what[160];
    if (batch > 1)
        snprintf(rows, sizeof rows, " of %d rows", batch);
    snprintf(what, sizeof what, "a trace of %ld steps%s of %s with %d units", steps, rows,
             cell_kind(spec->kind)->title, spec->hidden);
    double bytes = ((double)steps + 1 + spec->backward) * batch *
                   (double)lay_out(spec, lean, NULL) * sizeof(float);
    return memory_fits(bytes, what, error);
}

/* Whether all slopes can be told from what came of the pre-activations. */
static bool can_be_lean(const CellSpec *spec) {
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (!activation_slope_known(cell_curve(spec, (ActivationSlot)slot)))
            return false;
    return spec->clip == 0;
}

static Trace *make(const CellSpec *spec, long steps, int batch, bool lean, Error *error) {
    lean = lean && can_be_lean(spec);
    if (!size_ok(spec, steps, batch, lean, error))
        return NULL;
    Trace *trace = calloc(1, sizeof *trace);
    size_t bytes = bytes_of(spec, steps, batch, lean);
    if (trace)
        trace->data = memory_zeros(bytes / sizeof(float), &trace->block);
    if (trace)
        trace->scratch = calloc(MOST_GATES * (size_t)spec->hidden, sizeof(float));
    if (!trace || !trace->data || !trace->scratch) {
        error_memory(error, bytes, "a trace");
        trace_free(trace);
        return NULL;
    }
    trace->spec = *spec;
    trace->steps = steps;
    trace->batch = batch;
    trace->lean = lean;
    trace->record = lay_out(spec, lean, trace->offset);
    return trace;
}

Trace *trace_new(const CellSpec *spec, long steps, int batch, Error *error) {
    return make(spec, steps, batch, false, error);
}

Trace *trace_new_lean(const CellSpec *spec, long steps, int batch, Error *error) {
    return make(spec, steps, batch, true, error);
}

void trace_free(Trace *trace) {
    if (!trace)
        return;
    free(trace->block);
    free(trace->scratch);
    free(trace);
}

Inputs inputs_from_trace(const Trace *source, int signal) {
    return (Inputs){trace_at(source, signal, 0, 0), source->record * (size_t)source->batch,
                    source->record};
}

/* The records of step t. */
static float *records_at(const Trace *trace, long t) {
    return trace->data + (size_t)(t + 1) * (size_t)trace->batch * trace->record;
}

static void write_initial(Trace *trace, const Cell *cell) {
    size_t shown = (size_t)signal_width(&cell->spec, SIGNAL_H) * sizeof(float);
    size_t kept = (size_t)cell->spec.hidden * sizeof(float);
    int memory = cell_kind(cell->spec.kind)->memory;
    float *record = records_at(trace, trace_initial(trace));
    for (int row = 0; row < trace->batch; row++, record += trace->record) {
        memcpy(record + trace->offset[SIGNAL_H], cell->h0, shown);
        if (cell->c0)
            memcpy(record + trace->offset[memory], cell->c0, kept);
    }
}

static void write_inputs(Trace *trace, const InputPart *part, long t, float *now) {
    const Inputs *from = &part->from;
    for (int row = 0; row < trace->batch; row++)
        memcpy(now + (size_t)row * trace->record + part->column,
               from->data + (size_t)t * from->step + (size_t)row * from->row,
               (size_t)part->count * sizeof(float));
}

static void run_by(const Kernels *kernels, Trace *trace, Cell *cell, const InputPart *parts,
                   int count, long from, long to) {
    void (*const take)(const Step *) = cell_kind(cell->spec.kind)->step;
    bool back = cell->spec.backward;
    Step step = {.cell = cell, .trace = trace, .kernels = kernels};
    if (cell->stale)
        cell_pack(cell);
    if (back ? to == trace->steps : from == 0)
        write_initial(trace, cell);
    step_plan_products(&step);
    for (long k = from; k < to; k++) {
        step.t = back ? from + to - 1 - k : k;
        step.before = records_at(trace, trace_before(trace, step.t));
        step.now = records_at(trace, step.t);
        step.zero = step.t == trace_first(trace) && cell_begins_with_zeros(cell);
        for (int part = 0; part < count; part++)
            write_inputs(trace, &parts[part], step.t, step.now);
        if (cell->hold_count > 0)
            cell_find_held(cell, step.t, trace->scratch, step.held);
        take(&step);
    }
}

void trace_run(Trace *trace, Cell *cell, Inputs inputs, long from, long to) {
    assert(0 <= from && from <= to && to <= trace->steps);
    trace_run_by(kernels_for(cell->spec.hidden), trace, cell, inputs, from, to);
}

void trace_run_by(const Kernels *kernels, Trace *trace, Cell *cell, Inputs inputs, long from,
                  long to) {
    const InputPart all = {inputs, 0, trace->spec.inputs};
    run_by(kernels, trace, cell, &all, 1, from, to);
}

void trace_run_parts(Trace *trace, Cell *cell, const InputPart *parts, int count, long from,
                     long to) {
    assert(0 <= from && from <= to && to <= trace->steps);
    run_by(kernels_for(cell->spec.hidden), trace, cell, parts, count, from, to);
}
