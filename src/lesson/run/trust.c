/* trust.c: see trust.h. */
#include "lesson/run/trust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/exact.h"

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

/* The hidden states of the run in float64, a row a step, a table a cell; NULL: not yet. */
typedef struct Twin {
    const Run *run;
    double **hidden;
} Twin;

static int width_of(const Run *run, int cell) {
    return signal_width(&run->cells[cell]->spec, SIGNAL_H);
}

/* What the cell reads at step t. */
static void gather_inputs(const Twin *twin, int cell, long t, double *x) {
    const Run *run = twin->run;
    for (int k = 0; k < run->cells[cell]->spec.inputs; k++) {
        CellSource from = lesson_cell_input(&run->lesson->cells[cell], k);
        x[k] =
            from.cell < 0
                ? (double)
                      run->sequence[(size_t)t * (size_t)run->lesson->inputs + (size_t)from.column]
                : twin->hidden[from.cell]
                              [(size_t)t * (size_t)width_of(run, from.cell) + (size_t)from.column];
    }
}

static bool compute(const Twin *twin, int cell, Error *error) {
    const Run *run = twin->run;
    size_t width = (size_t)width_of(run, cell), steps = (size_t)run->lesson->steps;
    Exact *exact = exact_new(run->cells[cell], error);
    double *x = calloc((size_t)run->cells[cell]->spec.inputs, sizeof *x);
    double *hidden = twin->hidden[cell] = calloc(steps * width + 1, sizeof *hidden);
    bool good = exact && x && hidden;
    for (long k = 0; good && k < run->lesson->steps; k++) {
        long t = step_at(run->traces[cell], k);
        gather_inputs(twin, cell, t, x);
        exact_step(exact, t, x);
        memcpy(hidden + (size_t)t * width, exact->now[SIGNAL_H], width * sizeof *hidden);
    }
    free(x);
    exact_free(exact);
    return good || error_memory(error, steps * width * sizeof *hidden, "a run in float64");
}

static bool sources_known(const Twin *twin, int cell) {
    const LessonCell *entry = &twin->run->lesson->cells[cell];
    for (int k = 0; k < entry->source_count; k++)
        if (entry->sources[k].cell >= 0 && !twin->hidden[entry->sources[k].cell])
            return false;
    return true;
}

/* Each cell after those that it reads; there are no circles. */
static bool compute_all(const Twin *twin, Error *error) {
    int count = twin->run->lesson->cell_count;
    for (int done = 0; done < count;)
        for (int cell = 0; cell < count; cell++) {
            if (twin->hidden[cell] || !sources_known(twin, cell))
                continue;
            if (!compute(twin, cell, error))
                return false;
            done++;
        }
    return true;
}

static double difference(const Twin *twin, int cell, long t) {
    size_t width = (size_t)width_of(twin->run, cell);
    const float *one = trace_at(twin->run->traces[cell], SIGNAL_H, t, 0);
    const double *other = twin->hidden[cell] + (size_t)t * width;
    double most = 0;
    for (size_t unit = 0; unit < width; unit++)
        most =
            fmax(most, fabs((double)one[unit] - other[unit])); /* of NAN and a number the number */
    return most;
}

/* The growth counts from where the difference was first seen. */
static Horizon horizon_of(const Twin *twin, int cell) {
    const Trace *trace = twin->run->traces[cell];
    const double SEEN = 1e-6;
    Horizon horizon = {true, -1, NAN};
    long first = -1;
    double begun = 0;
    for (long k = 0; k < trace->steps; k++) {
        double off = difference(twin, cell, step_at(trace, k));
        if (first < 0 && off > SEEN) {
            first = k;
            begun = off;
        }
        if (off <= (double)TRUST_WITHIN)
            continue;
        horizon.from = step_at(trace, k);
        if (k > first)
            horizon.growth = (float)pow(off / begun, 1 / (double)(k - first));
        return horizon;
    }
    return horizon;
}

/* Multiplications that the run takes. */
static double cost_of(const Run *run) {
    double cost = 0;
    for (int k = 0; k < run->lesson->cell_count; k++)
        cost += (double)cell_parameter_count(&run->cells[k]->spec) * (double)run->lesson->steps;
    return cost;
}

double trust_bytes(const Lesson *lesson, long steps) {
    double cost = 0, bytes = 0;
    for (int k = 0; k < lesson->cell_count; k++) {
        const CellSpec *spec = &lesson->cells[k].cell->spec;
        cost += (double)cell_parameter_count(spec) * (double)steps;
        bytes += signal_width(spec, SIGNAL_H) * (double)steps * (double)sizeof(double);
    }
    return cost > TRUST_COST ? 0 : bytes;
}

bool trust_horizons(const Run *run, Horizon *horizons, Error *error) {
    int count = run->lesson->cell_count;
    for (int k = 0; k < count; k++)
        horizons[k] = (Horizon){.known = false, .from = -1, .growth = NAN};
    if (cost_of(run) > TRUST_COST)
        return true;
    Twin twin = {.run = run, .hidden = calloc((size_t)count + 1, sizeof *twin.hidden)};
    if (!twin.hidden)
        return error_memory(error, (size_t)count * sizeof *twin.hidden, "a run in float64");
    bool good = compute_all(&twin, error);
    for (int k = 0; k < count; k++) {
        if (good)
            horizons[k] = horizon_of(&twin, k);
        free(twin.hidden[k]);
    }
    free(twin.hidden);
    return good;
}
