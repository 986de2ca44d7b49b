/* pace.c: see pace.h. A copy of the cell steps over inputs of its own, in chunks of about a tenth
 * of a millisecond; the quickest chunk counts, since whatever else the machine does only slows one
 * down. */
#include "commands/window/pace.h"

#include <math.h>
#include <stdlib.h>

#include "commands/bench/measure.h"

enum { CHUNKS = 12, STEPS_MOST = 512 };
static const double CHUNK_NS = 1e5;

static double time_steps(Trace *trace, Cell *cell, Inputs inputs, long steps) {
    double start = measure_now();
    trace_run(trace, cell, inputs, 0, steps);
    return (measure_now() - start) / (double)steps;
}

static float quickest(Trace *trace, Cell *cell, Inputs inputs) {
    double once = time_steps(trace, cell, inputs, 1), best = INFINITY;
    long steps = (long)fmin(fmax(CHUNK_NS / fmax(once, 1), 1), STEPS_MOST);
    for (int k = 0; k < CHUNKS; k++)
        best = fmin(best, time_steps(trace, cell, inputs, steps));
    return (float)best;
}

static float measure(const Cell *model) {
    Cell *cell = cell_clone(model, NULL);
    Trace *trace = cell ? trace_new(&cell->spec, STEPS_MOST, 1, NULL) : NULL;
    size_t width = (size_t)model->spec.inputs;
    float *numbers = trace ? malloc(STEPS_MOST * width * sizeof *numbers) : NULL;
    float ns = 0;
    if (numbers) {
        unsigned seed = 1;
        for (size_t k = 0; k < STEPS_MOST * width; k++)
            numbers[k] = measure_number(&seed);
        ns = quickest(trace, cell, (Inputs){numbers, width, 0});
    }
    free(numbers);
    trace_free(trace);
    cell_free(cell);
    return ns;
}

bool pace_look(Pace *pace, const Run *run) {
    int count = run->lesson->cell_count < PACE_CELLS ? run->lesson->cell_count : PACE_CELLS;
    bool changed = count != pace->count;
    for (int k = 0; k < count; k++) {
        const CellSpec *spec = &run->cells[k]->spec;
        if (k < pace->count && cell_spec_same(spec, &pace->specs[k]))
            continue;
        pace->specs[k] = *spec;
        pace->ns[k] = measure(run->cells[k]);
        changed = true;
    }
    pace->count = count;
    return changed;
}
