/* gate_curve.c: the curve that a sum goes through, on a card and over the ribbon. */
#include <math.h>
#include <stdio.h>

#include "lesson/curve.h"
#include "scene/strip/gate_parts.h"

enum { SAMPLES = 49 };

Curve gate_activation(const Strip *strip, int signal) {
    bool gate = strip->kind->signals[signal].class == SIGNAL_GATE;
    return cell_curve(&strip->model->spec, gate ? SLOT_GATE : SLOT_CANDIDATE);
}

static float activated(Curve curve, float v) {
    float value;
    activation_apply(curve, &v, &value, 1);
    return value;
}

/* What of a function's range is drawn: all of it, or of an unbounded one as much as there are
 * inputs. */
static void curve_range(Curve curve, float reach, float *low, float *high) {
    activation_range(curve, low, high);
    *low = isfinite(*low) ? *low : -reach;
    *high = isfinite(*high) ? *high : reach;
}

/* The function over -reach to reach, up to where it leaves the range. */
static void draw_function(Painter *p, Rect rect, Curve curve, float reach, float low, float high,
                          Color color) {
    float in[SAMPLES], out[SAMPLES];
    for (int k = 0; k < SAMPLES; k++)
        in[k] = reach * (2 * (float)k / (SAMPLES - 1) - 1);
    activation_apply(curve, in, out, SAMPLES);
    for (int k = 0; k < SAMPLES; k++)
        out[k] = out[k] < low - 0.001f || out[k] > high + 0.001f ? NAN : out[k];
    draw_curve(p->list, rect, out, SAMPLES, low, high, fmaxf(2 * p->u, 1.5f), color);
}

static void draw_point(Painter *p, float x, float y, float zero_x, float zero_y, Color color) {
    float thick = fmaxf(roundf(4 * p->u), 2);
    draw_fill(p->list, (Rect){fminf(x, zero_x), zero_y - thick / 2, fabsf(x - zero_x), thick}, 0,
              color_mix(p->theme->card, color, 0.7f));
    draw_dashed_line(p->list, x, zero_y, x, y, fmaxf(p->u, 1), 3 * p->u, p->theme->dim);
    draw_disc(p->list, x, y, fmaxf(4.5f * p->u, 3), p->theme->text);
}

static void draw_plot(Painter *p, Rect rect, Curve curve, float at, float reach, float low,
                      float high, float part, Color color) {
    float zero_x = roundf(rect.x + rect.w / 2),
          zero_y = roundf(rect.y + rect.h * high / (high - low));
    draw_fill(p->list, (Rect){rect.x, zero_y, rect.w, 1}, 0, p->theme->faint);
    draw_fill(p->list, (Rect){zero_x, rect.y, 1, rect.h}, 0, p->theme->faint);
    draw_function(p, rect, curve, reach, low, high, color);
    if (part <= 0 || isnan(at))
        return;
    float cut = fminf(fmaxf(at, -reach), reach) * part;
    float value = fminf(fmaxf(activated(curve, cut), low), high);
    draw_point(p, zero_x + cut / reach * rect.w / 2,
               rect.y + rect.h * (high - value) / (high - low), zero_x, zero_y, color);
}

void gate_curve(Strip *strip, Rect rect, Curve curve, float at, float reach, float part,
                Color color) {
    float low, high;
    curve_range(curve, reach, &low, &high);
    draw_plot(strip->p, rect, curve, at, reach, low, high, part, color);
}

Rect gate_curve_card(Strip *strip, float left, float right, Curve curve, int signal, float at,
                     float part, Color color) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    float u = p->u, px = strip->px, low, high, least = 0, most = 0;
    reach_widen(p, strip->cell, signal, strip->unit, &least, &most);
    float reach = fmaxf(3, axis_limit(fmaxf(most, -least)));
    curve_range(curve, reach, &low, &high);
    high = fminf(high, yard->up) * 1.08f;
    low = fmaxf(low * 1.08f, -fmaxf(yard->down, 0.12f));
    Rect plot = {left + 6 * u, yard->zero - high * yard->unit, right - left - 12 * u,
                 (high - low) * yard->unit};
    Rect card = {left, plot.y - 1.6f * px - 3 * u, right - left, plot.h + 1.6f * px + 7 * u};
    card.y = fmaxf(card.y, strip->rect.y + 3 * u);
    card.h = plot.y + plot.h + 4 * u - card.y;
    draw_fill(p->list, card, 6 * u, p->theme->background);
    draw_frame(p->list, card, 6 * u, fmaxf(u, 1), p->theme->line);
    draw_plot(p, plot, curve, at, reach, low, high, part, color);
    char said[64], from[24], to[24];
    float small = flow_legible(p, 0.9f * px);
    flow_number_text(at, false, from);
    flow_number_text(activated(curve, at), false, to);
    snprintf(said, sizeof said, part >= 1 ? "%s(%s) = %s" : "%s", activation_name(curve.activation),
             from, to);
    if (paint_text_width(p, FACE_NUMBER, small, said) > card.w - 6 * u)
        snprintf(said, sizeof said, "%s", part >= 1 ? to : activation_name(curve.activation));
    paint_text_centre(p, left + card.w / 2, card.y + 2 * u, FACE_NUMBER, small, p->theme->text,
                      said);
    return card;
}

void gate_tell_curve(Strip *strip, Rect rect, int signal, float total, bool known) {
    char name[48];
    Operation op = {.name = name,
                    .rect = rect,
                    .word = operation_name(strip, signal),
                    .signal = signal,
                    .known = known,
                    .apart = true};
    snprintf(name, sizeof name, "%s.curve", strip->kind->signals[signal].name);
    operation_curve(&op, gate_activation(strip, signal), total,
                    activated(gate_activation(strip, signal), total));
    strip_operation(strip, &op);
}
