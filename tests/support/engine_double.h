/* engine_double.h: for tests of derivatives: a run computed afresh in double precision and plain
 * loops, in which one number of the run or one weight can be changed by a little, so that central
 * differences can be taken. */
#ifndef GATESCOPE_TESTS_ENGINE_DOUBLE_H
#define GATESCOPE_TESTS_ENGINE_DOUBLE_H

#include "testing.h"

#include <math.h>
#include <string.h>

#include "activation_double.h"
#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "engine/tangent.h"

enum { STEPS = 6, INPUTS = 2, UNITS = 3, WIDEST = 3 };

/* ---- a run in double precision ---- */

typedef struct Table {
    double at[STEPS + 2][MAX_SIGNALS]
             [WIDEST]; /* step -1 first; of a backward cell step STEPS last */
} Table;

typedef struct Sim {
    const Cell *cell;
    const TangentSeed *seed;
    double by; /* what the number is changed by */
    Table *table;
    long t;
    int weight, row, column; /* the weight that is changed by it, where the seed is NULL */
} Sim;

static inline double *now(const Sim *s, int signal) {
    return s->table->at[s->t + 1][signal];
}

static inline double *before(const Sim *s, int signal) {
    return s->table->at[s->cell->spec.backward ? s->t + 2 : s->t][signal];
}

static inline double weight_of(const Sim *s, const char *name, int row, int column) {
    int index = weight_find(s->cell->spec.kind, name);
    assert_true(index >= 0);
    const float *numbers = s->cell->weights[index];
    bool changed = !s->seed && index == s->weight && row == s->row && column == s->column;
    double value =
        numbers ? (double)numbers[row * weight_columns(&s->cell->spec, index) + column] : 0;
    return changed ? value + s->by : value;
}

static inline void change(const Sim *s, int signal) {
    if (s->seed && s->seed->t == s->t && s->seed->signal == signal)
        now(s, signal)[s->seed->unit] += s->by;
}

/* out = x W_x<gate> + from W_h<gate> + b_<gate> */
static inline void sum(const Sim *s, const char *gate, const double *x, const double *from,
                       int out) {
    char name[16];
    for (int j = 0; j < UNITS; j++) {
        snprintf(name, sizeof name, "b_%s", gate);
        double total = weight_of(s, name, 0, j);
        for (int i = 0; i < INPUTS; i++) {
            snprintf(name, sizeof name, "W_x%s", gate);
            total += x[i] * weight_of(s, name, i, j);
        }
        for (int i = 0; from && i < signal_width(&s->cell->spec, SIGNAL_H); i++) {
            snprintf(name, sizeof name, "W_h%s", gate);
            total += from[i] * weight_of(s, name, i, j);
        }
        now(s, out)[j] = total;
    }
}

static inline void activate(const Sim *s, ActivationSlot slot, int pre, int out) {
    const Curve curve = cell_curve(&s->cell->spec, slot);
    const double clip = (double)s->cell->spec.clip;
    for (int j = 0; clip > 0 && j < UNITS; j++)
        now(s, pre)[j] = fmin(fmax(now(s, pre)[j], -clip), clip);
    change(s, pre);
    for (int j = 0; j < UNITS; j++) {
        const Hold *hold = cell_hold_at(s->cell, out, j, s->t);
        now(s, out)[j] = hold ? (double)hold->value : exact_activation(curve, now(s, pre)[j]);
    }
    change(s, out);
}

static inline void peep(const Sim *s, const char *name, const double *c, int pre) {
    for (int j = 0; j < UNITS; j++)
        now(s, pre)[j] += weight_of(s, name, 0, j) * c[j];
}

static inline void sim_lstm(const Sim *s) {
    const CellSpec *spec = &s->cell->spec;
    const double *x = now(s, LSTM_X), *h = before(s, LSTM_H);
    sum(s, "f", x, h, LSTM_F_PRE);
    sum(s, "i", x, h, LSTM_I_PRE);
    sum(s, "o", x, h, LSTM_O_PRE);
    sum(s, "c", x, h, LSTM_G_PRE);
    peep(s, "p_f", before(s, LSTM_C), LSTM_F_PRE);
    peep(s, "p_i", before(s, LSTM_C), LSTM_I_PRE);
    activate(s, SLOT_GATE, LSTM_F_PRE, LSTM_F);
    activate(s, SLOT_GATE, LSTM_I_PRE, LSTM_I);
    activate(s, SLOT_CANDIDATE, LSTM_G_PRE, LSTM_G);
    for (int j = 0; j < UNITS && spec->coupled; j++) {
        const Hold *hold = cell_hold_at(s->cell, LSTM_I, j, s->t);
        now(s, LSTM_I)[j] = hold ? (double)hold->value : 1 - now(s, LSTM_F)[j];
    }
    if (spec->coupled)
        change(s, LSTM_I);
    for (int j = 0; j < UNITS; j++)
        now(s, LSTM_C)[j] =
            now(s, LSTM_F)[j] * before(s, LSTM_C)[j] + now(s, LSTM_I)[j] * now(s, LSTM_G)[j];
    change(s, LSTM_C);
    peep(s, "p_o", now(s, LSTM_C), LSTM_O_PRE);
    activate(s, SLOT_GATE, LSTM_O_PRE, LSTM_O);
    for (int j = 0; j < UNITS; j++)
        now(s, LSTM_TANH_C)[j] = exact_activation(cell_curve(spec, SLOT_OUTPUT), now(s, LSTM_C)[j]);
    change(s, LSTM_TANH_C);
    double *shown = now(s, spec->projection ? LSTM_M : LSTM_H);
    for (int j = 0; j < UNITS; j++)
        shown[j] = now(s, LSTM_O)[j] * now(s, LSTM_TANH_C)[j];
    if (spec->projection)
        change(s, LSTM_M);
    for (int p = 0; p < spec->projection; p++) {
        now(s, LSTM_H)[p] = 0;
        for (int j = 0; j < UNITS; j++)
            now(s, LSTM_H)[p] += now(s, LSTM_M)[j] * weight_of(s, "W_hr", j, p);
    }
    change(s, LSTM_H);
}

static inline void sim_gru(const Sim *s) {
    const CellSpec *spec = &s->cell->spec;
    const double *x = now(s, GRU_X), *h = before(s, GRU_H);
    double *rec = now(s, GRU_N_REC);
    sum(s, "z", x, h, GRU_Z_PRE);
    sum(s, "r", x, h, GRU_R_PRE);
    activate(s, SLOT_GATE, GRU_Z_PRE, GRU_Z);
    activate(s, SLOT_GATE, GRU_R_PRE, GRU_R);
    for (int j = 0; j < UNITS; j++) {
        rec[j] = now(s, GRU_R)[j] * h[j];
        for (int i = 0; spec->reset_after && i < UNITS; i++)
            rec[j] = (i ? rec[j] : weight_of(s, "b_hh", 0, j)) + h[i] * weight_of(s, "W_hh", i, j);
    }
    change(s, GRU_N_REC);
    sum(s, "h", x, spec->reset_after ? NULL : rec, GRU_N_PRE);
    for (int j = 0; spec->reset_after && j < UNITS; j++)
        now(s, GRU_N_PRE)[j] += now(s, GRU_R)[j] * rec[j];
    activate(s, SLOT_CANDIDATE, GRU_N_PRE, GRU_N);
    for (int j = 0; j < UNITS; j++)
        now(s, GRU_H)[j] = now(s, GRU_Z)[j] * h[j] + (1 - now(s, GRU_Z)[j]) * now(s, GRU_N)[j];
    change(s, GRU_H);
}

static inline void sim_rnn(const Sim *s) {
    sum(s, "h", now(s, RNN_X), before(s, RNN_H), RNN_H_PRE);
    activate(s, SLOT_CANDIDATE, RNN_H_PRE, RNN_H);
}

static inline void sim_run(Sim s, double x[STEPS][WIDEST]) {
    static void (*const steps[CELL_KIND_COUNT])(const Sim *) = {sim_lstm, sim_gru, sim_rnn};
    const Cell *cell = s.cell;
    s.t = cell->spec.backward ? STEPS : -1;
    memset(s.table, 0, sizeof *s.table);
    for (int j = 0; j < UNITS; j++) {
        if (j < signal_width(&cell->spec, SIGNAL_H))
            now(&s, SIGNAL_H)[j] = (double)cell->h0[j];
        if (cell->c0)
            now(&s, LSTM_C)[j] = (double)cell->c0[j];
    }
    change(&s, SIGNAL_H);
    if (cell->c0)
        change(&s, LSTM_C);
    for (int k = 0; k < STEPS; k++) {
        s.t = cell->spec.backward ? STEPS - 1 - k : k;
        memcpy(now(&s, SIGNAL_X), x[s.t], INPUTS * sizeof(double));
        change(&s, SIGNAL_X);
        steps[cell->spec.kind](&s);
    }
}

/* The run with one of its numbers changed. */
static inline void simulate(const Cell *cell, double x[STEPS][WIDEST], const TangentSeed *seed,
                            double by, Table *table) {
    sim_run((Sim){.cell = cell, .seed = seed, .by = by, .table = table}, x);
}

/* The run with one weight changed. */
static inline void simulate_weight(const Cell *cell, double x[STEPS][WIDEST], int weight, int row,
                                   int column, double by, Table *table) {
    sim_run(
        (Sim){
            .cell = cell, .by = by, .table = table, .weight = weight, .row = row, .column = column},
        x);
}

/* ---- cells ---- */

static inline float dice(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / 8388608.0f - 1.0f;
}

static inline Cell *random_cell(const CellSpec *spec, unsigned seed) {
    Cell *cell = cell_new(spec, NULL);
    assert_non_null(cell);
    for (int w = 0; w < cell_kind(spec->kind)->weight_count; w++)
        for (int k = 0; cell->weights[w] && k < weight_rows(spec, w) * weight_columns(spec, w); k++)
            cell->weights[w][k] = 0.8f * dice(&seed);
    for (int k = 0; k < spec->hidden; k++) {
        if (k < signal_width(spec, SIGNAL_H))
            cell->h0[k] = 0.5f * dice(&seed);
        if (cell->c0)
            cell->c0[k] = 0.5f * dice(&seed);
    }
    cell_touch(cell);
    return cell;
}

#endif
