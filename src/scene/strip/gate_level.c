/* gate_level.c: how far a gate is open: a tube with its level, and each unit's level on the card. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/strip/gate_parts.h"

void gate_word(const Strip *strip, int signal, char word[48]) {
    const char *label = paint_phrase(strip->p, strip->kind->signals[signal].label);
    const char *gate = strstr(label, " gate");
    snprintf(word, 48, "%.*s", gate ? (int)(gate - label) : 47, label);
}

void gate_tube(Strip *strip, Rect tube, int signal, float part) {
    Painter *p = strip->p;
    Yard yard = strip_tube_yard(strip, tube, signal);
    float past = strip_value_past(strip, signal), value = strip_value(strip, signal);
    bool known = strip_now(strip, signal) != NULL;
    float shown = past + (value - past) * part;
    strip_tube(strip, tube, &yard, signal, known, shown);
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
    gate_tube(strip, tube, signal, part);
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

/* ---- of all units ---- */

static bool has_levels(const Strip *strip) {
    return strip->count > 1 && strip->count <= GATE_NUMBERED;
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
void gate_levels(Strip *strip, Rect rect, int signal, bool known) {
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
