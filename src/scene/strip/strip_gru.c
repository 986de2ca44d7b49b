/* strip_gru.c: the GRU's strip: one slider shares out 1: h = z . h' + (1 - z) . n. What is stored
 * shows. */
#include <math.h>
#include <stdio.h>

#include "engine/kinds/gru.h"
#include "scene/strip/parts.h"

typedef struct Flow {
    float back, sums, levels;                /* gates */
    float arrive, close, pass;               /* forget: the reset acts here too */
    float candidate, multiply, stack, write; /* write */
} Flow;

static Flow flow_of(const Strip *strip) {
    return (Flow){.back = strip_part(strip, PHASE_GATES, 0.3f, 0.5f),
                  .sums = strip_part(strip, PHASE_GATES, 0.4f, 0.75f),
                  .levels = strip_part(strip, PHASE_GATES, 0.7f, 1),
                  .arrive = strip_part(strip, PHASE_FORGET, 0, 0.3f),
                  .close = strip_part(strip, PHASE_FORGET, 0.25f, 0.6f),
                  .pass = strip_part(strip, PHASE_FORGET, 0.55f, 1),
                  .candidate = strip_part(strip, PHASE_WRITE, 0, 0.3f),
                  .multiply = strip_part(strip, PHASE_WRITE, 0.25f, 0.5f),
                  .stack = strip_part(strip, PHASE_WRITE, 0.45f, 0.7f),
                  .write = strip_part(strip, PHASE_WRITE, 0.65f, 1)};
}

/* What the candidate sees of the past: through the reset gate. */
static float seen(const Strip *strip, int pre, int from) {
    const float *values = strip_now(strip, GRU_N_REC),
                *w = strip->model->weights[weight_find(CELL_GRU, "W_hh")];
    if (pre != GRU_N_PRE || !values)
        return NAN;
    bool after = strip->model->spec.reset_after;
    if (after && from < 0)
        return strip_value(strip, GRU_R) * values[strip->unit];
    const float *past = after ? strip_past(strip, GRU_H) : values;
    float sum = 0, level = after ? strip_value(strip, GRU_R) : 1;
    for (int k = 0; w && past && k < strip->count; k++)
        if (from < 0 || k == from)
            sum += level * past[k] * w[(size_t)k * (size_t)strip->count + (size_t)strip->unit];
    return sum;
}

static Stored stored_of(const Strip *strip, const Flow *flow) {
    float z = strip_value(strip, GRU_Z);
    Stored stored = {.state = GRU_H,
                     .keep = GRU_Z,
                     .factor = GRU_Z,
                     .candidate = GRU_N,
                     .before = strip_value_past(strip, GRU_H),
                     .level = z,
                     .share = 1 - z,
                     .added = strip_value(strip, GRU_N),
                     .now = strip_value(strip, GRU_H),
                     .arrive = flow->arrive,
                     .pass = flow->pass,
                     .begun = flow->candidate,
                     .multiply = flow->multiply,
                     .stack = flow->stack,
                     .write = flow->write};
    stored.kept = stored.level * stored.before;
    stored.written = stored.share * stored.added;
    snprintf(stored.share_word, sizeof stored.share_word, "(1 \u2212 %s)",
             operation_letter(strip, GRU_Z, false).text);
    return stored;
}

static void draw_block(Strip *strip, const Stored *stored) {
    float left = strip_left(strip, STAND_BLOCK), w = strip_right(strip, STAND_BLOCK) - left;
    if (stored->begun <= 0)
        return;
    if (stored->stack >= 1) {
        stored_block(strip, stored);
        return;
    }
    float amount = stored->added + (stored->written - stored->added) * stored->multiply;
    Yard carried = strip->yard;
    float from = strip->low.y, to = yard_y(&strip->yard, stored->kept);
    carried.zero = roundf(from + (to - from) * stored->stack);
    flow_block(strip->p, left, w, &carried, 0, amount, strip_color(strip, GRU_N));
}

static const int GATES[3] = {GRU_Z, GRU_R, GRU_N};

/* Under the ribbon; between the reset and the candidate there is room for what the one lets into the
 * other. */
static Rect gate_rect(const Strip *strip, int k) {
    static const float FROM[3] = {0.045f, 0.236f, 0.580f};
    Rect low = strip->low;
    float top = 20 * strip->p->u;
    return (Rect){roundf(strip->rect.x + FROM[k] * strip->rect.w), low.y + top,
                  roundf(GATE_WIDE * strip->rect.w), low.h - top};
}

static float middle(Rect rect) {
    return roundf(rect.x + rect.w / 2);
}

static Rect reset_rect(const Strip *strip) {
    Rect r = gate_rect(strip, 1), n = gate_rect(strip, 2);
    float from = r.x + r.w + 8 * strip->p->u;
    return (Rect){from, r.y, n.x - from - 2 * strip->p->u, r.h};
}

static ResetFlow reset_flow(const Flow *flow) {
    return (ResetFlow){flow->arrive, flow->close, flow->pass};
}

/* What z leaves comes from its card, the candidate from its own: they meet under the block. */
static void draw_join(Strip *strip, const Stored *stored) {
    Rect rect = gate_rect(strip, 0);
    float from = roundf(rect.x + 0.86f * rect.w), y = rect.y - 9 * strip->p->u;
    stored_join(strip, stored, from, middle(gate_rect(strip, 2)), y, rect.y);
}

/* "1 - z" on its way. */
static void name_rest(Strip *strip) {
    Painter *p = strip->p;
    char word[48];
    float px = flow_legible(p, 0.92f * strip->px), y = gate_rect(strip, 0).y - 9 * p->u;
    snprintf(word, sizeof word, "1 \u2212 %s", operation_letter(strip, GRU_Z, false).text);
    float w = paint_text_width(p, FACE_NUMBER, px, word) + 8 * p->u, x = gate_rect(strip, 1).x;
    draw_fill(p->list, (Rect){x, y - 0.6f * px, w, 1.2f * px}, 0, strip_ground(strip));
    paint_text_centre(p, x + w / 2, text_top_for_centre(p, FACE_NUMBER, px, y), FACE_NUMBER, px,
                      strip_color(strip, GRU_Z), word);
}

static void draw_gates(Strip *strip, const Stored *stored, const Flow *flow) {
    Painter *p = strip->p;
    float u = p->u, zero = yard_y(&strip->yard, -strip->yard.down) + 2 * u,
          top = gate_rect(strip, 0).y;
    bool known = strip_now(strip, GRU_Z) != NULL;
    ResetFlow passing = reset_flow(flow);
    if (strip->low.h >= 30 * u) {
        flow_lift(p, strip_x(strip, STAND_KEEP), top, zero, stored->level, known ? flow->close : 0,
                  strip_color(strip, GRU_Z));
        draw_join(strip, stored);
        name_rest(strip);
    }
    for (int k = 0; k < 3; k++) {
        Rect rect = gate_rect(strip, k);
        if (GATES[k] == GRU_N)
            strip_reset(strip, reset_rect(strip), &passing);
        float sums = k == 2 ? flow->candidate : flow->sums,
              level = k == 2 ? flow->candidate : flow->levels;
        if (strip->focus && rect.h >= gate_card_least(strip))
            gate_card(strip, rect, GATES[k], sums, level);
        else if (rect.h > 2.8f * strip->px)
            gate_level(strip, rect, GATES[k], level);
    }
}

/* The arrows from the cards. */
static void tell_wires(Strip *strip, const Stored *stored) {
    float zero = yard_y(&strip->yard, -strip->yard.down) + 2 * strip->p->u,
          top = gate_rect(strip, 0).y;
    if (strip->low.h < 30 * strip->p->u)
        return;
    operation_way(strip, "lift.z", operation_lift(strip, strip_x(strip, STAND_KEEP), zero, top),
                  GRU_Z, false, paint_phrase(strip->p, "kept"));
    stored_tell_written(
        strip, operation_lift(strip, strip_x(strip, STAND_BLOCK), zero, top - 9 * strip->p->u),
        stored);
}

/* Where there is no room under the ribbon: behind the state, which nothing hides. */
static void draw_beside(Strip *strip, const Flow *flow) {
    Rect all = strip->rect;
    float u = strip->p->u, top = all.y + 8 * u + 1.5f * strip->px;
    Rect reset = {roundf(all.x + 0.665f * all.w), top, roundf(0.18f * all.w),
                  all.y + all.h - top - 6 * u};
    Rect level = {roundf(all.x + 0.852f * all.w), top + 0.7f * strip->px, roundf(0.115f * all.w),
                  reset.h - 1.4f * strip->px};
    ResetFlow passing = reset_flow(flow);
    strip_reset(strip, reset, &passing);
    if (level.h > 2.8f * strip->px)
        gate_level(strip, level, GRU_N, flow->candidate);
}

/* ---- the gates of many units ---- */

/* What passes the resets: of the old state, or of the product with it. */
static void many_seen(Strip *strip, const Flow *flow) {
    const float *seen = strip_now(strip, GRU_N_REC), *r = strip_now(strip, GRU_R);
    bool after = strip->model->spec.reset_after;
    char word[96];
    snprintf(word, sizeof word, "%s \u00d7 %s", operation_letter(strip, GRU_R, false).text,
             after ? operation_letter(strip, GRU_N_REC, false).text
                   : operation_letter(strip, GRU_H, true).text);
    many_box(
        strip,
        &(ManyBox){
            "seen.unit", MANY_SEEN, GRU_N_REC, word, {seen, after ? r : NULL, false}, flow->pass});
}

static void draw_many(Strip *strip, const Stored *stored, const Flow *flow) {
    const float *z = strip_now(strip, GRU_Z), *c = strip_now(strip, GRU_N),
                *r = strip_now(strip, GRU_R);
    const ManyLifts lifts = {.keep = GRU_Z,
                             .show = NO_SIGNAL,
                             .added = GRU_N,
                             .amount = stored->written,
                             .close = flow->close,
                             .begun = flow->candidate,
                             .stack = flow->stack};
    int signal = many_lit(strip, GATES, 3);
    bool late = signal == GRU_N;
    if (strip->low.h < 30 * strip->p->u)
        return;
    stored_tell_written(strip, many_lifts(strip, &lifts), stored);
    many_card(strip, MANY_CARD, signal, late ? flow->candidate : flow->sums,
              late ? flow->candidate : flow->levels);
    many_box(
        strip,
        &(ManyBox){"rest.unit", MANY_FACTOR, GRU_Z, "1 \u2212 z", {z, NULL, true}, flow->levels});
    many_box(strip,
             &(ManyBox){"n.unit", MANY_CANDIDATE, GRU_N, NULL, {c, NULL, false}, flow->candidate});
    many_box(strip, &(ManyBox){"written.unit",
                               MANY_WRITTEN,
                               GRU_N,
                               paint_phrase(strip->p, "written"),
                               {z, c, true},
                               flow->multiply});
    many_signs(strip);
    many_box(strip, &(ManyBox){"r.unit", MANY_RESET, GRU_R, NULL, {r, NULL, false}, flow->levels});
    many_seen(strip, flow);
}

static void draw_narrow(Strip *strip, const Flow *flow) {
    const Level levels[] = {{SIGNAL_X, false, 1},           {GRU_H, true, flow->back},
                            {GRU_Z, false, flow->levels},   {GRU_R, false, flow->levels},
                            {GRU_N_REC, false, flow->pass}, {GRU_N, false, flow->candidate}};
    strip_levels(strip, levels, sizeof levels / sizeof *levels);
}

void strip_gru(Strip *strip) {
    strip->past = seen;
    Painter *p = strip->p;
    Flow flow = flow_of(strip);
    const Stored stored = stored_of(strip, &flow);
    const Stack stack = {stored.kept, stored.written, strip_color(strip, GRU_N)};
    const char *back = paint_phrase(p, "becomes the state of the next step");
    strip_loop(strip, STAND_NOW, STAND_BEFORE, GRU_H, back);
    stored_ribbons(strip, &stored);
    if (strip->narrow) {
        draw_narrow(strip, &flow);
    } else if (strip->crowd) {
        draw_many(strip, &stored, &flow);
    } else if (strip->low.h >= 30 * p->u) {
        draw_gates(strip, &stored, &flow);
        tell_wires(strip, &stored);
    } else {
        draw_beside(strip, &flow);
    }
    strip_state(strip, STAND_BEFORE, GRU_H, true, flow.back, NULL);
    operation_way(strip, "before",
                  operation_ribbon(strip, strip_right(strip, STAND_BEFORE),
                                   strip_left(strip, STAND_KEEP), stored.before),
                  GRU_H, true, operation_name(strip, GRU_Z));
    strip_shutter(strip, STAND_KEEP, GRU_Z, stored.before, flow.close);
    stored_tell_kept(strip, &stored);
    draw_block(strip, &stored);
    stored_tell(strip, &stored);
    strip_state(strip, STAND_NOW, GRU_H, false, strip->initial ? 1 : flow.write,
                strip->initial ? NULL : &stack);
    stored_products(strip, &stored, GRU_N);
    strip_note(strip, paint_phrase(p, "no output gate: what is stored shows"));
    operation_loop(strip, STAND_NOW, STAND_BEFORE, GRU_H, back);
    stored_ghosts(strip, &stored);
}
