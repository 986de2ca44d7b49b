/* gate_sum.c: what a pre-activation is the sum of: inputs, the past, a bias, a peephole. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/gate_parts.h"

enum { STEPS_READ = 512 };

static float weight_at(const Strip *strip, int weight, int row) {
    const float *w = strip->model->weights[weight];
    return w ? w[(size_t)row * (size_t)strip->count + (size_t)strip->unit] : 0;
}

static Row *add_row(Sum *sum, const char *name, const char *symbol, const char *subscript,
                    Role role, float share) {
    if (sum->count == GATE_ROWS) {
        sum->rows[GATE_ROWS - 1].share += share;
        return &sum->rows[GATE_ROWS - 1];
    }
    Row *row = &sum->rows[sum->count++];
    *row = (Row){.symbol = symbol,
                 .subscript = subscript,
                 .role = role,
                 .share = share,
                 .weight = -1,
                 .name = name};
    return row;
}

static const char *const UNITS[GATE_NUMBERED] = {"1", "2", "3", "4"};

Edit gate_weight_edit(const Strip *strip, int weight, int row) {
    return (Edit){.kind = EDIT_WEIGHT,
                  .cell = strip->cell,
                  .index = weight,
                  .row = row,
                  .column = strip->unit,
                  .value = weight_at(strip, weight, row)};
}

bool gate_weight_given(const Strip *strip, int weight, int row) {
    Edit edit = gate_weight_edit(strip, weight, row);
    return gate_given(strip, &edit);
}

/* An input a row, where they are few and their names have room; else all in one. */
static void add_inputs(const Strip *strip, Sum *sum, int weight, bool apart) {
    const float *x = strip_now(strip, SIGNAL_X);
    int inputs = strip->model->spec.inputs;
    bool each = inputs == 1 || (inputs <= GATE_INPUT_ROWS && apart);
    const char *name = strip->kind->weights[weight].name;
    float all = 0;
    for (int k = 0; k < inputs; k++) {
        float share = (x ? x[k] : 0) * weight_at(strip, weight, k);
        bool given =
            inputs > GATE_INPUT_ROWS && k < GATE_NUMBERED && gate_weight_given(strip, weight, k);
        all += given ? 0 : share;
        if (!each && !given)
            continue;
        Row *row = add_row(sum, name, "x", given ? UNITS[k] : "t", ROLE_INPUT, share);
        row->weight = weight;
        row->row = k;
        if (each && inputs > 1 && lesson_cell_reads_only_inputs(strip->entry))
            snprintf(row->word, sizeof row->word, "%s", paint_input_name(strip->p, k));
    }
    if (!each)
        add_row(sum, name, "x", "t", ROLE_INPUT, all);
}

/* Of one unit, or of all (-1). */
static float past_share(const Strip *strip, int weight, int pre, int from) {
    float own = strip->past ? strip->past(strip, pre, from) : NAN, sum = 0;
    const float *h = strip_past(strip, SIGNAL_H);
    for (int k = 0; h && k < strip->count; k++)
        if (from < 0 || k == from)
            sum += h[k] * weight_at(strip, weight, k);
    return isnan(own) ? sum : own;
}

/* The past in one row; but a weight that the beat gives into the learner's hands has its own. */
static void add_past(const Strip *strip, Sum *sum, int weight, int pre) {
    const char *name = strip->kind->weights[weight].name;
    bool shut = strip->past && !isnan(strip->past(strip, pre, -1)); /* a gate stands before it */
    const char *symbol = shut ? "r\u00b7h" : "h";
    float rest = past_share(strip, weight, pre, -1);
    for (int k = 0; strip->count > 1 && k < strip->count && k < GATE_NUMBERED; k++) {
        if (!gate_weight_given(strip, weight, k))
            continue;
        float share = past_share(strip, weight, pre, k);
        Row *row = add_row(sum, name, symbol, UNITS[k], ROLE_HIDDEN, share);
        row->weight = weight;
        row->row = k;
        rest -= share;
    }
    Row *row = add_row(sum, name, symbol, strip_past_mark(strip), ROLE_HIDDEN, rest);
    if (strip->count == 1) {
        row->weight = weight;
        row->row = 0;
    }
}

/* A peephole looks at a state, of the step before or of this one. */
static float peephole_share(const Strip *strip, int weight) {
    const WeightInfo *info = &strip->kind->weights[weight];
    return weight_at(strip, weight, 0) * (info->looks_now
                                              ? strip_value(strip, info->looks_at)
                                              : strip_value_past(strip, info->looks_at));
}

/* A bias that comes with a variant stands inside the product with the past, whose share has it. */
static bool inside_product(const Strip *strip, int weight) {
    for (int k = 0; k < strip->kind->variant_count; k++)
        if (strip->kind->variants[k].adds & 1u << weight)
            return true;
    return false;
}

static void add_weight(const Strip *strip, Sum *sum, int weight, int pre, bool apart) {
    const WeightInfo *info = &strip->kind->weights[weight];
    if (info->shape == WEIGHT_INPUTS_BY_HIDDEN) {
        add_inputs(strip, sum, weight, apart);
    } else if (info->shape == WEIGHT_HIDDEN_BY_HIDDEN) {
        add_past(strip, sum, weight, pre);
    } else if (info->looks_at) {
        add_row(sum, info->name, strip->kind->signals[info->looks_at].symbol, NULL,
                strip->kind->signals[info->looks_at].role, peephole_share(strip, weight))
            ->weight = weight;
    } else if (!inside_product(strip, weight)) {
        add_row(sum, info->name, "b", NULL, ROLE_INPUT, weight_at(strip, weight, 0))->weight =
            weight;
    }
}

Sum gate_sum(const Strip *strip, int pre, bool apart) {
    Sum sum = {.count = 0};
    for (int k = 0; k < strip->kind->weight_count; k++)
        if (strip->kind->weights[k].signal == pre && weight_present(&strip->model->spec, k))
            add_weight(strip, &sum, k, pre, apart);
    sum.kept = sum.total = strip_value(strip, pre);
    float clip = strip->model->spec.clip;
    if (clip > 0 && fabsf(sum.kept) >= clip) {
        sum.total = 0;
        for (int k = 0; k < sum.count; k++)
            sum.total += sum.rows[k].share;
    }
    return sum;
}

/* The largest sum of the unit over the run, in steps that the eye can keep. */
float gate_sum_reach(const Strip *strip, int pre) {
    long steps = strip->trace->steps, by = steps / STEPS_READ + 1;
    float most = 0;
    for (long t = 0; t < steps; t += by) {
        float v = fabsf(session_scale_at(strip->p->session, strip->cell, pre, t)[strip->unit]);
        most = isfinite(v) ? fmaxf(most, v) : most;
    }
    const float steps_of[] = {2, 4, 8, 16, 32, 64, 128};
    for (size_t k = 0; k < sizeof steps_of / sizeof *steps_of; k++)
        if (most <= steps_of[k])
            return steps_of[k];
    return 256;
}
