/* strip.c: where the things of a strip stand, and what is known of them at the moment. */
#include "scene/strip/strip.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/words/number.h"

enum { BLOCK = 13 /* points of a block of cells that can be hit */ };

/* ---- places ---- */

static const float MIDDLE[STAND_COUNT] = {
    [STAND_BEFORE] = 0.063f, [STAND_KEEP] = 0.176f, [STAND_BLOCK] = 0.420f, [STAND_NOW] = 0.600f,
    [STAND_CURVE] = 0.724f,  [STAND_SHOW] = 0.832f, [STAND_RESULT] = 0.942f};

/* Parts of the width: of one unit, and of several. */
static const float WIDTH_ONE[STAND_COUNT] = {
    [STAND_BEFORE] = 0.043f, [STAND_KEEP] = 0.040f, [STAND_BLOCK] = 0.050f, [STAND_NOW] = 0.050f,
    [STAND_CURVE] = 0.115f,  [STAND_SHOW] = 0.034f, [STAND_RESULT] = 0.043f};
static const float WIDTH_MANY[STAND_COUNT] = {
    [STAND_BEFORE] = 0.096f, [STAND_KEEP] = 0.040f, [STAND_BLOCK] = 0.050f, [STAND_NOW] = 0.096f,
    [STAND_CURVE] = 0.095f,  [STAND_SHOW] = 0.034f, [STAND_RESULT] = 0.096f};

static const float MIDDLE_CROWD[STAND_COUNT] = {
    [STAND_BEFORE] = 0.063f, [STAND_KEEP] = 0.185f, [STAND_BLOCK] = 0.420f, [STAND_NOW] = 0.600f,
    [STAND_CURVE] = 0.712f,  [STAND_SHOW] = 0.822f, [STAND_RESULT] = 0.942f};
static const float WIDTH_CROWD[STAND_COUNT] = {
    [STAND_BEFORE] = 0.090f, [STAND_KEEP] = 0.090f, [STAND_BLOCK] = 0.050f, [STAND_NOW] = 0.090f,
    [STAND_CURVE] = 0.075f,  [STAND_SHOW] = 0.085f, [STAND_RESULT] = 0.090f};

/* On a phone: the state alone, and its gates. */
static const float MIDDLE_NARROW[STAND_COUNT] = {
    [STAND_BEFORE] = 0.125f, [STAND_KEEP] = 0.340f, [STAND_BLOCK] = 0.600f, [STAND_NOW] = 0.870f};
static const float WIDTH_NARROW[STAND_COUNT] = {
    [STAND_BEFORE] = 0.130f, [STAND_KEEP] = 0.120f, [STAND_BLOCK] = 0.110f, [STAND_NOW] = 0.130f};

static float stand_width(const Strip *strip, Stand stand) {
    const float *widths = strip->narrow      ? WIDTH_NARROW
                          : strip->crowd     ? WIDTH_CROWD
                          : strip->count > 1 ? WIDTH_MANY
                                             : WIDTH_ONE;
    return roundf(widths[stand] * strip->rect.w);
}

float strip_x(const Strip *strip, Stand stand) {
    const float *middles = strip->narrow ? MIDDLE_NARROW : strip->crowd ? MIDDLE_CROWD : MIDDLE;
    return roundf(strip->rect.x + middles[stand] * strip->rect.w);
}

float strip_left(const Strip *strip, Stand stand) {
    return roundf(strip_x(strip, stand) - stand_width(strip, stand) / 2);
}

float strip_right(const Strip *strip, Stand stand) {
    return strip_left(strip, stand) + stand_width(strip, stand);
}

/* ---- the moment ---- */

static float ease(float part) {
    part = fminf(fmaxf(part, 0), 1);
    return part * part * (3 - 2 * part);
}

static void set_moment(Strip *strip) {
    Moment m = strip->p->moment;
    strip->t = m.t;
    strip->initial = m.t < 0;
    strip->hidden = session_hidden(strip->p->session, m.t) || m.t >= strip->trace->steps;
    for (int k = 0; k < PHASE_COUNT; k++) {
        bool done = k < (int)m.phase, now = k == (int)m.phase;
        strip->reach[k] = strip->initial || strip->hidden ? 0 : done ? 1 : now ? m.part : 0;
    }
}

float strip_part(const Strip *strip, Phase phase, float from, float to) {
    return ease((strip->reach[phase] - from) / (to - from));
}

Color strip_color(const Strip *strip, int signal) {
    return strip->p->theme->role[strip->kind->signals[signal].role];
}

const float *strip_now(const Strip *strip, int signal) {
    bool has = !strip->initial || strip->kind->signals[signal].has_initial;
    return strip->hidden || !has ? NULL : trace_at(strip->trace, signal, strip->t, 0);
}

const float *strip_past(const Strip *strip, int signal) {
    if (strip->initial || strip->hidden ||
        (strip->t == 0 && !strip->kind->signals[signal].has_initial))
        return NULL;
    return trace_at(strip->trace, signal, strip->t - 1, 0);
}

float strip_value(const Strip *strip, int signal) {
    const float *values = strip_now(strip, signal);
    return values ? values[strip->unit] : 0;
}

float strip_value_past(const Strip *strip, int signal) {
    const float *values = strip_past(strip, signal);
    return values ? values[strip->unit] : 0;
}

/* ---- the ground ---- */

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

static float line_height(const Painter *p, Face face, float px) {
    return p->fonts->height(p->fonts->context, face, px);
}

void strip_look(Strip *strip) {
    const Session *session = strip->p->session;
    const Run *run = session->run;
    strip->entry = &session->lesson->cells[strip->cell];
    strip->model = run->cells[strip->cell];
    strip->trace = run->traces[strip->cell];
    strip->kind = cell_kind(strip->model->spec.kind);
    strip->count = strip->model->spec.hidden;
    strip->unit = session->unit < strip->count ? session->unit : 0;
    strip->crowd = strip->count > FLOW_NUMBERED && strip->count <= FLOW_MOST;
    strip->px = strip->p->small;
    strip->number = strip->p->body;
    set_moment(strip);
}

void strip_begin(Strip *strip) {
    Painter *p = strip->p;
    strip_look(strip);
    many_order(strip);
    strip->loop_y = roundf(strip->rect.y + strip->title + 14 * p->u);
    float foot = yard_y(&strip->yard, -strip->yard.down) +
                 line_height(p, FACE_NUMBER_BOLD, strip->number) + 6 * p->u;
    float bottom = strip->rect.y + strip->rect.h - (strip->focus && !strip->narrow ? 16 : 4) * p->u;
    strip->low = (Rect){strip->rect.x + 0.03f * strip->rect.w, foot, 0.94f * strip->rect.w,
                        fmaxf(bottom - foot, 0)};
    draw_ground(strip);
    draw_axis(strip);
}

/* ---- names ---- */

/* Behind a state that shows itself there is room up to here, in parts of the width. */
static const float NOTHING_BEHIND = 0.66f;

/* How far a name may go to either side: to what stands in its row. */
static void name_room(const Strip *strip, Stand stand, float *left, float *right) {
    float edge = 3 * strip->p->u, end = strip->rect.x + strip->rect.w - edge;
    bool curve = strip->kind->memory != SIGNAL_H;
    *left = stand == STAND_BEFORE ? strip->rect.x + edge
            : stand == STAND_NOW  ? strip_right(strip, STAND_BLOCK) + edge
                                  : strip_right(strip, STAND_SHOW) + edge;
    *right = end;
    if (stand == STAND_BEFORE)
        *right = strip_left(strip, STAND_KEEP);
    else if (stand == STAND_NOW && !strip->narrow)
        *right = (curve ? strip_left(strip, STAND_CURVE)
                        : strip->rect.x + NOTHING_BEHIND * strip->rect.w) -
                 edge;
}

/* By how much the number differs from before the change: "(+0.14)"; empty: by nothing that is seen. */
static void difference(const Strip *strip, int signal, bool before, char text[32]) {
    float was = strip_was(strip, signal, before),
          now = before ? strip_value_past(strip, signal) : strip_value(strip, signal);
    char number[24];
    flow_number_text(now - was, true, number);
    snprintf(text, 32, " (%s)", number);
    if (!(fabsf(now - was) >= 0.005f))
        text[0] = '\0';
}

/* Letter and number, and by how much it differs where that has room. */
void strip_name(Strip *strip, Stand stand, int signal, bool before, bool known) {
    Painter *p = strip->p;
    bool named = !before && session_highlighted(p->session, strip->cell, signal, strip->unit);
    float px = named ? 1.2f * strip->number : strip->number, letter = 1.25f * px, low, high;
    float y = yard_y(&strip->yard, -strip->yard.down) + 3 * p->u;
    const char *symbol = paint_signal_symbol(p, strip->model->spec.kind, signal);
    char number[24] = "\u2026", subscript[24], differs[32] = "";
    if (known)
        flow_number_text(before ? strip_value_past(strip, signal) : strip_value(strip, signal),
                         false, number);
    if (known)
        difference(strip, signal, before, differs);
    snprintf(subscript, sizeof subscript, before ? "t\u22121" : "t");
    float small = flow_legible(p, 0.92f * strip->px),
          width = paint_text_width(p, FACE_SYMBOL, letter, symbol) +
                  paint_text_width(p, FACE_SYMBOL, 0.68f * letter, subscript) + 8 * p->u;
    float value = paint_text_width(p, FACE_NUMBER_BOLD, px, number),
          more = paint_text_width(p, FACE_NUMBER, small, differs);
    name_room(strip, stand, &low, &high);
    if (width + value + more > high - low) {
        differs[0] = '\0';
        more = 0;
    }
    if (more == 0) { /* it may go on under what stands beside it */
        low = strip->rect.x + 3 * p->u;
        high = strip->rect.x + strip->rect.w - 3 * p->u;
    }
    float left = strip_x(strip, stand) - (width + value) / 2;
    left = fmaxf(fminf(left, high - width - value - more), low);
    float baseline = y + p->fonts->ascent(p->fonts->context, FACE_NUMBER_BOLD, px);
    paint_symbol(p, left, baseline, letter, strip->kind->signals[signal].role, symbol, subscript);
    paint_text(p, left + width, y, FACE_NUMBER_BOLD, px, p->theme->text, number);
    if (differs[0])
        paint_text(p, left + width + value,
                   baseline - p->fonts->ascent(p->fonts->context, FACE_NUMBER, small), FACE_NUMBER,
                   small, p->theme->text, differs);
}

/* ---- states ---- */

/* "unit 3: 0.84", of the only one "0.84". */
static void say_unit(const Strip *strip, int unit, const float *values, char text[64]) {
    char number[24];
    flow_number_text(values ? values[unit] : 0, false, number);
    const char *said = values ? number : paint_phrase(strip->p, "not known yet");
    if (strip->count > 1)
        snprintf(text, 64, paint_phrase(strip->p, "unit %d: %s"), unit + 1, said);
    else
        snprintf(text, 64, "%s", said);
}

/* To select the unit; of the selected one, where its number came from. */
static void fill_unit_region(const Strip *strip, Region *region, const Place *place) {
    bool selected = strip->p->session->cell == strip->cell && strip->unit == place->unit;
    region->action = (Action){.kind = ACTION_SELECT, .cell = strip->cell, .unit = place->unit};
    if (!session_known(strip->p->session, place))
        return;
    region->inspect = (Action){.kind = ACTION_INSPECT,
                               .cell = place->cell,
                               .number = place->signal,
                               .unit = place->unit,
                               .step = place->t};
    if (selected)
        region->action = region->inspect;
}

void strip_unit_region(Strip *strip, Rect rect, const UnitNumbers *of, int unit) {
    Painter *p = strip->p;
    char name[96], label[160], said[64];
    Place place = {strip->cell, of->signal, unit, of->before ? strip->t - 1 : strip->t};
    snprintf(name, sizeof name, "guided.%s.%s", strip->entry->id, of->name);
    say_unit(strip, unit, of->values, said);
    snprintf(label, sizeof label,
             of->before ? paint_phrase(p, "%s %s before this step, %s")
                        : paint_phrase(p, "%s %s, %s"),
             strip->kind->title, of->word ? of->word : operation_name(strip, of->signal), said);
    Region *region = region_add(p->list, REGION_BUTTON, rect, name, unit, label);
    if (!region)
        return;
    fill_unit_region(strip, region, &place);
    region->focusable =
        !strip->crowd || (unit == strip->unit && strip->focus); /* Up, Down: others */
    unsigned id = region->id;
    if (paint_hovered(p, id))
        draw_frame(p->list, rect, 3 * p->u, fmaxf(p->u, 1), p->theme->dim);
    paint_focus(p, rect, id, 4 * p->u);
}

/* Cells in blocks that a pointer can hit; a block selects its first unit. */
static void add_block_regions(Strip *strip, const FlowBox *box, const Yard *yard,
                              const UnitNumbers *of) {
    Rect first = flow_cell(box, yard, strip->order[0]);
    float least = BLOCK * strip->p->u;
    if (first.w <= 0 || first.h <= 0)
        return;
    int columns = flow_across(box, yard), span = (int)ceilf(least / first.w),
        tall = (int)ceilf(least / first.h);
    for (int row = 0; row * columns < box->count; row += tall)
        for (int at = row * columns; at < (row + 1) * columns && at < box->count; at += span) {
            bool here = strip->order[at] == strip->unit && at + 1 < box->count;
            int unit = strip->order[here ? at + 1 : at]; /* once more: the next one of the block */
            Rect rect = flow_cell(box, yard, strip->order[at]);
            rect.w = fminf(rect.w * (float)span, box->x + box->w - box->wide - rect.x);
            rect.h = fminf(rect.h * (float)tall, yard_y(yard, -yard->down) - rect.y);
            strip_unit_region(strip, rect, of, unit);
        }
}

void strip_unit_regions(Strip *strip, const FlowBox *box, const Yard *yard, const UnitNumbers *of) {
    if (flow_heats(box) && strip->crowd)
        add_block_regions(strip, box, yard, of);
    for (int k = 0; k < box->count; k++)
        if (!flow_heats(box) || k == box->selected)
            strip_unit_region(strip, flow_column(box, yard, k), of, k);
}

static bool highlighted(const Strip *strip, int signal) {
    return session_highlighted(strip->p->session, strip->cell, signal, strip->unit);
}

void strip_light(Strip *strip, Rect r) {
    Painter *p = strip->p;
    float out = 6 * p->u;
    Rect round = {r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out};
    draw_frame(p->list, round, 8 * p->u, fmaxf(roundf(2.5f * p->u), 2), p->theme->select);
    if (p->spot_count < (int)(sizeof p->spots / sizeof *p->spots))
        p->spots[p->spot_count++] = round;
}

float strip_was(const Strip *strip, int signal, bool before) {
    Place place = {strip->cell, signal, strip->unit, before ? strip->t - 1 : strip->t};
    float was;
    bool known = strip->p->session->before && session_known(strip->p->session, &place) &&
                 session_before(strip->p->session, &place, &was);
    return known ? was : NAN;
}

/* Where the unit's bar stood before the change; by how much it differs stands beside its name. */
static void draw_ghost(Strip *strip, Rect column, int signal, bool before) {
    Painter *p = strip->p;
    float was = strip_was(strip, signal, before),
          now = before ? strip_value_past(strip, signal) : strip_value(strip, signal);
    float y = yard_y(&strip->yard, was), zero = strip->yard.zero,
          stroke = fmaxf(roundf(1.5f * p->u), 1);
    if (isnan(was) || fabsf(y - yard_y(&strip->yard, now)) < 1.5f)
        return;
    draw_dashed_frame(p->list,
                      (Rect){column.x, fminf(y, zero), column.w, fmaxf(fabsf(y - zero), stroke)}, 0,
                      stroke, 4 * p->u, p->theme->text);
}

void strip_band(Strip *strip, float x, float w, const Yard *yard, int signal) {
    Place place = {strip->cell, signal, strip->unit, strip->t};
    float low, high, value = strip_value(strip, signal);
    if (!strip->initial && !strip->hidden && session_band(strip->p->session, &place, &low, &high))
        flow_band(strip->p, x, w, yard, low, high, value >= low && value <= high);
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

/* At few units every bar has its number; the selected one's stands under its name. */
static void number_units(Strip *strip, const FlowBox *box, const float *values) {
    Painter *p = strip->p;
    float px = flow_legible(p, 0.85f * p->small), top = yard_y(&strip->yard, strip->yard.up),
          bottom = yard_y(&strip->yard, -strip->yard.down), line = 1.25f * px;
    for (int k = 0; k < box->count && box->count <= FLOW_NUMBERED; k++) {
        char text[24];
        Rect column = flow_column(box, &strip->yard, k);
        float end = yard_y(&strip->yard, values[k]), y = values[k] < 0 ? end : end - line;
        if (k == box->selected || !isfinite(values[k]) ||
            !strip_fit_number(strip, values[k], px, column.w, text))
            continue;
        bool inside = y < top || y + line > bottom;
        if (inside)
            y = values[k] < 0 ? end - line : end + 1;
        if (inside && fabsf(end - strip->yard.zero) < line)
            continue;
        paint_text_centre(p, column.x + column.w / 2, y, FACE_NUMBER, px,
                          inside && values[k] >= 0 ? p->theme->background : p->theme->text, text);
    }
}

FlowBox strip_box(const Strip *strip, float x, float w) {
    FlowBox box = flow_box(strip->p, x, w, strip->count, strip->unit);
    box.place = strip->crowd && strip->ordered != NO_SIGNAL ? strip->place : NULL;
    return box;
}

void strip_state(Strip *strip, Stand stand, int signal, bool before, float part,
                 const Stack *stack) {
    Painter *p = strip->p;
    float x = strip_left(strip, stand), w = strip_right(strip, stand) - x;
    FlowBox box = strip_box(strip, x, w);
    const float *values = before ? strip_past(strip, signal) : strip_now(strip, signal);
    bool known = values && part > 0;
    Rect column = flow_column(&box, &strip->yard, strip->unit);
    flow_units(p, &box, &strip->yard, known ? values : NULL, part, strip_color(strip, signal));
    strip_name(strip, stand, signal, before, known && part >= 1);
    if (known && part >= 1)
        number_units(strip, &box, values);
    if (stack && known && part >= 1)
        flow_stack(p, column, &strip->yard, stack->kept, stack->written, strip_color(strip, signal),
                   stack->color);
    if (strip->count > 1)
        draw_frame(p->list, column, 2 * p->u, fmaxf(roundf(1.5f * p->u), 1), p->theme->select);
    Rect all = {x, yard_y(&strip->yard, strip->yard.up), w, 0};
    all.h = yard_y(&strip->yard, -strip->yard.down) - all.y;
    if (!before && highlighted(strip, signal))
        strip_light(strip, all);
    if (!before)
        strip_band(strip, column.x, column.w, &strip->yard, signal);
    if (known && part >= 1)
        draw_ghost(strip, column, signal, before);
    char name[48];
    snprintf(name, sizeof name, "%s.%d", strip->kind->signals[signal].name, (int)stand);
    strip_unit_regions(strip, &box, &strip->yard,
                       &(UnitNumbers){name, signal, before, NULL, values});
}

/* ---- shutters ---- */

float strip_number(const Strip *strip, int signal, float px) {
    bool named = strip->p->session->present.on && highlighted(strip, signal);
    return named ? fmaxf(px, strip->number) : px;
}

/* The word and the level, above the shutter's edge. */
static void name_shutter(Strip *strip, float x, float edge, int signal, bool known) {
    Painter *p = strip->p;
    char word[48], number[24];
    float px = strip_number(strip, signal, strip->px),
          line = line_height(p, FACE_NUMBER_BOLD, strip->px);
    float off = (highlighted(strip, signal) ? 11 : 6) * p->u; /* a frame stands round it */
    float top =
        fmaxf(edge - off - line - line_height(p, FACE_NUMBER_BOLD, px), strip->rect.y + 2 * p->u);
    Color color = strip_color(strip, signal);
    gate_word(strip, signal, word);
    flow_number_text(strip_value(strip, signal), false, number);
    paint_text_centre(p, x, top, FACE_TEXT_BOLD, strip->px, color, word);
    if (known)
        paint_text_centre(p, x, top + line, FACE_NUMBER_BOLD, px, color, number);
}

/* It is taken hold of by what it is as high as: what arrives. */
static void add_shutter_handle(Strip *strip, Rect tube, int signal, float arrives, bool acted) {
    float level = strip_value(strip, signal);
    char name[96], number[24], passes[24], arrived[24], terms[TERMS];
    snprintf(name, sizeof name, "guided.%s.%s.shutter", strip->entry->id,
             strip->kind->signals[signal].name);
    flow_number_text(level, false, number);
    flow_number_text(arrives, false, arrived);
    flow_number_text(level * arrives, false, passes);
    snprintf(terms, sizeof terms, "%s \u00d7 %s = %s", number, arrived, passes);
    gate_handle(strip, tube, signal, NULL, strip->unit, level, name, acted ? terms : NULL);
}

void strip_shutter(Strip *strip, Stand stand, int signal, float arrives, float part) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    float x = strip_left(strip, stand), w = strip_right(strip, stand) - x, middle = x + w / 2,
          level = strip_value(strip, signal), least = 14 * p->u;
    bool known = strip_now(strip, signal) != NULL;
    Rect whole = {x, 0, w, fmaxf(fabsf(yard_y(yard, arrives) - yard->zero), least)}, tube;
    whole.y = arrives < 0 ? yard->zero : yard->zero - whole.h;
    float shown = known ? 1 + (level - 1) * part : 1; /* it stands open until its gate acts */
    if (strip->crowd) { /* a share of a tube, as those of all others */
        Yard high = many_tube(strip);
        whole = (Rect){x, high.zero - high.unit, w, high.unit};
        tube = many_shutters(strip, stand, signal, part);
        flow_shutter(p, tube.x, tube.w, &high, 1, shown, strip_color(strip, signal));
    } else {
        tube = whole;
        flow_shutter(p, x, w, yard, arrives, shown, strip_color(strip, signal));
    }
    name_shutter(strip, middle, fminf(whole.y, yard->zero - least), signal, known && part > 0);
    if (known)
        add_shutter_handle(strip, tube, signal, arrives, part >= 1);
    if (highlighted(strip, signal))
        strip_light(strip, whole);
}

/* ---- ways back ---- */

/* Where something is on the way back that has gone `part` of its length. */
static FlowPoint along(const FlowPoint *points, int count, float part) {
    float length = 0;
    for (int k = 1; k < count; k++)
        length += fabsf(points[k].x - points[k - 1].x) + fabsf(points[k].y - points[k - 1].y);
    float left = part * length;
    for (int k = 1; k < count; k++) {
        float step = fabsf(points[k].x - points[k - 1].x) + fabsf(points[k].y - points[k - 1].y);
        if (left <= step && step > 0) {
            float share = left / step;
            return (FlowPoint){points[k - 1].x + share * (points[k].x - points[k - 1].x),
                               points[k - 1].y + share * (points[k].y - points[k - 1].y)};
        }
        left -= step;
    }
    return points[count - 1];
}

void strip_loop(Strip *strip, Stand from, Stand to, int signal, const char *word) {
    Painter *p = strip->p;
    float top = yard_y(&strip->yard, strip->yard.up), y = strip->loop_y, a = strip_x(strip, from);
    float b = strip_x(strip, to);
    Color color = strip_color(strip, signal);
    const FlowPoint way[] = {{a, top - 2 * p->u}, {a, y}, {b, y}, {b, top - 5 * p->u}};
    flow_way(p, way, 4, color);
    float w = paint_text_width(p, FACE_TEXT, strip->px, word), x = (a + b) / 2 - w / 2;
    if (w < 0.7f * fabsf(a - b)) {
        float h = line_height(p, FACE_TEXT, strip->px);
        Color ground = strip_ground(strip);
        draw_fill(p->list, (Rect){x - 8 * p->u, y - h / 2, w + 16 * p->u, h}, 0, ground);
        paint_text(p, x, text_top_for_centre(p, FACE_TEXT, strip->px, y), FACE_TEXT, strip->px,
                   p->theme->dim, word);
    }
    float part = strip_part(strip, PHASE_GATES, 0, 0.45f), value = strip_value_past(strip, signal);
    if (part <= 0 || part >= 1)
        return;
    FlowPoint at = along(way, 4, part);
    float wide = strip_right(strip, to) - strip_left(strip, to),
          high = fabsf(value) * strip->yard.unit;
    Yard carried = strip->yard;
    carried.zero = roundf(at.y + high / 2);
    flow_block(p, at.x - wide / 2, wide, &carried, 0, fabsf(value), color);
}

void strip_feedback(Strip *strip, float x) {
    Painter *p = strip->p;
    float from = strip_x(strip, STAND_RESULT), y = strip->rect.y + strip->rect.h - 8 * p->u;
    float names = yard_y(&strip->yard, -strip->yard.down) +
                  line_height(p, FACE_NUMBER_BOLD, strip->number) + 6 * p->u;
    if (strip->low.h < 20 * p->u)
        return;
    float to = strip->low.y + 0.55f * strip->low.h;
    const FlowPoint way[] = {
        {from, names}, {from, y}, {x - 14 * p->u, y}, {x - 14 * p->u, to}, {x - 5 * p->u, to}};
    flow_way(p, way, 5, strip_color(strip, SIGNAL_H));
    float high = 16 * p->u, left = x - 14 * p->u;
    operation_way(strip, "feedback", (Rect){left, y - high / 2, from - left, high}, SIGNAL_H, true,
                  paint_phrase(p, "gates"));
}

void strip_note(Strip *strip, const char *word) {
    Painter *p = strip->p;
    float from = strip_right(strip, STAND_NOW) + 16 * p->u,
          room = strip->rect.x + strip->rect.w - 12 * p->u - from;
    if (!strip->narrow && paint_text_width(p, FACE_TEXT, strip->px, word) < room)
        paint_text(p, from, strip->rect.y + 5 * p->u, FACE_TEXT, strip->px, p->theme->dim, word);
}

/* ---- equations ---- */

static void draw_factors(Strip *strip, Rect rect, float px, const Product *product, const char *a,
                         const char *b) {
    Painter *p = strip->p;
    float times = paint_text_width(p, FACE_NUMBER, px, " \u00d7 "),
          wide = paint_text_width(p, FACE_NUMBER_BOLD, px, a) + times +
                 paint_text_width(p, FACE_NUMBER_BOLD, px, b);
    float x = rect.x + (rect.w - wide) / 2,
          y = text_top_for_centre(p, FACE_NUMBER_BOLD, px, rect.y + rect.h / 2);
    x += paint_text(p, x, y, FACE_NUMBER_BOLD, px, product->a_color, a);
    x += paint_text(p, x, y, FACE_NUMBER, px, p->theme->dim, " \u00d7 ");
    paint_text(p, x, y, FACE_NUMBER_BOLD, px, product->b_color, b);
}

void strip_product(Strip *strip, Rect rect, const char *word, const Product *product, int signal) {
    Painter *p = strip->p;
    char a[24], b[24], result[24], label[160];
    flow_number_text(product->a, false, a);
    flow_number_text(product->b, false, b);
    flow_number_text(product->result, false, result);
    const struct {
        const char *text;
        Color color;
        Face face;
    } parts[] = {
        {word, p->theme->dim, FACE_TEXT},       {a, product->a_color, FACE_NUMBER_BOLD},
        {"\u00d7", p->theme->dim, FACE_NUMBER}, {b, product->b_color, FACE_NUMBER_BOLD},
        {"=", p->theme->dim, FACE_NUMBER},      {result, p->theme->text, FACE_NUMBER_BOLD}};
    enum { PARTS = sizeof parts / sizeof *parts };
    float gap = 7 * p->u, width = -gap, px = strip->px * 1.08f;
    for (int k = word[0] ? 0 : 1; k < PARTS; k++)
        width += gap + paint_text_width(p, parts[k].face, px, parts[k].text);
    int first = word[0] ? 0 : 1;
    if (width > rect.w && first == 0) {
        width -= gap + paint_text_width(p, parts[0].face, px, parts[0].text);
        first = 1;
    }
    float gaps = gap * (float)(PARTS - 1 - first),
          smaller = 0.99f * px * (rect.w - gaps) / (width - gaps);
    if (width > rect.w &&
        smaller >= flow_legible(p, 0.7f * px)) { /* before any of it is left out */
        width = rect.w;
        px = smaller;
    }
    if (width > rect.w && rect.h >= 2.5f * px) { /* the result on a line of its own */
        Rect upper = {rect.x, rect.y, rect.w, rect.h / 2};
        draw_factors(strip, upper, px, product, a, b);
        rect.y += rect.h / 2;
        rect.h /= 2;
    }
    if (width > rect.w) { /* the result alone */
        paint_text_centre(p, rect.x + rect.w / 2,
                          text_top_for_centre(p, FACE_NUMBER_BOLD, px, rect.y + rect.h / 2),
                          FACE_NUMBER_BOLD, px, p->theme->text, result);
        return;
    }
    float x = rect.x + (rect.w - width) / 2;
    Rect box = {x - 4 * p->u, rect.y, width + 8 * p->u, rect.h};
    for (int k = first; k < PARTS; k++)
        x += gap + paint_text(p, x, text_top_for_centre(p, parts[k].face, px, rect.y + rect.h / 2),
                              parts[k].face, px, parts[k].color, parts[k].text);
    char name[96];
    snprintf(name, sizeof name, "guided.%s.product", strip->entry->id);
    snprintf(label, sizeof label, "%s: %s \u00d7 %s = %s", word, a, b, result);
    Region *region = region_add(p->list, REGION_BUTTON, box, name, signal, label);
    if (!region)
        return;
    Place place = {strip->cell, signal, strip->unit, strip->t};
    if (session_known(p->session, &place))
        region->action = region->inspect = (Action){.kind = ACTION_INSPECT,
                                                    .cell = strip->cell,
                                                    .number = signal,
                                                    .unit = strip->unit,
                                                    .step = strip->t};
    if (paint_hovered(p, region->id)) /* for the keyboard its ribbon says it */
        draw_frame(p->list, box, 4 * p->u, fmaxf(p->u, 1), p->theme->dim);
}

/* ---- levels under a narrow strip ---- */

static Yard yard_of_level(const Strip *strip, Rect tube, int signal) {
    bool gate = strip->kind->signals[signal].class == SIGNAL_GATE;
    Yard yard = {.unit = tube.h / (gate ? 1 : 2), .up = 1, .down = gate ? 0 : 1};
    yard.zero = roundf(tube.y + yard.unit);
    return yard;
}

static void draw_small_level(Strip *strip, Rect rect, const Level *level) {
    Painter *p = strip->p;
    float line = 1.3f * strip->px, value = level->before ? strip_value_past(strip, level->signal)
                                                         : strip_value(strip, level->signal);
    if (level->signal == SIGNAL_X)
        value = strip_now(strip, SIGNAL_X) ? strip_now(strip, SIGNAL_X)[0] : 0;
    bool known = (level->before ? strip_past(strip, level->signal)
                                : strip_now(strip, level->signal)) != NULL;
    Rect tube = {rect.x, rect.y + 1.3f * line, rect.w, rect.h - 2.5f * line};
    Yard yard = yard_of_level(strip, tube, level->signal);
    Color color = strip_color(strip, level->signal);
    draw_fill(p->list, tube, 3 * p->u, p->theme->track);
    if (known)
        flow_block(p, tube.x, tube.w, &yard, 0, value * level->part, color);
    draw_fill(p->list, (Rect){tube.x - 2 * p->u, yard.zero, tube.w + 4 * p->u, fmaxf(p->u, 1)}, 0,
              p->theme->faint);
    Letter own = operation_letter(strip, level->signal, false); /* "rh" of what the reset lets by */
    const char *symbol = strip->kind->signals[level->signal].inner
                             ? own.text
                             : paint_signal_symbol(p, strip->model->spec.kind, level->signal);
    paint_symbol(p, tube.x + 0.1f * tube.w, rect.y + line, 1.15f * strip->px,
                 strip->kind->signals[level->signal].role, symbol,
                 level->before ? "t\u22121" : "t");
    char number[24], name[96];
    flow_number_text(value, false, number);
    float px = flow_legible(p, fminf(strip->px, 0.36f * rect.w));
    if (known && level->part >= 1)
        paint_text_centre(p, tube.x + tube.w / 2, tube.y + tube.h + 2 * p->u, FACE_NUMBER_BOLD, px,
                          p->theme->text, number);
    snprintf(name, sizeof name, "guided.%s.%s", strip->entry->id,
             strip->kind->signals[level->signal].name);
    if (!level->before && known)
        gate_handle(strip, tube, level->signal, &yard, level->signal == SIGNAL_X ? 0 : strip->unit,
                    value, name, NULL);
}

void strip_levels(Strip *strip, const Level *levels, int count) {
    Rect low = strip->low;
    float gap = 8 * strip->p->u, w = (low.w - gap * (float)(count - 1)) / (float)count;
    if (low.h < 4 * strip->px)
        return;
    for (int k = 0; k < count; k++)
        draw_small_level(strip,
                         (Rect){roundf(low.x + (w + gap) * (float)k), low.y, roundf(w), low.h},
                         &levels[k]);
}
