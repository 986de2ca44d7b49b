/* origin.c: see origin.h. */
#include "engine/origin.h"

#include <math.h>
#include <string.h>

#include "engine/kinds/kinds.h"

/* The number whose terms are gathered. */
typedef struct Gather {
    const Cell *cell;
    const Trace *trace;
    int unit;
    long t;
    int only; /* a signal: terms with it as a factor, of this unit; -1: all */
    Origin *origin;
} Gather;

static float number_at(const Gather *g, int signal, int unit, long t) {
    return trace_at(g->trace, signal, t, 0)[unit];
}

/* ---- keeping terms ---- */

static bool is_wanted(const Gather *g, const Term *term) {
    for (int k = 0; k < term->factor_count; k++)
        if (term->factors[k].signal == g->only && term->factors[k].unit == g->unit &&
            term->factors[k].t == g->t)
            return true;
    return g->only < 0;
}

/* What is not a number counts most: it must not hide among the smaller ones. */
static float size_of(const Term *term) {
    return isnan(term->share) ? INFINITY : fabsf(term->share);
}

static void leave_out(Origin *origin, const Term *term) {
    origin->left_out++;
    origin->rest += (double)term->share;
}

/* Keeps the term; where there is no room, leaves out the smallest. */
static void keep(Origin *origin, const Term *term) {
    if (origin->count < origin->most) {
        origin->terms[origin->count++] = *term;
        return;
    }
    int least = 0;
    for (int k = 1; k < origin->count; k++)
        if (size_of(&origin->terms[k]) < size_of(&origin->terms[least]))
            least = k;
    if (!origin->count || size_of(term) <= size_of(&origin->terms[least])) {
        leave_out(origin, term);
        return;
    }
    leave_out(origin, &origin->terms[least]);
    origin->terms[least] = *term;
}

static void sort_by_size(Origin *origin) {
    for (int k = 1; k < origin->count; k++) {
        Term term = origin->terms[k];
        int at = k;
        for (; at > 0 && size_of(&origin->terms[at - 1]) < size_of(&term); at--)
            origin->terms[at] = origin->terms[at - 1];
        origin->terms[at] = term;
    }
}

static void add(const Gather *g, Term term) {
    term.share = term.factors[0].value;
    if (term.factor_count > 1)
        term.share *= term.factors[1].value;
    if (!is_wanted(g, &term))
        return;
    g->origin->sum += (double)term.share;
    keep(g->origin, &term);
}

/* ---- factors ---- */

static Factor number(const Gather *g, int signal, int unit, long t) {
    return (Factor){.signal = signal,
                    .unit = unit,
                    .t = t,
                    .weight = -1,
                    .value = number_at(g, signal, unit, t)};
}

static Factor here(const Gather *g, int signal) {
    return number(g, signal, g->unit, g->t);
}

static Factor before(const Gather *g, int signal) {
    return number(g, signal, g->unit, g->t - 1);
}

static Factor left_to_one(const Gather *g, int signal) {
    Factor factor = here(g, signal);
    factor.rest = true;
    factor.value = 1 - factor.value;
    return factor;
}

static void add_two(const Gather *g, Factor a, Factor b) {
    add(g, (Term){.factors = {a, b}, .factor_count = 2});
}

/* ---- sums of weights ---- */

static Factor weight_factor(const Gather *g, int weight, int row) {
    size_t place = (size_t)row * (size_t)g->cell->spec.hidden + (size_t)g->unit;
    return (Factor){
        .signal = -1, .weight = weight, .row = row, .value = g->cell->weights[weight][place]};
}

/* What row `row` of a weight is multiplied with. A bias stands alone. */
static Term weighted(const Gather *g, int weight, int row) {
    const WeightInfo *info = &cell_kind(g->cell->spec.kind)->weights[weight];
    Factor w = weight_factor(g, weight, row);
    bool reset = g->cell->spec.kind == CELL_GRU && info->signal == GRU_N_PRE;
    if (info->shape == WEIGHT_INPUTS_BY_HIDDEN)
        return (Term){{number(g, SIGNAL_X, row, g->t), w}, 2, 0};
    if (info->shape == WEIGHT_HIDDEN_BY_HIDDEN && reset && !g->cell->spec.reset_after)
        return (Term){{number(g, GRU_N_REC, row, g->t), w}, 2, 0};
    if (info->shape == WEIGHT_HIDDEN_BY_HIDDEN)
        return (Term){{number(g, SIGNAL_H, row, g->t - 1), w}, 2, 0};
    if (info->peephole)
        return (Term){
            {number(g, LSTM_C, g->unit, info->signal == LSTM_O_PRE ? g->t : g->t - 1), w}, 2, 0};
    return (Term){{w}, 1, 0};
}

/* With the reset after the product, the candidate's hidden weights make GRU_N_REC instead. */
static int fed_by(const Cell *cell, int weight) {
    const WeightInfo *info = &cell_kind(cell->spec.kind)->weights[weight];
    bool hidden = info->shape == WEIGHT_HIDDEN_BY_HIDDEN || info->reset_after;
    if (cell->spec.kind == CELL_GRU && cell->spec.reset_after && info->signal == GRU_N_PRE &&
        hidden)
        return GRU_N_REC;
    return info->signal;
}

static int term_rank(const WeightInfo *info) {
    return info->shape == WEIGHT_INPUTS_BY_HIDDEN   ? 0
           : info->shape == WEIGHT_HIDDEN_BY_HIDDEN ? 1
           : info->peephole                         ? 2
                                                    : 3;
}

static void add_weights(const Gather *g, int fed, int rank) {
    const CellSpec *spec = &g->cell->spec;
    const CellKindInfo *info = cell_kind(spec->kind);
    for (int w = 0; w < info->weight_count; w++) {
        if (!g->cell->weights[w] || fed_by(g->cell, w) != fed ||
            term_rank(&info->weights[w]) != rank)
            continue;
        for (int row = 0; row < weight_rows(spec, w); row++)
            if (weight_factor(g, w, row).value != 0)
                add(g, weighted(g, w, row));
    }
}

static void add_sum(const Gather *g, int fed) {
    for (int rank = 0; rank < 4; rank++) {
        if (rank == 1 && g->cell->spec.kind == CELL_GRU && g->cell->spec.reset_after &&
            fed == GRU_N_PRE)
            add_two(g, here(g, GRU_R), here(g, GRU_N_REC));
        add_weights(g, fed, rank);
    }
}

/* ---- the kinds ---- */

static void add_lstm(const Gather *g, int signal) {
    if (signal == LSTM_C) {
        add_two(g, here(g, LSTM_F), before(g, LSTM_C));
        add_two(g, here(g, LSTM_I), here(g, LSTM_G));
    } else if (signal == LSTM_H) {
        add_two(g, here(g, LSTM_O), here(g, LSTM_TANH_C));
    } else if (signal == LSTM_I && g->cell->spec.coupled) {
        add(g, (Term){{left_to_one(g, LSTM_F)}, 1, 0});
    } else if (signal == LSTM_TANH_C) {
        add(g, (Term){{here(g, LSTM_C)}, 1, 0});
    } else {
        int pre = cell_kind(CELL_LSTM)->signals[signal].pre;
        add_sum(g, pre < 0 ? signal : pre);
    }
}

static void add_gru(const Gather *g, int signal) {
    if (signal == GRU_H) {
        add_two(g, here(g, GRU_Z), before(g, GRU_H));
        add_two(g, left_to_one(g, GRU_Z), here(g, GRU_N));
    } else if (signal == GRU_N_REC && !g->cell->spec.reset_after) {
        add_two(g, here(g, GRU_R), before(g, GRU_H));
    } else {
        int pre = cell_kind(CELL_GRU)->signals[signal].pre;
        add_sum(g, pre < 0 ? signal : pre);
    }
}

static void add_terms(const Gather *g, int signal) {
    if (g->cell->spec.kind == CELL_LSTM)
        add_lstm(g, signal);
    else if (g->cell->spec.kind == CELL_GRU)
        add_gru(g, signal);
    else
        add_sum(g, RNN_H_PRE);
}

/* ---- the activation ---- */

static Activation activation_of(const CellSpec *spec, int signal) {
    if (spec->kind == CELL_LSTM && signal == LSTM_TANH_C)
        return spec->output;
    bool gate = cell_kind(spec->kind)->signals[signal].class == SIGNAL_GATE;
    return gate ? spec->gate : spec->candidate;
}

static void describe_activation(const Gather *g, int signal) {
    Origin *origin = g->origin;
    const CellSpec *spec = &g->cell->spec;
    const SignalInfo *info = &cell_kind(spec->kind)->signals[signal];
    origin->held = info->class == SIGNAL_GATE && cell_hold_at(g->cell, signal, g->unit, g->t);
    origin->free = origin->value;
    if (info->pre < 0 || !signal_present(spec, info->pre)) {
        if (origin->held) /* coupled: what it would have been is what f leaves to 1 */
            origin->free = (float)origin->sum;
        return;
    }
    origin->activated = true;
    origin->activation = activation_of(spec, signal);
    origin->pre = number_at(g, info->pre, g->unit, g->t);
    if (origin->held)
        activation_apply(origin->activation, &origin->pre, &origin->free, 1);
}

static bool is_given(int signal, long t) {
    return signal == SIGNAL_X || t < 0;
}

void origin_of(const Cell *cell, const Trace *trace, int signal, int unit, long t, int most,
               Origin *origin) {
    memset(origin, 0, sizeof *origin);
    origin->most = most < ORIGIN_TERMS ? most : ORIGIN_TERMS;
    origin->value = origin->free = trace_at(trace, signal, t, 0)[unit];
    origin->given = is_given(signal, t);
    if (origin->given)
        return;
    Gather g = {cell, trace, unit, t, -1, origin};
    add_terms(&g, signal);
    if (origin->left_out)
        sort_by_size(origin);
    describe_activation(&g, signal);
}

int origin_used_by(const CellSpec *spec, int signal) {
    switch (spec->kind) {
    case CELL_LSTM:
        if (signal == LSTM_F || signal == LSTM_I || signal == LSTM_G)
            return LSTM_C;
        return signal == LSTM_O || signal == LSTM_TANH_C ? LSTM_H
               : signal == LSTM_C                        ? LSTM_TANH_C
                                                         : -1;
    case CELL_GRU:
        if (signal == GRU_Z || signal == GRU_N)
            return GRU_H;
        if (signal == GRU_R)
            return spec->reset_after ? GRU_N_PRE : GRU_N_REC;
        return signal == GRU_N_REC && spec->reset_after ? GRU_N_PRE : -1;
    default:
        return -1;
    }
}

int origin_uses(const Cell *cell, const Trace *trace, int signal, int unit, long t, Term uses[2]) {
    int used_by = origin_used_by(&cell->spec, signal);
    if (used_by < 0 || t < 0)
        return 0;
    Origin origin = {.most = 2};
    Gather g = {cell, trace, unit, t, signal, &origin};
    add_terms(&g, used_by);
    memcpy(uses, origin.terms, (size_t)origin.count * sizeof *uses);
    return origin.count;
}
