/* horizon.c: see horizon.h. */
#include "lesson/run/horizon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/exact.h"

/* ---- a cell's steps ---- */

HorizonWalk horizon_walk(void) {
    return (HorizonWalk){.horizon = {true, -1, NAN}, .first = -1};
}

static double difference(const float *one, const double *other, int width) {
    double most = 0;
    for (int unit = 0; unit < width; unit++)
        most =
            fmax(most, fabs((double)one[unit] - other[unit])); /* of NAN and a number the number */
    return most;
}

/* The growth counts from where the difference was first seen. */
void horizon_step(HorizonWalk *walk, long t, const float *one, const double *other, int width) {
    const double SEEN = 1e-6;
    long k = walk->seen++;
    if (walk->horizon.from >= 0)
        return;
    double off = difference(one, other, width);
    if (walk->first < 0 && off > SEEN) {
        walk->first = k;
        walk->begun = off;
    }
    if (off <= (double)TRUST_WITHIN)
        return;
    walk->horizon.from = t;
    if (k > walk->first)
        walk->horizon.growth = (float)pow(off / walk->begun, 1 / (double)(k - walk->first));
}

/* ---- of a stack ---- */

typedef struct Twin {
    Exact *exact;
    double *x, *hidden; /* rows of the hidden state */
    long kept;          /* how many: all, where another direction reads them, else a slice's */
    int width;
    HorizonWalk walk;
} Twin;

struct Horizons {
    const Stack *stack;
    const float *data;
    int columns;
    Twin *twins; /* one a layer; owned, as all in them */
};

/* Whether another direction reads it. */
static bool is_crossed(const Stack *stack, int layer) {
    for (int k = 0; k < stack->count; k++)
        for (int source = 0; source < stack->layers[k].source_count; source++)
            if (stack->layers[k].sources[source].layer == layer &&
                stack->layers[k].cell->spec.backward != stack->layers[layer].cell->spec.backward)
                return true;
    return false;
}

/* A layer that waits for a pass of the other direction reads slices that are gone by then: all steps are
 * kept of every layer where one is crossed. */
static long kept_of(const Stack *stack, long steps) {
    for (int k = 0; k < stack->count; k++)
        if (is_crossed(stack, k))
            return steps;
    return steps < STACK_SLICE ? steps : STACK_SLICE;
}

static int width_of(const Stack *stack, int layer) {
    return signal_width(&stack->layers[layer].cell->spec, SIGNAL_H);
}

void horizons_end(Horizons *horizons) {
    if (!horizons)
        return;
    for (int k = 0; horizons->twins && k < horizons->stack->count; k++) {
        exact_free(horizons->twins[k].exact);
        free(horizons->twins[k].x);
        free(horizons->twins[k].hidden);
    }
    free(horizons->twins);
    free(horizons);
}

static bool make_twin(const Stack *stack, int layer, long steps, Twin *twin, Error *error) {
    const Cell *cell = stack->layers[layer].cell;
    *twin = (Twin){.exact = exact_new(cell, error),
                   .x = calloc((size_t)cell->spec.inputs, sizeof *twin->x),
                   .kept = kept_of(stack, steps),
                   .width = width_of(stack, layer),
                   .walk = horizon_walk()};
    size_t count = (size_t)twin->kept * (size_t)twin->width + 1;
    twin->hidden = calloc(count, sizeof *twin->hidden);
    return (twin->exact && twin->x && twin->hidden) ||
           error_memory(error, count * sizeof *twin->hidden, "a run in float64");
}

Horizons *horizons_begin(const Stack *stack, const float *data, int columns, long steps,
                         Error *error) {
    Horizons *horizons = calloc(1, sizeof *horizons);
    size_t size = ((size_t)stack->count + 1) * sizeof(Twin);
    if (horizons)
        *horizons = (Horizons){stack, data, columns, calloc(1, size)};
    bool good = horizons && horizons->twins;
    if (!good)
        error_memory(error, size, "a run in float64");
    for (int k = 0; good && k < stack->count; k++)
        good = make_twin(stack, k, steps, &horizons->twins[k], error);
    if (good)
        return horizons;
    horizons_end(horizons);
    return NULL;
}

static double *row_of(const Twin *twin, long t) {
    return twin->hidden + (size_t)(t % twin->kept) * (size_t)twin->width;
}

/* What the layer reads at step t. */
static void gather(const Horizons *horizons, int layer, long t, double *x) {
    const StackLayer *given = &horizons->stack->layers[layer];
    for (int k = 0; k < given->source_count; k++) {
        const StackSource *source = &given->sources[k];
        const double *hidden =
            source->layer < 0 ? NULL : row_of(&horizons->twins[source->layer], t) + source->from;
        const float *data = horizons->data + (size_t)t * (size_t)horizons->columns + source->from;
        for (int column = 0; column < source->count; column++)
            *x++ = hidden ? hidden[column] : (double)data[column];
    }
}

void horizons_take(Horizons *horizons, const StackSlice *slice) {
    Twin *twin = &horizons->twins[slice->layer];
    bool backward = slice->trace->spec.backward;
    for (long k = 0; k < slice->count; k++) {
        long at = backward ? slice->count - 1 - k : k, t = slice->from + at;
        double *hidden = row_of(twin, t);
        gather(horizons, slice->layer, t, twin->x);
        exact_step(twin->exact, t, twin->x);
        memcpy(hidden, twin->exact->now[SIGNAL_H], (size_t)twin->width * sizeof *hidden);
        horizon_step(&twin->walk, t, trace_at(slice->trace, SIGNAL_H, at, 0), hidden, twin->width);
    }
}

Horizon horizons_of(const Horizons *horizons, int layer) {
    return horizons->twins[layer].walk.horizon;
}
