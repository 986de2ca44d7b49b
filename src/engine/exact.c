/* exact.c: see exact.h. */
#include "engine/exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/kernels/kernels.h"
#include "engine/pack.h"

static size_t width_of(const Cell *cell) {
    size_t hidden = (size_t)cell->spec.hidden, inputs = (size_t)cell->spec.inputs;
    return hidden > inputs ? hidden : inputs;
}

static void begin(Exact *exact) {
    const CellKindInfo *kind = cell_kind(exact->cell->spec.kind);
    for (int signal = 0; signal < kind->signal_count; signal++) {
        const float *initial = cell_initial(exact->cell, signal);
        int width = signal_width(&exact->cell->spec, signal);
        for (int unit = 0; initial && unit < width; unit++)
            exact->now[signal][unit] = initial[unit];
    }
}

Exact *exact_new(const Cell *cell, Error *error) {
    size_t width = width_of(cell), count = 2 * MAX_SIGNALS * width;
    Exact *exact = calloc(1, sizeof *exact);
    if (exact)
        exact->numbers = calloc(count, sizeof *exact->numbers);
    if (!exact || !exact->numbers) {
        exact_free(exact);
        error_memory(error, count * sizeof *exact->numbers, "a step in float64");
        return NULL;
    }
    exact->cell = cell;
    exact->product_count = cell_products(&cell->spec, exact->products);
    for (size_t signal = 0; signal < MAX_SIGNALS; signal++) {
        exact->now[signal] = exact->numbers + 2 * signal * width;
        exact->before[signal] = exact->now[signal] + width;
    }
    begin(exact);
    return exact;
}

void exact_free(Exact *exact) {
    if (!exact)
        return;
    free(exact->numbers);
    free(exact);
}

void exact_step(Exact *exact, long t, const double *x) {
    const CellKindInfo *kind = cell_kind(exact->cell->spec.kind);
    for (int signal = 0; signal < kind->signal_count; signal++) {
        double *now = exact->before[signal];
        exact->before[signal] = exact->now[signal];
        exact->now[signal] = now;
    }
    memcpy(exact->now[SIGNAL_X], x, (size_t)exact->cell->spec.inputs * sizeof *x);
    exact->t = t;
    kind->exact(exact);
}

/* ---- for the kinds' files ---- */

void exact_product(Exact *exact, int k) {
    const ProductInfo *product = &exact->products[k];
    const CellSpec *spec = &exact->cell->spec;
    float *const *weights = exact->cell->weights;
    const double *second =
        product->second_now ? exact->now[product->second] : exact->before[product->second];
    int columns = signal_width(spec, product->out);
    for (int b = 0; b < product->block_count; b++) {
        const ProductBlock *block = &product->blocks[b];
        double *out = exact->now[product->out + b];
        for (int column = 0; column < columns; column++)
            out[column] =
                block->bias >= 0 && weights[block->bias] ? (double)weights[block->bias][column] : 0;
        if (product->has_x && block->from_x >= 0)
            kernels_get()->exact_add(out, exact->now[SIGNAL_X], weights[block->from_x],
                                     pack_rows_x(spec, product), columns);
        if (product->has_h && block->from_h >= 0)
            kernels_get()->exact_add(out, second, weights[block->from_h],
                                     pack_rows_h(spec, product), columns);
    }
}

double exact_sum(Exact *exact, int pre, int unit, int peephole, double c) {
    const float *weights = peephole >= 0 ? exact->cell->weights[peephole] : NULL;
    double sum = exact->now[pre][unit] + (weights ? (double)weights[unit] * c : 0);
    double clip = (double)exact->cell->spec.clip;
    if (clip > 0 && fabs(sum) > clip)
        sum = copysign(clip, sum);
    exact->now[pre][unit] = sum;
    return sum;
}

double exact_activated(const Exact *exact, ActivationSlot slot, double sum) {
    return activation_exact(cell_curve(&exact->cell->spec, slot), sum);
}

double exact_held(const Exact *exact, int gate, int unit, double level) {
    const Cell *cell = exact->cell;
    const Hold *hold = cell->hold_count ? cell_hold_at(cell, gate, unit, exact->t) : NULL;
    return hold ? (double)hold->value : level;
}
