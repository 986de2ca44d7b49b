/* gate.c: a gate is a weighted sum through a curve, and is drawn so:
 *
 *     forget            0.95
 *     x        |==           .--
 *     h'       |=           o        [level]
 *     b        |====       /
 *     ---------------    --
 *     sum      |=======
 *
 * All rows share one scale, which the largest of the run's sums gives. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/gate_parts.h"

static const float TIGHT_ROW = 1.02f;

static bool card_lit(const Strip *strip, int signal) {
    int pre = strip->kind->signals[signal].pre;
    return strip_lit(strip, signal) || (pre >= 0 && strip_lit(strip, pre));
}

bool gate_head_fits(const Strip *strip, int signal) {
    const Painter *p = strip->p;
    char word[48];
    gate_word(strip, signal, word);
    return paint_text_width(p, FACE_TEXT_BOLD, strip->px, word) +
               paint_text_width(p, FACE_NUMBER_BOLD, strip->number, "\u22120.00") + 28 * p->u <=
           GATE_WIDE * strip->rect.w;
}

static void draw_card_head(Strip *strip, Rect rect, int signal, float level) {
    Painter *p = strip->p;
    char word[48], number[24];
    float pad = 10 * p->u, middle = rect.y + 13 * p->u + 0.2f * strip->px;
    Color color = strip_color(strip, signal);
    gate_word(strip, signal, word);
    flow_number_text(strip_value(strip, signal), false, number);
    const char *name = activation_name(gate_activation(strip, signal).activation);
    float room = rect.w - 2 * pad,
          value_w = paint_text_width(p, FACE_NUMBER_BOLD, strip->number, "\u22120.00") + 8 * p->u;
    float w =
        paint_text_fit(p, rect.x + pad, text_top_for_centre(p, FACE_TEXT_BOLD, strip->px, middle),
                       room - value_w, FACE_TEXT_BOLD, strip->px, color, word);
    if (strip_now(strip, signal) && level >= 1)
        paint_text(p, rect.x + pad + w + 10 * p->u,
                   text_top_for_centre(p, FACE_NUMBER_BOLD, strip->number, middle),
                   FACE_NUMBER_BOLD, strip->number, color, number);
    float name_w = paint_text_width(p, FACE_TEXT_ITALIC, strip->px, name);
    if (w + 10 * p->u + value_w + name_w < room)
        paint_text_right(p, rect.x + rect.w - pad,
                         text_top_for_centre(p, FACE_TEXT_ITALIC, strip->px, middle),
                         FACE_TEXT_ITALIC, strip->px, p->theme->dim, name);
}

/* A gate that follows from another one has no sum: it says so beside its level. */
static void draw_coupled(Strip *strip, Rect inner, int signal, float level) {
    Painter *p = strip->p;
    char other[24], number[24], text[64];
    float value = strip_value(strip, signal);
    flow_number_text(1 - value, false, other);
    flow_number_text(value, false, number);
    snprintf(text, sizeof text, level >= 1 ? "1 \u2212 %s = %s" : "1 \u2212 f", other, number);
    paint_text_fit(p, inner.x,
                   text_top_for_centre(p, FACE_NUMBER, strip->px, inner.y + inner.h / 2), inner.w,
                   FACE_NUMBER, strip->px, p->theme->text, text);
}

/* Whether the beat gives an input's weight into the learner's hands: then it has a row of its own. */
static bool gives_input(const Strip *strip, const Sum *sum) {
    for (int k = 0; k < sum->count; k++) {
        const Row *row = &sum->rows[k];
        if (row->word[0] && row->weight >= 0 && gate_weight_given(strip, row->weight, row->row))
            return true;
    }
    return false;
}

/* With a row an input where their names and the rows have room, or, tighter and by its number, where
 * the beat asks for it. */
static Sum sum_for(const Strip *strip, int pre, Rect inner, float width) {
    static const char *const numbers[GATE_INPUT_ROWS] = {"1", "2", "3"};
    Sum sum = gate_sum(strip, pre, true);
    float pitch = inner.h / (float)(sum.count + 1);
    if (0.36f * width > 3.2f * strip->px && pitch >= GATE_ROW * strip->px)
        return sum;
    if (!gives_input(strip, &sum) || pitch < TIGHT_ROW * strip->px)
        return gate_sum(strip, pre, false);
    for (int k = 0; k < sum.count; k++)
        if (sum.rows[k].word[0]) {
            sum.rows[k].word[0] = '\0';
            sum.rows[k].subscript = numbers[sum.rows[k].row];
        }
    return sum;
}

float gate_card_least(const Strip *strip) {
    int pre = NO_SIGNAL, rows = 0;
    for (int k = 0; k < strip->kind->signal_count; k++)
        pre = strip->kind->signals[k].class == SIGNAL_PRE_ACTIVATION && pre < 0 ? k : pre;
    rows = gate_sum(strip, pre, false).count + 1;
    return (float)rows * GATE_ROW * strip->px + 24 * strip->p->u + 0.6f * strip->px;
}

void gate_card(Strip *strip, Rect rect, int signal, float sums, float level) {
    Painter *p = strip->p;
    float u = p->u, pad = 10 * u, head = roundf(18 * u + 0.6f * strip->px);
    int pre = strip->kind->signals[signal].pre;
    draw_fill(p->list, rect, 8 * u, strip->alone ? p->theme->card : p->theme->background);
    bool lit = card_lit(strip, signal);
    draw_frame(p->list, rect, 8 * u, fmaxf(roundf((lit ? 2.5f : 1) * u), 1),
               lit ? p->theme->select : p->theme->line);
    if (lit)
        strip_spot(strip, rect);
    draw_card_head(strip, rect, signal, level);
    float units = gate_levels_height(strip);
    units = rect.h >= gate_card_least(strip) + units ? units : 0;
    Rect inner = {rect.x + pad, rect.y + head, rect.w - 2 * pad, rect.h - head - units - 6 * u};
    if (units > 0)
        gate_levels(strip, (Rect){inner.x, inner.y + inner.h + 3 * u, inner.w, units - 3 * u},
                    signal, level >= 1);
    float tube = roundf(fminf(20 * u, 0.10f * rect.w)), curve = roundf(0.26f * inner.w),
          gap = 8 * u;
    bool roomy = inner.w > 150 * u;
    if (!roomy)
        curve = -gap;
    Rect bar = {inner.x + inner.w - tube, inner.y + 2 * u, tube, inner.h - 4 * u};
    if (!signal_present(&strip->model->spec, pre)) {
        draw_coupled(strip, (Rect){inner.x, inner.y, inner.w - tube - gap, inner.h}, signal, level);
        gate_tube(strip, bar, signal, level);
        return;
    }
    Sum sum = sum_for(strip, pre, inner, inner.w - tube - curve - 2 * gap);
    float reach = gate_sum_reach(strip, pre);
    bool known = strip_now(strip, pre) != NULL;
    gate_rows(strip, (Rect){inner.x, inner.y, inner.w - tube - curve - 2 * gap, inner.h}, signal,
              &sum, reach, known ? sums : 0);
    Rect plot = {bar.x - gap - curve, bar.y, curve, bar.h};
    if (roomy) {
        gate_curve(strip, plot, gate_activation(strip, signal), sum.kept, reach, known ? level : 0,
                   strip_color(strip, signal));
        gate_tell_curve(strip, plot, signal, sum.kept, known && level >= 1);
    }
    gate_tube(strip, bar, signal, level);
}
