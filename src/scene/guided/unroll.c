/* unroll.c: the last steps side by side, with the newest one at the right: what remembers is one
 * ribbon that never breaks, what is made anew at each step breaks in each. */
#include <math.h>
#include <stdio.h>

#include "scene/guided/unroll.h"

enum { PAST_MOST = 4 };

/* What of a kind the film shows, by its table. */
typedef struct Reel {
    Strip *strip;
    int state, keep, squashed; /* signals; -1: there is none */
    Rect rect;                 /* one step */
    Yard low;                  /* of x and h under the ribbon */
    long t;
} Reel;

static int find_signal(const CellKindInfo *kind, SignalClass class, Role role, int but) {
    for (int k = 0; k < kind->signal_count; k++)
        if (k != but && kind->signals[k].class == class && kind->signals[k].role == role)
            return k;
    return -1;
}

static float at(const Reel *reel, int signal, long t) {
    const Strip *strip = reel->strip;
    bool initial = t == trace_initial(strip->trace);
    if (!trace_has(strip->trace, t) || (initial && !strip->kind->signals[signal].has_initial))
        return 0;
    return trace_at(strip->trace, signal, t, 0)[signal == SIGNAL_X ? 0 : strip->unit];
}

static float part_x(const Reel *reel, float part) {
    return roundf(reel->rect.x + part * reel->rect.w);
}

/* Round x, but within the step. */
static void label(const Reel *reel, float x, float y, float value, bool sign, Color color) {
    Painter *p = reel->strip->p;
    float px = flow_legible(p, 0.92f * reel->strip->px), left = reel->rect.x + 2 * p->u;
    char text[24];
    flow_number_text(value, sign, text);
    float half = paint_text_width(p, FACE_NUMBER_BOLD, px, text) / 2;
    x = fmaxf(fminf(x, left + reel->rect.w - 4 * p->u - half), left + half);
    flow_number(p, x, y, px, value, sign, color);
}

/* The memory's way through one step. */
static void draw_memory(const Reel *reel) {
    Strip *strip = reel->strip;
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    float before = at(reel, reel->state, trace_before(reel->strip->trace, reel->t)),
          now = at(reel, reel->state, reel->t);
    float level = at(reel, reel->keep, reel->t), kept = level * before, written = now - kept;
    float a = part_x(reel, 0.20f), b = part_x(reel, 0.38f), c = part_x(reel, 0.58f),
          d = part_x(reel, 0.76f);
    Color color = strip_color(strip, reel->state), gate = strip_color(strip, reel->keep);
    Color added = p->theme->role[ROLE_CANDIDATE];
    flow_ribbon(p, reel->rect.x, a, yard, before, 1, color);
    flow_ribbon(p, b, c, yard, kept, 1, color);
    flow_lost(p, b, c, yard, before, kept, color);
    flow_ribbon(p, c, d, yard, kept, 1, color);
    flow_ribbon(p, d, reel->rect.x + reel->rect.w, yard, now, 1, color);
    flow_block(p, c, d - c, yard, kept, now, added);
    flow_shutter(p, a, b - a, yard, before, level, gate);
    float line = 1.35f * strip->px,
          top = yard_y(yard, fmaxf(fmaxf(before, now), 0)) - line - 6 * p->u;
    label(reel, (a + b) / 2, fmaxf(top - line * 0.2f, reel->rect.y + line), level, false, gate);
    label(reel, (c + d) / 2, fmaxf(top - 1.2f * line, reel->rect.y + line), written, true, added);
    label(reel, part_x(reel, 0.88f), yard_y(yard, -yard->down) + 3 * p->u, now, false, color);
}

/* A state that is made anew: it ends in the sum, and begins again behind it. */
static void draw_anew(const Reel *reel) {
    Strip *strip = reel->strip;
    Painter *p = strip->p;
    float before = at(reel, reel->state, trace_before(reel->strip->trace, reel->t)),
          now = at(reel, reel->state, reel->t);
    Color color = strip_color(strip, reel->state);
    flow_ribbon(p, reel->rect.x, part_x(reel, 0.34f), &strip->yard, before, 1, color);
    flow_ribbon(p, part_x(reel, 0.62f), reel->rect.x + reel->rect.w, &strip->yard, now, 1, color);
    label(reel, part_x(reel, 0.82f), yard_y(&strip->yard, -strip->yard.down) + 3 * p->u, now, false,
          color);
}

/* x and h on one line under it; the dashed edge over h is what its gate hides. */
static void draw_below(const Reel *reel) {
    Strip *strip = reel->strip;
    Painter *p = strip->p;
    const Yard *yard = &reel->low;
    float x = part_x(reel, 0.10f), h = part_x(reel, 0.58f), w = roundf(0.2f * reel->rect.w);
    float top = yard_y(yard, yard->up), high = yard_y(yard, -yard->down) - top,
          number = top + high + 2 * p->u;
    Color hidden = strip_color(strip, SIGNAL_H);
    draw_fill(p->list, (Rect){x, top, w, high}, 3 * p->u, p->theme->track);
    flow_block(p, x, w, yard, 0, at(reel, SIGNAL_X, reel->t), p->theme->role[ROLE_INPUT]);
    label(reel, x + w / 2, number, at(reel, SIGNAL_X, reel->t), false, p->theme->dim);
    if (reel->state == SIGNAL_H)
        return;
    draw_fill(p->list, (Rect){h, top, w, high}, 3 * p->u, p->theme->track);
    flow_block(p, h, w, yard, 0, at(reel, SIGNAL_H, reel->t), hidden);
    flow_ribbon(p, h + w, reel->rect.x + reel->rect.w, yard, at(reel, SIGNAL_H, reel->t), 1,
                hidden);
    label(reel, h + w / 2, number, at(reel, SIGNAL_H, reel->t), false, hidden);
    float y = reel->squashed >= 0 ? yard_y(yard, at(reel, reel->squashed, reel->t)) : 0;
    if (reel->squashed >= 0)
        draw_dashed_line(p->list, h - 4 * p->u, y, h + w + 4 * p->u, y,
                         fmaxf(roundf(1.5f * p->u), 1), 4 * p->u, strip_color(strip, reel->state));
}

static void draw_step(Reel *reel) {
    Painter *p = reel->strip->p;
    char text[32], name[96];
    draw_fill(p->list, reel->rect, 6 * p->u,
              color_mix(p->theme->background, p->theme->panel, 0.7f));
    snprintf(text, sizeof text, "t = %ld", reel->t);
    paint_text(p, reel->rect.x + 8 * p->u, reel->rect.y + 4 * p->u, FACE_TEXT_BOLD, reel->strip->px,
               p->theme->dim, text);
    if (reel->keep >= 0)
        draw_memory(reel);
    else
        draw_anew(reel);
    if (reel->low.unit > 4)
        draw_below(reel);
    snprintf(name, sizeof name, "guided.%s.reel", reel->strip->entry->id);
    Region *region = region_add(p->list, REGION_BUTTON, reel->rect, name, (int)reel->t, text);
    if (region)
        region->action = (Action){.kind = ACTION_GO, .step = reel->t, .phase = PHASE_SHOW};
}

Rect strip_unroll(Strip *strip) {
    Painter *p = strip->p;
    Rect all = strip->rect;
    int most = strip->narrow ? 1 : PAST_MOST,
        count = strip->t < most ? (int)fmaxf((float)strip->t, 0) : most;
    float w = roundf((strip->narrow ? 0.3f : 0.105f) * all.w);
    if (strip->hidden || strip->initial)
        return all;
    Reel reel = {.strip = strip, .state = strip->kind->memory};
    reel.keep = strip->kind->keeps;
    reel.squashed =
        reel.state == SIGNAL_H ? -1 : find_signal(strip->kind, SIGNAL_VALUE, ROLE_CELL, reel.state);
    float top = yard_y(&strip->yard, -strip->yard.down) + 2.2f * strip->number,
          room = all.y + all.h - top - 1.8f * strip->px;
    reel.low = (Yard){.unit = room / 2, .up = 1, .down = 1};
    reel.low.zero = roundf(top + reel.low.unit);
    float slide = (1 - strip_part(strip, PHASE_GATES, 0, 0.45f)) * w; /* the film moves on by one */
    draw_clip(p->list, (Rect){all.x, all.y, w * (float)count, all.h});
    for (int k = 0; k < count; k++) {
        reel.t = strip->t - count + k;
        reel.rect = (Rect){roundf(all.x + w * (float)k + slide), all.y + strip->title, w,
                           all.h - strip->title};
        draw_step(&reel);
    }
    draw_clip_end(p->list);
    float used = w * (float)count;
    return (Rect){all.x + used, all.y, all.w - used, all.h};
}
