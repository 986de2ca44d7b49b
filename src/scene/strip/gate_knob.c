/* gate_knob.c: the weight behind a row, which is turned by dragging along it. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/gate_parts.h"

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
bool gate_knob(Strip *strip, Rect rect, float left, const Row *row, int signal, int index) {
    Painter *p = strip->p;
    char name[96], label[160], number[24];
    const WeightInfo *info = &strip->kind->weights[row->weight];
    Edit edit = gate_weight_edit(strip, row->weight, row->row);
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
