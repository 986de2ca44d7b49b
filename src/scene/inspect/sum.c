/* sum.c: the terms a number was made of, each a bar that begins where the one before ended,
 * so that the last ends at the sum. */
#include <math.h>
#include <stdio.h>

#include "scene/inspect/parts.h"
#include "scene/words/number.h"

typedef struct Axis {
    float low, high;
} Axis;

/* Where the parts of a row stand: the right ends of the letters, of the sign, the bar, the share.
 */
typedef struct RowPlan {
    float first_x, times_x, second_x, bar_x, bar_w, value_x;
    bool products; /* there is room for the factors' numbers */
} RowPlan;

static const float NUMBER = 5.2f; /* characters of a factor */

static float digit(const Inspect *in) {
    return paint_text_width(in->p, FACE_NUMBER, in->p->small, "0");
}

static float letter_width(const Inspect *in, const char *letter, const char *subscript) {
    float px = inspect_letter_size(in);
    return paint_text_width(in->p, FACE_SYMBOL, px, letter) +
           paint_text_width(in->p, FACE_SYMBOL, fmaxf(0.64f * px, 11 * in->p->viewport->scale),
                            subscript);
}

static Place place_of(const Inspect *in, const Factor *factor) {
    return (Place){in->place.cell, factor->signal, factor->unit, factor->t};
}

/* The widest letter of the terms' first or second factors. */
static float letters_width(const Inspect *in, const Term *terms, int count, int f) {
    float widest = f ? 0 : letter_width(in, "b", "");
    for (int k = 0; k < count; k++) {
        char letter[INSPECT_LETTER], subscript[16];
        if (f >= terms[k].factor_count || terms[k].factors[f].signal < 0)
            continue;
        Place place = place_of(in, &terms[k].factors[f]);
        inspect_letter(in, &place, in->place.t, letter, subscript);
        float more = terms[k].factors[f].complement ? 2 * digit(in) : 0;
        widest = fmaxf(widest, letter_width(in, letter, subscript) + more);
    }
    return widest > 0 ? roundf(widest + 5 * in->p->u) : 0;
}

/* letter number x letter number  ---bar---  +0.00 > */
static RowPlan plan_rows(const Inspect *in, const Term *terms, int count) {
    float d = digit(in), gap = 8 * in->p->u, second = letters_width(in, terms, count, 1);
    RowPlan plan = {.products = true};
    plan.value_x = in->x + in->w - inspect_chevron(in);
    plan.first_x = in->x + letters_width(in, terms, count, 0);
    for (int tries = 0; tries < 2; tries++) {
        float number = plan.products ? NUMBER * d : 0;
        plan.times_x = plan.first_x + number + 1.7f * d;
        plan.second_x = plan.times_x + 0.5f * d + second;
        plan.bar_x = plan.second_x + number + gap;
        plan.bar_w = plan.value_x - 7 * d - gap - plan.bar_x;
        if (plan.bar_w >= 32 * in->p->u)
            break;
        plan.products = false; /* the bars say more than the factors' numbers */
    }
    return plan;
}

/* ---- drawing ---- */

static float put_text(Inspect *in, float x, float middle, Face face, Color color,
                      const char *text) {
    return paint_text(in->p, x, text_top_for_centre(in->p, face, in->p->small, middle), face,
                      in->p->small, color, text);
}

static void put_right(Inspect *in, float x, float middle, Face face, Color color,
                      const char *text) {
    paint_text_right(in->p, x, text_top_for_centre(in->p, face, in->p->small, middle), face,
                     in->p->small, color, text);
}

static void signed_text(char *text, size_t size, float value) {
    format_value(text + 1, size - 1, value, 2);
    text[0] = text[1] == '-' || isnan(value) ? ' ' : '+';
}

static Color factor_color(const Inspect *in, const Factor *factor) {
    if (factor->signal < 0)
        return in->p->theme->text;
    Place place = place_of(in, factor);
    return in->p->theme->role[inspect_role(in, &place)];
}

/* The letter of a number; of a bias b; 1- before what is left to one. A weight has none. */
static void put_letter(Inspect *in, float x, float middle, const Term *term, int f) {
    const Factor *factor = &term->factors[f];
    float px = inspect_letter_size(in);
    if (factor->signal >= 0) {
        Place place = place_of(in, factor);
        if (factor->complement)
            x += put_text(in, x, middle, FACE_NUMBER, in->p->theme->dim, "1\xe2\x88\x92");
        inspect_draw_letter(in, x, middle, &place, in->place.t);
    } else if (term->factor_count == 1) {
        const WeightInfo *weight = &in->kind->weights[factor->weight];
        paint_symbol(in->p, x, roundf(middle + 0.3f * px), px, weight->role, "b", NULL);
    }
}

static void put_factors(Inspect *in, const RowPlan *plan, float middle, const Term *term) {
    char text[32];
    float d = digit(in);
    bool two = term->factor_count > 1 && term->factors[1].signal >= 0;
    put_letter(in, in->x, middle, term, 0);
    if (two)
        put_letter(in, plan->times_x + 0.5f * d, middle, term, 1);
    if (term->factor_count > 1 && (two || plan->products))
        put_right(in, plan->times_x, middle, FACE_NUMBER, in->p->theme->dim, "\xc3\x97");
    if (!plan->products || term->factor_count < 2)
        return;
    format_value(text, sizeof text, term->factors[0].value, 2);
    put_right(in, plan->first_x + NUMBER * d, middle, FACE_NUMBER,
              factor_color(in, &term->factors[0]), text);
    float second = two ? plan->second_x : plan->times_x + 0.5f * d; /* a weight has no letter */
    format_value(text, sizeof text, term->factors[1].value, 2);
    put_right(in, second + NUMBER * d, middle, FACE_NUMBER, factor_color(in, &term->factors[1]),
              text);
}

static Rect bar_rect(const Inspect *in, const RowPlan *plan, float y) {
    float h = roundf(0.55f * in->row);
    return (Rect){plan->bar_x, roundf(y + (in->row - h) / 2), plan->bar_w, h};
}

static void put_bar(Inspect *in, const RowPlan *plan, double from, double to, Axis axis,
                    Color color) {
    inspect_bar(in, bar_rect(in, plan, in->y), (float)from, (float)to, axis.low, axis.high, color);
}

/* Where nothing is, behind the bars of all rows. */
static void draw_zero(Inspect *in, const RowPlan *plan, Axis axis, float top, float bottom) {
    float part = -axis.low / (axis.high - axis.low), line = fmaxf(roundf(in->p->u), 1);
    if (isfinite(part))
        draw_fill(in->p->list,
                  (Rect){roundf(plan->bar_x + plan->bar_w * part), top, line, bottom - top}, 0,
                  in->p->theme->line);
}

/* As a lesson file names it. */
static void weight_name(const Inspect *in, const Factor *factor, char *text, size_t size) {
    const WeightInfo *info = &in->kind->weights[factor->weight];
    if (info->shape == WEIGHT_HIDDEN)
        snprintf(text, size, "%s[%d] ", info->name, in->place.unit);
    else
        snprintf(text, size, "%s[%d][%d] ", info->name, factor->row, in->place.unit);
}

/* "0.5 \u00d7 W_xf[0][2] 1.2 = 0.6", "0.98 \u00d7 -0.93 = -0.91" */
static void term_label(const Inspect *in, const Term *term, char *text, size_t size) {
    const Factor *second = &term->factors[1];
    char weight[48] = "";
    if (term->factor_count < 2) {
        snprintf(text, size, "%.3g", (double)term->share);
        return;
    }
    if (second->signal < 0)
        weight_name(in, second, weight, sizeof weight);
    snprintf(text, size, "%.3g \u00d7 %s%.3g = %.3g", (double)term->factors[0].value, weight,
             (double)second->value, (double)term->share);
}

static void link_factor(Inspect *in, Rect rect, const Factor *factor, bool last, const char *said) {
    if (factor->signal < 0)
        return;
    Place place = place_of(in, factor);
    inspect_link(in, rect, &place, !last ? WAY_NONE : WAY_BACK, said);
}

/* Where both factors are numbers the left part of the row leads to the first. */
static void link_term(Inspect *in, const RowPlan *plan, const Term *term) {
    char said[160];
    Rect rect = {in->x, in->y, in->w, in->row};
    bool two = term->factor_count > 1 && term->factors[1].signal >= 0;
    term_label(in, term, said, sizeof said);
    if (!two) {
        link_factor(in, rect, &term->factors[0], true, said);
        return;
    }
    float split = plan->times_x + 0.2f * digit(in);
    Rect right = {split, rect.y, rect.x + rect.w - split, rect.h};
    rect.w = split - rect.x;
    link_factor(in, rect, &term->factors[0], false, said);
    link_factor(in, right, &term->factors[1], true, said);
}

static Color term_color(const Inspect *in, const Term *term) {
    const Factor *factor = &term->factors[0];
    const Theme *theme = in->p->theme;
    if (factor->signal < 0)
        return theme->role[in->kind->weights[factor->weight].role];
    Place place = place_of(in, factor);
    return theme->role[inspect_role(in, &place)];
}

static void put_term(Inspect *in, const RowPlan *plan, const Term *term, double start, Axis axis) {
    char text[32];
    float middle = in->y + in->row / 2;
    link_term(in, plan, term);
    put_factors(in, plan, middle, term);
    if (term->share != 0)
        put_bar(in, plan, start, start + (double)term->share, axis, term_color(in, term));
    signed_text(text, sizeof text, term->share);
    put_right(in, plan->value_x - 4 * in->p->u, middle, FACE_NUMBER, in->p->theme->text, text);
    in->y += in->row;
}

static void reach(Axis *axis, double value) {
    if (!isfinite((float)value))
        return;
    axis->low = fminf(axis->low, (float)value);
    axis->high = fmaxf(axis->high, (float)value);
}

static Axis axis_of(const Origin *origin) {
    Axis axis = {0, 0};
    double at = 0;
    for (int k = 0; k < origin->count; k++)
        reach(&axis, at += (double)origin->terms[k].share);
    reach(&axis, at + origin->rest);
    if (axis.high - axis.low < 1e-6f)
        axis.high = axis.low + 1;
    return axis;
}

static void put_rest(Inspect *in, const RowPlan *plan, double start, Axis axis) {
    const Origin *origin = &in->origin;
    char text[48];
    float middle = in->y + in->row / 2;
    snprintf(text, sizeof text, paint_phrase(in->p, "and %d more"), origin->left_out);
    put_text(in, in->x, middle, FACE_TEXT, in->p->theme->dim, text);
    put_bar(in, plan, start, start + origin->rest, axis, in->p->theme->dim);
    signed_text(text, sizeof text, (float)origin->rest);
    put_right(in, plan->value_x - 4 * in->p->u, middle, FACE_NUMBER, in->p->theme->text, text);
    in->y += in->row;
}

/* One number is all there is (tanh c, or 1 - f of coupled gates): a total would only repeat it. */
static bool is_alone(const Origin *origin) {
    const Term *first = &origin->terms[0];
    return origin->count == 1 && !origin->left_out && first->factor_count == 1 &&
           first->factors[0].signal >= 0;
}

static const char *total_word(const Origin *origin) {
    bool product = origin->count == 1 && origin->terms[0].factor_count == 2;
    return origin->clipped     ? "sum"
           : origin->activated ? "pre-activation"
           : product           ? "product"
                               : "sum";
}

/* A number under a rule, with its word and a bar from 0. */
static void put_total(Inspect *in, const RowPlan *plan, Axis axis, const char *word, float total) {
    Painter *p = in->p;
    Color color = p->theme->role[inspect_role(in, &in->place)];
    float middle = in->y + in->row / 2;
    char text[32];
    draw_fill(p->list, (Rect){in->x, roundf(in->y), in->w, fmaxf(roundf(p->u), 1)}, 0,
              p->theme->line);
    paint_text_fit(p, in->x, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, middle),
                   plan->bar_x - 8 * p->u - in->x, FACE_TEXT_BOLD, p->small, p->theme->text, word);
    if (total != 0)
        put_bar(in, plan, 0, (double)total, axis, color);
    signed_text(text, sizeof text, total);
    put_right(in, plan->value_x - 4 * p->u, middle, FACE_NUMBER_BOLD, color, text);
    in->y += in->row;
}

/* What the terms come to, and what the cell's clip leaves of it: the pre-activation, or the number
 * itself. */
static void put_totals(Inspect *in, const RowPlan *plan, Axis axis) {
    const Origin *origin = &in->origin;
    bool kept = origin->activated && !origin->clipped;
    put_total(in, plan, axis, paint_phrase(in->p, total_word(origin)),
              kept ? origin->pre : (float)origin->sum);
    if (!origin->clipped)
        return;
    put_total(in, plan, axis, paint_phrase(in->p, "kept"), origin->pre);
    char said[96], limit[32];
    format_value(limit, sizeof limit, in->cell->spec.clip, 2);
    snprintf(said, sizeof said, paint_phrase(in->p, "Sums of this cell are kept within \u00b1%s."),
             limit);
    in->y += 4 * in->p->u;
    inspect_say(in, said);
}

void inspect_sum(Inspect *in) {
    const Origin *origin = &in->origin;
    RowPlan plan = plan_rows(in, origin->terms, origin->count);
    Axis axis = axis_of(origin);
    double at = 0;
    inspect_heading(in, "WHERE FROM");
    if (in->place.signal == SIGNAL_H && in->cell->spec.projection)
        inspect_note(in, "A projection of what all units give: h = W_hr (o \u2299 tanh c).");
    if (!origin->count)
        inspect_note(in, "All weights into it are 0.");
    int rows = origin->count + (origin->left_out > 0) + !is_alone(origin) + origin->clipped;
    draw_zero(in, &plan, axis, in->y, in->y + in->row * (float)rows);
    for (int k = 0; k < origin->count; k++) {
        put_term(in, &plan, &origin->terms[k], at, axis);
        at += (double)origin->terms[k].share;
    }
    if (origin->left_out)
        put_rest(in, &plan, at, axis);
    if (!is_alone(origin))
        put_totals(in, &plan, axis);
}

void inspect_products(Inspect *in, const Term *terms, int count) {
    RowPlan plan = plan_rows(in, terms, count);
    Axis axis = {0, 0};
    for (int k = 0; k < count; k++)
        reach(&axis, (double)terms[k].share);
    if (axis.high - axis.low < 1e-6f)
        axis.high = axis.low + 1;
    draw_zero(in, &plan, axis, in->y, in->y + in->row * (float)count);
    for (int k = 0; k < count; k++)
        put_term(in, &plan, &terms[k], 0, axis);
}
