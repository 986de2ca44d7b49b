/* gate_rows.c: the rows of a sum, with a line and the sum under them. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/gate_parts.h"

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
 * it must be, and rather shorter than without its sign; nothing where even that has no room. */
static void draw_amount(Strip *strip, float value, float zero, float middle, float left,
                        float right, Color color) {
    Painter *p = strip->p;
    char text[24], told[28];
    float px = flow_legible(p, 0.92f * strip->px), gap = roundf(4 * p->u),
          room = (value < 0 ? right - zero : zero - left) - gap;
    float sign = value < 0 ? 0 : paint_text_width(p, FACE_NUMBER, px, "+");
    bool signed_too = value >= 0 && strip_fit_number(strip, value, px, room - sign, text);
    if (!signed_too && !strip_fit_number(strip, value, px, room, text))
        return;
    snprintf(told, sizeof told, "%s%s", signed_too ? "+" : "", text);
    float w = paint_text_width(p, FACE_NUMBER, px, told);
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
    float shares[GATE_ROWS];
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

static bool has_words(const Sum *sum) {
    for (int k = 0; k < sum->count; k++)
        if (sum->rows[k].word[0])
            return true;
    return false;
}

/* The sum's bar; what the cell's clip takes off it is faint. */
static void put_total(Painter *p, float zero, float y, float h, const Sum *sum, float reach,
                      float unit, Color color) {
    float total = fminf(fmaxf(sum->total, -reach), reach);
    float kept = fminf(fmaxf(sum->kept, -reach), reach);
    if (kept != total)
        draw_bar(p, zero, y, h, total * unit, color_mix(p->theme->card, color, 0.3f));
    draw_bar(p, zero, y, h, kept * unit, color_mix(p->theme->card, color, 0.7f));
}

/* The rows in rect, with a line and the sum under them; part: how far their bars have grown. */
void gate_rows(Strip *strip, Rect rect, int signal, const Sum *sum, float reach, float part) {
    Painter *p = strip->p;
    float pitch = rect.h / (float)(sum->count + 1), h = roundf(fminf(pitch * 0.72f, 15 * p->u));
    float names = roundf((has_words(sum) ? 0.36f : 0.28f) * rect.w),
          zero = roundf(rect.x + names + 0.5f * (rect.w - names));
    float half = 0.5f * (rect.w - names), unit = half / reach;
    Color color = strip_color(strip, signal);
    bool numbered = part >= 1 && strip->count <= GATE_NUMBERED &&
                    pitch >= GATE_ROW * flow_legible(p, 0.92f * strip->px);
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
            row->weight >= 0 && gate_knob(strip, bar, rect.x + named + 3 * p->u, row, signal, k);
        if (row->weight < 0)
            tell_row(strip, (Rect){rect.x, y, rect.w, pitch}, row, signal, k, part >= 1);
        if (numbered && fabsf(row->share) >= 0.005f && !knob)
            draw_amount(strip, row->share, zero, middle, rect.x + named + 3 * p->u,
                        rect.x + rect.w + 3 * p->u, p->theme->dim);
    }
    float y = rect.y + pitch * (float)sum->count, middle = y + pitch / 2;
    draw_fill(p->list, (Rect){rect.x, roundf(y), rect.w, fmaxf(p->u, 1)}, 0, p->theme->line);
    put_total(p, zero, roundf(middle - h / 2), h, sum, reach, unit * part, color);
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
