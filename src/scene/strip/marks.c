/* marks.c: what is said of a number beside its bar: that the beat speaks of it, what it was before the
 * change, where a task wants it, and its digits where there is little room. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

float strip_line(const Strip *strip, Face face, float px) {
    const Painter *p = strip->p;
    return p->fonts->height(p->fonts->context, face, px);
}

bool strip_lit(const Strip *strip, int signal) {
    return session_highlighted(strip->p->session, strip->cell, signal, strip->unit);
}

float strip_number(const Strip *strip, int signal, float px) {
    bool named = strip->p->session->present.on && strip_lit(strip, signal);
    return named ? fmaxf(px, strip->number) : px;
}

void strip_spot(Strip *strip, Rect rect) {
    Painter *p = strip->p;
    if (p->spot_count < (int)(sizeof p->spots / sizeof *p->spots))
        p->spots[p->spot_count++] = rect;
}

void strip_light(Strip *strip, Rect r) {
    Painter *p = strip->p;
    float out = 6 * p->u;
    Rect round = {r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out};
    draw_frame(p->list, round, 8 * p->u, fmaxf(roundf(2.5f * p->u), 2), p->theme->select);
    strip_spot(strip, round);
}

float strip_was(const Strip *strip, int signal, bool before) {
    Place place = {strip->cell, signal, strip->unit, strip_step(strip, before)};
    float was;
    bool known = strip->p->session->before && session_known(strip->p->session, &place) &&
                 session_before(strip->p->session, &place, &was);
    return known ? was : NAN;
}

void strip_band(Strip *strip, float x, float w, const Yard *yard, int signal) {
    Place place = {strip->cell, signal, strip->unit, strip->t};
    float low, high, value = strip_value(strip, signal);
    if (!strip->initial && !strip->hidden && session_band(strip->p->session, &place, &low, &high))
        flow_band(strip->p, x, w, yard, low, high, value >= low && value <= high);
}

float strip_number_room(const Strip *strip, float pitch, float px) {
    return pitch - paint_text_width(strip->p, FACE_NUMBER, px, "0") / 3 - 1;
}

bool strip_fit_number(const Strip *strip, float value, float px, float room, char text[24]) {
    const Painter *p = strip->p;
    flow_number_text(value, false, text);
    if (paint_text_width(p, FACE_NUMBER, px, text) <= room)
        return true;
    if (fabsf(value) < 0.995f)
        snprintf(text, 24, "%s.%02d", value < 0 ? "\u2212" : "", (int)lroundf(100 * fabsf(value)));
    else
        snprintf(text, 24, "%s%.1f", value < 0 ? "\u2212" : "", (double)fabsf(value));
    if (paint_text_width(p, FACE_NUMBER, px, text) <= room)
        return true;
    snprintf(text, 24, "%s%.0f", value < 0 ? "\u2212" : "", (double)fabsf(value));
    if (fabsf(value) < 0.95f)
        snprintf(text, 24, "%s.%d", value < 0 ? "\u2212" : "", (int)lroundf(10 * fabsf(value)));
    if (fabsf(value) < 0.05f)
        snprintf(text, 24, "0");
    return paint_text_width(p, FACE_NUMBER, px, text) <= room;
}
