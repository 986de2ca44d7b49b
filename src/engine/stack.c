/* stack.c: see stack.h.
 *
 * Layers that go the same way are computed together, slice by slice, as long as none of them reads
 * one that has to be computed as a whole first: such a group is a pass. Passes take turns: those of
 * even number go forward, those of odd number backward. */
#include "engine/stack.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"

typedef struct Layer {
    Cell cell;    /* the caller's, with states of its own */
    Trace *trace; /* of a slice; owned */
    float *in;    /* a slice's inputs; owned */
    float *h, *c; /* where the next slice begins; c NULL where h is what remembers; owned */
    float *kept;  /* the hidden state of all steps, while a later pass reads it; owned */
    int width;    /* of its hidden state */
    int pass;
    int until; /* the last pass that reads it */
} Layer;

struct StackWork {
    const Stack *stack;
    StackTaker taker;
    Layer *layers; /* owned */
    const float *data;
    int columns;
    long steps;
    int pass;   /* that is computed now, or, with the next slice, begun */
    long slice; /* the next of the pass, by turns; -1: the pass has not begun */
    double done, cost;
};
typedef StackWork Work;

bool stack_backward(const Stack *stack) {
    for (int k = 0; k < stack->count; k++)
        if (stack->layers[k].cell->spec.backward)
            return true;
    return false;
}

static double cost_of(const Cell *cell) {
    return (double)cell_parameter_count(&cell->spec);
}

double stack_cost(const Stack *stack) {
    double cost = 0;
    for (int k = 0; k < stack->count; k++)
        cost += cost_of(stack->layers[k].cell);
    return cost;
}

/* ---- passes ---- */

/* The first pass in the layer's direction in which all that it reads is there. */
static void plan_layer(Work *work, int index) {
    Layer *layer = &work->layers[index];
    const StackLayer *given = &work->stack->layers[index];
    layer->pass = given->cell->spec.backward;
    for (int k = 0; k < given->source_count; k++) {
        if (given->sources[k].layer < 0)
            continue;
        int needed = work->layers[given->sources[k].layer].pass;
        needed += (needed & 1) != given->cell->spec.backward;
        layer->pass = needed > layer->pass ? needed : layer->pass;
    }
    layer->until = layer->pass;
    for (int k = 0; k < given->source_count; k++)
        if (given->sources[k].layer >= 0) {
            Layer *read = &work->layers[given->sources[k].layer];
            read->until = layer->pass > read->until ? layer->pass : read->until;
        }
}

static int last_pass(const Work *work) {
    int last = 0;
    for (int k = 0; k < work->stack->count; k++)
        last = work->layers[k].pass > last ? work->layers[k].pass : last;
    return last;
}

/* ---- memory ---- */

static float *copy_state(const float *state, int width) {
    float *copy = malloc((size_t)width * sizeof *copy);
    if (copy)
        memcpy(copy, state, (size_t)width * sizeof *copy);
    return copy;
}

static bool make_layer(const Work *work, int index, Error *error) {
    Layer *layer = &work->layers[index];
    Cell *cell = work->stack->layers[index].cell;
    const CellSpec *spec = &cell->spec;
    long slice = work->steps < STACK_SLICE ? work->steps : STACK_SLICE;
    int memory = cell_kind(spec->kind)->memory;
    layer->trace = trace_new(spec, slice, 1, error);
    if (!layer->trace)
        return false;
    layer->width = signal_width(spec, SIGNAL_H);
    layer->in = malloc((size_t)slice * (size_t)spec->inputs * sizeof(float));
    layer->h = copy_state(cell->h0, layer->width);
    layer->c = cell->c0 ? copy_state(cell->c0, signal_width(spec, memory)) : NULL;
    if (!layer->in || !layer->h || (cell->c0 && !layer->c))
        return error_memory(error, (size_t)slice * (size_t)spec->inputs * sizeof(float),
                            "a slice of a run");
    layer->cell = *cell;
    layer->cell.hold_count = 0;
    layer->cell.h0 = layer->h;
    layer->cell.c0 = layer->c;
    return true;
}

static void free_layer(Layer *layer) {
    trace_free(layer->trace);
    free(layer->in);
    free(layer->h);
    free(layer->c);
    free(layer->kept);
    *layer = (Layer){0};
}

static bool keep_all(const Work *work, Layer *layer, Error *error) {
    double bytes = (double)work->steps * layer->width * sizeof(float);
    if (!memory_fits(bytes, "the hidden state of a layer that another direction reads", error))
        return false;
    layer->kept = malloc((size_t)bytes);
    return layer->kept || error_memory(error, (size_t)bytes, "a layer's hidden state");
}

/* ---- a slice ---- */

/* A source's columns at a step. */
static const float *row_of(const Work *work, const StackSource *source, int pass, long from,
                           long step) {
    if (source->layer < 0)
        return work->data + (size_t)(from + step) * (size_t)work->columns + source->from;
    const Layer *read = &work->layers[source->layer];
    if (read->pass < pass)
        return read->kept + (size_t)(from + step) * (size_t)read->width + source->from;
    return trace_at(read->trace, SIGNAL_H, step, 0) + source->from;
}

static void gather_inputs(const Work *work, int index, long from, long count) {
    const StackLayer *given = &work->stack->layers[index];
    const Layer *layer = &work->layers[index];
    size_t inputs = (size_t)given->cell->spec.inputs, at = 0;
    for (int k = 0; k < given->source_count; k++) {
        const StackSource *source = &given->sources[k];
        for (long step = 0; step < count; step++)
            memcpy(layer->in + (size_t)step * inputs + at,
                   row_of(work, source, layer->pass, from, step),
                   (size_t)source->count * sizeof(float));
        at += (size_t)source->count;
    }
    assert(at == inputs);
}

/* The next slice begins where this one ended. */
static void carry(Layer *layer, long count) {
    const CellSpec *spec = &layer->cell.spec;
    int memory = cell_kind(spec->kind)->memory;
    long last = spec->backward ? 0 : count - 1;
    memcpy(layer->h, trace_at(layer->trace, SIGNAL_H, last, 0),
           (size_t)layer->width * sizeof(float));
    if (layer->c)
        memcpy(layer->c, trace_at(layer->trace, memory, last, 0),
               (size_t)signal_width(spec, memory) * sizeof(float));
}

static void keep_slice(const Layer *layer, long from, long count) {
    for (long step = 0; layer->kept && step < count; step++)
        memcpy(layer->kept + (size_t)(from + step) * (size_t)layer->width,
               trace_at(layer->trace, SIGNAL_H, step, 0), (size_t)layer->width * sizeof(float));
}

static bool run_slice(Work *work, int index, long from, long count, Error *error) {
    Layer *layer = &work->layers[index];
    const StackSlice slice = {index, from, count, layer->trace};
    size_t inputs = (size_t)layer->cell.spec.inputs;
    layer->trace->steps = count;
    gather_inputs(work, index, from, count);
    trace_run(layer->trace, &layer->cell, (Inputs){layer->in, inputs, inputs}, 0, count);
    if (!work->taker.take(work->taker.context, &slice, error))
        return false;
    carry(layer, count);
    keep_slice(layer, from, count);
    work->done += (double)count * cost_of(&layer->cell);
    if (work->taker.tell)
        work->taker.tell(work->taker.context, work->done / work->cost);
    return true;
}

/* ---- a pass ---- */

static bool begin_pass(const Work *work, int pass, Error *error) {
    for (int k = 0; k < work->stack->count; k++) {
        Layer *layer = &work->layers[k];
        if (layer->pass == pass && !make_layer(work, k, error))
            return false;
        if (layer->pass == pass && layer->until > pass && !keep_all(work, layer, error))
            return false;
    }
    return true;
}

/* What nothing reads any more is given back. */
static void end_pass(const Work *work, int pass) {
    for (int k = 0; k < work->stack->count; k++) {
        Layer *layer = &work->layers[k];
        trace_free(layer->pass == pass ? layer->trace : NULL);
        layer->trace = layer->pass == pass ? NULL : layer->trace;
        if (layer->until == pass) {
            free(layer->kept);
            layer->kept = NULL;
        }
    }
}

/* Of the pass's layers the next slice. */
static bool go_on(Work *work, Error *error) {
    long slices = (work->steps + STACK_SLICE - 1) / STACK_SLICE;
    long from = (work->pass & 1 ? slices - 1 - work->slice : work->slice) * STACK_SLICE;
    long count = work->steps - from < STACK_SLICE ? work->steps - from : STACK_SLICE;
    for (int layer = 0; layer < work->stack->count; layer++)
        if (work->layers[layer].pass == work->pass && !run_slice(work, layer, from, count, error))
            return false;
    if (++work->slice < slices)
        return true;
    end_pass(work, work->pass++);
    work->slice = -1;
    return true;
}

/* ---- all of it ---- */

StackWork *stack_begin(const Stack *stack, const float *data, int columns, long steps, long until,
                       const StackTaker *taker, Error *error) {
    Work *work = calloc(1, sizeof *work);
    assert(stack->count >= 0);
    if (work)
        *work = (Work){.stack = stack,
                       .taker = *taker,
                       .data = data,
                       .columns = columns,
                       .steps = !stack_backward(stack) && until < steps ? until : steps,
                       .slice = -1,
                       .layers = calloc((size_t)stack->count + 1, sizeof *work->layers)};
    if (!work || !work->layers) {
        stack_end(work);
        error_memory(error, (size_t)stack->count * sizeof(Layer), "layers");
        return NULL;
    }
    work->cost = stack_cost(stack) * (double)work->steps;
    for (int k = 0; k < stack->count; k++)
        plan_layer(work, k);
    return work;
}

bool stack_more(const StackWork *work) {
    return work->steps > 0 && work->pass <= last_pass(work);
}

bool stack_go(StackWork *work, Error *error) {
    assert(stack_more(work));
    if (work->slice < 0) {
        if (!begin_pass(work, work->pass, error))
            return false;
        work->slice = 0;
    }
    return go_on(work, error);
}

double stack_share(const StackWork *work) {
    return work->cost > 0 ? work->done / work->cost : 1;
}

void stack_end(StackWork *work) {
    if (!work)
        return;
    for (int k = 0; work->layers && k < work->stack->count; k++)
        free_layer(&work->layers[k]);
    free(work->layers);
    free(work);
}

bool stack_run(const Stack *stack, const float *data, int columns, long steps, long until,
               const StackTaker *taker, Error *error) {
    Work *work = stack_begin(stack, data, columns, steps, until, taker, error);
    bool good = work != NULL;
    while (good && stack_more(work))
        good = stack_go(work, error);
    stack_end(work);
    return good;
}
