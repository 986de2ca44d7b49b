/* many.c: all units of a larger cell at once: their order, ribbons as strands, shutters side by side,
 * gates as columns. The selected unit keeps its lengths and its numbers. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "scene/strip/parts.h"

enum { SAMPLES_READ = 8192, REACHES = 13 };
static const float NEARLY_ALL = 0.95f;

/* ---- the order ---- */

typedef struct Ranked {
    float value;
    short unit;
} Ranked;

static int compare(const void *a, const void *b) {
    const Ranked *left = a, *right = b;
    if (left->value != right->value)
        return left->value < right->value ? -1 : 1;
    return left->unit - right->unit;
}

static bool lit(const Strip *strip, int signal) {
    int pre = strip->kind->signals[signal].pre;
    return session_highlighted(strip->p->session, strip->cell, signal, strip->unit) ||
           (pre >= 0 && session_highlighted(strip->p->session, strip->cell, pre, strip->unit));
}

/* The gate that the beat speaks of, else the one that keeps, else what is remembered. */
int many_order_signal(const Strip *strip) {
    for (int k = 0; k < strip->kind->signal_count; k++)
        if (strip->kind->signals[k].class == SIGNAL_GATE && lit(strip, k))
            return k;
    return strip->kind->keeps != NO_SIGNAL ? strip->kind->keeps : strip->kind->memory;
}

void many_order_words(const Strip *strip, char low[64], char high[64]) {
    int signal = many_order_signal(strip);
    Role role = strip->kind->signals[signal].role;
    bool keeps = role == ROLE_FORGET || role == ROLE_UPDATE,
         gate = strip->kind->signals[signal].class == SIGNAL_GATE;
    const Painter *p = strip->p;
    snprintf(low, 64, "%s: %s", operation_letter(strip, signal, false).text,
             paint_phrase(p, keeps  ? "forgets"
                             : gate ? "shut"
                                    : "lowest"));
    snprintf(high, 64, "\u2192 %s",
             paint_phrase(p, keeps  ? "remembers"
                             : gate ? "open"
                                    : "highest"));
}

/* By what they are when nothing moves; while a step goes on, by the step before. NULL: nothing. */
static const float *values_to_order(const Strip *strip, int signal) {
    bool has = strip->kind->signals[signal].has_initial;
    const Trace *trace = strip->trace;
    long t = strip_step(strip, strip->reach[PHASE_SHOW] < 1);
    Place now = {strip->cell, signal, 0, strip->t};
    bool there = trace_has(trace, t) && (has || t != trace_initial(trace));
    if (!there && session_known(strip->p->session, &now)) {
        t = strip->t;
        there = true;
    }
    if (!there || (!trace->spec.backward && session_hidden(strip->p->session, t)))
        return NULL;
    return trace_at(strip->trace, signal, t, 0);
}

void many_order(Strip *strip) {
    Ranked ranks[FLOW_MOST];
    int signal = many_order_signal(strip);
    const float *values =
        strip->p->session->view.by_value && strip->crowd ? values_to_order(strip, signal) : NULL;
    strip->ordered = values ? signal : NO_SIGNAL;
    if (!strip->crowd)
        return;
    for (int k = 0; k < strip->count; k++) {
        float v = values ? values[k] : (float)k;
        ranks[k] = (Ranked){isnan(v) ? -INFINITY : v, (short)k};
    }
    if (values)
        qsort(ranks, (size_t)strip->count, sizeof *ranks, compare);
    for (int k = 0; k < strip->count; k++) {
        strip->order[k] = ranks[k].unit;
        strip->place[ranks[k].unit] = (short)k;
    }
}

/* ---- the yard ---- */

/* So many steps of the run as can be read in a frame. */
static long stride(const Trace *trace, int units) {
    return trace->steps * units / SAMPLES_READ + 1;
}

void many_reach(const Painter *p, int cell, int signal, float *least, float *most) {
    const Trace *trace = p->session->run->traces[cell];
    static const float REACH[REACHES] = {0.08f, 0.25f, 0.5f, 1, 1.5f, 2,       3,
                                         4,     5,     6,    8, 10,   INFINITY};
    long above[REACHES] = {0}, below[REACHES] = {0}, all = 0;
    int units = trace->spec.hidden;
    long from = signal == cell_kind(trace->spec.kind)->signals[SIGNAL_H].pre ? 0 : -1;
    for (long t = from; t < trace->steps; t += stride(trace, units)) {
        const float *values = session_scale_at(p->session, cell, signal, t);
        for (int k = 0; k < units; k++) {
            float v = values[k], high = fabsf(v);
            int step = 0;
            while (step + 1 < REACHES && !(high <= REACH[step]))
                step++;
            (v < 0 ? below : above)[step]++;
            all++;
        }
    }
    float *ends[2] = {most, least};
    for (int side = 0; side < 2; side++) {
        long beyond = 0;
        int step = REACHES - 1;
        for (; step > 0; step--) {
            beyond += (side ? below : above)[step];
            if ((float)beyond > (1 - NEARLY_ALL) * (float)all)
                break;
        }
        float reach = fminf(REACH[step], 10);
        bool any = step > 0 || (side ? below : above)[0] > 0;
        *ends[side] = !any   ? *ends[side]
                      : side ? fminf(*ends[side], -reach)
                             : fmaxf(*ends[side], reach);
    }
}

/* ---- ribbons and shutters ---- */

static float amount_at(const Amounts *amounts, int unit) {
    float a = amounts->a[unit];
    a = amounts->complement ? 1 - a : a;
    return amounts->b ? a * amounts->b[unit] : a;
}

/* Of all units, kept in the strip until the next ones; NULL: not known. */
static const float *amounts_of(Strip *strip, const Amounts *amounts, float part) {
    if (!amounts->a)
        return NULL;
    for (int k = 0; k < strip->count && k < FLOW_MOST; k++)
        strip->amounts[k] = amount_at(amounts, k) * part;
    return strip->amounts;
}

void strip_ribbon(Strip *strip, float x1, float x2, Amounts amounts, float part, Color color) {
    if (!strip->crowd || !amounts.a)
        flow_ribbon(strip->p, x1, x2, &strip->yard,
                    amounts.a ? amount_at(&amounts, strip->unit) : 0, part, color);
    else
        flow_strands(strip->p, x1, x2, &strip->yard, amounts_of(strip, &amounts, 1), strip->count,
                     strip->unit, part, color);
}

Yard many_tube(const Strip *strip) {
    float top = yard_y(&strip->yard, strip->yard.up),
          bottom = yard_y(&strip->yard, -strip->yard.down);
    return (Yard){.zero = bottom, .unit = bottom - top, .up = 1, .down = 0};
}

Rect many_shutters(Strip *strip, Stand stand, int signal, float part) {
    Painter *p = strip->p;
    float x = strip_left(strip, stand);
    FlowBox box = strip_box(strip, x, strip_right(strip, stand) - x);
    Yard tube = many_tube(strip);
    const float *levels = strip_now(strip, signal);
    char name[48];
    snprintf(name, sizeof name, "%s.unit", strip->kind->signals[signal].name);
    flow_shutters(p, &box, &tube, levels, part, strip_color(strip, signal));
    strip_unit_regions(strip, &box, &tube, &(UnitNumbers){name, signal, false, NULL, levels});
    Rect column = flow_column(&box, &tube, strip->unit);
    draw_fill(p->list, column, 0, p->theme->background);
    return column;
}

/* ---- columns under the ribbon ---- */

Rect many_place(const Strip *strip, ManyPlace place) {
    static const float FROM[] = {0.045f, 0.262f, 0.380f, 0.498f, 0.640f, 0.752f, 0.752f},
                       WIDE[] = {0.180f, 0.090f, 0.090f, 0.090f, 0.090f, 0.090f, 0.168f};
    Rect low = strip->low;
    float top = 14 * strip->p->u;
    return (Rect){roundf(strip->rect.x + FROM[place] * strip->rect.w), low.y + top,
                  roundf(WIDE[place] * strip->rect.w), low.h - top};
}

void many_card(Strip *strip, ManyPlace place, int signal, float sums, float level) {
    Rect rect = many_place(strip, place);
    if (strip->focus && rect.h >= gate_card_least(strip))
        gate_card(strip, rect, signal, sums, level);
    else if (rect.h > 2.8f * strip->px)
        gate_level(strip, rect, signal, level);
}

static void lift_gate(Strip *strip, Stand stand, int signal, const char *to, float part) {
    float zero = yard_y(&strip->yard, -strip->yard.down) + 2 * strip->p->u,
          top = many_place(strip, MANY_CARD).y, x = strip_x(strip, stand);
    char name[32];
    snprintf(name, sizeof name, "lift.%s", strip->kind->signals[signal].name);
    flow_lift(strip->p, x, top, zero, strip_value(strip, signal), part, strip_color(strip, signal));
    operation_way(strip, name, operation_lift(strip, x, zero, top), signal, false, to);
}

Rect many_lifts(Strip *strip, const ManyLifts *lifts) {
    Painter *p = strip->p;
    Rect written = many_place(strip, MANY_WRITTEN);
    float zero = yard_y(&strip->yard, -strip->yard.down) + 2 * p->u, y = written.y - 7 * p->u,
          line = fmaxf(roundf(2 * p->u), 1), join = strip_x(strip, STAND_BLOCK),
          from = roundf(written.x + written.w / 2);
    Color color = strip_color(strip, lifts->added), shown = color;
    bool known = strip_now(strip, lifts->keep) != NULL;
    if (lifts->begun < 1)
        shown = color_mix(p->theme->background, color, p->theme->unlit);
    lift_gate(strip, STAND_KEEP, lifts->keep, paint_phrase(p, "kept"), known ? lifts->close : 0);
    if (lifts->show != NO_SIGNAL)
        lift_gate(strip, STAND_SHOW, lifts->show, operation_name(strip, SIGNAL_H),
                  known ? lifts->open : 0);
    draw_fill(p->list, (Rect){join, y, from - join, line}, 0, shown);
    draw_fill(p->list, (Rect){from, y, line, written.y - y}, 0, shown);
    flow_lift(p, join, y, zero, fabsf(lifts->amount), known ? lifts->stack : 0, color);
    return operation_lift(strip, join, zero, y);
}

/* All of them on one line, with as many pixels to 1: a gate stands above it. */
static Yard yard_of_box(const Strip *strip, Rect tube, int signal) {
    bool gate = strip->kind->signals[signal].class == SIGNAL_GATE;
    float unit = floorf(tube.h / 2);
    return (Yard){.zero = roundf(tube.y + unit), .unit = unit, .up = 1, .down = gate ? 0 : 1};
}

static void name_box(Strip *strip, const ManyBox *box, float px) {
    Painter *p = strip->p;
    Rect rect = many_place(strip, box->place);
    char word[48];
    gate_word(strip, box->signal, word);
    const char *said = box->word ? box->word : word;
    float middle = rect.y + 0.65f * px;
    if (paint_text_width(p, FACE_TEXT_BOLD, px, said) <= rect.w)
        paint_text_centre(p, rect.x + rect.w / 2,
                          text_top_for_centre(p, FACE_TEXT_BOLD, px, middle), FACE_TEXT_BOLD, px,
                          strip_color(strip, box->signal), said);
    else
        paint_symbol(p, rect.x + 2 * p->u, roundf(middle + 0.3f * px), 1.1f * px,
                     strip->kind->signals[box->signal].role,
                     paint_signal_symbol(p, strip->model->spec.kind, box->signal), NULL);
}

void many_box(Strip *strip, const ManyBox *what) {
    Painter *p = strip->p;
    float px = strip->px, line = 1.3f * px;
    Rect rect = many_place(strip, what->place),
         tube = {rect.x, rect.y + line + 2 * p->u, rect.w, 0};
    tube.h = rect.h - 2 * line - 4 * p->u;
    if (tube.h < 24 * p->u)
        return;
    Yard yard = yard_of_box(strip, tube, what->signal);
    FlowBox box = strip_box(strip, tube.x, tube.w);
    const float *values = what->part > 0 ? amounts_of(strip, &what->amounts, 1) : NULL;
    name_box(strip, what, px);
    flow_units(p, &box, &yard, values, what->part, strip_color(strip, what->signal));
    draw_frame(p->list, flow_column(&box, &yard, strip->unit), 2 * p->u,
               fmaxf(roundf(1.5f * p->u), 1), p->theme->select);
    if (lit(strip, what->signal) && !what->word)
        strip_light(strip, (Rect){tube.x, yard_y(&yard, yard.up), tube.w,
                                  yard_y(&yard, -yard.down) - yard_y(&yard, yard.up)});
    if (values && what->part >= 1)
        flow_number(p, rect.x + rect.w / 2, yard_y(&yard, -yard.down) + 2 * p->u, px,
                    values[strip->unit], false, p->theme->text);
    strip_unit_regions(strip, &box, &yard,
                       &(UnitNumbers){what->name, what->signal, false, what->word,
                                      what->part >= 1 ? values : NULL});
}

static void draw_sign(Strip *strip, ManyPlace left, const char *sign) {
    Painter *p = strip->p;
    Rect a = many_place(strip, left), b = many_place(strip, left + 1);
    float px = strip->number, line = 1.3f * strip->px, high = a.h - 2 * line - 4 * p->u;
    if (high >= 24 * p->u)
        paint_text_centre(
            p, (a.x + a.w + b.x) / 2,
            text_top_for_centre(p, FACE_NUMBER, px, a.y + line + 2 * p->u + floorf(high / 2)),
            FACE_NUMBER, px, p->theme->dim, sign);
}

void many_signs(Strip *strip) {
    draw_sign(strip, MANY_FACTOR, "\u00d7");
    draw_sign(strip, MANY_CANDIDATE, "=");
}

int many_lit(const Strip *strip, const int *signals, int count) {
    for (int k = 0; k < count; k++)
        if (lit(strip, signals[k]))
            return signals[k];
    return signals[0];
}
