/* strip_rnn.c: the RNN's strip: add up, squash. h = act(X W_xh + H' W_hh + b_h). */
#include <math.h>
#include <stdio.h>

#include "engine/kinds/rnn.h"
#include "scene/guided/strip.h"

typedef struct Flow {
    float back, arrive, pass, stack, squash, write, show;
} Flow;

/* All of it happens in two phases of the clock: add up, squash. */
static Flow flow_of(const Strip *strip) {
    return (Flow){.back = strip_part(strip, PHASE_GATES, 0, 0.2f),
                  .arrive = strip_part(strip, PHASE_GATES, 0.15f, 0.4f),
                  .pass = strip_part(strip, PHASE_GATES, 0.35f, 0.65f),
                  .stack = strip_part(strip, PHASE_GATES, 0.6f, 1),
                  .squash = strip_part(strip, PHASE_SHOW, 0, 0.5f),
                  .write = strip_part(strip, PHASE_SHOW, 0.45f, 0.75f),
                  .show = strip_part(strip, PHASE_SHOW, 0.7f, 1)};
}

typedef struct Numbers {
    float before, kept, added, pre, h;
} Numbers;

static float past_share(const Strip *strip) {
    const float *h = strip_past(strip, RNN_H),
                *w = strip->model->weights[weight_find(CELL_RNN, "W_hh")];
    float sum = 0;
    for (int k = 0; h && w && k < strip->count; k++)
        sum += h[k] * w[(size_t)k * (size_t)strip->count + (size_t)strip->unit];
    return sum;
}

static Numbers numbers_of(const Strip *strip) {
    Numbers n = {.before = strip_value_past(strip, RNN_H),
                 .kept = past_share(strip),
                 .pre = strip_value(strip, RNN_H_PRE),
                 .h = strip_value(strip, RNN_H)};
    n.added = n.pre - n.kept;
    return n;
}

/* The curve stands between the block and the state. */
static float curve_left(const Strip *strip) {
    return roundf(strip_right(strip, STAND_BLOCK) + 0.018f * strip->rect.w);
}

static float curve_right(const Strip *strip) {
    return roundf(strip_left(strip, STAND_NOW) - 0.012f * strip->rect.w);
}

static void draw_ribbons(Strip *strip, const Numbers *n, const Flow *flow) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    Color color = strip_color(strip, RNN_H), sum = p->theme->dim;
    float block = strip_left(strip, STAND_BLOCK), after = strip_right(strip, STAND_BLOCK);
    flow_ribbon(p, strip_right(strip, STAND_BEFORE), strip_right(strip, STAND_KEEP), yard,
                n->before, flow->arrive, color);
    flow_ribbon(p, strip_right(strip, STAND_KEEP), block, yard, n->kept, flow->pass, color);
    flow_ribbon(p, block, after, yard, n->kept, flow->pass >= 1, color);
    flow_ribbon(p, after, curve_left(strip), yard, n->pre, flow->stack >= 1, sum);
    flow_ribbon(p, curve_right(strip), strip_left(strip, STAND_NOW), yard, n->h, flow->write,
                color);
    flow_ribbon(p, strip_right(strip, STAND_NOW), strip_left(strip, STAND_RESULT), yard, n->h,
                flow->show, color);
    if (flow->stack > 0) {
        float left = strip_left(strip, STAND_BLOCK), px = strip->number;
        flow_block(p, left, after - left, yard, n->kept, n->kept + n->added * flow->stack,
                   p->theme->role[ROLE_INPUT]);
        float y = (yard_y(yard, n->kept) + yard_y(yard, n->pre)) / 2;
        if (flow->stack >= 1 && n->added > 0 && n->added * yard->unit > 1.3f * px)
            flow_number(p, (left + after) / 2, text_top_for_centre(p, FACE_NUMBER_BOLD, px, y), px,
                        n->added, true, p->theme->on_role[ROLE_INPUT]);
    }
}

/* As it was before the change: the sum, and the state. */
static void draw_ghosts(Strip *strip, const Numbers *n, const Flow *flow) {
    Painter *p = strip->p;
    float h = strip_was(strip, RNN_H, false);
    if (flow->stack >= 1)
        flow_ghost(p, strip_right(strip, STAND_BLOCK), curve_left(strip), &strip->yard,
                   strip_was(strip, RNN_H_PRE, false), n->pre);
    if (flow->write >= 1)
        flow_ghost(p, curve_right(strip), strip_left(strip, STAND_NOW), &strip->yard, h, n->h);
    if (flow->show >= 1)
        flow_ghost(p, strip_right(strip, STAND_NOW), strip_left(strip, STAND_RESULT), &strip->yard,
                   h, n->h);
}

static void draw_words(Strip *strip, const Numbers *n, const Flow *flow) {
    Painter *p = strip->p;
    const Theme *theme = p->theme;
    float h = strip->px * 1.7f,
          high = fmaxf(yard_y(&strip->yard, strip->yard.up) - h, strip->rect.y + 4);
    Rect kept = {strip_right(strip, STAND_KEEP), high,
                 strip_left(strip, STAND_BLOCK) - strip_right(strip, STAND_KEEP), h};
    const float *w = strip->model->weights[weight_find(CELL_RNN, "W_hh")];
    if (flow->pass > 0.5f && strip->count == 1 && w)
        strip_product(strip, kept, paint_phrase(p, "kept"),
                      &(Product){w[0], n->before, n->kept, theme->dim, theme->role[ROLE_HIDDEN]},
                      RNN_H_PRE);
    const char *word = paint_phrase(p, "squashed at every step");
    float from = strip_right(strip, STAND_NOW), to = strip_left(strip, STAND_RESULT);
    if (paint_text_width(p, FACE_TEXT, strip->px, word) < to - from - 16 * p->u)
        paint_text_centre(p, (from + to) / 2, high, FACE_TEXT, strip->px, theme->dim, word);
}

/* ---- what it does, in words ---- */

/* Of one unit its weight times its past; of several the sum of all of them. */
static void tell_kept(Strip *strip, const Numbers *n, const Flow *flow) {
    const float *w = strip->model->weights[weight_find(CELL_RNN, "W_hh")];
    Operation op = {.name = "kept",
                    .rect = operation_ribbon(strip, strip_right(strip, STAND_KEEP),
                                             strip_left(strip, STAND_BLOCK), n->kept),
                    .word = paint_phrase(strip->p, "kept"),
                    .signal = RNN_H_PRE,
                    .known = flow->pass > 0.5f};
    Letter past = operation_letter(strip, RNN_H, true);
    if (strip->count == 1 && w) {
        operation_times(&op, "W_hh", past.text, (float[]){w[0], n->before, n->kept});
    } else {
        snprintf(op.terms, TERMS, "%s W_hh", past.text);
        operation_add(&op, NULL, 0, n->kept);
    }
    strip_operation(strip, &op);
}

static void tell_sum(Strip *strip, const Numbers *n, const Flow *flow) {
    float left = strip_left(strip, STAND_BLOCK), right = strip_right(strip, STAND_BLOCK);
    Operation op = {.name = "block",
                    .rect = operation_ribbon(strip, left, right, fmaxf(n->kept, n->pre)),
                    .word = paint_phrase(strip->p, "sum"),
                    .signal = RNN_H_PRE,
                    .known = flow->stack >= 1};
    snprintf(op.terms, TERMS,
             "%s W_hh + (%s W_xh + b_h) = ", operation_letter(strip, RNN_H, true).text,
             operation_letter(strip, RNN_X, false).text);
    operation_add(&op, (float[]){n->kept, n->added}, 2, n->pre);
    strip_operation(strip, &op);
    operation_way(strip, "to.curve", operation_ribbon(strip, right, curve_left(strip), n->pre),
                  RNN_H_PRE, false, activation_name(strip->model->spec.candidate));
}

static void tell_squash(Strip *strip, Rect card, const Numbers *n, const Flow *flow) {
    Operation op = {.name = "curve",
                    .rect = card,
                    .word = operation_name(strip, RNN_H),
                    .signal = RNN_H,
                    .known = flow->squash >= 1,
                    .apart = true};
    operation_curve(&op, strip->model->spec.candidate, n->pre, n->h);
    strip_operation(strip, &op);
    op.name = "stored";
    op.apart = false;
    op.rect = operation_ribbon(strip, curve_right(strip), strip_left(strip, STAND_NOW), n->h);
    op.known = flow->write > 0.5f;
    strip_operation(strip, &op);
}

static void draw_sum(Strip *strip, const Flow *flow) {
    Rect low = strip->low;
    float gap = 14 * strip->p->u;
    Rect card = {roundf(strip->rect.x + 0.247f * strip->rect.w), low.y + gap,
                 roundf(0.345f * strip->rect.w), low.h - gap};
    if (strip->narrow)
        card = low;
    if (strip->focus && card.h >= gate_card_least(strip))
        gate_card(strip, card, RNN_H, flow->stack, flow->squash);
}

void strip_rnn(Strip *strip) {
    Numbers n = numbers_of(strip);
    Flow flow = flow_of(strip);
    Painter *p = strip->p;
    const char *back = paint_phrase(p, "becomes the state of the next step");
    strip_loop(strip, STAND_NOW, STAND_BEFORE, RNN_H, back);
    draw_sum(strip, &flow);
    draw_ribbons(strip, &n, &flow);
    strip_state(strip, STAND_BEFORE, RNN_H, true, flow.back, NULL);
    operation_way(strip, "before",
                  operation_ribbon(strip, strip_right(strip, STAND_BEFORE),
                                   strip_right(strip, STAND_KEEP), n.before),
                  RNN_H, true, paint_phrase(p, "sum"));
    tell_kept(strip, &n, &flow);
    tell_sum(strip, &n, &flow);
    tell_squash(strip,
                gate_curve_card(strip, curve_left(strip), curve_right(strip),
                                strip->model->spec.candidate, n.pre, flow.squash,
                                strip_color(strip, RNN_H)),
                &n, &flow);
    strip_state(strip, STAND_NOW, RNN_H, false, strip->initial ? 1 : flow.write, NULL);
    if (!strip->narrow) {
        operation_way(strip, "shown",
                      operation_ribbon(strip, strip_right(strip, STAND_NOW),
                                       strip_left(strip, STAND_RESULT), n.h),
                      RNN_H, false, paint_phrase(p, "squashed at every step"));
        strip_state(strip, STAND_RESULT, RNN_H, false, strip->initial ? 1 : flow.show, NULL);
    }
    draw_words(strip, &n, &flow);
    operation_loop(strip, STAND_NOW, STAND_BEFORE, RNN_H, back);
    draw_ghosts(strip, &n, &flow);
}
