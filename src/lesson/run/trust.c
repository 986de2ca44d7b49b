/* trust.c: see trust.h. */
#include "lesson/run/trust.h"

#include <assert.h>
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
struct Trust {
    const Run *run;
    double **hidden; /* owned, as all below */
    int cell_count;
    int cell;  /* that is computed now; -1: none is */
    long done; /* of its steps */
    double *x;
    Exact *exact;
    double spent, cost; /* multiplications */
};
typedef Trust Twin;

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

static bool begin_cell(Twin *twin, int cell, Error *error) {
    const Run *run = twin->run;
    size_t count = (size_t)width_of(run, cell) * (size_t)run->lesson->steps + 1;
    twin->exact = exact_new(run->cells[cell], error);
    twin->x = calloc((size_t)run->cells[cell]->spec.inputs, sizeof *twin->x);
    twin->hidden[cell] = calloc(count, sizeof **twin->hidden);
    twin->cell = cell;
    twin->done = 0;
    return (twin->exact && twin->x && twin->hidden[cell]) ||
           error_memory(error, count * sizeof **twin->hidden, "a run in float64");
}

static void end_cell(Twin *twin) {
    free(twin->x);
    exact_free(twin->exact);
    twin->x = NULL;
    twin->exact = NULL;
    twin->cell = -1;
}

/* So many steps of the cell, as far as there are such. */
static void compute(Twin *twin, long count) {
    const Run *run = twin->run;
    size_t width = (size_t)width_of(run, twin->cell);
    long end = run->lesson->steps;
    for (; count > 0 && twin->done < end; count--, twin->done++) {
        long t = step_at(run->traces[twin->cell], twin->done);
        gather_inputs(twin, twin->cell, t, twin->x);
        exact_step(twin->exact, t, twin->x);
        memcpy(twin->hidden[twin->cell] + (size_t)t * width, twin->exact->now[SIGNAL_H],
               width * sizeof **twin->hidden);
    }
    if (twin->done == end)
        end_cell(twin);
}

static bool sources_known(const Twin *twin, int cell) {
    const LessonCell *entry = &twin->run->lesson->cells[cell];
    for (int k = 0; k < entry->source_count; k++)
        if (entry->sources[k].cell >= 0 && !twin->hidden[entry->sources[k].cell])
            return false;
    return true;
}

/* The next cell, after those that it reads; there are no circles. -1: all are there. */
static int next_cell(const Twin *twin) {
    for (int cell = 0; cell < twin->run->lesson->cell_count; cell++)
        if (!twin->hidden[cell] && sources_known(twin, cell))
            return cell;
    return -1;
}

static Horizon horizon_of(const Twin *twin, int cell) {
    const Trace *trace = twin->run->traces[cell];
    HorizonWalk walk = horizon_walk();
    int width = width_of(twin->run, cell);
    for (long k = 0; k < trace->steps; k++) {
        long t = step_at(trace, k);
        horizon_step(&walk, t, trace_at(trace, SIGNAL_H, t, 0),
                     twin->hidden[cell] + (size_t)t * (size_t)width, width);
    }
    return walk.horizon;
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

/* ---- all of it ---- */

Trust *trust_begin(const Run *run, Error *error) {
    Trust *trust = calloc(1, sizeof *trust);
    size_t count = (size_t)run->lesson->cell_count + 1;
    if (trust)
        *trust = (Trust){.run = run,
                         .cell = -1,
                         .cell_count = run->lesson->cell_count,
                         .cost = cost_of(run),
                         .hidden = calloc(count, sizeof *trust->hidden)};
    if (trust && trust->hidden)
        return trust;
    free(trust);
    error_memory(error, count * sizeof *trust->hidden, "a run in float64");
    return NULL;
}

void trust_end(Trust *trust) {
    if (!trust)
        return;
    end_cell(trust);
    for (int k = 0; k < trust->cell_count; k++)
        free(trust->hidden[k]);
    free(trust->hidden);
    free(trust);
}

bool trust_more(const Trust *trust) {
    return trust->cost <= TRUST_COST && (trust->cell >= 0 || next_cell(trust) >= 0);
}

bool trust_go(Trust *trust, double cost, Error *error) {
    assert(trust_more(trust));
    if (trust->cell < 0 && !begin_cell(trust, next_cell(trust), error))
        return false;
    double step = (double)cell_parameter_count(&trust->run->cells[trust->cell]->spec);
    long count = (long)(cost / step) + 1, left = trust->run->lesson->steps - trust->done;
    count = count < left ? count : left;
    compute(trust, count);
    trust->spent += step * (double)count;
    return true;
}

double trust_share(const Trust *trust) {
    return trust_more(trust) ? trust->spent / trust->cost : 1;
}

Horizon trust_horizon(const Trust *trust, int cell) {
    bool known = trust->cost <= TRUST_COST && !trust_more(trust);
    return known ? horizon_of(trust, cell) : (Horizon){false, -1, NAN};
}

bool trust_horizons(const Run *run, Horizon *horizons, Error *error) {
    Trust *trust = trust_begin(run, error);
    bool good = trust != NULL;
    while (good && trust_more(trust))
        good = trust_go(trust, TRUST_COST, error);
    for (int k = 0; good && k < run->lesson->cell_count; k++)
        horizons[k] = trust_horizon(trust, k);
    trust_end(trust);
    return good;
}
