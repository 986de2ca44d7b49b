/* tangent.c: see tangent.h. The products go by the kinds' own table (kinds.h), so that what feeds
 * what is written once; the elementwise equations stand here, each above its lines. */
#include "engine/tangent.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/kinds/kinds.h"
#include "engine/matmul.h"

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

/* Values and derivatives of a step and of the one before it. */
typedef struct Slope {
    const Cell *cell;
    const Trace *trace;
    Tangent *tangent;
    const TangentSeed *seed;
    long t;
    size_t h;
} Slope;

static const float *value(const Slope *s, int signal) {
    return trace_at(s->trace, signal, s->t, 0);
}

static const float *past(const Slope *s, int signal) {
    return trace_at(s->trace, signal, s->t - 1, 0);
}

static float *d_at(const Slope *s, int signal, long t) {
    return s->tangent->data + (size_t)(t - s->tangent->from + 1) * s->tangent->record +
           s->tangent->offset[signal];
}

static float *d_value(const Slope *s, int signal) {
    return d_at(s, signal, s->t);
}

static const float *d_past(const Slope *s, int signal) {
    return d_at(s, signal, s->t - 1);
}

/* The number itself: what it was made from does not change in its step, so all that was computed of
 * it so far is 0. */
static void plant(const Slope *s, int signal) {
    if (s->seed->t == s->t && s->seed->signal == signal)
        d_value(s, signal)[s->seed->unit] = 1;
}

static void add_product(const Slope *s, const float *d, int rows, int weight, float *sum) {
    if (weight < 0 || !s->cell->weights[weight])
        return;
    int h = (int)s->h;
    matmul_add((Matrix){sum, 1, h, s->h}, (Matrix){(float *)d, 1, rows, (size_t)rows},
               (Matrix){s->cell->weights[weight], rows, h, s->h});
}

/* Product k: d(out) = dX W_x + d(second) W_h; a bias does not change. */
static void product(const Slope *s, int k) {
    ProductInfo products[MAX_PRODUCTS];
    const CellSpec *spec = &s->cell->spec;
    cell_products(spec, products);
    const ProductInfo *info = &products[k];
    for (int b = 0; b < info->block_count; b++) {
        float *sum = d_value(s, info->out + b);
        if (info->has_x)
            add_product(s, d_value(s, SIGNAL_X), spec->inputs, info->blocks[b].from_x, sum);
        if (info->has_h)
            add_product(s, info->second_now ? d_value(s, info->second) : d_past(s, info->second),
                        spec->hidden, info->blocks[b].from_h, sum);
    }
}

/* d(out) = s'(pre).d(pre) */
static void through(const Slope *s, Activation activation, int pre, int out) {
    const float *v = value(s, pre), *d = d_value(s, pre);
    float *to = d_value(s, out);
    for (size_t k = 0; k < s->h; k++)
        to[k] = d[k] == 0 ? 0 : activation_slope(activation, v[k]) * d[k];
}

/* A held gate stays where it is. */
static void hold(const Slope *s, int signal) {
    float *d = d_value(s, signal);
    for (int k = 0; k < s->cell->hold_count; k++) {
        const Hold *held = &s->cell->holds[k];
        if (held->signal != signal || s->t < held->from || s->t > held->to)
            continue;
        for (size_t unit = 0; unit < s->h; unit++)
            if (held->unit < 0 || (size_t)held->unit == unit)
                d[unit] = 0;
    }
}

static void gate(const Slope *s, int pre, int out) {
    plant(s, pre);
    through(s, s->cell->spec.gate, pre, out);
    hold(s, out);
    plant(s, out);
}

static void candidate(const Slope *s, int pre, int out) {
    plant(s, pre);
    through(s, s->cell->spec.candidate, pre, out);
    plant(s, out);
}

/* ---- LSTM ---- */

enum { PEEP_F, PEEP_I, PEEP_O, PEEPS };

static const float *peephole(const Cell *cell, int peep) {
    static const char *const names[PEEPS] = {"p_f", "p_i", "p_o"};
    return cell->weights[weight_find(CELL_LSTM, names[peep])];
}

/* d(pre) += p.dC */
static void look_at(const Slope *s, int peep, const float *dc, int pre) {
    const float *p = peephole(s->cell, peep);
    float *d = d_value(s, pre);
    for (size_t k = 0; p && k < s->h; k++)
        d[k] += p[k] * dc[k];
}

static void lstm_gates(const Slope *s) {
    const CellSpec *spec = &s->cell->spec;
    if (spec->peepholes) {
        look_at(s, PEEP_F, d_past(s, LSTM_C), LSTM_F_PRE);
        look_at(s, PEEP_I, d_past(s, LSTM_C), LSTM_I_PRE);
    }
    gate(s, LSTM_F_PRE, LSTM_F);
    if (spec->coupled) { /* I = 1 - F */
        const float *df = d_value(s, LSTM_F);
        float *di = d_value(s, LSTM_I);
        for (size_t k = 0; k < s->h; k++)
            di[k] = -df[k];
        hold(s, LSTM_I);
        plant(s, LSTM_I);
    } else {
        gate(s, LSTM_I_PRE, LSTM_I);
    }
    candidate(s, LSTM_G_PRE, LSTM_G);
}

/* dC = dF.C' + F.dC' + dI.G + I.dG */
static void lstm_memory(const Slope *s) {
    const float *f = value(s, LSTM_F), *i = value(s, LSTM_I), *g = value(s, LSTM_G);
    const float *df = d_value(s, LSTM_F), *di = d_value(s, LSTM_I), *dg = d_value(s, LSTM_G);
    const float *c = past(s, LSTM_C), *dc = d_past(s, LSTM_C);
    float *to = d_value(s, LSTM_C);
    for (size_t k = 0; k < s->h; k++)
        to[k] = df[k] * c[k] + f[k] * dc[k] + di[k] * g[k] + i[k] * dg[k];
    plant(s, LSTM_C);
}

/* dH = dO.tanh(C) + O.d(tanh C) */
static void lstm_show(const Slope *s) {
    const CellSpec *spec = &s->cell->spec;
    if (spec->peepholes)
        look_at(s, PEEP_O, d_value(s, LSTM_C), LSTM_O_PRE);
    gate(s, LSTM_O_PRE, LSTM_O);
    through(s, spec->output, LSTM_C, LSTM_TANH_C);
    plant(s, LSTM_TANH_C);
    const float *o = value(s, LSTM_O), *shown = value(s, LSTM_TANH_C);
    const float *d_o = d_value(s, LSTM_O), *d_shown = d_value(s, LSTM_TANH_C);
    float *to = d_value(s, LSTM_H);
    for (size_t k = 0; k < s->h; k++)
        to[k] = d_o[k] * shown[k] + o[k] * d_shown[k];
    plant(s, LSTM_H);
}

static void lstm_slope(const Slope *s) {
    product(s, 0);
    lstm_gates(s);
    lstm_memory(s);
    lstm_show(s);
}

/* ---- GRU ---- */

/* d(R.H') = dR.H' + R.dH' */
static void reset_before(const Slope *s) {
    const float *r = value(s, GRU_R), *dr = d_value(s, GRU_R);
    const float *h = past(s, GRU_H), *dh = d_past(s, GRU_H);
    float *to = d_value(s, GRU_N_REC);
    for (size_t k = 0; k < s->h; k++)
        to[k] = dr[k] * h[k] + r[k] * dh[k];
    plant(s, GRU_N_REC);
}

/* d(pre) += dR.(H' W_hh + b_hh) + R.(dH' W_hh) */
static void reset_after(const Slope *s) {
    const float *r = value(s, GRU_R), *dr = d_value(s, GRU_R), *rec = value(s, GRU_N_REC);
    plant(s, GRU_N_REC);
    const float *d_rec = d_value(s, GRU_N_REC);
    float *to = d_value(s, GRU_N_PRE);
    for (size_t k = 0; k < s->h; k++)
        to[k] += dr[k] * rec[k] + r[k] * d_rec[k];
}

/* dH = dZ.(H' - N) + Z.dH' + (1 - Z).dN */
static void gru_state(const Slope *s) {
    const float *z = value(s, GRU_Z), *n = value(s, GRU_N), *h = past(s, GRU_H);
    const float *dz = d_value(s, GRU_Z), *dn = d_value(s, GRU_N), *dh = d_past(s, GRU_H);
    float *to = d_value(s, GRU_H);
    for (size_t k = 0; k < s->h; k++)
        to[k] = dz[k] * (h[k] - n[k]) + z[k] * dh[k] + (1 - z[k]) * dn[k];
    plant(s, GRU_H);
}

static void gru_slope(const Slope *s) {
    bool after = s->cell->spec.reset_after;
    product(s, 0);
    gate(s, GRU_Z_PRE, GRU_Z);
    gate(s, GRU_R_PRE, GRU_R);
    if (!after)
        reset_before(s);
    product(s, 1);
    if (after) {
        product(s, 2);
        reset_after(s);
    }
    candidate(s, GRU_N_PRE, GRU_N);
    gru_state(s);
}

/* ---- RNN ---- */

static void rnn_slope(const Slope *s) {
    product(s, 0);
    candidate(s, RNN_H_PRE, RNN_H);
}

/* ---- all steps ---- */

static void read_inputs(const Slope *s, const Tangent *source) {
    if (source && s->t >= source->from && s->t < source->to && s->t >= 0)
        memcpy(d_value(s, SIGNAL_X), tangent_at(source, SIGNAL_H, s->t),
               (size_t)s->cell->spec.inputs * sizeof(float));
    plant(s, SIGNAL_X);
}

void tangent_run(Tangent *tangent, const Trace *trace, const Cell *cell, const TangentSeed *seed,
                 const Tangent *source) {
    static void (*const steps[CELL_KIND_COUNT])(const Slope *) = {
        [CELL_LSTM] = lstm_slope, [CELL_GRU] = gru_slope, [CELL_RNN] = rnn_slope};
    long room = trace->steps - seed->t;
    tangent->spec = cell->spec;
    tangent->from = seed->t;
    tangent->to = seed->t + (room < tangent->capacity ? room : tangent->capacity);
    memset(tangent->data, 0, ((size_t)tangent->capacity + 1) * tangent->record * sizeof(float));
    Slope slope = {.cell = cell,
                   .trace = trace,
                   .tangent = tangent,
                   .seed = seed,
                   .h = (size_t)cell->spec.hidden};
    for (slope.t = tangent->from; slope.t < tangent->to; slope.t++) {
        if (slope.t < 0) { /* nothing is computed there */
            if (seed->signal >= 0)
                plant(&slope, seed->signal);
            continue;
        }
        read_inputs(&slope, source);
        steps[cell->spec.kind](&slope);
    }
}
