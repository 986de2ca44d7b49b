/* lane.c: a lane's grid and title, and what its bars show at the moment. */
#include "scene/stage/lane.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clamp.h"

/* ---- grid ---- */

/* Widths of the outer columns, in gate cards. */
static const float LEFT_SHARE = 1.24f, RIGHT_SHARE = 1.04f;

static void lay_columns(Lane *lane, int columns) {
    float u = lane->p->u, pad = LANE_PAD * u;
    float x = roundf(lane->rect.x + pad), w = lane->rect.w - 2 * pad;
    lane->gap = roundf(clamp_float(w * 0.022f, 7 * u, 40 * u));
    lane->knot_gap = roundf(2 * lane->knot + clamp_float(w * 0.04f, 10 * u, 60 * u));
    bool wide_reset = columns == 3; /* the reset's knot has a gap of its own */
    float gaps = lane->gap * (float)columns + lane->knot_gap;
    gaps += wide_reset ? lane->knot_gap - lane->gap : 0;
    lane->gate_w = floorf((w - gaps) / (LEFT_SHARE + (float)columns + RIGHT_SHARE));
    lane->left_x = x;
    lane->left_w = roundf(LEFT_SHARE * lane->gate_w);
    float at = x + lane->left_w + lane->gap;
    for (int k = 0; k < columns; k++) {
        at += wide_reset && k == 2 ? lane->knot_gap - lane->gap : 0;
        lane->gate_x[k] = at;
        at += lane->gate_w + lane->gap;
    }
    lane->right_x = at - lane->gap + lane->knot_gap;
    lane->right_w = roundf(lane->rect.x + lane->rect.w - pad) - lane->right_x;
}

static void lay_rows(Lane *lane, float top, bool rail) {
    float u = lane->p->u, bottom = lane->rect.y + lane->rect.h - 6 * u;
    float below = rail ? clamp_float((bottom - top) * 0.13f, 15 * u, 34 * u) : 4 * u;
    float h = fmaxf(bottom - below - top, 4);
    float gap = roundf(clamp_float(h * 0.14f, 4 * u, 70 * u));
    lane->top_y = roundf(top);
    lane->top_h = roundf((h - gap) * 0.42f);
    lane->low_y = lane->top_y + lane->top_h + gap;
    lane->low_h = roundf(bottom - below) - lane->low_y;
    lane->highway_y = roundf(lane->top_y + lane->top_h / 2);
    float free = lane->low_y - lane->highway_y; /* two knots and their wires stand here */
    lane->knot = roundf(clamp_float((free - 8 * u) / 4.4f, 4 * u, 20 * u));
    lane->stroke = fmaxf(roundf(clamp_float(h * 0.011f, 1.5f * u, 3 * u)), 1);
    lane->rail_step = roundf(below * 0.26f);
    lane->rail_y = roundf(lane->low_y + lane->low_h + below * 0.52f);
}

/* ---- title ---- */

static void add_title_region(Lane *lane, Rect rect, const char *title) {
    Painter *p = lane->p;
    char name[96], label[128];
    snprintf(name, sizeof name, "stage.%s", lane->entry->id);
    snprintf(label, sizeof label, paint_phrase(p, "Select the %s"), title);
    Region *region = region_add(p->list, REGION_BUTTON, rect, name, 0, label);
    if (!region)
        return;
    int unit = p->session->unit < lane->model->spec.hidden ? p->session->unit : 0;
    region->action = (Action){.kind = ACTION_SELECT, .cell = lane->cell, .unit = unit};
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(p, rect, id, 4 * p->u);
}

/* The beat points at the cell as a whole. */
static bool cell_highlighted(const Lane *lane) {
    const Beat *beat = session_beat(lane->p->session);
    for (int k = 0; beat && k < beat->highlight_count; k++)
        if (beat->highlights[k].target.kind == TARGET_CELL &&
            beat->highlights[k].target.cell == lane->cell)
            return true;
    return false;
}

/* To two digits: 1234.5 to 1200. */
static double two_digits(double value) {
    double unit = pow(10, floor(log10(value)) - 1);
    return round(value / unit) * unit;
}

/* What the cell costs: how many numbers are learned, and how long a step takes here, where that was
 * measured. */
static void lane_price(const Lane *lane, char *text, size_t size) {
    const Viewport *view = lane->p->viewport;
    long count = cell_parameter_count(&lane->model->spec);
    float ns = view->step_ns ? view->step_ns[lane->cell] : 0;
    int length = snprintf(text, size,
                          count == 1 ? paint_phrase(lane->p, "%ld parameter")
                                     : paint_phrase(lane->p, "%ld parameters"),
                          count);
    if (ns > 0 && length > 0 && (size_t)length < size)
        snprintf(text + length, size - (size_t)length,
                 ns < 1000 ? paint_phrase(lane->p, " \u00b7 %.0f ns a step")
                           : paint_phrase(lane->p, " \u00b7 %g \u00b5s a step"),
                 ns < 1000 ? (double)ns : two_digits((double)ns / 1000));
}

/* Where the title's row ends: at the lane's edge, or before what lies there. */
static float title_end(const Lane *lane) {
    const Painter *p = lane->p;
    Rect r = lane->rect, chip = p->chip;
    float end = r.x + r.w - 12 * p->u;
    bool covered = chip.w > 0 && rect_contains(r, chip.x + chip.w / 2, chip.y + chip.h / 2);
    return covered ? fminf(end, chip.x - 8 * p->u) : end;
}

/* Returns the y below the title's row. The cell's price stands at the right where there is room for
 * it, and before all else where the beat points at the cell as a whole. */
static float draw_title(Lane *lane, const char *subtitle) {
    Painter *p = lane->p;
    float u = p->u, x = lane->left_x, y = roundf(lane->rect.y + 8 * u);
    float px = fminf(p->large, fmaxf(lane->rect.h * 0.11f, 11 * fmaxf(u, p->viewport->scale)));
    float h = paint_line_height(p, FACE_TEXT_BOLD, px);
    const char *title = paint_cell_title(p, lane->cell);
    bool selected = p->session->cell == lane->cell;
    float room = title_end(lane) - x;
    float w = paint_text_fit(p, x, y, room, FACE_TEXT_BOLD, px,
                             selected ? p->theme->text : p->theme->dim, title);
    Rect chip = {x - 6 * u, y - 2 * u, w + 12 * u, h + 4 * u};
    if (cell_highlighted(lane))
        draw_frame(p->list, chip, 5 * u, fmaxf(2 * u, 1), p->theme->select);
    add_title_region(lane, chip, title);
    float ascent = p->fonts->ascent(p->fonts->context, FACE_TEXT_BOLD, px);
    float small = fminf(p->body, px), left = room - w - 16 * u;
    float top = y + ascent - p->fonts->ascent(p->fonts->context, FACE_TEXT, small);
    char price[96];
    lane_price(lane, price, sizeof price);
    float said = paint_text_width(p, FACE_TEXT, small, subtitle);
    float paid = paint_text_width(p, FACE_TEXT, small, price);
    bool both = said + 24 * u + paid <= left,
         first = paid <= left && (cell_highlighted(lane) || said > left);
    if (both || (!first && said <= left))
        paint_text(p, x + w + 16 * u, top, FACE_TEXT, small, p->theme->dim, subtitle);
    if (both || first)
        paint_text_right(p, x + room, top, FACE_TEXT, small, p->theme->dim, price);
    return y + h + 4 * u;
}

/* ---- the moment ---- */

static float ease(float part) {
    part = clamp_float(part, 0, 1);
    return part * part * (3 - 2 * part);
}

static void set_moment(Lane *lane) {
    Moment m = lane->p->moment;
    lane->t = m.t;
    lane->initial = m.t < 0;
    lane->hidden = session_hidden(lane->p->session, m.t) || m.t >= lane->trace->steps ||
                   !trace_has(lane->trace, m.t);
    lane->moving = !lane->initial && !(m.phase == PHASE_SHOW && m.part >= 1);
    for (int k = 0; k < PHASE_COUNT; k++) {
        bool done = k < (int)m.phase, now = k == (int)m.phase;
        lane->reach[k] = lane->initial || lane->hidden ? 0 : done ? 1 : now ? m.part : 0;
    }
}

float lane_part(const Lane *lane, Phase phase, float from, float to) {
    return ease((lane->reach[phase] - from) / (to - from));
}

bool lane_active(const Lane *lane, Phase phase) {
    return lane->moving && !lane->hidden && lane->p->moment.phase == phase;
}

/* Of the words beside the letters of gates and candidate. */
static float longest_word(const Lane *lane) {
    float longest = 0;
    for (int k = 0; k < lane->kind->signal_count; k++) {
        char word[LANE_WORD];
        int pre = lane->kind->signals[k].pre;
        if (pre < 0 || lane->kind->signals[pre].class != SIGNAL_PRE_ACTIVATION || k == SIGNAL_H)
            continue;
        lane_word(lane, k, word);
        longest = fmaxf(longest, paint_text_width(lane->p, FACE_TEXT, lane->p->small, word));
    }
    return longest;
}

void lane_word(const Lane *lane, int signal, char word[LANE_WORD]) {
    const char *label = paint_phrase(lane->p, lane->kind->signals[signal].label);
    const char *gate = strstr(label, " gate");
    snprintf(word, LANE_WORD, "%.*s", gate ? (int)(gate - label) : LANE_WORD - 1, label);
}

void lane_begin(Lane *lane, Painter *p, int cell, Rect rect, int columns, bool rail,
                const char *subtitle) {
    const Run *run = p->session->run;
    *lane = (Lane){.p = p, .cell = cell, .rect = rect};
    lane->entry = &p->session->lesson->cells[cell];
    lane->model = run->cells[cell];
    lane->trace = run->traces[cell];
    lane->kind = cell_kind(lane->model->spec.kind);
    lane->unit = p->session->unit < lane->model->spec.hidden ? p->session->unit : -1;
    set_moment(lane);
    lane->left_x = roundf(rect.x + LANE_PAD * p->u);
    if (lane->trace->spec.backward)
        subtitle = paint_phrase(p, "\u2190 reads backwards: before t comes t + 1");
    else if (lane->initial)
        subtitle = paint_phrase(p, "initial state: nothing has been read yet");
    lay_rows(lane, draw_title(lane, subtitle), rail);
    lay_columns(lane, columns);
    float letter = 2 * fminf(p->body * 1.4f, lane->low_h * 0.24f);
    lane->words = longest_word(lane) + letter + 0.15f * lane->gate_w <= lane->gate_w;
}

/* ---- what bars show ---- */

const float *lane_now(const Lane *lane, int signal) {
    return lane->hidden ? NULL : trace_at(lane->trace, signal, lane->t, 0);
}

const float *lane_past(const Lane *lane, int signal) {
    if (lane->initial || lane->hidden)
        return NULL;
    if (lane->t == trace_first(lane->trace) && !lane->kind->signals[signal].has_initial)
        return NULL;
    return trace_at(lane->trace, signal, trace_before(lane->trace, lane->t), 0);
}

Color lane_color(const Lane *lane, int signal) {
    return lane->p->theme->role[lane->kind->signals[signal].role];
}

float lane_mean(const Lane *lane, int signal) {
    const float *values = lane_now(lane, signal);
    int count = lane->model->spec.hidden;
    float sum = 0;
    for (int k = 0; values && k < count; k++)
        sum += isnan(values[k]) ? 0 : clamp_float(values[k], 0, 1);
    return sum / (float)count;
}

static Bars bars_of(const Lane *lane, int signal) {
    const SignalInfo *info = &lane->kind->signals[signal];
    Bars bars = {.count = signal_width(&lane->model->spec, signal), .part = 1};
    bars.level = info->class == SIGNAL_GATE;
    bars.limit = bars.level ? 1 : signal_limit(lane->p, lane->cell, signal);
    bars.color = lane->p->theme->role[info->role];
    bars.on_color = lane->p->theme->on_role[info->role];
    return bars;
}

enum { LEAVING = 35 }; /* percent of the first phase in which the step before goes away */

Bars lane_rising(const Lane *lane, int signal, float part) {
    Bars bars = bars_of(lane, signal);
    float gone = lane_part(lane, PHASE_GATES, 0, LEAVING / 100.0f);
    bool has_initial = lane->kind->signals[signal].has_initial;
    if (lane->hidden || (lane->initial && !has_initial)) {
        bars.hidden = true;
    } else if (lane->initial || part >= 1) {
        bars.to = lane_now(lane, signal);
    } else if (part > 0) {
        bars.to = lane_now(lane, signal);
        bars.part = part;
    } else if (gone < 1 && lane_past(lane, signal)) { /* the step before sinks away */
        bars.from = lane_past(lane, signal);
        bars.part = gone;
        bars.ghost = true;
    } else {
        bars.hidden = true;
    }
    return bars;
}

Bars lane_turning(const Lane *lane, int signal, float part) {
    Bars bars = bars_of(lane, signal);
    bars.hidden =
        lane->hidden || lane->initial || (part <= 0 && lane->t == trace_first(lane->trace));
    if (!bars.hidden) {
        bars.from = lane_past(lane, signal);
        bars.to = lane_now(lane, signal);
        bars.part = part;
    }
    return bars;
}

Bars lane_before(const Lane *lane, int signal) {
    Bars bars = bars_of(lane, signal);
    long before = trace_before(lane->trace, lane->t), t = signal == SIGNAL_X ? lane->t : before;
    bars.hidden = lane->hidden || lane->initial;
    if (bars.hidden)
        return bars;
    bars.to = trace_at(lane->trace, signal, t, 0);
    if (t != (signal == SIGNAL_X ? trace_first(lane->trace) : trace_initial(lane->trace)))
        bars.from = trace_at(lane->trace, signal, trace_before(lane->trace, t), 0);
    bars.part = lane_part(lane, PHASE_GATES, 0, LEAVING / 100.0f);
    return bars;
}

Rect lane_gate_rect(const Lane *lane, int column) {
    return (Rect){lane->gate_x[column], lane->low_y, lane->gate_w, lane->low_h};
}

void lane_remark(Lane *lane, Rect rect, const char *text) {
    Painter *p = lane->p;
    float px = p->small, step = roundf(paint_line_height(p, FACE_TEXT, px) * 1.15f);
    int lines = 1;
    float widest = 0;
    char line[128];
    for (int pass = 0; pass < 2; pass++) {
        const char *at = text;
        float y = roundf(rect.y + (rect.h - step * (float)lines) / 2);
        for (lines = 0; at; lines++) {
            const char *end = strchr(at, '\n');
            snprintf(line, sizeof line, "%.*s", (int)(end ? end - at : (long)strlen(at)), at);
            if (pass == 0)
                widest = fmaxf(widest, paint_text_width(p, FACE_TEXT, px, line));
            else
                paint_text(p, rect.x, y + step * (float)lines, FACE_TEXT, px, p->theme->dim, line);
            at = end ? end + 1 : NULL;
        }
        if (widest > rect.w || step * (float)lines > rect.h)
            return;
    }
}
