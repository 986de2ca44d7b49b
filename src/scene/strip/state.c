/* state.c: a state: the box of its units, with its letter and the number of the unit under it. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

/* ---- names ---- */

/* Behind a state that shows itself there is room up to here, in parts of the width. */
static const float NOTHING_BEHIND = 0.66f;

/* How far a name may go to either side: to what stands in its row. */
static void name_room(const Strip *strip, Stand stand, float *left, float *right) {
    float edge = 3 * strip->p->u, end = strip->rect.x + strip->rect.w - edge;
    bool curve = strip->kind->memory != SIGNAL_H;
    *left = stand == STAND_BEFORE ? strip->rect.x + edge
            : stand == STAND_NOW  ? strip_right(strip, STAND_BLOCK) + edge
                                  : strip_right(strip, STAND_SHOW) + edge;
    *right = end;
    if (stand == STAND_BEFORE)
        *right = strip_left(strip, STAND_KEEP);
    else if (stand == STAND_NOW && !strip->narrow)
        *right = (curve ? strip_left(strip, STAND_CURVE)
                        : strip->rect.x + NOTHING_BEHIND * strip->rect.w) -
                 edge;
}

/* By how much the number differs from before the change: "(+0.14)"; empty: by nothing that is seen. */
static void difference(const Strip *strip, int signal, bool before, char text[32]) {
    float was = strip_was(strip, signal, before),
          now = before ? strip_value_past(strip, signal) : strip_value(strip, signal);
    char number[24];
    flow_number_text(now - was, true, number);
    snprintf(text, 32, " (%s)", number);
    if (!(fabsf(now - was) >= 0.005f))
        text[0] = '\0';
}

/* Letter and number, and by how much it differs where that has room. */
void strip_name(Strip *strip, Stand stand, int signal, bool before, bool known) {
    Painter *p = strip->p;
    bool named = !before && session_highlighted(p->session, strip->cell, signal, strip->unit);
    float px = named ? 1.2f * strip->number : strip->number, letter = 1.25f * px, low, high;
    float y = yard_y(&strip->yard, -strip->yard.down) + 3 * p->u;
    const char *symbol = paint_signal_symbol(p, strip->model->spec.kind, signal);
    char number[24] = "\u2026", subscript[24], differs[32] = "";
    if (known)
        flow_number_text(before ? strip_value_past(strip, signal) : strip_value(strip, signal),
                         false, number);
    if (known)
        difference(strip, signal, before, differs);
    snprintf(subscript, sizeof subscript, "%s", before ? strip_past_mark(strip) : "t");
    float small = flow_legible(p, 0.92f * strip->px),
          width = paint_text_width(p, FACE_SYMBOL, letter, symbol) +
                  paint_text_width(p, FACE_SYMBOL, 0.68f * letter, subscript) + 8 * p->u;
    float value = paint_text_width(p, FACE_NUMBER_BOLD, px, number),
          more = paint_text_width(p, FACE_NUMBER, small, differs);
    name_room(strip, stand, &low, &high);
    if (width + value + more > high - low) {
        differs[0] = '\0';
        more = 0;
    }
    if (more == 0) { /* it may go on under what stands beside it */
        low = strip->rect.x + 3 * p->u;
        high = strip->rect.x + strip->rect.w - 3 * p->u;
    }
    float left = strip_x(strip, stand) - (width + value) / 2;
    left = fmaxf(fminf(left, high - width - value - more), low);
    float baseline = y + p->fonts->ascent(p->fonts->context, FACE_NUMBER_BOLD, px);
    paint_symbol(p, left, baseline, letter, strip->kind->signals[signal].role, symbol, subscript);
    paint_text(p, left + width, y, FACE_NUMBER_BOLD, px, p->theme->text, number);
    if (differs[0])
        paint_text(p, left + width + value,
                   baseline - p->fonts->ascent(p->fonts->context, FACE_NUMBER, small), FACE_NUMBER,
                   small, p->theme->text, differs);
}

/* ---- the box ---- */

/* Where the unit's bar stood before the change; by how much it differs stands beside its name. */
static void draw_ghost(Strip *strip, Rect column, int signal, bool before) {
    Painter *p = strip->p;
    float was = strip_was(strip, signal, before),
          now = before ? strip_value_past(strip, signal) : strip_value(strip, signal);
    float y = yard_y(&strip->yard, was), zero = strip->yard.zero,
          stroke = fmaxf(roundf(1.5f * p->u), 1);
    if (isnan(was) || fabsf(y - yard_y(&strip->yard, now)) < 1.5f)
        return;
    draw_dashed_frame(p->list,
                      (Rect){column.x, fminf(y, zero), column.w, fmaxf(fabsf(y - zero), stroke)}, 0,
                      stroke, 4 * p->u, p->theme->text);
}

/* At few units every bar has its number; the selected one's stands under its name. */
static void number_units(Strip *strip, const FlowBox *box, const float *values) {
    Painter *p = strip->p;
    float px = flow_legible(p, 0.85f * p->small), top = yard_y(&strip->yard, strip->yard.up),
          bottom = yard_y(&strip->yard, -strip->yard.down), line = 1.25f * px;
    for (int k = 0; k < box->count && box->count <= FLOW_NUMBERED; k++) {
        char text[24];
        Rect column = flow_column(box, &strip->yard, k);
        float end = yard_y(&strip->yard, values[k]), y = values[k] < 0 ? end : end - line;
        if (k == box->selected || !isfinite(values[k]) ||
            !strip_fit_number(strip, values[k], px, strip_number_room(strip, column.w, px), text))
            continue;
        bool inside = y < top || y + line > bottom;
        if (inside)
            y = values[k] < 0 ? end - line : end + 1;
        if (inside && fabsf(end - strip->yard.zero) < line)
            continue;
        paint_text_centre(p, column.x + column.w / 2, y, FACE_NUMBER, px,
                          inside && values[k] >= 0 ? p->theme->background : p->theme->text, text);
    }
}

void strip_state(Strip *strip, Stand stand, int signal, bool before, float part,
                 const Stack *stack) {
    Painter *p = strip->p;
    float x = strip_left(strip, stand), w = strip_right(strip, stand) - x;
    FlowBox box = strip_box(strip, x, w);
    const float *values = before ? strip_past(strip, signal) : strip_now(strip, signal);
    bool known = values && part > 0;
    Rect column = flow_column(&box, &strip->yard, strip->unit);
    flow_units(p, &box, &strip->yard, known ? values : NULL, part, strip_color(strip, signal));
    strip_name(strip, stand, signal, before, known && part >= 1);
    if (known && part >= 1)
        number_units(strip, &box, values);
    if (stack && known && part >= 1)
        flow_stack(p, column, &strip->yard, stack->kept, stack->written, strip_color(strip, signal),
                   stack->color);
    if (strip->count > 1)
        draw_frame(p->list, column, 2 * p->u, fmaxf(roundf(1.5f * p->u), 1), p->theme->select);
    Rect all = {x, yard_y(&strip->yard, strip->yard.up), w, 0};
    all.h = yard_y(&strip->yard, -strip->yard.down) - all.y;
    if (!before && strip_lit(strip, signal))
        strip_light(strip, all);
    if (!before)
        strip_band(strip, column.x, column.w, &strip->yard, signal);
    if (known && part >= 1)
        draw_ghost(strip, column, signal, before);
    char name[48];
    snprintf(name, sizeof name, "%s.%d", strip->kind->signals[signal].name, (int)stand);
    strip_unit_regions(strip, &box, &strip->yard,
                       &(UnitNumbers){name, signal, before, NULL, values});
}
