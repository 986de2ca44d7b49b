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

static Stored stored_of(const Strip *strip, const Flow *flow) {
    Stored stored = {.state = LSTM_C,
                     .keep = LSTM_F,
                     .factor = LSTM_I,
                     .candidate = LSTM_G,
                     .before = strip_value_past(strip, LSTM_C),
                     .level = strip_value(strip, LSTM_F),
                     .share = strip_value(strip, LSTM_I),
                     .added = strip_value(strip, LSTM_G),
                     .now = strip_value(strip, LSTM_C),
                     .arrive = flow->arrive,
                     .pass = flow->pass,
                     .begun = flow->factor,
                     .multiply = flow->multiply,
                     .stack = flow->stack,
                     .write = flow->write};
    stored.kept = stored.level * stored.before;
    stored.written = stored.share * stored.added;
    snprintf(stored.share_word, sizeof stored.share_word, "%s",
             operation_letter(strip, LSTM_I, false).text);
    return stored;
}

/* What shows of the memory at this step, of the unit. */
typedef struct Shown {
    float c, squashed, o, h;
} Shown;

static Shown shown_of(const Strip *strip) {
    return (Shown){strip_value(strip, LSTM_C), strip_value(strip, LSTM_TANH_C),
                   strip_value(strip, LSTM_O), strip_value(strip, LSTM_H)};
}

/* ---- the memory ---- */

/* What is written: the candidate leaves its card, is cut to the input gate's share, and is stacked
 * on what was kept. */
static void draw_block(Strip *strip, const Stored *stored, Rect source) {
    Painter *p = strip->p;
    float left = strip_left(strip, STAND_BLOCK), w = strip_right(strip, STAND_BLOCK) - left;
    Color color = strip_color(strip, LSTM_G);
    if (stored->begun <= 0)
        return;
    float amount = stored->added + (stored->written - stored->added) * stored->multiply;
    if (stored->stack >= 1) {
        stored_block(strip, stored);
        return;
    }
    /* on its way: from the card to the stack, as high as it is at the moment */
    float from_x = source.x, from_y = source.y + source.h,
          to_y = yard_y(&strip->yard, stored->kept);
    Yard carried = strip->yard;
    carried.zero = roundf(from_y + (to_y - from_y) * stored->stack);
    float x = from_x + (left - from_x) * fmaxf(stored->multiply, stored->stack);
    flow_block(p, x, w, &carried, 0, amount, color);
}

static void tell_shown(Strip *strip, const Shown *shown, const Flow *flow) {
    Operation op = {.name = "shown",
                    .rect = operation_ribbon(strip, strip_right(strip, STAND_SHOW),
                                             strip_left(strip, STAND_RESULT), shown->h),
                    .word = operation_name(strip, LSTM_H),
                    .signal = LSTM_H,
                    .known = flow->show > 0.5f};
    operation_times(&op, operation_letter(strip, LSTM_O, false).text,
                    operation_letter(strip, LSTM_TANH_C, false).text,
                    (float[]){shown->o, shown->squashed, shown->h});
    strip_operation(strip, &op);
}

/* ---- what shows ---- */

static void draw_squash(Strip *strip, const Shown *shown, const Flow *flow) {
    const Curve curve = cell_curve(&strip->model->spec, SLOT_OUTPUT);
    float left = strip_left(strip, STAND_CURVE), right = strip_right(strip, STAND_CURVE),
          show = strip_left(strip, STAND_SHOW);
    operation_way(strip, "to.curve",
                  operation_ribbon(strip, strip_right(strip, STAND_NOW), left, shown->c), LSTM_C,
                  false, activation_name(curve.activation));
    Operation op = {.name = "curve",
                    .rect = gate_curve_card(strip, left, right, curve, LSTM_C, shown->c,
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
    operation_curve(&op, curve, shown->c, shown->squashed);
    strip_operation(strip, &op);
    operation_way(strip, "to.show", operation_ribbon(strip, right, show, shown->squashed),
                  LSTM_TANH_C, false, operation_name(strip, LSTM_O));
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

static void draw_lifts(Strip *strip, const Stored *stored, const Flow *flow) {
    Painter *p = strip->p;
    float zero = yard_y(&strip->yard, -strip->yard.down) + 2 * p->u, top = gate_rect(strip, 0).y;
    bool known = strip_now(strip, LSTM_F) != NULL;
    if (strip->low.h < 30 * p->u)
        return;
    float forget = strip_x(strip, STAND_KEEP), show = strip_x(strip, STAND_SHOW);
    flow_lift(p, forget, top, zero, stored->level, known ? flow->close : 0,
              strip_color(strip, LSTM_F));
    flow_lift(p, show, top, zero, strip_value(strip, LSTM_O), known ? flow->open : 0,
              strip_color(strip, LSTM_O));
    stored_join(strip, stored, middle(gate_rect(strip, 1)), middle(gate_rect(strip, 2)),
                top - 7 * p->u, top);
}

/* The arrows from the gates' cards, and the two wires that meet under the block. */
static void tell_wires(Strip *strip, const Stored *stored) {
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
    stored_tell_written(strip, operation_lift(strip, join, zero, top - 7 * u), stored);
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

static void draw_many(Strip *strip, const Stored *stored, const Flow *flow) {
    const float *i = strip_now(strip, LSTM_I), *g = strip_now(strip, LSTM_G);
    const ManyLifts lifts = {.keep = LSTM_F,
                             .show = LSTM_O,
                             .added = LSTM_G,
                             .amount = stored->written,
                             .close = flow->close,
                             .open = flow->open,
                             .begun = flow->factor,
                             .stack = flow->stack};
    if (strip->low.h < 30 * strip->p->u)
        return;
    stored_tell_written(strip, many_lifts(strip, &lifts), stored);
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
static void draw_result(Strip *strip, const Shown *shown, const Flow *flow) {
    draw_squash(strip, shown, flow);
    strip_shutter(strip, STAND_SHOW, LSTM_O, shown->squashed, flow->open);
    tell_shown(strip, shown, flow);
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
    const Shown shown = shown_of(strip);
    Flow flow = flow_of(strip);
    const Stored stored = stored_of(strip, &flow);
    const Stack stack = {stored.kept, stored.written, strip_color(strip, LSTM_G)};
    const char *back = paint_phrase(strip->p, "becomes the memory of the next step");
    strip_loop(strip, STAND_NOW, STAND_BEFORE, LSTM_C, back);
    stored_ribbons(strip, &stored);
    strip_ribbon(strip, strip_right(strip, STAND_NOW), strip_left(strip, STAND_CURVE),
                 (Amounts){strip_now(strip, LSTM_C), NULL, false}, flow.squash > 0,
                 strip_color(strip, LSTM_C));
    if (strip->narrow) {
        draw_narrow(strip, &flow);
    } else if (strip->crowd) {
        draw_many(strip, &stored, &flow);
        if (strip->focus)
            strip_feedback(strip, many_place(strip, MANY_CARD).x);
    } else {
        draw_lifts(strip, &stored, &flow);
        draw_gates(strip, &flow);
        if (strip->focus)
            strip_feedback(strip, gate_rect(strip, 0).x);
        tell_wires(strip, &stored);
    }
    strip_state(strip, STAND_BEFORE, LSTM_C, true, flow.back, NULL);
    operation_way(strip, "before",
                  operation_ribbon(strip, strip_right(strip, STAND_BEFORE),
                                   strip_left(strip, STAND_KEEP), stored.before),
                  LSTM_C, true, operation_name(strip, LSTM_F));
    strip_shutter(strip, STAND_KEEP, LSTM_F, stored.before, flow.close);
    stored_tell_kept(strip, &stored);
    draw_block(strip, &stored, candidate_bar(strip));
    stored_tell(strip, &stored);
    strip_state(strip, STAND_NOW, LSTM_C, false, strip->initial ? 1 : flow.write,
                strip->initial ? NULL : &stack);
    if (!strip->narrow)
        draw_result(strip, &shown, &flow);
    stored_products(strip, &stored, LSTM_I);
    operation_loop(strip, STAND_NOW, STAND_BEFORE, LSTM_C, back);
    stored_ghosts(strip, &stored);
    if (flow.show >= 1 && !strip->narrow)
        flow_ghost(strip->p, strip_right(strip, STAND_SHOW), strip_left(strip, STAND_RESULT),
                   &strip->yard, strip_was(strip, LSTM_H, false), shown.h);
}
