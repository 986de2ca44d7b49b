/* bars.c: where bars stand, and how a value becomes one. */
#include "scene/paint/bars.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/clamp.h"
#include "lesson/curve.h"

enum { LIMIT_BUDGET = 8192 }; /* values read for an axis, so that a frame's work is bounded */

/* ---- axes ---- */

static long lesser(long a, long b) {
    return a < b ? a : b;
}

enum { LANES = 8 };

/* The bits of numbers' sizes: they are in the same order as the sizes, and what is no number, or is
 * infinite, lies above all others. 0 for those. */
static uint32_t size_bits(uint32_t bits) {
    uint32_t size = bits & 0x7fffffff;
    return size < 0x7f800000 ? size : 0;
}

/* Raises most to the sizes of the values, several at once: for one frame all steps are read. */
static void raise_to(uint32_t most[LANES], const float *values, int count) {
    uint32_t bits[LANES] = {0};
    int k = 0;
    for (; k + LANES <= count; k += LANES) {
        memcpy(bits, values + k, sizeof bits);
        for (int lane = 0; lane < LANES; lane++) {
            uint32_t size = size_bits(bits[lane]);
            most[lane] = size > most[lane] ? size : most[lane];
        }
    }
    for (; k < count; k++) {
        memcpy(bits, values + k, sizeof *bits);
        most[0] = size_bits(*bits) > most[0] ? size_bits(*bits) : most[0];
    }
}

static float largest_of(const uint32_t most[LANES]) {
    uint32_t bits = 0;
    float size;
    for (int lane = 0; lane < LANES; lane++)
        bits = most[lane] > bits ? most[lane] : bits;
    memcpy(&size, &bits, sizeof size);
    return size;
}

float signal_limit(const Painter *p, int cell, int signal) {
    const Trace *trace = p->session->run->traces[cell];
    int width = signal_width(&trace->spec, signal);
    long room = LIMIT_BUDGET / width + 2, t = p->moment.t;
    long to = lesser(p->session->seen, trace->steps - 1), from = -1;
    if (to - from > room) { /* in blocks, so that the axis does not change with every step */
        from = t / room * room - room / 2;
        from = from < -1 ? -1 : from;
        to = lesser(to, from + 2 * room);
    }
    uint32_t most[LANES] = {0};
    for (long s = from; s <= to; s++)
        raise_to(most, session_scale_at(p->session, cell, signal, s), width);
    return axis_limit(largest_of(most));
}

/* ---- places ---- */

static int ceil_divide(int a, int b) {
    return (a + b - 1) / b;
}

/* Every card of a lane lays its cells out alike, so that a unit has one place in all of them. */
static BarsPlan heat_plan(Rect area, int count) {
    BarsPlan plan = {.form = BARS_HEAT, .area = area, .count = count, .columns = 1};
    plan.group = ceil_divide(count, BARS_HEAT_MOST);
    int cells = ceil_divide(count, plan.group);
    while (plan.columns * plan.columns < cells)
        plan.columns *= 2;
    plan.rows = ceil_divide(cells, plan.columns);
    return plan;
}

BarsPlan bars_plan(const Painter *p, Rect area, int count) {
    float pitch = area.w / (float)count, u = p->u;
    if (count > BARS_THIN_MOST || pitch < 1.5f)
        return heat_plan(area, count);
    BarsPlan plan = {.form = BARS_WIDE, .area = area, .count = count, .group = 1};
    if (count > BARS_WIDE_MOST || pitch < 4 * u) {
        plan.form = BARS_THIN;
        plan.pitch = pitch >= 3 ? floorf(pitch) : pitch;
        plan.width = plan.pitch >= 3 ? plan.pitch - 1 : plan.pitch;
    } else {
        plan.pitch = floorf(fminf(pitch, 46 * u));
        plan.width = plan.pitch - roundf(clamp_float(plan.pitch * 0.22f, 1, 9 * u));
    }
    float used = plan.pitch * (float)(count - 1) + plan.width;
    plan.area.x = roundf(area.x + (area.w - used) / 2);
    plan.area.w = used;
    return plan;
}

Rect bars_rect(const BarsPlan *plan, int unit) {
    Rect area = plan->area;
    if (plan->form != BARS_HEAT)
        return (Rect){area.x + plan->pitch * (float)unit, area.y, plan->width, area.h};
    int cell = unit / plan->group, row = cell / plan->columns, column = cell % plan->columns;
    float w = area.w / (float)plan->columns, h = area.h / (float)plan->rows;
    return (Rect){area.x + w * (float)column, area.y + h * (float)row, w, h};
}

void bars_frame(Painter *p, const BarsPlan *plan, int unit, Color color) {
    Rect r = bars_rect(plan, unit);
    bool wide = plan->form == BARS_WIDE;
    float gap = wide ? plan->pitch - plan->width : 0, u = p->u;
    float out = wide ? clamp_float(gap * 0.75f, 2, 4 * u) : 2 * u;
    float stroke = fmaxf(roundf(wide ? 1.6f * u : u), 1);
    r = (Rect){r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out};
    draw_frame(p->list, r, fminf(wide ? 5 * u : u, r.w / 2), stroke, color);
}

/* ---- values ---- */

static float product(const float *value, const float *times, int k) {
    return !value ? 0 : times ? value[k] * times[k] : value[k];
}

float bars_value(const Bars *bars, int unit) {
    float to = product(bars->to, bars->to_times, unit);
    if (bars->part >= 1)
        return to;
    float from = product(bars->from, bars->from_times, unit);
    if (!isfinite(from) || !isfinite(to)) /* nothing lies between */
        return bars->part > 0.5f ? to : from;
    return from + (to - from) * bars->part;
}

Rect bar_extent(Rect tube, float value, const Bars *look) {
    float least = fminf(2, tube.h);
    if (look->level) {
        float h = fmaxf(clamp_float(value, 0, 1) * tube.h, least);
        return (Rect){tube.x, tube.y + tube.h - h, tube.w, h};
    }
    float zero = roundf(tube.y + tube.h / 2);
    float h = clamp_float(value / look->limit, -1, 1) * tube.h / 2;
    if (fabsf(h) < least / 2)
        return (Rect){tube.x, zero - least / 2, tube.w, least};
    return h > 0 ? (Rect){tube.x, zero - h, tube.w, h} : (Rect){tube.x, zero, tube.w, -h};
}

/* The chevrons at the end of a bar that goes on beyond its axis; two for infinity. */
static void draw_cut_off(Painter *p, Rect tube, float value, const Bars *look) {
    float low = look->level ? 0 : -look->limit, high = look->level ? 1 : look->limit;
    float w = fminf(tube.w * 0.6f, 10 * p->u), h = w * 0.55f;
    float slack = (high - low) * 5e-4f; /* rounding is not worth a mark */
    bool up = value > high + slack;
    if ((!up && value >= low - slack) || w < 3)
        return;
    for (int k = 0; k < (isinf(value) ? 2 : 1); k++) {
        float away = 3 * p->u + (float)k * (h + 2 * p->u);
        float y = up ? tube.y + away : tube.y + tube.h - away - h;
        Rect mark = {tube.x + (tube.w - w) / 2, y, w, h};
        draw_triangle(p->list, mark, up ? 3 : 1, up ? look->on_color : p->theme->text);
    }
}

static Color lighter(const Painter *p, Color color) {
    return color_mix(color, p->theme->card, p->theme->pale);
}

void bar_draw(Painter *p, Rect tube, float value, const Bars *look) {
    if (isnan(value)) {
        float size = fminf(fminf(tube.w, tube.h) * 0.5f, 12 * p->u);
        draw_cross(p->list, tube.x + tube.w / 2, tube.y + tube.h / 2, size, fmaxf(2 * p->u, 1),
                   p->theme->bad);
        return;
    }
    Rect bar = bar_extent(tube, value, look);
    float radius = fminf(2 * p->u, bar.h / 2);
    bool pale = (!look->level && value < 0) || look->ghost;
    pale = pale && bar.h > 4 && bar.w > 4; /* else nothing of it would stand out */
    draw_fill(p->list, bar, radius, pale ? lighter(p, look->color) : look->color);
    if (pale) /* an edge in the full colour keeps its contrast */
        draw_frame(p->list, bar, radius, fmaxf(p->u, 1), look->color);
    draw_cut_off(p, tube, value, look);
}

/* Where the end of the bar is that does not stand on the zero line. */
static float bar_end(Rect extent, float value, const Bars *look) {
    return !look->level && value < 0 ? extent.y + extent.h : extent.y;
}

void bar_outline(Painter *p, Rect tube, float now, float before, const Bars *look) {
    if (isnan(now) || isnan(before))
        return;
    Rect was = bar_extent(tube, before, look), is = bar_extent(tube, now, look);
    float least = fmaxf(2 * p->u, 2);
    if (fabsf(bar_end(was, before, look) - bar_end(is, now, look)) < least)
        return;
    float line = fmaxf(roundf(1.25f * p->u), 1);
    bool inside = rect_contains(is, was.x + was.w / 2, bar_end(was, before, look));
    Color color = inside ? look->on_color : p->theme->text;
    if (tube.w < 8 || was.h < 3 * line) { /* only its end */
        draw_fill(p->list,
                  (Rect){tube.x, roundf(bar_end(was, before, look) - line / 2), tube.w, line}, 0,
                  color);
        return;
    }
    draw_dashed_frame(p->list, was, fminf(2 * p->u, was.h / 2), line, 3 * p->u, color);
}

void bar_mark_edited(Painter *p, Rect tube) {
    float x = tube.x + tube.w / 2, y = tube.y + 5 * p->u;
    draw_disc(p->list, x, y, 4 * p->u, p->theme->card);
    draw_disc(p->list, x, y, 2.5f * p->u, p->theme->accent);
}

/* ---- drawing ---- */

static void draw_zero(Painter *p, const BarsPlan *plan) {
    Rect a = plan->area;
    float y = roundf(a.y + a.h / 2), over = 3 * p->u;
    draw_fill(p->list, (Rect){a.x - over, y, a.w + 2 * over, fmaxf(roundf(p->u), 1)}, 0,
              p->theme->faint);
}

static void draw_wide(Painter *p, const BarsPlan *plan, const Bars *bars) {
    for (int k = 0; k < bars->count; k++) {
        Rect tube = bars_rect(plan, k);
        if (bars->hidden || bars->ghost)
            draw_frame(p->list, tube, 3 * p->u, fmaxf(p->u, 1), p->theme->hollow);
        else
            draw_fill(p->list, tube, 3 * p->u, p->theme->track);
    }
    if (!bars->level)
        draw_zero(p, plan);
    for (int k = 0; k < bars->count && !bars->hidden; k++)
        bar_draw(p, bars_rect(plan, k), bars_value(bars, k), bars);
}

void bar_draw_thin(Painter *p, Rect tube, float value, const Bars *look) {
    if (isnan(value)) {
        draw_fill(p->list, tube, 0, p->theme->bad);
        return;
    }
    bool pale = look->ghost || (!look->level && value < 0);
    draw_fill(p->list, bar_extent(tube, value, look), 0,
              pale ? lighter(p, look->color) : look->color);
}

static void draw_thin(Painter *p, const BarsPlan *plan, const Bars *bars) {
    if (bars->hidden) {
        draw_frame(p->list, plan->area, 3 * p->u, fmaxf(p->u, 1), p->theme->hollow);
    } else {
        draw_fill(p->list, plan->area, 0, p->theme->track);
        for (int k = 0; k < bars->count; k++)
            bar_draw_thin(p, bars_rect(plan, k), bars_value(bars, k), bars);
    }
    if (!bars->level)
        draw_zero(p, plan);
}

Color bars_below(const Painter *p, Color color) {
    bool grey = color == p->theme->role[ROLE_INPUT];
    return color_mix(grey ? p->theme->accent : p->theme->dim, p->theme->track, grey ? 0.25f : 0.2f);
}

static float cell_mean(const BarsPlan *plan, const Bars *bars, int cell) {
    int from = cell * plan->group, to = from + plan->group;
    to = to < bars->count ? to : bars->count;
    float sum = 0;
    for (int k = from; k < to; k++)
        sum += bars_value(bars, k);
    return from < to ? sum / (float)(to - from) : 0;
}

/* Signed values are two layers: grey for what is below zero, the role's colour for what is above.
 */
static void draw_strip(Painter *p, const BarsPlan *plan, const Bars *bars) {
    float cells[BARS_HEAT_MOST];
    int count = plan->rows * plan->columns;
    if (bars->hidden || count > BARS_HEAT_MOST) {
        draw_frame(p->list, plan->area, 3 * p->u, fmaxf(p->u, 1), p->theme->hollow);
        return;
    }
    for (int k = 0; k < count; k++)
        cells[k] = cell_mean(plan, bars, k);
    Color top = bars->ghost ? lighter(p, bars->color) : bars->color, track = p->theme->track;
    if (bars->level) {
        draw_heat(p->list, plan->area, cells, plan->rows, plan->columns, 0, 1, track, top);
        return;
    }
    draw_heat(p->list, plan->area, cells, plan->rows, plan->columns, -bars->limit, 0,
              bars_below(p, bars->color), track);
    draw_heat(p->list, plan->area, cells, plan->rows, plan->columns, 0, bars->limit,
              color_alpha(top, 0), top);
}

void bars_draw(Painter *p, const BarsPlan *plan, const Bars *bars) {
    if (plan->form == BARS_WIDE)
        draw_wide(p, plan, bars);
    else if (plan->form == BARS_THIN)
        draw_thin(p, plan, bars);
    else
        draw_strip(p, plan, bars);
}
