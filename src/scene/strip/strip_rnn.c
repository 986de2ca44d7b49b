/* strip_rnn.c: the RNN's strip: add up, squash. h = act(X W_xh + H' W_hh + b_h). */
#include <math.h>
#include <stdio.h>

#include "engine/kinds/rnn.h"
#include "scene/strip/parts.h"

typedef struct Flow {
    float back, arrive, pass, stack, squash, write;
} Flow;

/* All of it happens in two phases of the clock: add up, squash. */
static Flow flow_of(const Strip *strip) {
    return (Flow){.back = strip_part(strip, PHASE_GATES, 0, 0.2f),
                  .arrive = strip_part(strip, PHASE_GATES, 0.15f, 0.4f),
                  .pass = strip_part(strip, PHASE_GATES, 0.35f, 0.65f),
                  .stack = strip_part(strip, PHASE_GATES, 0.6f, 1),
                  .squash = strip_part(strip, PHASE_SHOW, 0, 0.5f),
                  .write = strip_part(strip, PHASE_SHOW, 0.45f, 1)};
}

typedef struct Numbers {
    float before, kept, input, bias, pre, h;
} Numbers;

static int own(void) {
    return weight_find(CELL_RNN, "W_hh");
}

static float past_share(const Strip *strip) {
    const float *h = strip_past(strip, RNN_H), *w = strip->model->weights[own()];
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
    const float *b = strip->model->weights[weight_find(CELL_RNN, "b_h")];
    n.bias = b && strip_now(strip, RNN_H_PRE) ? b[strip->unit] : 0;
    n.input = n.pre - n.kept - n.bias;
    return n;
}

/* Where what was becomes what is kept of it: at the sliders of its weights, else at the middle. */
static float keep_left(const Strip *strip) {
    return strip_weighs_alone(strip, own()) ? strip_weights_place(strip).x
                                            : strip_right(strip, STAND_KEEP);
}

static float keep_right(const Strip *strip) {
    Rect place = strip_weights_place(strip);
    return strip_weighs_alone(strip, own()) ? place.x + place.w : strip_right(strip, STAND_KEEP);
}

/* The curve stands between the block and the state. */
static float curve_left(const Strip *strip) {
    return roundf(strip_right(strip, STAND_BLOCK) + 0.018f * strip->rect.w);
}

static float curve_right(const Strip *strip) {
    return roundf(strip_left(strip, STAND_NOW) - 0.012f * strip->rect.w);
}

/* One summand, from where the last one ended, with its number where that has room. */
static void draw_summand(Strip *strip, float from, float value, float part, Color color,
                         Color ink) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    float left = strip_left(strip, STAND_BLOCK), w = strip_right(strip, STAND_BLOCK) - left,
          px = strip->number;
    flow_block(p, left, w, yard, from, from + value * part, color);
    float low = yard_y(yard, from), high = yard_y(yard, from + value); /* as far as it is seen */
    if (part >= 1 && low - high > 1.3f * px)
        flow_number(p, left + w / 2, text_top_for_centre(p, FACE_NUMBER_BOLD, px, (low + high) / 2),
                    px, value, true, ink);
}

/* The inputs' share is stacked onto what was kept, and the bias onto both. */
static void draw_stack(Strip *strip, const Numbers *n, float part) {
    const Theme *theme = strip->p->theme;
    draw_summand(strip, n->kept, n->input, part, theme->role[ROLE_INPUT],
                 theme->on_role[ROLE_INPUT]);
    if (n->bias != 0)
        draw_summand(strip, n->kept + n->input, n->bias, part, theme->dim, theme->background);
}

static void draw_ribbons(Strip *strip, const Numbers *n, const Flow *flow) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    Color color = strip_color(strip, RNN_H), sum = p->theme->dim;
    float block = strip_left(strip, STAND_BLOCK), after = strip_right(strip, STAND_BLOCK);
    const Amounts past = {strip_past(strip, RNN_H), NULL, false},
                  pre = {strip_now(strip, RNN_H_PRE), NULL, false},
                  now = {strip_now(strip, RNN_H), NULL, false};
    strip_ribbon(strip, strip_right(strip, STAND_BEFORE), keep_left(strip), past, flow->arrive,
                 color);
    flow_ribbon(p, keep_right(strip), block, yard, n->kept, flow->pass, color);
    flow_ribbon(p, block, after, yard, n->kept, flow->pass >= 1, color);
    strip_ribbon(strip, after, curve_left(strip), pre, flow->stack >= 1, sum);
    strip_ribbon(strip, curve_right(strip), strip_left(strip, STAND_NOW), now, flow->write, color);
    if (flow->stack > 0)
        draw_stack(strip, n, flow->stack);
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
}

static void draw_words(Strip *strip, const Numbers *n, const Flow *flow) {
    Painter *p = strip->p;
    const Theme *theme = p->theme;
    float h = strip->px * 1.7f,
          high = fmaxf(yard_y(&strip->yard, strip->yard.up) - h, strip->rect.y + 4);
    Rect kept = {keep_right(strip), high, strip_left(strip, STAND_BLOCK) - keep_right(strip), h};
    const float *w = strip->model->weights[own()];
    bool alone = strip_weighs_alone(strip, own());
    if (flow->pass > 0.5f && (strip->count == 1 || alone) && w)
        strip_product(strip, kept, paint_phrase(p, "kept"),
                      &(Product){w[strip->unit * (strip->count + 1)], n->before, n->kept,
                                 alone ? theme->role[ROLE_HIDDEN] : theme->dim,
                                 theme->role[ROLE_HIDDEN]},
                      RNN_H_PRE);
    strip_note(strip, paint_phrase(p, "squashed at every step"));
}

/* ---- what it does, in words ---- */

/* Of one unit its weight times its past; of several the sum of all of them. */
static void tell_kept(Strip *strip, const Numbers *n, const Flow *flow) {
    const float *w = strip->model->weights[own()];
    bool alone = strip->count == 1 || strip_weighs_alone(strip, own());
    Operation op = {
        .name = "kept",
        .rect = operation_ribbon(strip, keep_right(strip), strip_left(strip, STAND_BLOCK), n->kept),
        .word = paint_phrase(strip->p, "kept"),
        .signal = RNN_H_PRE,
        .known = flow->pass > 0.5f};
    Letter past = operation_letter(strip, RNN_H, true);
    if (alone && w) {
        float own_weight = w[strip->unit * (strip->count + 1)];
        operation_times(&op, "W_hh", past.text, (float[]){own_weight, n->before, n->kept});
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
             "%s W_hh + %s W_xh + b_h = ", operation_letter(strip, RNN_H, true).text,
             operation_letter(strip, RNN_X, false).text);
    operation_add(&op, (float[]){n->kept, n->input, n->bias}, 3, n->pre);
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
    operation_curve(&op, cell_curve(&strip->model->spec, SLOT_CANDIDATE), n->pre, n->h);
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
    operation_way(
        strip, "before",
        operation_ribbon(strip, strip_right(strip, STAND_BEFORE), keep_left(strip), n.before),
        RNN_H, true, paint_phrase(p, "sum"));
    if (strip_weighs_alone(strip, own()))
        strip_weights(strip, own());
    tell_kept(strip, &n, &flow);
    tell_sum(strip, &n, &flow);
    tell_squash(strip,
                gate_curve_card(strip, curve_left(strip), curve_right(strip),
                                cell_curve(&strip->model->spec, SLOT_CANDIDATE), RNN_H_PRE, n.pre,
                                flow.squash, strip_color(strip, RNN_H)),
                &n, &flow);
    strip_state(strip, STAND_NOW, RNN_H, false, strip->initial ? 1 : flow.write, NULL);
    draw_words(strip, &n, &flow);
    operation_loop(strip, STAND_NOW, STAND_BEFORE, RNN_H, back);
    draw_ghosts(strip, &n, &flow);
}
