/* trust.c: see trust.h. */
#include "lesson/run/trust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/random.h"

/* ---- what is no number ---- */

/* The step that comes k-th in the cell's own direction. */
static long step_at(const Trace *trace, long k) {
    return trace->spec.backward ? trace->steps - 1 - k : k;
}

static int first_lost(const Trace *trace, int signal, long t) {
    const float *values = trace_at(trace, signal, t, 0);
    for (int unit = 0; unit < signal_width(&trace->spec, signal); unit++)
        if (!isfinite(values[unit]))
            return unit;
    return -1;
}

/* A weight of that unit that is none. */
static bool lost_weight(const Cell *cell, int unit, Lost *lost) {
    for (int weight = 0; weight < cell_kind(cell->spec.kind)->weight_count; weight++) {
        if (!cell->weights[weight])
            continue;
        int columns = weight_columns(&cell->spec, weight);
        for (int row = 0; row < weight_rows(&cell->spec, weight) && unit < columns; row++)
            if (!isfinite(cell->weights[weight][(size_t)row * (size_t)columns + (size_t)unit])) {
                lost->by = LOST_WEIGHT;
                lost->weight = weight;
                lost->row = row;
                lost->column = unit;
                return true;
            }
    }
    return false;
}

/* In the order in which they are computed: the inputs, what comes of them, the hidden state. */
static bool lost_in_step(const Trace *trace, long t, Lost *lost) {
    const CellKindInfo *kind = cell_kind(trace->spec.kind);
    for (int k = 0; k < kind->signal_count; k++) {
        int signal = k == 0 ? SIGNAL_X : k + 1 < kind->signal_count ? k + 1 : SIGNAL_H;
        int unit = kind->signals[signal].inner ? -1 : first_lost(trace, signal, t);
        if (unit < 0)
            continue;
        *lost = (Lost){.by = LOST_OVERFLOW, .signal = signal, .unit = unit, .t = t};
        return true;
    }
    return false;
}

Lost trust_lost(const Run *run, int cell) {
    const Trace *trace = run->traces[cell];
    Lost lost = {.by = LOST_NOT};
    for (long k = 0; k < trace->steps; k++) {
        if (!lost_in_step(trace, step_at(trace, k), &lost))
            continue;
        if (lost.signal == SIGNAL_X)
            lost.by = lesson_cell_input(&run->lesson->cells[cell], lost.unit).cell < 0 ? LOST_INPUT
                                                                                       : LOST_CELL;
        else
            lost_weight(run->cells[cell], lost.unit, &lost);
        return lost;
    }
    return lost;
}

/* ---- rounding ---- */

/* Each of them off by at most half of its last place. */
static void shake(Cell *cell, Random *random) {
    const float HALF_PLACE = 0x1p-24f;
    for (int weight = 0; weight < cell_kind(cell->spec.kind)->weight_count; weight++) {
        float *numbers = cell->weights[weight];
        size_t count =
            (size_t)weight_rows(&cell->spec, weight) * (size_t)weight_columns(&cell->spec, weight);
        for (size_t k = 0; numbers && k < count; k++)
            numbers[k] *= random_next(random) & 1 ? 1 + 2 * HALF_PLACE : 1 - HALF_PLACE;
    }
    cell_touch(cell);
}

/* The same run with its weights shaken. */
static Run *shaken(const Run *run, Error *error) {
    const Lesson *lesson = run->lesson;
    Random random = {1};
    Run *twin = run_begin(lesson, error);
    for (int k = 0; twin && k < lesson->cell_count; k++) {
        Cell *cell = cell_clone(run->cells[k], error);
        if (!cell) {
            run_free(twin);
            return NULL;
        }
        cell_free(twin->cells[k]);
        twin->cells[k] = cell;
        twin->traces[k]->spec = cell->spec;
        shake(cell, &random);
    }
    if (!twin)
        return NULL;
    memcpy(twin->sequence, run->sequence,
           (size_t)lesson->steps * (size_t)lesson->inputs * sizeof *run->sequence);
    do
        run_update(twin);
    while (run_done(twin) < lesson->steps);
    return twin;
}

static float difference(const Trace *a, const Trace *b, long t) {
    const float *one = trace_at(a, SIGNAL_H, t, 0), *other = trace_at(b, SIGNAL_H, t, 0);
    float most = 0;
    for (int unit = 0; unit < signal_width(&a->spec, SIGNAL_H); unit++)
        most = fmaxf(most, fabsf(one[unit] - other[unit])); /* of NAN and a number the number */
    return most;
}

/* The growth counts from where the difference was first seen. */
static Horizon horizon_of(const Trace *a, const Trace *b) {
    const float SEEN = 1e-6f;
    Horizon horizon = {true, -1, NAN};
    long first = -1;
    float begun = 0;
    for (long k = 0; k < a->steps; k++) {
        float off = difference(a, b, step_at(a, k));
        if (first < 0 && off > SEEN) {
            first = k;
            begun = off;
        }
        if (off <= TRUST_WITHIN)
            continue;
        horizon.from = step_at(a, k);
        if (k > first)
            horizon.growth = powf(off / begun, 1 / (float)(k - first));
        return horizon;
    }
    return horizon;
}

static double bytes_of(const Run *run) {
    double bytes = 0;
    for (int k = 0; k < run->lesson->cell_count; k++)
        bytes += (double)trace_bytes(&run->traces[k]->spec, run->lesson->steps, 1);
    return bytes;
}

bool trust_horizons(const Run *run, Horizon *horizons, Error *error) {
    for (int k = 0; k < run->lesson->cell_count; k++)
        horizons[k] = (Horizon){.known = false, .from = -1, .growth = NAN};
    if (bytes_of(run) > TRUST_BYTES)
        return true;
    Run *twin = shaken(run, error);
    if (!twin)
        return false;
    for (int k = 0; k < run->lesson->cell_count; k++)
        horizons[k] = horizon_of(run->traces[k], twin->traces[k]);
    run_free(twin);
    return true;
}
