/* weights.c: what each unit's own past is multiplied with, as sliders on the way of the state. They
 * stand there where few units listen each to itself alone: then one weight is all there is between
 * what was and what is kept of it. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

enum { SLIDERS_MOST = 4 };

static float own_weight(const Strip *strip, int weight, int unit) {
    return strip->model->weights[weight][(size_t)unit * (size_t)strip->count + (size_t)unit];
}

static Edit edit_of(const Strip *strip, int weight, int unit) {
    return (Edit){.kind = EDIT_WEIGHT,
                  .cell = strip->cell,
                  .index = weight,
                  .row = unit,
                  .column = unit,
                  .value = own_weight(strip, weight, unit)};
}

bool strip_weighs_alone(const Strip *strip, int weight) {
    const float *w = strip->model->weights[weight];
    if (!w || strip->count > SLIDERS_MOST || strip->narrow || !strip->focus)
        return false;
    for (int k = 0; k < strip->count * strip->count; k++)
        if (k / strip->count != k % strip->count && w[k] != 0)
            return false;
    return true;
}

/* On a ground of its own: a weight is measured by another yard than a state, but from the same
 * nought. */
Rect strip_weights_place(const Strip *strip) {
    const Yard *yard = &strip->yard;
    float pitch = fmaxf(30 * strip->p->u, 3.4f * strip->px), w = pitch * (float)strip->count;
    float room = strip->rect.y + strip->rect.h - 8 * strip->p->u - yard->zero,
          half = roundf(fminf(fmaxf(yard->up, yard->down) * yard->unit, room));
    half = fminf(half, yard->zero - strip->loop_y - 10 * strip->p->u);
    return (Rect){roundf(strip_x(strip, STAND_KEEP) - w / 2), yard->zero - half, roundf(w),
                  2 * half};
}

/* All sliders of a strip reach as far. */
static float reach_of(const Strip *strip, int weight) {
    float most = 2;
    for (int k = 0; k < strip->count; k++) {
        Edit edit = edit_of(strip, weight, k);
        most = gate_hand_reach(strip->p, most, &edit);
    }
    return most;
}

static float ring_of(const Strip *strip, Rect rect) {
    return fminf(0.28f * rect.w, 9 * strip->p->u);
}

static float number_size(const Strip *strip) {
    return flow_legible(strip->p, 0.92f * strip->px);
}

/* The track leaves room for the ring at either end, and for the number over it. */
static Region *add_slider(Strip *strip, Rect rect, int weight, int unit, float reach) {
    Painter *p = strip->p;
    char name[96], label[160], number[24];
    const char *title = strip->kind->weights[weight].name;
    Edit edit = edit_of(strip, weight, unit);
    snprintf(name, sizeof name, "guided.%s.%s", strip->entry->id, title);
    flow_number_text(edit.value, false, number);
    snprintf(label, sizeof label, paint_phrase(p, "%s %s, unit %d: %s"), strip->kind->title, title,
             unit + 1, number);
    Region *region = region_add(p->list, REGION_BAR, rect, name, unit, label);
    if (!region)
        return NULL;
    region->action = (Action){.kind = ACTION_EDIT, .cell = strip->cell, .unit = unit, .edit = edit};
    region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = edit};
    region->low = -reach;
    region->high = reach;
    region->step = 0.05f;
    region->value = edit.value;
    region->disabled = !session_may(p->session, &edit);
    region->focusable = !region->disabled;
    region->asked = gate_given(strip, &edit);
    float end = ring_of(strip, rect) + 1.4f * number_size(strip);
    region->whole = (Rect){rect.x, rect.y + end, rect.w, fmaxf(rect.h - 2 * end, 1)};
    return region;
}

static void draw_slider(Strip *strip, Rect rect, const Region *region, bool selected) {
    Painter *p = strip->p;
    const Theme *theme = p->theme;
    Rect track = region->whole;
    float u = p->u, x = roundf(rect.x + rect.w / 2), r = ring_of(strip, rect),
          line = fmaxf(roundf(2 * u), 1), px = number_size(strip);
    Yard yard = {.unit = track.h / (region->high - region->low),
                 .up = region->high,
                 .down = region->high,
                 .zero = roundf(track.y + track.h / 2)};
    float y = yard_y(&yard, region->value);
    draw_fill(p->list, (Rect){x - line / 2, track.y, line, track.h}, 0, theme->line);
    draw_fill(p->list, (Rect){x - r, yard.zero, 2 * r, fmaxf(u, 1)}, 0, theme->faint);
    draw_fill(p->list, (Rect){x - line, fminf(y, yard.zero), 2 * line, fabsf(y - yard.zero)}, 0,
              theme->role[ROLE_HIDDEN]);
    bool live = !region->disabled &&
                (gate_given(strip, &region->action.edit) || paint_hovered(p, region->id));
    draw_disc(p->list, x, y, r, theme->background);
    draw_ring(p->list, x, y, r, fmaxf(line, 1.5f),
              live || selected ? theme->select : theme->role[ROLE_HIDDEN]);
    flow_number(p, x, y - r - 1.35f * px, px, region->value, false,
                selected ? theme->text : theme->dim);
    paint_focus(p, rect, region->id, 3 * u);
}

/* Above the sliders, where that is free. */
static void draw_name(Strip *strip, Rect box, int weight) {
    Painter *p = strip->p;
    float letter = 1.25f * strip->number;
    const char *name = strip->kind->weights[weight].name; /* W_hh */
    char symbol[8];
    snprintf(symbol, sizeof symbol, "%.1s", name);
    float w = paint_text_width(p, FACE_SYMBOL, letter, symbol) +
              paint_text_width(p, FACE_SYMBOL, 0.68f * letter, name + 2);
    if (box.y - 1.3f * letter > strip->loop_y && w < box.w)
        paint_symbol(p, box.x + (box.w - w) / 2, box.y - 0.35f * letter, letter, ROLE_HIDDEN,
                     symbol, name + 2);
}

void strip_weights(Strip *strip, int weight) {
    Painter *p = strip->p;
    Rect box = strip_weights_place(strip);
    float reach = reach_of(strip, weight), w = box.w / (float)strip->count;
    draw_fill(p->list, box, 6 * p->u, p->theme->background);
    draw_frame(p->list, box, 6 * p->u, fmaxf(p->u, 1), p->theme->line);
    for (int k = 0; k < strip->count; k++) {
        Rect rect = {box.x + w * (float)k, box.y, w, box.h};
        const Region *region = add_slider(strip, rect, weight, k, reach);
        if (region)
            draw_slider(strip, rect, region, k == strip->unit);
    }
    draw_name(strip, box, weight);
}
