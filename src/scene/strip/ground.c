/* ground.c: where a strip begins: its ground, and its axis with whole numbers. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

/* The number of a height on the axis; the lowest stand above the names under them. */
static void draw_tick(Strip *strip, float v, float px, float from) {
    Painter *p = strip->p;
    char text[24];
    float y = yard_y(&strip->yard, v), bottom = yard_y(&strip->yard, -strip->yard.down);
    float top = fminf(text_top_for_centre(p, FACE_NUMBER, px, y), bottom - 1.15f * px);
    snprintf(text, sizeof text, "%s%g", v < 0 ? "\u2212" : "", (double)fabsf(v));
    float room = from - strip->rect.x - paint_text_width(p, FACE_NUMBER, px, text);
    paint_text_right(p, from - fminf(fmaxf(room / 2, 3 * p->u), 8 * p->u), top, FACE_NUMBER, px,
                     p->theme->dim, text);
}

/* A dotted line at each whole number; numbers as far as they have room, nought first. */
static void draw_axis(Strip *strip) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    float px = flow_legible(p, 0.85f * p->small), step = yard->up > 4 ? 5 : 1, room = 1.9f * px;
    float from = strip_left(strip, STAND_BEFORE);
    for (float v = -floorf(yard->down / step) * step; v <= yard->up + 0.01f; v += step)
        if (v != 0)
            draw_dashed_line(p->list, from, yard_y(yard, v),
                             strip_right(strip, strip->narrow ? STAND_NOW : STAND_RESULT),
                             yard_y(yard, v), 1, 2 * p->u, p->theme->line);
    draw_tick(strip, 0, px, from);
    float last = 0;
    for (float v = step; v <= yard->up + 0.01f; v += step)
        if ((v - last) * yard->unit >= room) {
            draw_tick(strip, v, px, from);
            last = v;
        }
    last = 0;
    for (float v = -step; v >= -yard->down - 0.01f; v -= step)
        if ((last - v) * yard->unit >= room) {
            draw_tick(strip, v, px, from);
            last = v;
        }
}

Color strip_ground(const Strip *strip) {
    const Theme *theme = strip->p->theme;
    return strip->alone ? theme->background : strip->focus ? theme->card : theme->panel;
}

static void draw_ground(Strip *strip) {
    Painter *p = strip->p;
    float u = p->u;
    if (strip->alone)
        return;
    Color edge = strip->focus ? p->theme->accent : p->theme->line;
    draw_fill(p->list, strip->rect, 9 * u, strip_ground(strip));
    draw_frame(p->list, strip->rect, 9 * u, fmaxf(roundf((strip->focus ? 2 : 1) * u), 1), edge);
}

void strip_begin(Strip *strip) {
    Painter *p = strip->p;
    strip_look(strip);
    many_order(strip);
    strip->loop_y = roundf(strip->rect.y + strip->title + 14 * p->u);
    float foot = yard_y(&strip->yard, -strip->yard.down) +
                 strip_line(strip, FACE_NUMBER_BOLD, strip->number) + 6 * p->u;
    float bottom = strip->rect.y + strip->rect.h - (strip->focus && !strip->narrow ? 16 : 4) * p->u;
    strip->low = (Rect){strip->rect.x + 0.03f * strip->rect.w, foot, 0.94f * strip->rect.w,
                        fmaxf(bottom - foot, 0)};
    draw_ground(strip);
    draw_axis(strip);
}
