/* tangent.c: see tangent.h. The products go by the kinds' own table, so that what feeds what is
 * written once; the elementwise equations are in the kinds' files, of the pieces in slope.h. */
#include "engine/tangent.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/matmul.h"
#include "engine/slope.h"

Tangent *tangent_new(const CellSpec *spec, long steps, Error *error) {
    Tangent *tangent = calloc(1, sizeof *tangent);
    size_t bytes = steps < LONG_MAX ? trace_bytes(spec, steps, 1) : SIZE_MAX;
    if (tangent && bytes != SIZE_MAX)
        tangent->data = calloc(bytes / sizeof(float), sizeof(float));
    if (!tangent || !tangent->data) {
        error_memory(error, bytes, "derivatives");
        tangent_free(tangent);
        return NULL;
    }
    tangent->spec = *spec;
    tangent->capacity = steps;
    for (int k = 0; k < cell_kind(spec->kind)->signal_count; k++) {
        tangent->offset[k] = tangent->record;
        tangent->record += (size_t)signal_width(spec, k);
    }
    return tangent;
}

void tangent_free(Tangent *tangent) {
    if (!tangent)
        return;
    free(tangent->data);
    free(tangent);
}

/* ---- one step ---- */

const float *slope_value(const Slope *s, int signal) {
    return trace_at(s->trace, signal, s->t, 0);
}

const float *slope_past(const Slope *s, int signal) {
    return trace_at(s->trace, signal, trace_before(s->trace, s->t), 0);
}

static float *d_at(const Slope *s, int signal, long t) {
    return (float *)tangent_at(s->tangent, signal, t);
}

float *slope_d(const Slope *s, int signal) {
    return d_at(s, signal, s->t);
}

const float *slope_d_past(const Slope *s, int signal) {
    return d_at(s, signal, trace_before(s->trace, s->t));
}

/* The number itself: what it was made from does not change in its step, so all that was computed of
 * it so far is 0. */
void slope_plant(const Slope *s, int signal) {
    if (s->seed->t == s->t && s->seed->signal == signal)
        slope_d(s, signal)[s->seed->unit] = 1;
}

static void add_product(const Slope *s, const float *d, int weight, float *sum) {
    if (weight < 0 || !s->cell->weights[weight])
        return;
    int rows = weight_rows(&s->cell->spec, weight),
        columns = weight_columns(&s->cell->spec, weight);
    matmul_add((Matrix){sum, 1, columns, (size_t)columns},
               (Matrix){(float *)d, 1, rows, (size_t)rows},
               (Matrix){s->cell->weights[weight], rows, columns, (size_t)columns});
}

/* Product k: d(out) = dX W_x + d(second) W_h; a bias does not change. */
void slope_product(const Slope *s, int k) {
    ProductInfo products[MAX_PRODUCTS];
    const CellSpec *spec = &s->cell->spec;
    cell_products(spec, products);
    const ProductInfo *info = &products[k];
    for (int b = 0; b < info->block_count; b++) {
        float *sum = slope_d(s, info->out + b);
        if (info->has_x)
            add_product(s, slope_d(s, SIGNAL_X), info->blocks[b].from_x, sum);
        if (info->has_h)
            add_product(s,
                        info->second_now ? slope_d(s, info->second) : slope_d_past(s, info->second),
                        info->blocks[b].from_h, sum);
    }
}

/* Whether a number is what the clip made of a sum, which it does not follow then. */
static bool at_clip(const Slope *s, int signal, float v) {
    const CellSpec *spec = &s->cell->spec;
    return spec->clip > 0 && fabsf(v) >= spec->clip &&
           cell_kind(spec->kind)->signals[signal].class == SIGNAL_PRE_ACTIVATION;
}

static void slope_clip(const Slope *s, int pre) {
    const float *v = slope_value(s, pre);
    float *d = slope_d(s, pre);
    for (size_t k = 0; k < s->h; k++)
        if (at_clip(s, pre, v[k]))
            d[k] = 0;
}

/* d(out) = s'(pre).d(pre) */
void slope_through(const Slope *s, ActivationSlot slot, int pre, int out) {
    const Curve curve = cell_curve(&s->cell->spec, slot);
    const float *v = slope_value(s, pre), *d = slope_d(s, pre);
    float *to = slope_d(s, out);
    for (size_t k = 0; k < s->h; k++)
        to[k] = d[k] == 0 || at_clip(s, pre, v[k]) ? 0 : activation_slope(curve, v[k]) * d[k];
}

/* A held gate stays where it is. */
void slope_hold(const Slope *s, int signal) {
    float *d = slope_d(s, signal);
    for (int k = 0; k < s->cell->hold_count; k++) {
        const Hold *held = &s->cell->holds[k];
        if (held->signal != signal || s->t < held->from || s->t > held->to)
            continue;
        for (size_t unit = 0; unit < s->h; unit++)
            if (held->unit < 0 || (size_t)held->unit == unit)
                d[unit] = 0;
    }
}

void slope_gate(const Slope *s, int pre, int out) {
    slope_clip(s, pre);
    slope_plant(s, pre);
    slope_through(s, SLOT_GATE, pre, out);
    slope_hold(s, out);
    slope_plant(s, out);
}

void slope_candidate(const Slope *s, int pre, int out) {
    slope_clip(s, pre);
    slope_plant(s, pre);
    slope_through(s, SLOT_CANDIDATE, pre, out);
    slope_plant(s, out);
}

/* d(pre) += p.d(state) of a peephole */
void slope_look(const Slope *s, int weight) {
    const WeightInfo *info = &cell_kind(s->cell->spec.kind)->weights[weight];
    const float *p = s->cell->weights[weight];
    const float *state =
        info->looks_now ? slope_d(s, info->looks_at) : slope_d_past(s, info->looks_at);
    float *d = slope_d(s, info->signal);
    for (size_t k = 0; p && k < s->h; k++)
        d[k] += p[k] * state[k];
}

/* ---- all steps ---- */

static int source_count_of(const TangentSource *source) {
    int all = signal_width(&source->tangent->spec, SIGNAL_H) - source->from;
    return source->count ? source->count : all;
}

static void read_inputs(const Slope *s, const TangentSource *sources, int count) {
    float *x = slope_d(s, SIGNAL_X);
    for (int k = 0; k < count; k++) {
        const Tangent *from = sources[k].tangent;
        if (s->t >= from->from && s->t < from->to)
            memcpy(x + sources[k].column, tangent_at(from, SIGNAL_H, s->t) + sources[k].from,
                   (size_t)source_count_of(&sources[k]) * sizeof(float));
    }
    slope_plant(s, SIGNAL_X);
}

/* The steps of the tangent, from that of the seed on in the cell's order. */
static void set_range(Tangent *tangent, const Trace *trace, const TangentSeed *seed) {
    long end = trace->spec.backward ? -1 : trace->steps;
    long room = trace->spec.backward ? seed->t - end : end - seed->t;
    room = room < tangent->capacity ? room : tangent->capacity;
    tangent->from = trace->spec.backward ? seed->t + 1 - room : seed->t;
    tangent->to = tangent->from + room;
}

void tangent_run(Tangent *tangent, const Trace *trace, const Cell *cell, const TangentSeed *seed,
                 const TangentSource *sources, int source_count) {
    tangent->spec = cell->spec;
    set_range(tangent, trace, seed);
    memset(tangent->data, 0, ((size_t)tangent->capacity + 1) * tangent->record * sizeof(float));
    Slope slope = {.cell = cell,
                   .trace = trace,
                   .tangent = tangent,
                   .seed = seed,
                   .h = (size_t)cell->spec.hidden};
    for (long k = tangent->from; k < tangent->to; k++) {
        slope.t = cell->spec.backward ? tangent->from + tangent->to - 1 - k : k;
        if (slope.t == trace_initial(trace)) { /* nothing is computed there */
            if (seed->signal >= 0)
                slope_plant(&slope, seed->signal);
            continue;
        }
        read_inputs(&slope, sources, source_count);
        cell_kind(cell->spec.kind)->slope(&slope);
    }
}
