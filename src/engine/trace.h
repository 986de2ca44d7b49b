/* trace.h: every signal of every step of one cell's run.
 *
 * One block of float32 records, a record a (step, batch row): x, then the signals, each `hidden`
 * wide, in the order of the kind's table. Where the units fill whole cache lines, every signal
 * begins at one. Step -1 is the initial state. A step writes its record
 * and reads the one before; nothing is allocated inside a step, and the same inputs and weights
 * give the same bits, from whichever step the computation starts again. */
#ifndef GATESCOPE_ENGINE_TRACE_H
#define GATESCOPE_ENGINE_TRACE_H

#include "engine/cell.h"

typedef struct Trace {
    CellSpec spec;
    long steps; /* computed or to be; a recording's grow up to those it was made with */
    int batch;
    bool lean;                  /* a pre-activation's slot is taken by what comes of it */
    float *data;                /* (steps + 1) * batch records */
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

/* The values of a signal at step t (-1..steps-1) in a batch row: signal_width floats. At t = -1
 * only signals with has_initial hold values, the others are 0. */
static inline const float *trace_at(const Trace *trace, int signal, long t, int row) {
    return trace->data + ((size_t)(t + 1) * (size_t)trace->batch + (size_t)row) * trace->record +
           trace->offset[signal];
}

/* Where a run's inputs come from: row b of step t starts at data + t * step + b * row floats. */
typedef struct Inputs {
    const float *data;
    size_t step, row;
} Inputs;

/* The hidden state of another trace as inputs: layers are stacked by this. */
Inputs inputs_from_trace(const Trace *source, int signal);

/* Computes steps from..to-1 (0 <= from <= to <= steps). from = 0 also writes the cell's initial
 * state to step -1 of every row. The cell's spec must equal the trace's; cell->packed is brought up
 * to date. */
void trace_run(Trace *trace, Cell *cell, Inputs inputs, long from, long to);

#endif
