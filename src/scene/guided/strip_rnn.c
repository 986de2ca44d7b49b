/* strip_rnn.c: the RNN's strip: add up, squash. h = act(X W_xh + H' W_hh + b_h). */
#include <math.h>

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

void strip_rnn(Strip *strip) {
    Numbers n = numbers_of(strip);
    Flow flow = flow_of(strip);
    Painter *p = strip->p;
    strip_loop(strip, STAND_NOW, STAND_BEFORE, RNN_H,
               paint_phrase(p, "becomes the state of the next step"));
    draw_ribbons(strip, &n, &flow);
    gate_curve_card(strip, curve_left(strip), curve_right(strip), strip->model->spec.candidate,
                    n.pre, flow.squash, strip_color(strip, RNN_H));
    strip_state(strip, STAND_BEFORE, RNN_H, true, flow.back, NULL);
    strip_state(strip, STAND_NOW, RNN_H, false, strip->initial ? 1 : flow.write, NULL);
    if (!strip->narrow)
        strip_state(strip, STAND_RESULT, RNN_H, false, strip->initial ? 1 : flow.show, NULL);
    draw_words(strip, &n, &flow);
    draw_ghosts(strip, &n, &flow);
    Rect low = strip->low;
    Rect card = {roundf(strip->rect.x + 0.247f * strip->rect.w), low.y + 14 * p->u,
                 roundf(0.345f * strip->rect.w), low.h - 14 * p->u};
    if (strip->narrow)
        card = strip->low;
    if (strip->focus && card.h >= gate_card_least(strip))
        gate_card(strip, card, RNN_H, flow.stack, flow.squash);
}
