/* strip_gru_reset.c: what a GRU's candidate sees of the past: it comes through the reset gate's shutter.
 *
 *     before:  h' of each unit --[its shutter]-- r h' --( W )--> the candidate's sum
 *     after:   h' --( W )-- the unit's product --[its shutter]--> the candidate's sum
 *
 * So before the product each unit's door shuts what it sends, behind it what it hears. */
#include <math.h>
#include <stdio.h>

#include "engine/kinds/gru.h"
#include "scene/strip/parts.h"
#include "session/words/notation.h"

static const float CHIP = 2.5f; /* width of the product with the weights, in sizes of type */

/* What arrives at a unit's shutter, its level, and what passes. */
typedef struct Door {
    float arrives, level, passes;
} Door;

static bool is_after(const Strip *strip) {
    return strip->model->spec.reset_after;
}

static Door door_of(const Strip *strip, int unit) {
    const float *past = strip_past(strip, GRU_H), *seen = strip_now(strip, GRU_N_REC),
                *level = strip_now(strip, GRU_R);
    Door door = {.level = level ? level[unit] : 0};
    if (is_after(strip))
        door.arrives = seen ? seen[unit] : 0;
    else
        door.arrives = past ? past[unit] : 0;
    door.passes = door.level * door.arrives;
    return door;
}

/* So far either way that every number of the run has room. */
static Yard yard_of(const Strip *strip, Rect tubes) {
    float up = 0, down = 0;
    for (int k = 0; k < strip->count; k++)
        if (!is_after(strip))
            reach_widen(strip->p, strip->cell, GRU_H, k, &down, &up);
        else if (k == strip->unit)
            reach_widen(strip->p, strip->cell, GRU_N_REC, k, &down, &up);
    Yard yard = {.up = fmaxf(reach_round(up), 1), .down = reach_round(-down)};
    yard.unit = tubes.h / (yard.up + yard.down);
    yard.zero = roundf(tubes.y + yard.up * yard.unit);
    return yard;
}

/* ---- a shutter ---- */

static void add_handle(Strip *strip, Rect tube, int unit, const Door *door, bool acted) {
    char name[96], terms[TERMS], level[24], arrives[24], passes[24];
    flow_number_text(door->level, false, level);
    flow_number_text(door->arrives, false, arrives);
    flow_number_text(door->passes, false, passes);
    snprintf(name, sizeof name, "guided.%s.r.shutter", strip->entry->id);
    snprintf(terms, sizeof terms, "%s \u00d7 %s = %s", level, arrives, passes);
    gate_handle(strip, tube, GRU_R, NULL, unit, door->level, name, acted ? terms : NULL);
}

/* As high as what arrives; what passes is seen in its opening. */
static void draw_door(Strip *strip, const Yard *yard, float x, float w, int unit,
                      const ResetFlow *flow) {
    Painter *p = strip->p;
    Door door = door_of(strip, unit);
    bool known = strip_now(strip, GRU_R) != NULL;
    float shown = known ? 1 + (door.level - 1) * flow->close : 1,
          high = fmaxf(fabsf(yard_y(yard, door.arrives) - yard->zero), 14 * p->u);
    Rect tube = {x, door.arrives < 0 ? yard->zero : yard->zero - high, w, high};
    flow_shutter(p, x, w, yard, door.arrives, shown, strip_color(strip, GRU_R));
    if (flow->pass > 0)
        flow_block(p, x + 2, w - 4, yard, 0, door.passes * flow->pass, strip_color(strip, GRU_H));
    flow_torn(p, x, w, yard, door.arrives);
    if (unit == strip->unit && strip->count > 1 && !is_after(strip))
        draw_frame(p->list, (Rect){x - 4 * p->u, tube.y - 4 * p->u, w + 8 * p->u, high + 8 * p->u},
                   4 * p->u, fmaxf(roundf(1.5f * p->u), 1), p->theme->select);
    if (known)
        add_handle(strip, tube, unit, &door, flow->pass >= 1);
}

/* ---- its way ---- */

/* The product with the weights, as a word in a frame on the way. */
static float draw_weights(Strip *strip, float x, float middle) {
    Painter *p = strip->p;
    float px = strip->px, w = roundf(CHIP * px), h = roundf(1.6f * px);
    Rect chip = {x, roundf(middle - h / 2), w, h};
    char weight[NOTATION_NAME];
    notation_weight(p->session->view.notation, CELL_GRU, weight_find(CELL_GRU, "W_hh"), weight);
    float name = paint_text_width(p, FACE_SYMBOL, 1.1f * px, "W") +
                 paint_text_width(p, FACE_SYMBOL, 0.75f * px, weight + 2);
    draw_fill(p->list, chip, 4 * p->u, p->theme->track);
    paint_symbol(p, x + (w - name) / 2, roundf(middle + 0.3f * px), 1.1f * px, ROLE_CANDIDATE, "W",
                 weight + 2);
    return w;
}

static void draw_arrow(Strip *strip, float x1, float x2, float y) {
    Painter *p = strip->p;
    float line = flow_hairline(p), head = roundf(8 * p->u);
    Color color = strip_color(strip, GRU_H);
    draw_fill(p->list, (Rect){x1, roundf(y - line / 2), fmaxf(x2 - x1 - head, 0), line}, 0, color);
    draw_triangle(p->list, (Rect){x2 - head, roundf(y - head / 2), head, head}, 0, color);
}

/* ---- words ---- */

/* "r x h'", or "r x (h' W + b)": what is multiplied with what. */
static void draw_title(Strip *strip, Rect rect) {
    Painter *p = strip->p;
    char title[96];
    Letter r = operation_letter(strip, GRU_R, false), h = operation_letter(strip, GRU_H, true);
    snprintf(title, sizeof title, is_after(strip) ? "%s \u00d7 (%s W + b)" : "%s \u00d7 %s", r.text,
             h.text);
    paint_text_fit(p, rect.x, rect.y, rect.w, FACE_TEXT_BOLD, strip->px, strip_color(strip, GRU_R),
                   title);
}

static void tell(Strip *strip, Rect rect, const ResetFlow *flow) {
    Door door = door_of(strip, strip->unit);
    Operation op = {.name = "reset",
                    .rect = rect,
                    .word = operation_name(strip, GRU_N_REC),
                    .signal = is_after(strip) ? GRU_N_PRE : GRU_N_REC,
                    .known = flow->pass >= 1,
                    .apart = true};
    operation_times(&op, operation_letter(strip, GRU_R, false).text,
                    is_after(strip) ? operation_letter(strip, GRU_N_REC, false).text
                                    : operation_letter(strip, GRU_H, true).text,
                    (float[]){door.level, door.arrives, door.passes});
    strip_operation(strip, &op);
}

/* The product of the unit under its shutter. */
static void draw_numbers(Strip *strip, Rect rect, const ResetFlow *flow) {
    const Theme *theme = strip->p->theme;
    Door door = door_of(strip, strip->unit);
    if (flow->pass >= 1 && strip_now(strip, GRU_R))
        strip_product(strip, rect, "",
                      &(Product){door.level, door.arrives, door.passes, theme->role[ROLE_RESET],
                                 theme->role[ROLE_HIDDEN]},
                      GRU_N_REC);
}

/* It is part of what the beat speaks of with its gate or the candidate: no veil lies over it. */
static void light(Strip *strip, Rect rect) {
    Painter *p = strip->p;
    static const int SIGNALS[] = {GRU_R, GRU_R_PRE, GRU_N, GRU_N_PRE, GRU_N_REC};
    for (size_t k = 0; k < sizeof SIGNALS / sizeof *SIGNALS; k++)
        if (session_highlighted(p->session, strip->cell, SIGNALS[k], strip->unit)) {
            strip_spot(strip, rect);
            return;
        }
}

/* ---- all of it ---- */

/* One shutter, with the ribbon that comes to it and what goes on from it. */
static void draw_single(Strip *strip, const Yard *yard, Rect way, const ResetFlow *flow) {
    Painter *p = strip->p;
    Door door = door_of(strip, strip->unit);
    float w = roundf(fminf(34 * p->u, 0.3f * way.w)), x = roundf(way.x + (way.w - w) / 2);
    Color color = strip_color(strip, GRU_H);
    flow_ribbon(p, way.x, x, yard, door.arrives, flow->arrive, color);
    flow_ribbon(p, x + w, way.x + way.w, yard, door.passes, flow->pass, color);
    draw_door(strip, yard, x, w, strip->unit, flow);
}

/* What passes each, under it. */
static void number_door(Strip *strip, float x, float y, float pitch, int unit) {
    Painter *p = strip->p;
    char text[24];
    float px = flow_legible(p, 0.85f * p->small);
    if (strip_fit_number(strip, door_of(strip, unit).passes, px,
                         strip_number_room(strip, pitch, px), text))
        paint_text_centre(p, x, y, FACE_NUMBER, px,
                          unit == strip->unit ? p->theme->text : p->theme->dim, text);
}

static void draw_doors(Strip *strip, const Yard *yard, Rect way, const ResetFlow *flow) {
    float pitch = way.w / (float)strip->count, w = roundf(0.72f * pitch);
    for (int k = 0; k < strip->count; k++) {
        float x = roundf(way.x + pitch * ((float)k + 0.14f));
        draw_door(strip, yard, x, w, k, flow);
        if (flow->pass >= 1 && strip_now(strip, GRU_R))
            number_door(strip, x + w / 2, way.y + way.h + 4 * strip->p->u, pitch, k);
    }
}

void strip_reset(Strip *strip, Rect rect, const ResetFlow *flow) {
    Painter *p = strip->p;
    float u = p->u, line = roundf(1.35f * strip->px), under = 2 * line;
    Rect tubes = {rect.x, rect.y + line + 6 * u, rect.w, rect.h - line - under - 12 * u};
    if (tubes.h < 20 * u || rect.w < 7 * strip->px)
        return;
    Yard yard = yard_of(strip, tubes);
    float chip = roundf(CHIP * strip->px), end = rect.x + rect.w, middle = tubes.y + tubes.h / 2;
    Rect way = {rect.x, tubes.y, rect.w - chip - 20 * u, tubes.h};
    if (is_after(strip)) {
        way.x += chip;
        draw_weights(strip, rect.x, yard.zero - fminf(0.5f, yard.up) * yard.unit);
    } else {
        draw_weights(strip, way.x + way.w + 2 * u, middle);
    }
    draw_fill(p->list, (Rect){way.x, yard.zero, way.w, flow_hairline(p)}, 0, p->theme->faint);
    tell(strip, (Rect){rect.x, rect.y, rect.w, line}, flow);
    if (is_after(strip) || strip->count == 1)
        draw_single(strip, &yard, way, flow);
    else
        draw_doors(strip, &yard, way, flow);
    draw_arrow(strip, end - 16 * u, end, is_after(strip) ? yard.zero - 4 * u : middle);
    draw_title(strip, rect);
    float first =
        strip->count > 1 && !is_after(strip) ? line : 0; /* each has its own number there */
    draw_numbers(strip, (Rect){rect.x, tubes.y + tubes.h + 6 * u + first, rect.w, under - first},
                 flow);
    light(strip, rect);
}
