/* gate.c: a gate is a weighted sum through a curve, and is drawn so:
 *
 *     forget            0.95
 *     x        |==           .--
 *     h'       |=           o        [level]
 *     b        |====       /
 *     ---------------    --
 *     sum      |=======
 *
 * All rows share one scale, which the largest of the run's sums gives. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lesson/curve.h"
#include "scene/strip/strip.h"

static const float ROW = 1.35f; /* least height of a row, in sizes of type */
static const float TIGHT_ROW = 1.02f;

enum { ROWS_MOST = 7, INPUT_ROWS = 3, SAMPLES = 49, STEPS_READ = 512, NUMBERED = 4 };

/* What a pre-activation is the sum of, by where it comes from. */
typedef struct Row {
    char word[40];      /* an input's name; empty: the symbol is shown */
    const char *symbol; /* of a role; NULL: a word */
    const char *subscript;
    Role role;
    float share;
    int weight,
        row; /* the one weight behind it, which can be turned; weight -1: several, or none */
    const char *name; /* of the weights behind it */
} Row;

typedef struct Sum {
    Row rows[ROWS_MOST];
    int count;
    float total;
} Sum;

void gate_word(const Strip *strip, int signal, char word[48]) {
    const char *label = paint_phrase(strip->p, strip->kind->signals[signal].label);
    const char *gate = strstr(label, " gate");
    snprintf(word, 48, "%.*s", gate ? (int)(gate - label) : 47, label);
}

/* ---- the sum ---- */

static float weight_at(const Strip *strip, int weight, int row) {
    const float *w = strip->model->weights[weight];
    return w ? w[(size_t)row * (size_t)strip->count + (size_t)strip->unit] : 0;
}

static Row *add_row(Sum *sum, const char *name, const char *symbol, const char *subscript,
                    Role role, float share) {
    if (sum->count == ROWS_MOST) {
        sum->rows[ROWS_MOST - 1].share += share;
        return &sum->rows[ROWS_MOST - 1];
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

static const char *const UNITS[NUMBERED] = {"1", "2", "3", "4"};

/* The beat gives that weight of the unit into the learner's hands. */
static bool weight_given(const Strip *strip, int weight, int row) {
    Edit edit = {.kind = EDIT_WEIGHT,
                 .cell = strip->cell,
                 .index = weight,
                 .row = row,
                 .column = strip->unit};
    return gate_given(strip, &edit);
}

/* An input a row, where they are few and their names have room; else all in one. */
static void add_inputs(const Strip *strip, Sum *sum, int weight, bool apart) {
    const float *x = strip_now(strip, SIGNAL_X);
    int inputs = strip->model->spec.inputs;
    bool each = inputs == 1 || (inputs <= INPUT_ROWS && apart);
    const char *name = strip->kind->weights[weight].name;
    float all = 0;
    for (int k = 0; k < inputs; k++) {
        float share = (x ? x[k] : 0) * weight_at(strip, weight, k);
        bool given = inputs > INPUT_ROWS && k < NUMBERED && weight_given(strip, weight, k);
        all += given ? 0 : share;
        if (!each && !given)
            continue;
        Row *row = add_row(sum, name, "x", given ? UNITS[k] : "t", ROLE_INPUT, share);
        row->weight = weight;
        row->row = k;
        if (each && inputs > 1 && strip->entry->source < 0)
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
    for (int k = 0; strip->count > 1 && k < strip->count && k < NUMBERED; k++) {
        if (!weight_given(strip, weight, k))
            continue;
        float share = past_share(strip, weight, pre, k);
        Row *row = add_row(sum, name, symbol, UNITS[k], ROLE_HIDDEN, share);
        row->weight = weight;
        row->row = k;
        rest -= share;
    }
    Row *row = add_row(sum, name, symbol, "t\u22121", ROLE_HIDDEN, rest);
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

static Sum sum_of(const Strip *strip, int pre, bool apart) {
    Sum sum = {.count = 0};
    for (int k = 0; k < strip->kind->weight_count; k++)
        if (strip->kind->weights[k].signal == pre && weight_present(&strip->model->spec, k))
            add_weight(strip, &sum, k, pre, apart);
    sum.total = strip_value(strip, pre);
    return sum;
}

/* The largest sum of the unit over the run, in steps that the eye can keep. */
static float reach_of(const Strip *strip, int pre) {
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

/* ---- the function ---- */

static Activation activation_of(const Strip *strip, int signal) {
    const CellSpec *spec = &strip->model->spec;
    return strip->kind->signals[signal].class == SIGNAL_GATE ? spec->gate : spec->candidate;
}

static float activated(Activation activation, float v) {
    float value;
    activation_apply(activation, &v, &value, 1);
    return value;
}

/* ---- rows ---- */

static void draw_bar(Painter *p, float zero, float y, float h, float length, Color color) {
    float w = fabsf(length);
    if (w < 1) {
        draw_fill(p->list, (Rect){zero, y, 1, h}, 0, color);
        return;
    }
    Rect bar = {length < 0 ? zero - w : zero, y, w, h};
    if (length >= 0) {
        draw_fill(p->list, bar, 0, color);
        return;
    }
    float pitch = fmaxf(roundf(6 * p->u), 4);
    draw_hatch(p->list, bar, 0.42f * pitch, pitch, color);
    draw_frame(p->list, bar, 0, fmaxf(p->u, 1), color);
}

/* The weight's number beside the ring, as short as it must be, between the row's name and its end. */
static void draw_tight_weight(Strip *strip, Rect rect, float left, float at, float r, float value) {
    Painter *p = strip->p;
    char text[24];
    float px = flow_legible(p, 0.92f * strip->px), gap = 3 * p->u, before = at - r - gap - left,
          after = rect.x + rect.w + 3 * p->u - at - r - gap,
          top = text_top_for_centre(p, FACE_NUMBER, px, rect.y + rect.h / 2);
    if (!strip_fit_number(strip, value, px, fmaxf(before, after), text))
        return;
    float w = paint_text_width(p, FACE_NUMBER, px, text);
    paint_text(p, w <= before ? at - r - gap - w : at + r + gap, top, FACE_NUMBER, px,
               p->theme->text, text);
}

/* The same where the share's bar leaves the line free, past the ring if that is there. */
static void draw_weight(Strip *strip, Rect rect, float left, float at, float r, float share,
                        float value) {
    Painter *p = strip->p;
    char text[24];
    float px = flow_legible(p, 0.92f * strip->px), gap = 5 * p->u, zero = rect.x + rect.w / 2;
    flow_number_text(value, false, text);
    float w = paint_text_width(p, FACE_NUMBER, px, text);
    float x = share < 0 ? zero + gap : zero - gap - w;
    if (fabsf(at - x - w / 2) < w / 2 + r)
        x = share < 0 ? at + r + gap : at - r - gap - w;
    x = x < rect.x ? at + r + gap : x + w > rect.x + rect.w ? at - r - gap - w : x;
    bool free = share == 0 || (share < 0 ? x >= zero : x + w <= zero);
    if (free && x >= rect.x && x + w <= rect.x + rect.w)
        paint_text(p, x, text_top_for_centre(p, FACE_NUMBER, px, rect.y + rect.h / 2), FACE_NUMBER,
                   px, p->theme->text, text);
    else
        draw_tight_weight(strip, rect, left, at, r, value);
}

/* A knob: the weight behind the row can be turned by dragging along it. Returns whether its ring is
 * seen. */
static bool add_knob(Strip *strip, Rect rect, float left, const Row *row, int signal, int index) {
    Painter *p = strip->p;
    char name[96], label[160], number[24];
    const WeightInfo *info = &strip->kind->weights[row->weight];
    Edit edit = {.kind = EDIT_WEIGHT,
                 .cell = strip->cell,
                 .index = row->weight,
                 .row = row->row,
                 .column = strip->unit,
                 .value = weight_at(strip, row->weight, row->row)};
    snprintf(name, sizeof name, "guided.%s.%s.weight", strip->entry->id,
             strip->kind->signals[signal].name);
    flow_number_text(edit.value, false, number);
    snprintf(label, sizeof label, paint_phrase(p, "%s %s, unit %d: %s"), strip->kind->title,
             info->name, strip->unit + 1, number);
    Region *region = region_add(p->list, REGION_SLIDER, rect, name, index, label);
    if (!region)
        return false;
    float most = gate_hand_reach(p, 4, &edit);
    region->action =
        (Action){.kind = ACTION_EDIT, .cell = strip->cell, .unit = strip->unit, .edit = edit};
    region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = edit};
    region->low = -most;
    region->high = most;
    region->step = 0.05f;
    region->value = edit.value;
    float r = fminf(0.42f * rect.h, 8 * p->u);
    region->whole = (Rect){rect.x + r, rect.y, fmaxf(rect.w - 2 * r, 1), rect.h};
    region->disabled = !session_may(p->session, &edit);
    region->asked = gate_given(strip, &edit);
    region->focusable = !region->disabled && (strip->focus || region->asked);
    Rect whole = region->whole;
    unsigned id = region->id;
    bool live = !region->disabled, hovered = live && paint_hovered(p, id),
         seen = hovered || (live && gate_given(strip, &edit));
    paint_focus(p, rect, id, 3 * p->u);
    if (seen) {
        float at = whole.x + whole.w * (edit.value + most) / (2 * most);
        draw_disc(p->list, at, rect.y + rect.h / 2, r, p->theme->background);
        draw_ring(p->list, at, rect.y + rect.h / 2, r, fmaxf(roundf(2 * p->u), 1.5f),
                  p->theme->select);
        draw_weight(strip, rect, left, at, r, row->share, edit.value);
    }
    if (hovered)
        draw_frame(p->list, rect, 3 * p->u, fmaxf(p->u, 1), p->theme->dim);
    return seen;
}

static float row_name(Strip *strip, const Row *row, float x, float room, float middle) {
    Painter *p = strip->p;
    float px = strip->px;
    if (row->word[0])
        return paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, px, middle), room, FACE_TEXT,
                              px, p->theme->text, row->word);
    return paint_symbol(p, x, roundf(middle + 0.32f * px), 1.1f * px, row->role, row->symbol,
                        row->subscript);
}

/* A bar's number, on the side of the line that the bar leaves free, between left and right: as short as
 * it must be; nothing where even that has no room. */
static void draw_amount(Strip *strip, float value, float zero, float middle, float left,
                        float right, Color color) {
    Painter *p = strip->p;
    char text[24], told[28];
    float px = flow_legible(p, 0.92f * strip->px), gap = roundf(4 * p->u),
          room = (value < 0 ? right - zero : zero - left) - gap;
    bool whole = strip_fit_number(strip, value, px, room, text);
    float w = paint_text_width(p, FACE_NUMBER, px, text),
          sign = value < 0 ? 0 : paint_text_width(p, FACE_NUMBER, px, "+");
    if (!whole)
        return;
    bool signed_too = value >= 0 && w + sign <= room;
    snprintf(told, sizeof told, "%s%s", signed_too ? "+" : "", text);
    w += signed_too ? sign : 0;
    paint_text(p, value < 0 ? zero + gap : zero - gap - w,
               text_top_for_centre(p, FACE_NUMBER, px, middle), FACE_NUMBER, px, color, told);
}

/* A row whose weights are several tells what they make of what comes in. */
static void tell_row(Strip *strip, Rect rect, const Row *row, int signal, int index, bool known) {
    char name[48];
    Operation op = {.name = name,
                    .index = index,
                    .rect = rect,
                    .word = operation_name(strip, signal),
                    .signal = strip->kind->signals[signal].pre,
                    .known = known,
                    .apart = true};
    snprintf(name, sizeof name, "%s.share", strip->kind->signals[signal].name);
    snprintf(op.terms, TERMS, "%s%s %s", row->symbol, row->role == ROLE_HIDDEN ? "\u2032" : "",
             row->name);
    operation_add(&op, NULL, 0, row->share);
    strip_operation(strip, &op);
}

static void tell_sum(Strip *strip, Rect rect, int signal, const Sum *sum, bool known) {
    char name[48];
    float shares[ROWS_MOST];
    Operation op = {.name = name,
                    .rect = rect,
                    .word = operation_name(strip, signal),
                    .signal = strip->kind->signals[signal].pre,
                    .known = known,
                    .apart = true};
    snprintf(name, sizeof name, "%s.sum", strip->kind->signals[signal].name);
    for (int k = 0; k < sum->count; k++)
        shares[k] = sum->rows[k].share;
    operation_add(&op, shares, sum->count, sum->total);
    strip_operation(strip, &op);
}

static void tell_curve(Strip *strip, Rect rect, int signal, float total, bool known) {
    char name[48];
    Operation op = {.name = name,
                    .rect = rect,
                    .word = operation_name(strip, signal),
                    .signal = signal,
                    .known = known,
                    .apart = true};
    snprintf(name, sizeof name, "%s.curve", strip->kind->signals[signal].name);
    operation_curve(&op, activation_of(strip, signal), total,
                    activated(activation_of(strip, signal), total));
    strip_operation(strip, &op);
}

static bool has_words(const Sum *sum) {
    for (int k = 0; k < sum->count; k++)
        if (sum->rows[k].word[0])
            return true;
    return false;
}

/* The rows in rect, with a line and the sum under them; part: how far their bars have grown. */
static void draw_sum(Strip *strip, Rect rect, int signal, const Sum *sum, float reach, float part) {
    Painter *p = strip->p;
    float pitch = rect.h / (float)(sum->count + 1), h = roundf(fminf(pitch * 0.72f, 15 * p->u));
    float names = roundf((has_words(sum) ? 0.36f : 0.28f) * rect.w),
          zero = roundf(rect.x + names + 0.5f * (rect.w - names));
    float half = 0.5f * (rect.w - names), unit = half / reach;
    Color color = strip_color(strip, signal);
    bool numbered =
        part >= 1 && strip->count <= NUMBERED && pitch >= ROW * flow_legible(p, 0.92f * strip->px);
    draw_fill(p->list, (Rect){zero, rect.y, fmaxf(p->u, 1), rect.h}, 0, p->theme->faint);
    for (int k = 0; k < sum->count; k++) {
        const Row *row = &sum->rows[k];
        float y = rect.y + pitch * (float)k, middle = y + pitch / 2;
        float share = fminf(fmaxf(row->share, -reach), reach);
        bool bias = row->symbol[0] == 'b';
        float named = row_name(strip, row, rect.x, names - 4 * p->u, middle);
        draw_bar(p, zero, roundf(middle - h / 2), h, share * unit * part,
                 bias ? p->theme->dim : p->theme->role[row->role]);
        Rect bar = {rect.x + names, y, rect.w - names, pitch};
        bool knob =
            row->weight >= 0 && add_knob(strip, bar, rect.x + named + 3 * p->u, row, signal, k);
        if (row->weight < 0)
            tell_row(strip, (Rect){rect.x, y, rect.w, pitch}, row, signal, k, part >= 1);
        if (numbered && fabsf(row->share) >= 0.005f && !knob)
            draw_amount(strip, row->share, zero, middle, rect.x + named + 3 * p->u,
                        rect.x + rect.w + 3 * p->u, p->theme->dim);
    }
    float y = rect.y + pitch * (float)sum->count, middle = y + pitch / 2;
    draw_fill(p->list, (Rect){rect.x, roundf(y), rect.w, fmaxf(p->u, 1)}, 0, p->theme->line);
    float total = fminf(fmaxf(sum->total, -reach), reach);
    draw_bar(p, zero, roundf(middle - h / 2), h, total * unit * part,
             color_mix(p->theme->card, color, 0.7f));
    float named = 0, small = strip->px,
          word = paint_text_width(p, FACE_TEXT, small, paint_phrase(p, "sum"));
    if (word > names - 4 * p->u) {
        small = flow_legible(p, 0.98f * small * (names - 4 * p->u) / word);
        word = paint_text_width(p, FACE_TEXT, small, paint_phrase(p, "sum"));
    }
    if (word <= names && (names > 5 * strip->px || part < 1 || sum->total < 0))
        named = paint_text(p, rect.x, text_top_for_centre(p, FACE_TEXT, small, middle), FACE_TEXT,
                           small, p->theme->dim, paint_phrase(p, "sum"));
    if (part >= 1)
        draw_amount(strip, sum->total, zero, middle, rect.x + named + 3 * p->u,
                    rect.x + rect.w + 3 * p->u, p->theme->text);
    tell_sum(strip, (Rect){rect.x, y, rect.w, pitch}, signal, sum, part >= 1);
}

/* ---- the curve ---- */

/* What of a function's range is drawn: all of it, or of an unbounded one as much as there are
 * inputs. */
static void curve_range(Activation activation, float reach, float *low, float *high) {
    activation_range(activation, low, high);
    *low = isfinite(*low) ? *low : -reach;
    *high = isfinite(*high) ? *high : reach;
}

/* The function over -reach to reach, up to where it leaves the range. */
static void draw_function(Painter *p, Rect rect, Activation activation, float reach, float low,
                          float high, Color color) {
    float in[SAMPLES], out[SAMPLES];
    for (int k = 0; k < SAMPLES; k++)
        in[k] = reach * (2 * (float)k / (SAMPLES - 1) - 1);
    activation_apply(activation, in, out, SAMPLES);
    for (int k = 0; k < SAMPLES; k++)
        out[k] = out[k] < low - 0.001f || out[k] > high + 0.001f ? NAN : out[k];
    draw_curve(p->list, rect, out, SAMPLES, low, high, fmaxf(2 * p->u, 1.5f), color);
}

static void draw_point(Painter *p, Rect rect, float x, float y, float zero_x, float zero_y,
                       Color color) {
    float thick = fmaxf(roundf(4 * p->u), 2);
    (void)rect;
    draw_fill(p->list, (Rect){fminf(x, zero_x), zero_y - thick / 2, fabsf(x - zero_x), thick}, 0,
              color_mix(p->theme->card, color, 0.7f));
    draw_dashed_line(p->list, x, zero_y, x, y, fmaxf(p->u, 1), 3 * p->u, p->theme->dim);
    draw_disc(p->list, x, y, fmaxf(4.5f * p->u, 3), p->theme->text);
}

static void draw_plot(Painter *p, Rect rect, Activation activation, float at, float reach,
                      float low, float high, float part, Color color) {
    float zero_x = roundf(rect.x + rect.w / 2),
          zero_y = roundf(rect.y + rect.h * high / (high - low));
    draw_fill(p->list, (Rect){rect.x, zero_y, rect.w, 1}, 0, p->theme->faint);
    draw_fill(p->list, (Rect){zero_x, rect.y, 1, rect.h}, 0, p->theme->faint);
    draw_function(p, rect, activation, reach, low, high, color);
    if (part <= 0 || isnan(at))
        return;
    float cut = fminf(fmaxf(at, -reach), reach) * part;
    float value = fminf(fmaxf(activated(activation, cut), low), high);
    draw_point(p, rect, zero_x + cut / reach * rect.w / 2,
               rect.y + rect.h * (high - value) / (high - low), zero_x, zero_y, color);
}

void gate_curve(Strip *strip, Rect rect, Activation activation, float at, float reach, float part,
                Color color) {
    float low, high;
    curve_range(activation, reach, &low, &high);
    draw_plot(strip->p, rect, activation, at, reach, low, high, part, color);
}

Rect gate_curve_card(Strip *strip, float left, float right, Activation activation, int signal,
                     float at, float part, Color color) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    float u = p->u, px = strip->px, low, high, least = 0, most = 0;
    reach_widen(p, strip->cell, signal, strip->unit, &least, &most);
    float reach = fmaxf(3, axis_limit(fmaxf(most, -least)));
    curve_range(activation, reach, &low, &high);
    high = fminf(high, yard->up) * 1.08f;
    low = fmaxf(low * 1.08f, -fmaxf(yard->down, 0.12f));
    Rect plot = {left + 6 * u, yard->zero - high * yard->unit, right - left - 12 * u,
                 (high - low) * yard->unit};
    Rect card = {left, plot.y - 1.6f * px - 3 * u, right - left, plot.h + 1.6f * px + 7 * u};
    card.y = fmaxf(card.y, strip->rect.y + 3 * u);
    card.h = plot.y + plot.h + 4 * u - card.y;
    draw_fill(p->list, card, 6 * u, p->theme->background);
    draw_frame(p->list, card, 6 * u, fmaxf(u, 1), p->theme->line);
    draw_plot(p, plot, activation, at, reach, low, high, part, color);
    char said[64], from[24], to[24];
    float small = flow_legible(p, 0.9f * px);
    flow_number_text(at, false, from);
    flow_number_text(activated(activation, at), false, to);
    snprintf(said, sizeof said, part >= 1 ? "%s(%s) = %s" : "%s", activation_name(activation), from,
             to);
    if (paint_text_width(p, FACE_NUMBER, small, said) > card.w - 6 * u)
        snprintf(said, sizeof said, "%s", part >= 1 ? to : activation_name(activation));
    paint_text_centre(p, left + card.w / 2, card.y + 2 * u, FACE_NUMBER, small, p->theme->text,
                      said);
    return card;
}

/* ---- level and card ---- */

/* A gate's tube from 0 to 1, a candidate's from -1 to 1, in rect. */
static Yard level_yard(const Strip *strip, Rect rect, int signal) {
    bool gate = strip->kind->signals[signal].class == SIGNAL_GATE;
    float down = gate ? 0 : 1;
    Yard yard = {.unit = rect.h / (1 + down), .up = 1, .down = down};
    yard.zero = roundf(rect.y + yard.unit);
    return yard;
}

static void draw_level(Strip *strip, Rect tube, int signal, float part) {
    Painter *p = strip->p;
    Yard yard = level_yard(strip, tube, signal);
    float past = strip_value_past(strip, signal), value = strip_value(strip, signal);
    bool known = strip_now(strip, signal) != NULL;
    float shown = past + (value - past) * part;
    draw_fill(p->list, tube, 3 * p->u, p->theme->track);
    if (known)
        flow_block(p, tube.x, tube.w, &yard, 0, shown, strip_color(strip, signal));
    draw_fill(p->list, (Rect){tube.x - 2 * p->u, yard.zero, tube.w + 4 * p->u, fmaxf(p->u, 1)}, 0,
              p->theme->faint);
    if (known && part >= 1)
        flow_ghost(p, tube.x, tube.x + tube.w, &yard, strip_was(strip, signal, false), value);
    strip_band(strip, tube.x, tube.w, &yard, signal);
    char name[96];
    snprintf(name, sizeof name, "guided.%s.%s", strip->entry->id,
             strip->kind->signals[signal].name);
    gate_handle(strip, tube, signal, NULL, strip->unit, value, name, NULL);
}

Rect gate_level(Strip *strip, Rect rect, int signal, float part) {
    Painter *p = strip->p;
    char word[48], number[24];
    float w = roundf(fminf(34 * p->u, rect.w * 0.3f)),
          line = p->fonts->height(p->fonts->context, FACE_TEXT_BOLD, strip->px);
    Rect tube = {roundf(rect.x + rect.w - w), rect.y, w, rect.h};
    draw_level(strip, tube, signal, part);
    gate_word(strip, signal, word);
    flow_number_text(strip_value(strip, signal), false, number);
    float y = rect.y + (rect.h - 2 * line) / 2, right = tube.x - 8 * p->u;
    float room = right - rect.x;
    float shown = fminf(paint_text_width(p, FACE_TEXT_BOLD, strip->px, word), room);
    paint_text_fit(p, right - shown, y, room, FACE_TEXT_BOLD, strip->px, strip_color(strip, signal),
                   word);
    if (strip_now(strip, signal) && part >= 1)
        paint_text_right(p, right, y + line, FACE_NUMBER_BOLD,
                         strip_number(strip, signal, strip->px), strip_color(strip, signal),
                         number);
    return tube;
}

/* ---- the gates of all units ---- */

static bool has_levels(const Strip *strip) {
    return strip->count > 1 && strip->count <= NUMBERED;
}

float gate_levels_height(const Strip *strip) {
    return has_levels(strip)
               ? roundf(1.25f * flow_legible(strip->p, 0.85f * strip->px) + 7 * strip->p->u)
               : 0;
}

/* A unit's level lies along its number: from the left for a gate, from the middle for a candidate. */
static void draw_unit_level(Strip *strip, Rect rect, int signal, int unit, const float *values) {
    Painter *p = strip->p;
    char text[24];
    bool gate = strip->kind->signals[signal].class == SIGNAL_GATE, chosen = unit == strip->unit;
    float px = flow_legible(p, 0.85f * strip->px), line = fmaxf(roundf(4 * p->u), 3),
          from = gate ? 0 : 0.5f, value = fminf(fmaxf(values[unit], -1), 1),
          length = (gate ? value : value / 2) * rect.w;
    Rect track = {rect.x, rect.y + rect.h - line, rect.w, line};
    if (strip_fit_number(strip, values[unit], px, rect.w, text))
        paint_text_centre(p, rect.x + rect.w / 2, rect.y, chosen ? FACE_NUMBER_BOLD : FACE_NUMBER,
                          px, chosen ? p->theme->text : p->theme->dim, text);
    draw_fill(p->list, track, 0, p->theme->track);
    float x = track.x + from * track.w;
    Rect bar = {length < 0 ? x + length : x, track.y, fmaxf(fabsf(length), 1), line};
    if (length < -2)
        draw_frame(p->list, bar, 0, 1, strip_color(strip, signal));
    else
        draw_fill(p->list, bar, 0, strip_color(strip, signal));
}

/* Each unit's own gate; a press selects the unit. */
static void draw_levels(Strip *strip, Rect rect, int signal, bool known) {
    Painter *p = strip->p;
    const float *values = strip_now(strip, signal);
    float gap = 6 * p->u, w = (rect.w - gap * (float)(strip->count - 1)) / (float)strip->count;
    char name[48];
    snprintf(name, sizeof name, "%s.level", strip->kind->signals[signal].name);
    for (int k = 0; values && known && k < strip->count; k++) {
        Rect unit = {roundf(rect.x + (w + gap) * (float)k), rect.y, roundf(w), rect.h};
        draw_unit_level(strip, unit, signal, k, values);
        strip_unit_region(strip, unit, &(UnitNumbers){name, signal, false, NULL, values}, k);
    }
}

static bool card_lit(const Strip *strip, int signal) {
    int pre = strip->kind->signals[signal].pre;
    return session_highlighted(strip->p->session, strip->cell, signal, strip->unit) ||
           (pre >= 0 && session_highlighted(strip->p->session, strip->cell, pre, strip->unit));
}

bool gate_head_fits(const Strip *strip, int signal) {
    const Painter *p = strip->p;
    char word[48];
    gate_word(strip, signal, word);
    return paint_text_width(p, FACE_TEXT_BOLD, strip->px, word) +
               paint_text_width(p, FACE_NUMBER_BOLD, strip->number, "\u22120.00") + 28 * p->u <=
           GATE_WIDE * strip->rect.w;
}

static void draw_card_head(Strip *strip, Rect rect, int signal, float level) {
    Painter *p = strip->p;
    char word[48], number[24];
    float pad = 10 * p->u, middle = rect.y + 13 * p->u + 0.2f * strip->px;
    Color color = strip_color(strip, signal);
    gate_word(strip, signal, word);
    flow_number_text(strip_value(strip, signal), false, number);
    const char *name = activation_name(activation_of(strip, signal));
    float room = rect.w - 2 * pad,
          value_w = paint_text_width(p, FACE_NUMBER_BOLD, strip->number, "\u22120.00") + 8 * p->u;
    float w =
        paint_text_fit(p, rect.x + pad, text_top_for_centre(p, FACE_TEXT_BOLD, strip->px, middle),
                       room - value_w, FACE_TEXT_BOLD, strip->px, color, word);
    if (strip_now(strip, signal) && level >= 1)
        paint_text(p, rect.x + pad + w + 10 * p->u,
                   text_top_for_centre(p, FACE_NUMBER_BOLD, strip->number, middle),
                   FACE_NUMBER_BOLD, strip->number, color, number);
    float name_w = paint_text_width(p, FACE_TEXT_ITALIC, strip->px, name);
    if (w + 10 * p->u + value_w + name_w < room)
        paint_text_right(p, rect.x + rect.w - pad,
                         text_top_for_centre(p, FACE_TEXT_ITALIC, strip->px, middle),
                         FACE_TEXT_ITALIC, strip->px, p->theme->dim, name);
}

/* A gate that follows from another one has no sum: it says so beside its level. */
static void draw_coupled(Strip *strip, Rect inner, int signal, float level) {
    Painter *p = strip->p;
    char other[24], number[24], text[64];
    float value = strip_value(strip, signal);
    flow_number_text(1 - value, false, other);
    flow_number_text(value, false, number);
    snprintf(text, sizeof text, level >= 1 ? "1 \u2212 %s = %s" : "1 \u2212 f", other, number);
    paint_text_fit(p, inner.x,
                   text_top_for_centre(p, FACE_NUMBER, strip->px, inner.y + inner.h / 2), inner.w,
                   FACE_NUMBER, strip->px, p->theme->text, text);
}

/* Whether the beat gives an input's weight into the learner's hands: then it has a row of its own. */
static bool gives_input(const Strip *strip, const Sum *sum) {
    for (int k = 0; k < sum->count; k++) {
        const Row *row = &sum->rows[k];
        Edit edit = {.kind = EDIT_WEIGHT,
                     .cell = strip->cell,
                     .index = row->weight,
                     .row = row->row,
                     .column = strip->unit};
        if (row->word[0] && row->weight >= 0 && gate_given(strip, &edit))
            return true;
    }
    return false;
}

/* With a row an input where their names and the rows have room, or, tighter and by its number, where
 * the beat asks for it. */
static Sum sum_for(const Strip *strip, int pre, Rect inner, float width) {
    static const char *const numbers[INPUT_ROWS] = {"1", "2", "3"};
    Sum sum = sum_of(strip, pre, true);
    float pitch = inner.h / (float)(sum.count + 1);
    if (0.36f * width > 3.2f * strip->px && pitch >= ROW * strip->px)
        return sum;
    if (!gives_input(strip, &sum) || pitch < TIGHT_ROW * strip->px)
        return sum_of(strip, pre, false);
    for (int k = 0; k < sum.count; k++)
        if (sum.rows[k].word[0]) {
            sum.rows[k].word[0] = '\0';
            sum.rows[k].subscript = numbers[sum.rows[k].row];
        }
    return sum;
}

float gate_card_least(const Strip *strip) {
    int pre = NO_SIGNAL, rows = 0;
    for (int k = 0; k < strip->kind->signal_count; k++)
        pre = strip->kind->signals[k].class == SIGNAL_PRE_ACTIVATION && pre < 0 ? k : pre;
    rows = sum_of(strip, pre, false).count + 1;
    return (float)rows * ROW * strip->px + 24 * strip->p->u + 0.6f * strip->px;
}

void gate_card(Strip *strip, Rect rect, int signal, float sums, float level) {
    Painter *p = strip->p;
    float u = p->u, pad = 10 * u, head = roundf(18 * u + 0.6f * strip->px);
    int pre = strip->kind->signals[signal].pre;
    draw_fill(p->list, rect, 8 * u, strip->alone ? p->theme->card : p->theme->background);
    bool lit = card_lit(strip, signal);
    draw_frame(p->list, rect, 8 * u, fmaxf(roundf((lit ? 2.5f : 1) * u), 1),
               lit ? p->theme->select : p->theme->line);
    if (lit && p->spot_count < (int)(sizeof p->spots / sizeof *p->spots))
        p->spots[p->spot_count++] = rect;
    draw_card_head(strip, rect, signal, level);
    float units = gate_levels_height(strip);
    units = rect.h >= gate_card_least(strip) + units ? units : 0;
    Rect inner = {rect.x + pad, rect.y + head, rect.w - 2 * pad, rect.h - head - units - 6 * u};
    if (units > 0)
        draw_levels(strip, (Rect){inner.x, inner.y + inner.h + 3 * u, inner.w, units - 3 * u},
                    signal, level >= 1);
    float tube = roundf(fminf(20 * u, 0.10f * rect.w)), curve = roundf(0.26f * inner.w),
          gap = 8 * u;
    bool roomy = inner.w > 150 * u;
    if (!roomy)
        curve = -gap;
    Rect bar = {inner.x + inner.w - tube, inner.y + 2 * u, tube, inner.h - 4 * u};
    if (!signal_present(&strip->model->spec, pre)) {
        draw_coupled(strip, (Rect){inner.x, inner.y, inner.w - tube - gap, inner.h}, signal, level);
        draw_level(strip, bar, signal, level);
        return;
    }
    Sum sum = sum_for(strip, pre, inner, inner.w - tube - curve - 2 * gap);
    float reach = reach_of(strip, pre);
    bool known = strip_now(strip, pre) != NULL;
    draw_sum(strip, (Rect){inner.x, inner.y, inner.w - tube - curve - 2 * gap, inner.h}, signal,
             &sum, reach, known ? sums : 0);
    Rect plot = {bar.x - gap - curve, bar.y, curve, bar.h};
    if (roomy) {
        gate_curve(strip, plot, activation_of(strip, signal), sum.total, reach, known ? level : 0,
                   strip_color(strip, signal));
        tell_curve(strip, plot, signal, sum.total, known && level >= 1);
    }
    draw_level(strip, bar, signal, level);
}
