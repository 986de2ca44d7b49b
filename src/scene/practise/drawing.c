/* drawing.c: an answer that is drawn: the steps that are shown, those that are drawn in bars' places,
 * and once it is answered the true curve, the gap, and what made it. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/bars.h"
#include "scene/paint/gap.h"
#include "scene/practise/page.h"
#include "session/asked.h"

/* A column a step, behind what it starts with. */
typedef struct Plot {
    Painter *p;
    const Session *session;
    const Item *item;
    const Question *question;
    AskedRange range;
    Rect area;
    float pitch;
} Plot;

static Rect column_of(const Plot *plot, long t) {
    float x = plot->area.x + plot->pitch * (float)(t + plot->item->has_start);
    return (Rect){roundf(x + 0.1f * plot->pitch), plot->area.y,
                  fmaxf(floorf(0.8f * plot->pitch), 1), plot->area.h};
}

static float middle_of(const Plot *plot, long t) {
    Rect column = column_of(plot, t);
    return column.x + column.w / 2;
}

static float height_of(const Plot *plot, float value) {
    float within = fminf(fmaxf(value, plot->range.low), plot->range.high);
    return practise_height(plot->area, plot->range.low, plot->range.high, within);
}

static float value_of(const Plot *plot, long t) {
    return t < 0 ? plot->item->facts.start : plot->item->path[t];
}

static bool is_told(const Plot *plot) {
    return session_practise(plot->session)->stand == PRACTISE_TOLD;
}

/* ---- behind the lines ---- */

/* Nought and both ends, a half where there is room; below nought only a scale that is as deep there. */
static void draw_axes(const Plot *plot) {
    Painter *p = plot->p;
    float low = plot->range.low, high = plot->range.high, half = high / 2;
    practise_axis(p, plot->area, low, high, 0);
    practise_axis(p, plot->area, low, high, high);
    if (height_of(plot, 0) - height_of(plot, half) >= 1.5f * p->small)
        practise_axis(p, plot->area, low, high, half);
    if (-low >= half)
        practise_axis(p, plot->area, low, high, low);
}

static void draw_bar(const Plot *plot, long t, Color color) {
    Rect column = column_of(plot, t);
    float zero = height_of(plot, 0), tip = height_of(plot, value_of(plot, t));
    column.y = fminf(zero, tip);
    column.h = fmaxf(fabsf(zero - tip), 1);
    draw_fill(plot->p->list, column, 0, color);
}

/* What it starts with is paler, and what was hidden. */
static void draw_bars(const Plot *plot) {
    Color color = practise_role(plot->p, plot->item->asked);
    for (long t = -plot->item->has_start; t < plot->question->from; t++)
        draw_bar(plot, t, t < 0 ? color_alpha(color, 0.45f) : color);
    for (long t = plot->question->from; t <= plot->question->to; t++)
        if (is_told(plot))
            draw_bar(plot, t, color_alpha(color, 0.3f));
        else
            draw_fill(plot->p->list, column_of(plot, t), 3 * plot->p->u, plot->p->theme->track);
}

static void draw_border(const Plot *plot) {
    Painter *p = plot->p;
    float x =
        roundf(plot->area.x + plot->pitch * (float)(plot->question->from + plot->item->has_start)) -
        1;
    draw_dashed_line(p->list, x, plot->area.y, x, plot->area.y + plot->area.h,
                     fmaxf(roundf(1.5f * p->u), 1), 5 * p->u, p->theme->dim);
}

static void draw_steps(const Plot *plot) {
    Painter *p = plot->p;
    char text[16];
    for (long t = 0; t <= plot->question->to; t++) {
        snprintf(text, sizeof text, t ? "%ld" : "t = %ld", t);
        paint_text_centre(p, middle_of(plot, t), plot->area.y + plot->area.h + 4 * p->u,
                          FACE_NUMBER, p->small, p->theme->dim, text);
    }
}

/* ---- the lines ---- */

static GapCurve pixels_of(const Plot *plot, const Guess *guess) {
    long from = plot->question->from;
    GapCurve curve = {.count = (int)(plot->question->to - from + 2)};
    for (int k = 0; k < curve.count; k++) {
        bool there = k == 0 || guess_has(guess, k - 1);
        float value = !there ? 0 : k == 0 ? value_of(plot, from - 1) : guess->values[k - 1];
        curve.x[k] = middle_of(plot, from - 1 + k);
        curve.y[k] = there ? height_of(plot, value) : NAN;
    }
    return curve;
}

static void mark_gap(const Plot *plot) {
    const Gap *gap = &plot->session->outcome.gap;
    if (gap->gap > 0)
        gap_mark(plot->p, roundf(middle_of(plot, gap->step)), height_of(plot, gap->drawn),
                 height_of(plot, gap->really), fminf(7 * plot->p->u, 0.4f * plot->pitch));
}

static void draw_lines(const Plot *plot) {
    Painter *p = plot->p;
    float size = fminf(fmaxf(5 * p->u, 3), 0.35f * plot->pitch);
    const Outcome *outcome = &plot->session->outcome;
    Color color = practise_role(p, plot->item->asked);
    GapCurve drawn = pixels_of(plot, &session_beat_state(plot->session)->guess);
    if (outcome->known) {
        GapCurve truth = pixels_of(plot, &outcome->truth);
        gap_shade(p, &drawn, &truth);
        gap_lines(p, &truth, false, color);
        gap_points(p, &truth, size, false, color);
    }
    gap_lines(p, &drawn, true, p->theme->text);
    if (outcome->known)
        mark_gap(plot);
    gap_points(p, &drawn, size, true, p->theme->text);
}

/* Where the arrow keys are. */
static void draw_cursor(const Plot *plot) {
    Painter *p = plot->p;
    long t = plot->question->from + plot->session->cursor;
    if (!is_told(plot))
        draw_frame(p->list, column_of(plot, t), 3 * p->u, fmaxf(roundf(1.5f * p->u), 1),
                   p->theme->select);
}

/* ---- what is pressed, and whose line is whose ---- */

static void add_region(const Plot *plot) {
    Painter *p = plot->p;
    const Question *question = plot->question;
    Rect rect = {plot->area.x + plot->pitch * (float)(question->from + plot->item->has_start),
                 plot->area.y, plot->pitch * (float)(question->to - question->from + 1),
                 plot->area.h};
    CellKind kind = plot->session->lesson->cells[0].cell->spec.kind;
    char label[192];
    if (is_told(plot))
        return;
    snprintf(label, sizeof label,
             paint_phrase(p, "Draw %s from t = %ld to %ld: drag, or arrow keys; Enter answers"),
             paint_signal_symbol(p, kind, question->signal.index), question->from, question->to);
    paint_focus(p, rect, region_id("practise.draw", 0), 4 * p->u);
    Region *region = region_add(p->list, REGION_PAINT, rect, "practise.draw", 0, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GUESS};
    region->from = question->from;
    region->to = question->to;
    region->low = plot->range.low;
    region->high = plot->range.high;
    region->step = plot->range.step / 5;
    region->focusable = region->asked = true;
    gap_drawn(p, region);
}

/* How to draw, and behind that whose line is whose. */
static void draw_legend(Column *c, const Plot *plot) {
    Painter *p = c->p;
    float line = roundf(1.5f * p->small), size = 5 * p->u, middle = c->y + line / 2,
          x = c->x + c->w;
    const char *words[2] = {paint_phrase(p, "true"), paint_phrase(p, "you")};
    for (int k = is_told(plot) ? 0 : 1; k < 2; k++) {
        x -= paint_text_width(p, FACE_TEXT, p->small, words[k]);
        paint_text(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small,
                   p->theme->text, words[k]);
        x -= 3 * size;
        if (k)
            draw_ring(p->list, x + size, middle, size, fmaxf(roundf(2 * p->u), 2), p->theme->text);
        else
            draw_disc(p->list, x + size, middle, 0.8f * size, practise_role(p, plot->item->asked));
        x -= 3 * size;
    }
    if (!is_told(plot))
        paint_text_fit(p, c->x, text_top_for_centre(p, FACE_TEXT, p->small, middle), x - c->x,
                       FACE_TEXT, p->small, p->theme->dim,
                       paint_phrase(p, "Draw it here: drag, or the arrow keys."));
    c->y += line + roundf(4 * p->u);
}

void practise_drawing(Column *c, const Session *session, float room) {
    Painter *p = c->p;
    const Item *item = session_practise(session)->item;
    const Question *question = asked_guess(session);
    float u = p->u, axis = paint_text_width(p, FACE_NUMBER, p->small, "-0.5") + 8 * u;
    float least = roundf(150 * u + p->small), other = roundf(3.4f * p->small + 40 * u);
    PractiseCard card = practise_card(c);
    Plot plot = {.p = p, .session = session, .item = item, .question = question};
    plot.range = asked_range(session);
    draw_legend(c, &plot);
    plot.area = (Rect){c->x + axis, c->y + roundf(0.6f * p->small), c->w - axis,
                       roundf(fminf(fmaxf(room - other, least), 1.8f * least))};
    plot.pitch = plot.area.w / (float)(item->facts.steps + item->has_start);
    draw_axes(&plot);
    draw_bars(&plot);
    draw_border(&plot);
    draw_lines(&plot);
    draw_cursor(&plot);
    draw_steps(&plot);
    add_region(&plot);
    c->y = plot.area.y + plot.area.h + roundf(1.4f * p->small);
    practise_card_end(c, &card);
}

/* ---- what is told ---- */

static void say(Column *c, const char *words) {
    const RichStyle style = {.px = c->p->body, .color = c->p->theme->text, .plain = true};
    c->y += rich_text(c->p, c->x, c->y, c->w, words, style) + roundf(6 * c->p->u);
}

void practise_drawing_told(Column *c, const Session *session) {
    const Practise *practise = session_practise(session);
    if (practise->stand != PRACTISE_TOLD)
        return;
    Belief belief = session_practise_belief(session);
    bool unsure = practise->sitting[practise->at].chosen == CHOSEN_UNSURE;
    PractiseCard card = practise_card(c);
    gap_result(c);
    if (belief != BELIEF_NONE)
        say(c, paint_phrase(c->p, belief_said(belief)));
    if (unsure)
        say(c, paint_phrase(c->p, "Your step above now shows how it comes out."));
    gap_causes(c);
    gap_reason(c);
    practise_card_end(c, &card);
}
