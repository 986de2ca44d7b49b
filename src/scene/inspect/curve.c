/* curve.c: the activation as a curve, with the point where the number stands on it and the
 * slope there: a steep place passes changes on, a flat one stops them. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/inspect/parts.h"
#include "scene/words/number.h"

enum { SAMPLES = 97 };

typedef struct Plot {
    Rect rect;
    float reach; /* the axis of the pre-activation is -reach..reach */
    float low, high;
    float values[SAMPLES];
} Plot;

static float nice_reach(float pre) {
    float reach = 5;
    while (isfinite(pre) && fabsf(pre) > 0.92f * reach && reach < 1e6f)
        reach *= 2;
    return reach;
}

static Plot make_plot(const Inspect *in, Rect rect) {
    const Origin *origin = &in->origin;
    Plot plot = {.rect = rect, .reach = nice_reach(origin->pre)};
    float low, high;
    for (int k = 0; k < SAMPLES; k++)
        plot.values[k] = plot.reach * (2 * (float)k / (SAMPLES - 1) - 1);
    activation_apply(origin->curve, plot.values, plot.values, SAMPLES);
    activation_range(origin->curve, &low, &high);
    low = isfinite(low) ? low : plot.values[0];
    high = isfinite(high) ? high : plot.values[SAMPLES - 1];
    if (origin->held && isfinite(origin->value)) {
        low = fminf(low, origin->value);
        high = fmaxf(high, origin->value);
    }
    float margin = 0.06f * (high - low);
    plot.low = low - margin;
    plot.high = high + margin;
    return plot;
}

static float x_of(const Plot *plot, float pre) {
    float part = (pre / plot->reach + 1) / 2;
    return plot->rect.x + plot->rect.w * clamp_float(part, 0, 1);
}

static float y_of(const Plot *plot, float value) {
    float part = (value - plot->low) / (plot->high - plot->low);
    return plot->rect.y + plot->rect.h * (1 - clamp_float(part, 0, 1));
}

static void draw_axes(Inspect *in, const Plot *plot) {
    Painter *p = in->p;
    float line = fmaxf(roundf(p->u), 1);
    Rect r = plot->rect;
    draw_fill(p->list, r, 6 * p->u, p->theme->card);
    draw_frame(p->list, r, 6 * p->u, line, p->theme->line);
    draw_fill(p->list, (Rect){roundf(x_of(plot, 0)), r.y, line, r.h}, 0, p->theme->line);
    if (plot->low < 0)
        draw_fill(p->list, (Rect){r.x, roundf(y_of(plot, 0)), r.w, line}, 0, p->theme->line);
}

/* A piece of the tangent through the point, cut where it would leave the plot. */
static void draw_slope(Inspect *in, const Plot *plot, float pre, float value) {
    float slope = activation_slope(in->origin.curve, pre);
    float half = 0.13f * 2 * plot->reach, rise = slope * half;
    float room = fminf(plot->high - value, value - plot->low);
    if (!isfinite(rise) || room <= 0)
        return;
    float part = fabsf(rise) > room ? room / fabsf(rise) : 1;
    float right = fminf(pre + part * half, plot->reach),
          left = fmaxf(pre - part * half, -plot->reach);
    draw_line(in->p->list, x_of(plot, left), y_of(plot, value + slope * (left - pre)),
              x_of(plot, right), y_of(plot, value + slope * (right - pre)),
              fmaxf(1.5f * in->p->u, 1), in->p->theme->text);
}

/* The sum comes up from below, the value goes off to the side. */
static void draw_point(Inspect *in, const Plot *plot) {
    Painter *p = in->p;
    const Origin *origin = &in->origin;
    Color color = p->theme->role[inspect_role(in, &in->place)];
    float stroke = fmaxf(p->u, 1);
    if (!isfinite(origin->pre) || !isfinite(origin->free))
        return;
    float x = x_of(plot, origin->pre), y = y_of(plot, origin->free);
    draw_line(p->list, x, plot->rect.y + plot->rect.h, x, y, stroke,
              color_mix(color, p->theme->card, 0.4f));
    draw_slope(in, plot, origin->pre, origin->free);
    if (!origin->held) {
        draw_disc(p->list, x, y, 5 * p->u, color);
        return;
    }
    draw_ring(p->list, x, y, 5 * p->u, fmaxf(2 * p->u, 1.5f), color);
    float held = y_of(plot, origin->value);
    draw_line(p->list, plot->rect.x, held, plot->rect.x + plot->rect.w, held, fmaxf(2 * p->u, 1),
              color);
}

static void say_point(Inspect *in) {
    Painter *p = in->p;
    const Origin *origin = &in->origin;
    char pre[32], value[32], slope[32], text[160];
    format_value(pre, sizeof pre, origin->pre, 2);
    format_value(value, sizeof value, origin->free, 3);
    format_value(slope, sizeof slope, activation_slope(origin->curve, origin->pre), 3);
    snprintf(text, sizeof text, "%s(%s) = %s", activation_name(origin->curve.activation), pre,
             value);
    float used =
        paint_text_fit(p, in->x, in->y, in->w, FACE_NUMBER, p->small, p->theme->text, text);
    snprintf(text, sizeof text, paint_phrase(p, "slope %s"), slope);
    float line = roundf(1.35f * p->small);
    if (used + paint_text_width(p, FACE_TEXT, p->small, text) + 10 * p->u > in->w)
        in->y += line;
    paint_text_right(p, in->x + in->w, in->y, FACE_TEXT, p->small, p->theme->dim, text);
    in->y += line;
    if (!origin->held)
        return;
    char held[32];
    format_value(held, sizeof held, origin->value, 2);
    snprintf(text, sizeof text, paint_phrase(p, "Held at %s: free it would be %s."), held, value);
    inspect_note(in, text);
}

void inspect_curve(Inspect *in) {
    Painter *p = in->p;
    Rect rect = {in->x, roundf(in->y), in->w, roundf(fmaxf(80 * p->u, 5 * p->small))};
    Plot plot = make_plot(in, rect);
    Color color = p->theme->role[inspect_role(in, &in->place)];
    draw_axes(in, &plot);
    draw_curve(p->list, rect, plot.values, SAMPLES, plot.low, plot.high, fmaxf(2 * p->u, 1.5f),
               color);
    draw_point(in, &plot);
    in->y += rect.h + roundf(5 * p->u);
    say_point(in);
}
