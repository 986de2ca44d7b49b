/* guided.c: the stage of strips: which cells, on which yardstick, and in which type. */
#include "scene/guided/guided.h"

#include <math.h>
#include <string.h>

#include "base/clamp.h"
#include "scene/guided/parts.h"
#include "scene/guided/unroll.h"
#include "scene/paint/veil.h"

/* ---- the yardstick ---- */

/* Of one amount: what the ribbons of all shown cells reach, through the whole run. */
static void reach_of(const Painter *p, const int *cells, int count, float *up, float *down) {
    float least = 0, most = 0;
    for (int k = 0; k < count; k++) {
        const Trace *trace = p->session->run->traces[cells[k]];
        const CellKindInfo *kind = cell_kind(trace->spec.kind);
        int unit = p->session->unit < trace->spec.hidden ? p->session->unit : 0;
        bool crowd = trace->spec.hidden > FLOW_NUMBERED;
        for (int s = 0; s < kind->signal_count; s++) {
            bool sum = s == kind->signals[SIGNAL_H].pre && s > 0;
            if (kind->signals[s].has_initial || (sum && !crowd)) /* else it is torn off */
                reach_widen(p, cells[k], s, unit, &least, &most);
            if (kind->signals[s].has_initial && crowd)
                many_reach(p, cells[k], s, &least, &most);
        }
    }
    *up = fmaxf(reach_round(most), 1);
    *down = reach_round(-least);
}

/* ---- the strips ---- */

enum { RIBBON_LEAST = 16 }; /* units of length */

static int shown_cells(const Painter *p, int cells[STRIPS_MOST]) {
    int all[64], count = session_shown_cells(p->session, all, 64), from = 0;
    count = count < 64 ? count : 64;
    for (int k = 0; k < count; k++)
        if (all[k] == p->session->cell && k >= STRIPS_MOST)
            from = k + 1 - STRIPS_MOST;
    int most = count - from < STRIPS_MOST ? count - from : STRIPS_MOST;
    for (int k = 0; k < most; k++)
        cells[k] = all[from + k];
    return most;
}

static float strip_height(const Heights *h, bool focus) {
    return roundf(h->head + h->ribbon + h->names + (focus ? h->cards : 0));
}

static Heights heights_of(const Painter *p, Rect rect, int count, float title, float card) {
    float u = p->u, gap = 8 * u, n = (float)count;
    Heights h = {.head = roundf(20 * u + 3.1f * p->small + title),
                 .names = roundf(1.5f * p->body + 10 * u)};
    float room = rect.h - gap * (n - 1) - n * (h.head + h.names), least = 44 * u * n;
    float cards = roundf(fminf(fmaxf(0.36f * rect.h, 116 * u), 200 * u)) + 22 * u;
    cards = fmaxf(cards, card);
    h.cards = room - least >= 100 * u ? fminf(cards, room - least) : 0;
    h.ribbon = (room - h.cards) / n;
    return h;
}

/* ---- the stage ---- */

static bool any_crowd(const Painter *p, const Stage *stage) {
    for (int k = 0; k < stage->count; k++)
        if (p->session->run->cells[stage->cells[k]]->spec.hidden > FLOW_NUMBERED)
            return true;
    return false;
}

/* The switch, and under it what the order is; in a row beside it where there is no column. */
static float order_height(const Painter *p, const Stage *stage) {
    bool words = p->session->view.by_value && !stage->narrow;
    if (!any_crowd(p, stage) || p->viewport->film || p->session->present.on)
        return 0;
    return roundf(names_push_height(p) + (words ? 2.6f * p->small + 4 * p->u : 0));
}

static void place_strips(const Painter *p, Stage *stage, Rect rect) {
    float u = p->u, left = stage->narrow ? 4 * u : stage->left + 22 * u, gap = 8 * u;
    Rect lanes = {rect.x + left, rect.y + 6 * u, rect.w - left - (stage->narrow ? 4 : 8) * u,
                  rect.h - 12 * u};
    stage->heights = heights_of(p, lanes, stage->count, stage->title, stage->card);
    float y = lanes.y;
    for (int k = 0; k < stage->count; k++) {
        float h = strip_height(&stage->heights, k == stage->focus);
        stage->strips[k] = (Rect){lanes.x, roundf(y), lanes.w, h};
        y += h + gap;
    }
}

static void set_yard(const Painter *p, Stage *stage) {
    float up, down;
    reach_of(p, stage->cells, stage->count, &up, &down);
    stage->yard =
        (Yard){.unit = fmaxf(stage->heights.ribbon / (up + down), 0.5f), .up = up, .down = down};
}

/* Of a cell's sums, with its rows, what is above them and what is under them. */
static float card_height(const Painter *p, int cell) {
    Painter own = *p; /* to measure with */
    Strip strip = {.p = &own, .cell = cell};
    strip_look(&strip);
    return roundf(gate_card_least(&strip) + gate_levels_height(&strip) + 36 * p->u);
}

/* All but its yard, for which the run is read. */
static Stage plan_stage(const Painter *p, Rect rect) {
    Stage stage = {.left = roundf(150 * p->u), .narrow = rect.w < 760 * p->u};
    stage.count = shown_cells(p, stage.cells);
    for (int k = 0; k < stage.count; k++)
        stage.focus = stage.cells[k] == p->session->cell ? k : stage.focus;
    stage.order = order_height(p, &stage);
    stage.card = stage.count && !stage.narrow ? card_height(p, stage.cells[stage.focus]) : 0;
    stage.title = stage.narrow && stage.count > 1 ? roundf(1.9f * p->small) : 0;
    Rect above = rect;
    if (stage.narrow)
        above.h -= stage.order;
    if (stage.count)
        place_strips(p, &stage, above);
    /* Where the strips have no room on a phone, the key alone orders the units. */
    if (stage.narrow && stage.order > 0 && stage.heights.ribbon < RIBBON_LEAST * p->u) {
        stage.order = 0;
        place_strips(p, &stage, rect);
    }
    return stage;
}

/* What the sentence names stands out while one reads it: not once one plays on, takes hold of
 * something, or compares. Before a class the spotlight does it. */
static bool speaks_of_it(const Painter *p, Rect rect, float near) {
    const Session *session = p->session;
    const Region *hover = region_find(p->list, session->view.hover),
                 *focus =
                     session->view.focus_visible ? region_find(p->list, session->view.focus) : NULL;
    long t;
    if (!p->spot_count || session->present.on || session->before || near <= 0 ||
        session_away(session, &t))
        return false;
    return !(hover && rect_contains(rect, hover->rect.x, hover->rect.y)) &&
           !(focus && rect_contains(rect, focus->rect.x, focus->rect.y));
}

/* How near the eye has been led, 0 to 1: it goes there with the last tick on the way to where the beat
 * is told; without motion it is there at once. */
static float nearness(const Session *session) {
    float left = (float)((double)session->tick - session->shown);
    if (!session_moving(session))
        return 1;
    bool there = !session->playing && !session_computing(session) && session->tick == session->told;
    float part = there ? clamp_float(1 - left, 0, 1) : 0;
    return part * part * (3 - 2 * part);
}

static float between(float from, float to, float part) {
    return roundf(from + (to - from) * part);
}

/* A frame closes in from the whole stage on all that is lit. */
static void draw_closing(Painter *p, Rect rect, float near) {
    float left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (int k = 0; k < p->spot_count; k++) {
        left = fminf(left, p->spots[k].x);
        top = fminf(top, p->spots[k].y);
        right = fmaxf(right, p->spots[k].x + p->spots[k].w);
        bottom = fmaxf(bottom, p->spots[k].y + p->spots[k].h);
    }
    float x = between(rect.x, left, near), y = between(rect.y, top, near);
    Rect frame = {x, y, between(rect.x + rect.w, right, near) - x,
                  between(rect.y + rect.h, bottom, near) - y};
    draw_frame(p->list, frame, 8 * p->u, fmaxf(roundf(1.5f * p->u), 1), p->theme->select);
}

/* On a phone its name stands in it. */
static void draw_strip(Painter *p, const Stage *stage, int k) {
    Rect rect = stage->strips[k];
    const Yard *yard = &stage->yard;
    Strip strip = {.p = p,
                   .cell = stage->cells[k],
                   .rect = rect,
                   .yard = *yard,
                   .title = stage->title,
                   .focus = k == stage->focus,
                   .alone = stage->count == 1,
                   .narrow = stage->narrow};
    strip.yard.zero = roundf(rect.y + stage->heights.head + yard->up * yard->unit);
    if (p->session->view.unrolled) {
        strip_look(&strip);
        strip.rect = strip_unroll(&strip);
    }
    strip_begin(&strip);
    strip_draw(&strip);
    if (stage->title > 0)
        names_title(p,
                    (Rect){rect.x + 8 * p->u, rect.y + 3 * p->u, rect.w - 14 * p->u, stage->title},
                    strip.cell, k, strip.focus, true);
}

/* Its words and numbers in a smaller type. */
static void set_type(Painter *fitted, const Painter *p, float factor) {
    fitted->small = flow_legible(p, factor * p->small);
    fitted->body = factor * p->body;
    fitted->large = factor * p->large;
}

/* The gates' words stand on their cards in full. */
static bool heads_fit(const Painter *p, const Stage *stage) {
    Painter own = *p; /* to measure with */
    Strip strip = {
        .p = &own, .cell = stage->cells[stage->focus], .rect = stage->strips[stage->focus]};
    strip_look(&strip);
    bool fits = true;
    for (int k = 0; k < strip.kind->signal_count; k++)
        fits = fits && (k == SIGNAL_H || strip.kind->signals[k].pre == NO_SIGNAL ||
                        gate_head_fits(&strip, k));
    return fits;
}

/* Sums, and inputs, are there. */
static bool shows_all(const Painter *p, const Stage *stage, Rect rect) {
    if (stage->count == 0 || stage->narrow)
        return true;
    Names names = names_lay(p, stage, rect);
    return stage->heights.cards >= stage->card &&
           names.inputs.h >= names_inputs_least(p) + 16 * p->u && heads_fit(p, stage);
}

/* Large text is set smaller on the stage before anything that the sentence needs has no room, but never
 * smaller than without large text. */
static Painter fit_type(const Painter *p, Rect rect) {
    Painter fitted = *p;
    float least = 1 / fmaxf(p->enlarged, 1);
    for (float factor = 1; factor >= least - 0.001f; factor -= 0.05f) {
        set_type(&fitted, p, factor);
        if (least == 1)
            break;
        Stage stage = plan_stage(&fitted, rect);
        if (shows_all(&fitted, &stage, rect))
            break;
    }
    return fitted;
}

static void draw_stage(Painter *p, Rect rect) {
    Stage stage = plan_stage(p, rect);
    if (stage.count)
        set_yard(p, &stage);
    if (stage.count == 0) {
        paint_text_centre(p, rect.x + rect.w / 2,
                          text_top_for_centre(p, FACE_TEXT, p->body, rect.y + rect.h / 2),
                          FACE_TEXT, p->body, p->theme->dim, paint_phrase(p, "No cell is shown."));
        return;
    }
    if (!stage.narrow)
        names_draw(p, &stage, names_lay(p, &stage, rect));
    else if (stage.order > 0)
        names_order_below(p, &stage, rect);
    for (int k = 0; k < stage.count; k++)
        draw_strip(p, &stage, k);
    float near = nearness(p->session);
    if (!speaks_of_it(p, rect, near))
        return;
    paint_veil(p, rect, near * p->theme->veil);
    if (near < 1)
        draw_closing(p, rect, near);
}

void guided_stage(Painter *page, Rect rect) {
    Painter fitted = fit_type(page, rect), *p = &fitted;
    draw_stage(p, rect);
    page->spot_count = fitted.spot_count;
    memcpy(page->spots, fitted.spots, sizeof page->spots);
}

bool scene_guides(const Session *session, const Viewport *viewport) {
    (void)viewport;
    return session_guided(session);
}
