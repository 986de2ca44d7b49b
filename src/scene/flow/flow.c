/* flow.c: see flow.h. */
#include "scene/flow/flow.h"

#include <math.h>
#include <stdio.h>

#include "scene/words/number.h"

static const float RIBBON = 0.8f; /* how much of its colour a ribbon keeps: bars stand out on it */

static float cut(float v, float low, float high) {
    return fminf(fmaxf(v, low), high);
}

/* ---- the yard ---- */

float yard_y(const Yard *yard, float value) {
    float v = isnan(value) ? 0 : cut(value, -yard->down, yard->up);
    return roundf(yard->zero - v * yard->unit);
}

bool yard_beyond(const Yard *yard, float value) {
    return isnan(value) || value > yard->up + 1e-4f || value < -yard->down - 1e-4f;
}

/* ---- one amount ---- */

float flow_hairline(const Painter *p) {
    return fmaxf(roundf(1.25f * p->u), 1);
}

static void draw_negative(Painter *p, Rect rect, Color color) {
    float line = flow_hairline(p), pitch = fmaxf(roundf(8 * p->u), 4);
    if (rect.h < 1 || rect.w < 1)
        return;
    draw_fill(p->list, rect, 0, color_alpha(color, 0.16f));
    draw_hatch(p->list, rect, pitch * 0.42f, pitch, color);
    draw_frame(p->list, rect, 0, line, color);
}

/* Between two values: solid or hatched; at least a hairline. */
static void draw_span(Painter *p, float x, float w, float y1, float y2, bool hatched, Color color) {
    float top = fminf(y1, y2), h = fabsf(y1 - y2);
    if (h < flow_hairline(p)) {
        draw_fill(p->list, (Rect){x, roundf(y1 - flow_hairline(p) / 2), w, flow_hairline(p)}, 0,
                  color);
        return;
    }
    if (hatched)
        draw_negative(p, (Rect){x, top, w, h}, color);
    else
        draw_fill(p->list, (Rect){x, top, w, h}, 0, color);
}

/* The edge of what goes on beyond the yard: teeth in the colour of the ground. */
void flow_torn(Painter *p, float x, float w, const Yard *yard, float value) {
    if (!yard_beyond(yard, value) || isnan(value))
        return;
    float size = fmaxf(roundf(5 * p->u), 3), y = yard_y(yard, value);
    int turn = value > 0 ? 1 : 3;
    for (float at = x; at + size <= x + w + 0.5f; at += size)
        draw_triangle(p->list, (Rect){at, value > 0 ? y : y - size, size, size}, turn,
                      p->theme->background);
}

void flow_block(Painter *p, float x, float w, const Yard *yard, float from, float to, Color color) {
    draw_span(p, x, w, yard_y(yard, from), yard_y(yard, to), to < from, color);
    flow_torn(p, x, w, yard, to);
}

void flow_ribbon(Painter *p, float x1, float x2, const Yard *yard, float value, float part,
                 Color color) {
    float w = roundf((x2 - x1) * cut(part, 0, 1));
    if (w < 1)
        return;
    Color pale = color_mix(p->theme->background, color, RIBBON);
    draw_span(p, x1, w, yard->zero, yard_y(yard, value), value < 0, pale);
}

void flow_lost(Painter *p, float x1, float x2, const Yard *yard, float arrived, float kept,
               Color color) {
    float y = yard_y(yard, arrived), dash = fmaxf(roundf(5 * p->u), 3);
    if (fabsf(y - yard_y(yard, kept)) < 2)
        return;
    draw_dashed_line(p->list, x1, y, x2, y, flow_hairline(p), dash, color);
    Rect gone = {x1, fminf(y, yard_y(yard, kept)), x2 - x1, fabsf(y - yard_y(yard, kept))};
    draw_fill(p->list, gone, 0, color_alpha(color, 0.10f));
}

void flow_shutter(Painter *p, float x, float w, const Yard *yard, float arrives, float level,
                  Color color) {
    float edge = yard_y(yard, arrives), least = 14 * p->u, line = fmaxf(roundf(3 * p->u), 2);
    float sign = arrives < 0 ? -1 : 1, h = fmaxf(fabsf(yard->zero - edge), least);
    float top = sign > 0 ? yard->zero - h : yard->zero,
          shut = roundf(h * (1 - cut(isnan(level) ? 0 : level, 0, 1)));
    Rect frame = {x, top, w, h};
    draw_fill(p->list, frame, 3 * p->u, p->theme->background);
    float closed_y = sign > 0 ? top : top + h - shut;
    if (shut > 0)
        draw_fill(p->list, (Rect){x, closed_y, w, shut}, 0, color);
    draw_frame(p->list, (Rect){x - line / 2, top - line / 2, w + line, h + line}, 4 * p->u, line,
               color);
}

/* Beyond the yard on a side that is open. */
void flow_band(Painter *p, float x, float w, const Yard *yard, float low, float high, bool met) {
    float top = yard_y(yard, fminf(high, yard->up)), bottom = yard_y(yard, fmaxf(low, -yard->down));
    float line = fmaxf(roundf(2 * p->u), 2), out = roundf(5 * p->u);
    Color color = met ? p->theme->good : p->theme->select;
    Rect band = {x - out, top, w + 2 * out, fmaxf(bottom - top, line)};
    draw_fill(p->list, band, 0, color_alpha(color, 0.16f));
    if (high < yard->up)
        draw_fill(p->list, (Rect){band.x, top - line / 2, band.w, line}, 0, color);
    if (low > -yard->down)
        draw_fill(p->list, (Rect){band.x, bottom - line / 2, band.w, line}, 0, color);
}

void flow_ghost(Painter *p, float x1, float x2, const Yard *yard, float was, float now) {
    float y = yard_y(yard, was);
    if (isnan(was) || fabsf(y - yard_y(yard, now)) < 1.5f)
        return;
    draw_dashed_line(p->list, x1, y, x2, y, fmaxf(roundf(1.5f * p->u), 1), 4 * p->u,
                     p->theme->text);
}

/* ---- stacked ---- */

void flow_stack(Painter *p, Rect column, const Yard *yard, float kept, float written, Color color,
                Color added) {
    float now = kept + written;
    bool grows = kept == 0 || (kept > 0) == (written > 0);
    flow_block(p, column.x, column.w, yard, 0, grows ? kept : now, color);
    flow_block(p, column.x, column.w, yard, kept, now, added);
}

/* ---- ways ---- */

void flow_lift(Painter *p, float x, float from, float to, float level, float part, Color color) {
    float thick = fmaxf(roundf(9 * p->u * cut(isnan(level) ? 0 : level, 0, 1)), flow_hairline(p));
    float head = roundf(9 * p->u) + thick / 2, reach = from + (to - from) * cut(part, 0, 1);
    Color dim = color_mix(p->theme->background, color, p->theme->unlit);
    draw_fill(
        p->list,
        (Rect){roundf(x - flow_hairline(p) / 2), to + head, flow_hairline(p), from - to - head}, 0,
        dim);
    if (part <= 0)
        return;
    float top = part >= 1 ? to + head : reach;
    draw_fill(p->list, (Rect){roundf(x - thick / 2), top, thick, from - top}, 0, color);
    if (part >= 1)
        draw_triangle(p->list, (Rect){x - head / 1.6f, to, 1.25f * head, head}, 3, color);
}

static int turn_of(FlowPoint a, FlowPoint b) {
    return fabsf(a.x - b.x) > fabsf(a.y - b.y) ? (b.x > a.x ? 0 : 2) : (b.y > a.y ? 1 : 3);
}

void flow_way(Painter *p, const FlowPoint *points, int count, Color color) {
    float line = fmaxf(roundf(1.5f * p->u), 1), dash = fmaxf(roundf(6 * p->u), 3),
          head = roundf(9 * p->u);
    Color pale = color_mix(p->theme->background, color, 0.7f);
    for (int k = 1; k < count; k++) {
        FlowPoint a = points[k - 1], b = points[k];
        draw_dashed_line(p->list, a.x, a.y, b.x, b.y, line, dash, pale);
    }
    FlowPoint end = points[count - 1];
    int turn = turn_of(points[count - 2], end);
    Rect tip = {end.x - head / 2, end.y - head / 2, head, head};
    draw_triangle(p->list, tip, turn, pale);
}

/* ---- numbers ---- */

float flow_legible(const Painter *p, float px) {
    return fmaxf(px, 11 * (p->viewport->scale > 0 ? p->viewport->scale : 1));
}

void flow_number_text(float value, bool sign, char text[24]) {
    char number[20];
    format_value(number, sizeof number, value, 2);
    bool minus = number[0] == '-';
    snprintf(text, 24, "%s%s", minus ? "\u2212" : sign ? "+" : "", number + minus);
}

float flow_number(Painter *p, float x, float y, float px, float value, bool sign, Color color) {
    char text[24];
    flow_number_text(value, sign, text);
    float w = paint_text_width(p, FACE_NUMBER_BOLD, px, text);
    paint_text(p, roundf(x - w / 2), y, FACE_NUMBER_BOLD, px, color, text);
    return w;
}
