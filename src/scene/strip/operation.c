/* operation.c: what an operator or a way of the strip does, told with its terms: a region over it
 * that says so where it is pointed at or in focus, and leads to where its number came from.
 *
 *     LSTM kept: f × c′ = 0.95 × 0.84 = 0.80
 *     LSTM memory cell before this step, 0.84 → forget gate */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/strip/parts.h"

/* Points: of a place, of what is none any more, and of its frame's room at both ends. */
enum { LEAST = 28, LEAST_ACROSS = 10, BESIDE = 9 };

/* ---- words ---- */

Letter operation_letter(const Strip *strip, int signal, bool before) {
    Letter letter;
    const char *own = signal_letter(&strip->model->spec, signal);
    snprintf(letter.text, sizeof letter.text, "%s%s",
             own ? own : paint_signal_symbol(strip->p, strip->model->spec.kind, signal),
             before ? "\u2032" : "");
    return letter;
}

const char *operation_name(const Strip *strip, int signal) {
    return phrase_signal(strip->p->session->view.language, strip->model->spec.kind, signal);
}

static void say(Operation *op, const char *sign, float value, const char *end) {
    size_t length = strlen(op->terms);
    char number[24];
    flow_number_text(value, false, number);
    snprintf(op->terms + length, TERMS - length, "%s%s%s", sign, number, end);
}

void operation_times(Operation *op, const char *a, const char *b, const float values[3]) {
    size_t length = strlen(op->terms);
    snprintf(op->terms + length, TERMS - length, "%s \u00d7 %s = ", a, b);
    say(op, "", values[0], " \u00d7 ");
    say(op, "", values[1], " = ");
    say(op, "", values[2], "");
}

void operation_add(Operation *op, const float *values, int count, float total) {
    if (count > 0)
        say(op, "", values[0], "");
    for (int k = 1; k < count; k++)
        say(op, values[k] < 0 ? " \u2212 " : " + ", fabsf(values[k]), "");
    say(op, " = ", total, "");
}

void operation_curve(Operation *op, Curve curve, float at, float value) {
    size_t length = strlen(op->terms);
    snprintf(op->terms + length, TERMS - length, "%s(", activation_name(curve.activation));
    say(op, "", at, ") = ");
    say(op, "", value, "");
}

/* "LSTM kept: ..."; a number on its way is told as its bar is: "LSTM memory cell, ...". */
static void label_of(const Strip *strip, const Operation *op, char label[256]) {
    const Painter *p = strip->p;
    const char *terms = op->known ? op->terms : paint_phrase(p, "not known yet");
    const char *format = op->word     ? paint_phrase(p, "%s %s: %s")
                         : op->before ? paint_phrase(p, "%s %s before this step, %s")
                                      : paint_phrase(p, "%s %s, %s");
    snprintf(label, 256, format, strip->kind->title,
             op->word ? op->word : operation_name(strip, op->signal), terms);
}

/* ---- places ---- */

Rect operation_ribbon(const Strip *strip, float x1, float x2, float value) {
    const Yard *yard = &strip->yard;
    float y = yard_y(yard, value), high = fmaxf(fabsf(y - yard->zero), LEAST * strip->p->u);
    float middle = (y + yard->zero) / 2, lowest = yard_y(yard, -yard->down) - high;
    float top = fmaxf(middle - high / 2, yard_y(yard, yard->up));
    return (Rect){x1, roundf(fminf(top, fmaxf(lowest, strip->rect.y))), x2 - x1, roundf(high)};
}

Rect operation_lift(const Strip *strip, float x, float top, float bottom) {
    float w = LEAST * strip->p->u;
    return (Rect){roundf(x - w / 2), top, roundf(w), bottom - top};
}

/* ---- the region ---- */

/* To where the number came from; where that is not known yet, to its unit. */
static Action action_of(const Strip *strip, const Operation *op) {
    int unit = op->signal == SIGNAL_X ? 0 : strip->unit;
    Place place = {strip->cell, op->signal, unit, strip_step(strip, op->before)};
    if (!session_known(strip->p->session, &place))
        return (Action){.kind = ACTION_SELECT, .cell = strip->cell, .unit = strip->unit};
    return (Action){.kind = ACTION_INSPECT,
                    .cell = place.cell,
                    .number = place.signal,
                    .unit = place.unit,
                    .step = place.t};
}

/* The frame of the focus stays within what it frames where something stands right beside it. */
static void frame(Strip *strip, const Operation *op, unsigned id) {
    Painter *p = strip->p;
    Rect rect = op->rect;
    float in = op->apart ? 0 : fminf(BESIDE * p->u, 0.3f * rect.w);
    if (paint_hovered(p, id))
        draw_frame(p->list, rect, 4 * p->u, fmaxf(roundf(1.5f * p->u), 1), p->theme->text);
    paint_focus(p, (Rect){rect.x + in, rect.y, rect.w - 2 * in, rect.h}, id, 4 * p->u);
}

void strip_operation(Strip *strip, const Operation *op) {
    Painter *p = strip->p;
    char name[96], label[256];
    if (op->rect.w < LEAST_ACROSS * p->u ||
        op->rect.h < LEAST_ACROSS * p->u) /* none could hit it */
        return;
    snprintf(name, sizeof name, "guided.%s.%s", strip->entry->id, op->name);
    label_of(strip, op, label);
    Region *region = region_add(p->list, REGION_BUTTON, op->rect, name, op->index, label);
    if (!region)
        return;
    region->action = action_of(strip, op);
    if (region->action.kind == ACTION_INSPECT)
        region->inspect = region->action;
    region->focusable = strip->focus;
    frame(strip, op, region->id);
}

/* ---- ways ---- */

void operation_way(Strip *strip, const char *name, Rect rect, int signal, bool before,
                   const char *to) {
    Operation op = {.name = name, .rect = rect, .signal = signal, .before = before};
    const float *values = before ? strip_past(strip, signal) : strip_now(strip, signal);
    Place place = {strip->cell, signal, strip->unit, strip_step(strip, before)};
    char number[24];
    op.known = values && session_known(strip->p->session, &place);
    flow_number_text(values ? values[strip->unit] : 0, false, number);
    snprintf(op.terms, TERMS, "%s \u2192 %s", number, to);
    strip_operation(strip, &op);
}

void operation_loop(Strip *strip, Stand from, Stand to, int signal, const char *word) {
    float a = strip_x(strip, to), b = strip_x(strip, from), high = 20 * strip->p->u;
    Rect rect = {a, roundf(fmaxf(strip->loop_y - high / 2, strip->rect.y)), b - a, high};
    operation_way(strip, "loop", rect, signal, false, word);
}
