/* strip_lstm.c: the LSTM's strip: c = f . c' + i . g along the ribbon, h = o . tanh(c) at its end.
 * */
#include <math.h>
#include <stdio.h>

#include "engine/kinds/lstm.h"
#include "scene/strip/parts.h"

/* How far each piece of the step has come. */
typedef struct Flow {
    float back, sums, levels;  /* gates: the state comes back, the sums grow, the levels rise */
    float arrive, close, pass; /* forget */
    float factor, multiply, stack, write; /* write */
    float squash, open, show;             /* show */
} Flow;

static Flow flow_of(const Strip *strip) {
    return (Flow){.back = strip_part(strip, PHASE_GATES, 0.3f, 0.5f),
                  .sums = strip_part(strip, PHASE_GATES, 0.4f, 0.75f),
                  .levels = strip_part(strip, PHASE_GATES, 0.7f, 1),
                  .arrive = strip_part(strip, PHASE_FORGET, 0, 0.3f),
                  .close = strip_part(strip, PHASE_FORGET, 0.25f, 0.6f),
                  .pass = strip_part(strip, PHASE_FORGET, 0.55f, 1),
                  .factor = strip_part(strip, PHASE_WRITE, 0, 0.3f),
                  .multiply = strip_part(strip, PHASE_WRITE, 0.25f, 0.5f),
                  .stack = strip_part(strip, PHASE_WRITE, 0.45f, 0.7f),
                  .write = strip_part(strip, PHASE_WRITE, 0.65f, 1),
                  .squash = strip_part(strip, PHASE_SHOW, 0, 0.45f),
                  .open = strip_part(strip, PHASE_SHOW, 0.4f, 0.65f),
                  .show = strip_part(strip, PHASE_SHOW, 0.6f, 1)};
}

/* Its numbers at this step, of the unit. */
typedef struct Numbers {
    float before, f, kept, i, g, written, c, squashed, o, h;
} Numbers;

static Numbers numbers_of(const Strip *strip) {
    Numbers n = {.before = strip_value_past(strip, LSTM_C),
                 .f = strip_value(strip, LSTM_F),
                 .i = strip_value(strip, LSTM_I),
                 .g = strip_value(strip, LSTM_G),
                 .c = strip_value(strip, LSTM_C),
                 .squashed = strip_value(strip, LSTM_TANH_C),
                 .o = strip_value(strip, LSTM_O),
                 .h = strip_value(strip, LSTM_H)};
    n.kept = n.f * n.before;
    n.written = n.i * n.g;
    return n;
}

/* Beside the forget gate's word, above the ribbon; and as far under it. */
static Rect above(const Strip *strip, Stand from, Stand to) {
    float x = strip_right(strip, from) + 0.022f * strip->rect.w, h = strip->px * 1.7f;
    float y = yard_y(&strip->yard, strip->yard.up) - h;
    return (Rect){x, fmaxf(y, strip->rect.y + 4), strip_left(strip, to) - x, h};
}

static Rect below(const Strip *strip, Stand from, Stand to) {
    Rect rect = above(strip, from, to);
    rect.y = yard_y(&strip->yard, -strip->yard.down) + 2 * strip->p->u;
    return rect;
}

/* ---- the memory ---- */

static void draw_memory(Strip *strip, const Numbers *n, const Flow *flow) {
    Color color = strip_color(strip, LSTM_C);
    const Amounts before = {strip_past(strip, LSTM_C), NULL, false},
                  kept = {strip_now(strip, LSTM_F), before.a, false},
                  now = {strip_now(strip, LSTM_C), NULL, false};
    float keep = strip_right(strip, STAND_KEEP), block = strip_left(strip, STAND_BLOCK),
          after = strip_right(strip, STAND_BLOCK);
    strip_ribbon(strip, strip_right(strip, STAND_BEFORE), strip_left(strip, STAND_KEEP), before,
                 flow->arrive, color);
    strip_ribbon(strip, keep, block, kept, flow->pass, color);
    if (flow->pass >= 1)
        flow_lost(strip->p, keep, block, &strip->yard, n->before, n->kept, color);
    strip_ribbon(strip, block, after, kept, flow->pass >= 1, color);
    strip_ribbon(strip, after, strip_left(strip, STAND_NOW), now, flow->write, color);
    strip_ribbon(strip, strip_right(strip, STAND_NOW), strip_left(strip, STAND_CURVE), now,
                 flow->squash > 0, color);
}

/* As it was before the change: what was kept, what was stored, what showed. */
static void draw_ghosts(Strip *strip, const Numbers *n, const Flow *flow) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    float kept = strip_was(strip, LSTM_F, false) * strip_was(strip, LSTM_C, true);
    if (flow->pass >= 1)
        flow_ghost(p, strip_right(strip, STAND_KEEP), strip_left(strip, STAND_BLOCK), yard, kept,
                   n->kept);
    if (flow->write >= 1)
        flow_ghost(p, strip_right(strip, STAND_BLOCK), strip_left(strip, STAND_NOW), yard,
                   strip_was(strip, LSTM_C, false), n->c);
    if (flow->show >= 1 && !strip->narrow)
        flow_ghost(p, strip_right(strip, STAND_SHOW), strip_left(strip, STAND_RESULT), yard,
                   strip_was(strip, LSTM_H, false), n->h);
}

static void draw_sums_of_memory(Strip *strip, const Numbers *n, const Flow *flow) {
    const Theme *theme = strip->p->theme;
    if (flow->pass > 0.5f)
        strip_product(
            strip, above(strip, STAND_KEEP, STAND_BLOCK), paint_phrase(strip->p, "kept"),
            &(Product){n->f, n->before, n->kept, theme->role[ROLE_FORGET], theme->role[ROLE_CELL]},
            LSTM_F);
    if (flow->multiply > 0.5f)
        strip_product(strip, below(strip, STAND_KEEP, STAND_BLOCK),
                      paint_phrase(strip->p, "written"),
                      &(Product){n->i, n->g, n->written, theme->role[ROLE_WRITE],
                                 theme->role[ROLE_CANDIDATE]},
                      LSTM_I);
}

/* What is written: the candidate leaves its card, is cut to the input gate's share, and is stacked
 * on what was kept. */
static void draw_block(Strip *strip, const Numbers *n, const Flow *flow, Rect source) {
    Painter *p = strip->p;
    float left = strip_left(strip, STAND_BLOCK), w = strip_right(strip, STAND_BLOCK) - left;
    Color color = strip_color(strip, LSTM_G);
    if (flow->factor <= 0)
        return;
    float amount = n->g + (n->written - n->g) * flow->multiply;
    if (flow->stack >= 1) {
        flow_block(p, left, w, &strip->yard, n->kept, n->kept + n->written, color);
        float y = (yard_y(&strip->yard, n->kept) + yard_y(&strip->yard, n->c)) / 2,
              px = strip->number;
        char text[24];
        flow_number_text(n->written, true, text);
        bool inside = fabsf(n->written) * strip->yard.unit > 1.3f * px && n->written > 0 &&
                      paint_text_width(p, FACE_NUMBER_BOLD, px, text) < w - 2;
        if (inside)
            flow_number(p, left + w / 2, text_top_for_centre(p, FACE_NUMBER_BOLD, px, y), px,
                        n->written, true, p->theme->on_role[ROLE_CANDIDATE]);
        return;
    }
    /* on its way: from the card to the stack, as high as it is at the moment */
    float from_x = source.x, from_y = source.y + source.h, to_y = yard_y(&strip->yard, n->kept);
    Yard carried = strip->yard;
    carried.zero = roundf(from_y + (to_y - from_y) * flow->stack);
    float x = from_x + (left - from_x) * fmaxf(flow->multiply, flow->stack);
    flow_block(p, x, w, &carried, 0, amount, color);
}

/* ---- what it does, in words ---- */

static void tell_kept(Strip *strip, const Numbers *n, const Flow *flow) {
    Operation op = {.name = "kept",
                    .rect = operation_ribbon(strip, strip_right(strip, STAND_KEEP),
                                             strip_left(strip, STAND_BLOCK), n->kept),
                    .word = paint_phrase(strip->p, "kept"),
                    .signal = LSTM_C,
                    .known = flow->pass > 0.5f};
    operation_times(&op, operation_letter(strip, LSTM_F, false).text,
                    operation_letter(strip, LSTM_C, true).text,
                    (float[]){n->f, n->before, n->kept});
    strip_operation(strip, &op);
}

/* The block on the ribbon, and the ribbon behind it. */
static void tell_stored(Strip *strip, const Numbers *n, const Flow *flow) {
    float left = strip_left(strip, STAND_BLOCK), right = strip_right(strip, STAND_BLOCK);
    Operation op = {.name = "block",
                    .rect = operation_ribbon(strip, left, right, fmaxf(n->kept, n->c)),
                    .word = paint_phrase(strip->p, "kept and written"),
                    .signal = LSTM_C,
                    .known = flow->stack >= 1};
    operation_add(&op, (float[]){n->kept, n->written}, 2, n->c);
    strip_operation(strip, &op);
    op = (Operation){.name = "stored",
                     .rect = operation_ribbon(strip, right, strip_left(strip, STAND_NOW), n->c),
                     .word = operation_name(strip, LSTM_C),
                     .signal = LSTM_C,
                     .known = flow->write > 0.5f};
    snprintf(
        op.terms, TERMS, "%s = %s %s + %s %s = ", operation_letter(strip, LSTM_C, false).text,
        operation_letter(strip, LSTM_F, false).text, operation_letter(strip, LSTM_C, true).text,
        operation_letter(strip, LSTM_I, false).text, operation_letter(strip, LSTM_G, false).text);
    operation_add(&op, (float[]){n->kept, n->written}, 2, n->c);
    strip_operation(strip, &op);
}

static void tell_shown(Strip *strip, const Numbers *n, const Flow *flow) {
    Operation op = {.name = "shown",
                    .rect = operation_ribbon(strip, strip_right(strip, STAND_SHOW),
                                             strip_left(strip, STAND_RESULT), n->h),
                    .word = operation_name(strip, LSTM_H),
                    .signal = LSTM_H,
                    .known = flow->show > 0.5f};
    operation_times(&op, operation_letter(strip, LSTM_O, false).text,
                    operation_letter(strip, LSTM_TANH_C, false).text,
                    (float[]){n->o, n->squashed, n->h});
    strip_operation(strip, &op);
}

/* ---- what shows ---- */

static void draw_squash(Strip *strip, const Numbers *n, const Flow *flow) {
    Activation activation = strip->model->spec.output;
    float left = strip_left(strip, STAND_CURVE), right = strip_right(strip, STAND_CURVE),
          show = strip_left(strip, STAND_SHOW);
    operation_way(strip, "to.curve",
                  operation_ribbon(strip, strip_right(strip, STAND_NOW), left, n->c), LSTM_C, false,
                  activation_name(activation));
    Operation op = {.name = "curve",
                    .rect = gate_curve_card(strip, left, right, activation, LSTM_C, n->c,
                                            flow->squash, strip_color(strip, LSTM_C)),
                    .word = operation_name(strip, LSTM_TANH_C),
                    .signal = LSTM_TANH_C,
                    .known = flow->squash >= 1,
                    .apart = true};
    strip_ribbon(strip, right, show, (Amounts){strip_now(strip, LSTM_TANH_C), NULL, false},
                 flow->squash >= 1, strip_color(strip, LSTM_C));
    strip_ribbon(strip, strip_right(strip, STAND_SHOW), strip_left(strip, STAND_RESULT),
                 (Amounts){strip_now(strip, LSTM_H), NULL, false}, flow->open,
                 strip_color(strip, LSTM_H));
    operation_curve(&op, activation, n->c, n->squashed);
    strip_operation(strip, &op);
    operation_way(strip, "to.show", operation_ribbon(strip, right, show, n->squashed), LSTM_TANH_C,
                  false, operation_name(strip, LSTM_O));
}

/* ---- the gates ---- */

static const int GATES[4] = {LSTM_F, LSTM_I, LSTM_G, LSTM_O};

/* Where the four stand under the ribbon. */
static Rect gate_rect(const Strip *strip, int k) {
    static const float FROM[4] = {0.045f, 0.236f, 0.427f, 0.752f};
    Rect low = strip->low;
    float w = roundf(GATE_WIDE * strip->rect.w), room = low.h - 14 * strip->p->u;
    return (Rect){roundf(strip->rect.x + FROM[k] * strip->rect.w), low.y + 14 * strip->p->u, w,
                  room};
}

static float middle(Rect rect) {
    return roundf(rect.x + rect.w / 2);
}

static void draw_lifts(Strip *strip, const Numbers *n, const Flow *flow) {
    Painter *p = strip->p;
    float zero = yard_y(&strip->yard, -strip->yard.down) + 2 * p->u, top = gate_rect(strip, 0).y;
    bool known = strip_now(strip, LSTM_F) != NULL;
    if (strip->low.h < 30 * p->u)
        return;
    float forget = strip_x(strip, STAND_KEEP), show = strip_x(strip, STAND_SHOW);
    flow_lift(p, forget, top, zero, n->f, known ? flow->close : 0, strip_color(strip, LSTM_F));
    flow_lift(p, show, top, zero, n->o, known ? flow->open : 0, strip_color(strip, LSTM_O));
    float line = fmaxf(roundf(2 * p->u), 1), y = top - 7 * p->u;
    float a = middle(gate_rect(strip, 1)), b = middle(gate_rect(strip, 2));
    Color write = strip_color(strip, LSTM_I), candidate = strip_color(strip, LSTM_G);
    float join = strip_x(strip, STAND_BLOCK);
    if (flow->factor < 1) {
        write = color_mix(p->theme->background, write, p->theme->unlit);
        candidate = color_mix(p->theme->background, candidate, p->theme->unlit);
    }
    draw_fill(p->list, (Rect){a, y, line, top - y}, 0, write);
    draw_fill(p->list, (Rect){a, y, join - a, line}, 0, write);
    draw_fill(p->list, (Rect){b, y, line, top - y}, 0, candidate);
    draw_fill(p->list, (Rect){join, y, b - join + line, line}, 0, candidate);
    flow_lift(p, join, y, zero, fabsf(n->written), known ? flow->stack : 0,
              strip_color(strip, LSTM_G));
}

static void tell_written(Strip *strip, Rect rect, const Numbers *n, const Flow *flow) {
    Operation op = {.name = "written",
                    .rect = rect,
                    .word = paint_phrase(strip->p, "written"),
                    .signal = LSTM_C,
                    .known = flow->multiply > 0.5f};
    operation_times(&op, operation_letter(strip, LSTM_I, false).text,
                    operation_letter(strip, LSTM_G, false).text, (float[]){n->i, n->g, n->written});
    strip_operation(strip, &op);
}

/* The arrows from the gates' cards, and the two wires that meet under the block. */
static void tell_wires(Strip *strip, const Numbers *n, const Flow *flow) {
    Painter *p = strip->p;
    float u = p->u, zero = yard_y(&strip->yard, -strip->yard.down) + 2 * u,
          top = gate_rect(strip, 0).y, join = strip_x(strip, STAND_BLOCK), half = 10 * u;
    float a = middle(gate_rect(strip, 1)) - half, b = middle(gate_rect(strip, 2)) + half;
    if (strip->low.h < 30 * u)
        return;
    operation_way(strip, "lift.f", operation_lift(strip, strip_x(strip, STAND_KEEP), zero, top),
                  LSTM_F, false, paint_phrase(p, "kept"));
    operation_way(strip, "wire.i", (Rect){a, top - 16 * u, join - half - a, 16 * u}, LSTM_I, false,
                  paint_phrase(p, "written"));
    operation_way(strip, "wire.g", (Rect){join + half, top - 16 * u, b - join - half, 16 * u},
                  LSTM_G, false, paint_phrase(p, "written"));
    tell_written(strip, operation_lift(strip, join, zero, top - 7 * u), n, flow);
    operation_way(strip, "lift.o", operation_lift(strip, strip_x(strip, STAND_SHOW), zero, top),
                  LSTM_O, false, operation_name(strip, LSTM_H));
}

static void draw_gates(Strip *strip, const Flow *flow) {
    for (int k = 0; k < 4; k++) {
        Rect rect = gate_rect(strip, k);
        if (strip->focus && rect.h >= gate_card_least(strip))
            gate_card(strip, rect, GATES[k], flow->sums, flow->levels);
        else if (rect.h > 2.8f * strip->px)
            gate_level(strip, rect, GATES[k], flow->levels);
    }
}

/* ---- the gates of many units ---- */

static void draw_many(Strip *strip, const Numbers *n, const Flow *flow) {
    const float *i = strip_now(strip, LSTM_I), *g = strip_now(strip, LSTM_G);
    const ManyLifts lifts = {.keep = LSTM_F,
                             .show = LSTM_O,
                             .added = LSTM_G,
                             .amount = n->written,
                             .close = flow->close,
                             .open = flow->open,
                             .begun = flow->factor,
                             .stack = flow->stack};
    if (strip->low.h < 30 * strip->p->u)
        return;
    tell_written(strip, many_lifts(strip, &lifts), n, flow);
    many_card(strip, MANY_CARD, many_lit(strip, GATES, 3), flow->sums, flow->levels);
    many_box(strip,
             &(ManyBox){"i.unit", MANY_FACTOR, LSTM_I, NULL, {i, NULL, false}, flow->levels});
    many_box(strip,
             &(ManyBox){"g.unit", MANY_CANDIDATE, LSTM_G, NULL, {g, NULL, false}, flow->levels});
    many_box(strip, &(ManyBox){"written.unit",
                               MANY_WRITTEN,
                               LSTM_G,
                               paint_phrase(strip->p, "written"),
                               {i, g, false},
                               flow->multiply});
    many_signs(strip);
    many_card(strip, MANY_OUTPUT, LSTM_O, flow->sums, flow->levels);
}

static Rect candidate_bar(const Strip *strip) {
    Rect card = strip->crowd ? many_place(strip, MANY_WRITTEN) : gate_rect(strip, 2);
    float w = strip_right(strip, STAND_BLOCK) - strip_left(strip, STAND_BLOCK);
    return (Rect){card.x + card.w - w, card.y, w, 0.5f * card.h};
}

/* What becomes of the state: through its curve and the output gate. */
static void draw_result(Strip *strip, const Numbers *n, const Flow *flow) {
    draw_squash(strip, n, flow);
    strip_shutter(strip, STAND_SHOW, LSTM_O, n->squashed, flow->open);
    tell_shown(strip, n, flow);
    strip_state(strip, STAND_RESULT, LSTM_H, false, strip->initial ? 1 : flow->show, NULL);
}

static void draw_narrow(Strip *strip, const Flow *flow) {
    const Level levels[] = {{SIGNAL_X, false, 1},          {LSTM_H, true, flow->back},
                            {LSTM_F, false, flow->levels}, {LSTM_I, false, flow->levels},
                            {LSTM_G, false, flow->levels}, {LSTM_O, false, flow->levels},
                            {LSTM_H, false, flow->show}};
    strip_levels(strip, levels, sizeof levels / sizeof *levels);
}

void strip_lstm(Strip *strip) {
    Numbers n = numbers_of(strip);
    Flow flow = flow_of(strip);
    const Stack stack = {n.kept, n.written, strip_color(strip, LSTM_G)};
    const char *back = paint_phrase(strip->p, "becomes the memory of the next step");
    strip_loop(strip, STAND_NOW, STAND_BEFORE, LSTM_C, back);
    draw_memory(strip, &n, &flow);
    if (strip->narrow) {
        draw_narrow(strip, &flow);
    } else if (strip->crowd) {
        draw_many(strip, &n, &flow);
        if (strip->focus)
            strip_feedback(strip, many_place(strip, MANY_CARD).x);
    } else {
        draw_lifts(strip, &n, &flow);
        draw_gates(strip, &flow);
        if (strip->focus)
            strip_feedback(strip, gate_rect(strip, 0).x);
        tell_wires(strip, &n, &flow);
    }
    strip_state(strip, STAND_BEFORE, LSTM_C, true, flow.back, NULL);
    operation_way(strip, "before",
                  operation_ribbon(strip, strip_right(strip, STAND_BEFORE),
                                   strip_left(strip, STAND_KEEP), n.before),
                  LSTM_C, true, operation_name(strip, LSTM_F));
    strip_shutter(strip, STAND_KEEP, LSTM_F, n.before, flow.close);
    tell_kept(strip, &n, &flow);
    draw_block(strip, &n, &flow, candidate_bar(strip));
    tell_stored(strip, &n, &flow);
    strip_state(strip, STAND_NOW, LSTM_C, false, strip->initial ? 1 : flow.write,
                strip->initial ? NULL : &stack);
    if (!strip->narrow)
        draw_result(strip, &n, &flow);
    draw_sums_of_memory(strip, &n, &flow);
    operation_loop(strip, STAND_NOW, STAND_BEFORE, LSTM_C, back);
    draw_ghosts(strip, &n, &flow);
}
