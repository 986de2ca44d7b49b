/* origin.c: see origin.h. */
#include "engine/origin.h"

#include <math.h>
#include <string.h>

#include "engine/gather.h"

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

Factor gather_now(const Gather *g, int signal) {
    return number(g, signal, g->unit, g->t);
}

Factor gather_past(const Gather *g, int signal) {
    return number(g, signal, g->unit, trace_before(g->trace, g->t));
}

Factor gather_complement(const Gather *g, int signal) {
    Factor factor = gather_now(g, signal);
    factor.complement = true;
    factor.value = 1 - factor.value;
    return factor;
}

void gather_one(const Gather *g, Factor a) {
    add(g, (Term){{a}, 1, 0});
}

void gather_two(const Gather *g, Factor a, Factor b) {
    add(g, (Term){.factors = {a, b}, .factor_count = 2});
}

/* ---- sums of weights ---- */

static Factor weight_factor(const Gather *g, int weight, int row) {
    size_t columns = (size_t)weight_columns(&g->cell->spec, weight);
    size_t index = (size_t)row * columns + (size_t)g->unit;
    return (Factor){
        .signal = -1, .weight = weight, .row = row, .value = g->cell->weights[weight][index]};
}

/* The product that a weight has a place in, and the signal that its block makes; NULL: it stands
 * beside the products, as a peephole does. */
static const ProductInfo *product_of(const CellSpec *spec, int weight,
                                     ProductInfo products[MAX_PRODUCTS], int *out) {
    int count = cell_products(spec, products);
    for (int k = 0; k < count; k++)
        for (int block = 0; block < products[k].block_count; block++) {
            const ProductBlock *b = &products[k].blocks[block];
            *out = products[k].out + block;
            if (b->bias == weight || b->from_x == weight || b->from_h == weight)
                return &products[k];
        }
    return NULL;
}

/* The signal whose sum the weight is part of. */
static int fed_by(const CellSpec *spec, int weight) {
    ProductInfo products[MAX_PRODUCTS];
    int out;
    return product_of(spec, weight, products, &out) ? out
                                                    : cell_kind(spec->kind)->weights[weight].signal;
}

/* What row `row` of a weight is multiplied with. A bias stands alone. */
static Term weighted(const Gather *g, int weight, int row) {
    const CellSpec *spec = &g->cell->spec;
    const WeightInfo *info = &cell_kind(spec->kind)->weights[weight];
    Factor w = weight_factor(g, weight, row);
    ProductInfo products[MAX_PRODUCTS];
    long past = trace_before(g->trace, g->t);
    int out;
    if (info->shape == WEIGHT_INPUTS_BY_HIDDEN)
        return (Term){{number(g, SIGNAL_X, row, g->t), w}, 2, 0};
    if (info->shape != WEIGHT_HIDDEN) {
        const ProductInfo *product = product_of(spec, weight, products, &out);
        return (Term){
            {number(g, product->second, row, product->second_now ? g->t : past), w}, 2, 0};
    }
    if (info->looks_at)
        return (Term){{number(g, info->looks_at, g->unit, info->looks_now ? g->t : past), w}, 2, 0};
    return (Term){{w}, 1, 0};
}

static GatherRank rank_of(const WeightInfo *info) {
    return info->shape == WEIGHT_INPUTS_BY_HIDDEN ? GATHER_INPUTS
           : info->shape != WEIGHT_HIDDEN         ? GATHER_HIDDEN
           : info->looks_at                       ? GATHER_PEEPHOLE
                                                  : GATHER_BIAS;
}

static void add_weights(const Gather *g, int fed, GatherRank rank) {
    const CellSpec *spec = &g->cell->spec;
    const CellKindInfo *info = cell_kind(spec->kind);
    for (int w = 0; w < info->weight_count; w++) {
        if (!g->cell->weights[w] || fed_by(spec, w) != fed || rank_of(&info->weights[w]) != rank)
            continue;
        for (int row = 0; row < weight_rows(spec, w); row++)
            if (weight_factor(g, w, row).value != 0)
                add(g, weighted(g, w, row));
    }
}

void gather_weights(const Gather *g, int fed, GatherRank from, GatherRank to) {
    for (int rank = (int)from; rank <= (int)to; rank++)
        add_weights(g, fed, (GatherRank)rank);
}

void gather_sum(const Gather *g, int signal) {
    int pre = cell_kind(g->cell->spec.kind)->signals[signal].pre;
    gather_weights(g, pre < 0 ? signal : pre, GATHER_INPUTS, GATHER_BIAS);
}

/* ---- the activation ---- */

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
    origin->curve = signal_curve(spec, signal);
    origin->pre = number_at(g, info->pre, g->unit, g->t);
    origin->clipped = cell_kind(spec->kind)->signals[info->pre].class == SIGNAL_PRE_ACTIVATION &&
                      spec->clip > 0 && fabsf(origin->pre) >= spec->clip;
    if (origin->held)
        activation_apply(origin->curve, &origin->pre, &origin->free, 1);
}

void origin_of(const Cell *cell, const Trace *trace, int signal, int unit, long t, int most,
               Origin *origin) {
    memset(origin, 0, sizeof *origin);
    origin->most = most < ORIGIN_TERMS ? most : ORIGIN_TERMS;
    origin->value = origin->free = trace_at(trace, signal, t, 0)[unit];
    origin->given = signal == SIGNAL_X || t == trace_initial(trace);
    if (origin->given)
        return;
    Gather g = {cell, trace, unit, t, -1, origin};
    cell_kind(cell->spec.kind)->terms(&g, signal);
    if (origin->left_out)
        sort_by_size(origin);
    describe_activation(&g, signal);
}

int origin_used_by(const CellSpec *spec, int signal) {
    return cell_kind(spec->kind)->used_by(spec, signal);
}

int origin_uses(const Cell *cell, const Trace *trace, int signal, int unit, long t, Term uses[2]) {
    int used_by = origin_used_by(&cell->spec, signal);
    if (used_by < 0 || t == trace_initial(trace))
        return 0;
    Origin origin = {.most = 2};
    Gather g = {cell, trace, unit, t, signal, &origin};
    cell_kind(cell->spec.kind)->terms(&g, used_by);
    memcpy(uses, origin.terms, (size_t)origin.count * sizeof *uses);
    return origin.count;
}
