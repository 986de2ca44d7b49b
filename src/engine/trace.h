/* trace.h: every signal of every step of one cell's run.
 *
 * One block of float32 records, a record a (step, batch row): x, then the signals, each `hidden`
 * wide, in the order of the kind's table. Where the units fill whole cache lines, every signal
 * begins at one. A step writes its record and reads the one before; nothing is allocated inside a
 * step, and the same inputs and weights give the same bits, from whichever step the computation
 * starts again.
 *
 * A cell that runs forward begins at step 0, and step -1 is its initial state; a backward one begins
 * at the last step, and the initial state is step `steps`. Steps are those of the inputs for both;
 * trace_before and its like say which is computed when. */
#ifndef GATESCOPE_ENGINE_TRACE_H
#define GATESCOPE_ENGINE_TRACE_H

#include "engine/cell.h"

typedef struct Trace {
    CellSpec spec;
    long steps; /* computed or to be; a recording's grow up to those it was made with */
    int batch;
    bool lean;                  /* a pre-activation's slot is taken by what comes of it */
    float *data;                /* a record a row of steps -1 to steps - 1, backward: to steps */
    size_t record;              /* floats in a record */
    size_t offset[MAX_SIGNALS]; /* of each signal in a record */
    void *block;                /* owned: what data lies in */
    float *scratch;             /* owned: the levels of held gates, a step's */
} Trace;

/* Floats in a cache line. */
enum { LINE = 16 };

/* Floats that a signal takes in a record: whole cache lines where the units take such. */
static inline size_t trace_width(const CellSpec *spec, int signal) {
    size_t width = (size_t)signal_width(spec, signal);
    return spec->hidden % LINE ? width : (width + LINE - 1) / LINE * LINE;
}

/* Memory that the records take, or SIZE_MAX where that overflows. */
size_t trace_bytes(const CellSpec *spec, long steps, int batch);

/* Empty trace; NULL with a clear error (how much was needed, how much this machine has) where it
 * does not fit into three quarters of the machine's memory, or steps < 0, or batch < 1. */
Trace *trace_new(const CellSpec *spec, long steps, int batch, Error *error);
/* The same without pre-activations: what training needs, which has many rows and shows none. A cell
 * whose slopes they are needed for (clip, activation_slope_known) keeps them. */
Trace *trace_new_lean(const CellSpec *spec, long steps, int batch, Error *error);
void trace_free(Trace *trace);

/* The step that step t comes after, in the order in which the cell computes them, and the one that
 * comes after it; the step that is the initial state; the first step that is computed. */
static inline long trace_before(const Trace *trace, long t) {
    return trace->spec.backward ? t + 1 : t - 1;
}
static inline long trace_after(const Trace *trace, long t) {
    return trace->spec.backward ? t - 1 : t + 1;
}
static inline long trace_initial(const Trace *trace) {
    return trace->spec.backward ? trace->steps : -1;
}
static inline long trace_first(const Trace *trace) {
    return trace->spec.backward ? trace->steps - 1 : 0;
}
/* Whether the trace has the step: one that is computed, or the initial state. */
static inline bool trace_has(const Trace *trace, long t) {
    return (t >= 0 && t < trace->steps) || t == trace_initial(trace);
}

/* The values of a signal at a step in a batch row: signal_width floats. At the initial state only
 * signals with has_initial hold values, the others are 0; so is all at step -1 of a backward one. */
static inline const float *trace_at(const Trace *trace, int signal, long t, int row) {
    return trace->data + ((size_t)(t + 1) * (size_t)trace->batch + (size_t)row) * trace->record +
           trace->offset[signal];
}

/* Where a run's inputs come from: row b of step t starts at data + t * step + b * row floats. */
typedef struct Inputs {
    const float *data;
    size_t step, row;
} Inputs;

/* Part of a cell's inputs: `count` of them from input `column` on. */
typedef struct InputPart {
    Inputs from;
    int column, count;
} InputPart;

/* The hidden state of another trace as inputs: layers are stacked by this. */
Inputs inputs_from_trace(const Trace *source, int signal);

/* Computes steps from..to-1 (0 <= from <= to <= steps) in the cell's order. With the first of them it
 * also writes the cell's initial state to every row. The cell's spec must equal the trace's; cell->packed is brought up
 * to date. */
void trace_run(Trace *trace, Cell *cell, Inputs inputs, long from, long to);
/* The same where the inputs come from several places; inputs that no part gives stay as they are. */
void trace_run_parts(Trace *trace, Cell *cell, const InputPart *parts, int count, long from,
                     long to);

#endif
