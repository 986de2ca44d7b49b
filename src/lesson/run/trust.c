/* trust.c: see trust.h. */
#include "lesson/run/trust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/random.h"

/* ---- what is no number ---- */

Lost trust_lost(const Run *run, int cell) {
    const Trace *trace = run->traces[cell];
    Lost lost = lost_find(run->cells[cell], trace, trace->steps);
    if (lost.by == LOST_INPUT && lesson_cell_input(&run->lesson->cells[cell], lost.unit).cell >= 0)
        lost.by = LOST_CELL;
    return lost;
}

/* ---- rounding ---- */

/* The step that comes k-th in the cell's own direction. */
static long step_at(const Trace *trace, long k) {
    return trace->spec.backward ? trace->steps - 1 - k : k;
}

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
