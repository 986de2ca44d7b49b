/* stored.c: what LSTM and GRU do alike: their state is kept in part, and something is written onto it. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

/* ---- along the ribbon ---- */

void stored_ribbons(Strip *strip, const Stored *stored) {
    Color color = strip_color(strip, stored->state);
    const Amounts before = {strip_past(strip, stored->state), NULL, false},
                  kept = {strip_now(strip, stored->keep), before.a, false},
                  now = {strip_now(strip, stored->state), NULL, false};
    float keep = strip_right(strip, STAND_KEEP), block = strip_left(strip, STAND_BLOCK),
          after = strip_right(strip, STAND_BLOCK);
    strip_ribbon(strip, strip_right(strip, STAND_BEFORE), strip_left(strip, STAND_KEEP), before,
                 stored->arrive, color);
    strip_ribbon(strip, keep, block, kept, stored->pass, color);
    if (stored->pass >= 1)
        flow_lost(strip->p, keep, block, &strip->yard, stored->before, stored->kept, color);
    strip_ribbon(strip, block, after, kept, stored->pass >= 1, color);
    strip_ribbon(strip, after, strip_left(strip, STAND_NOW), now, stored->write, color);
}

void stored_ghosts(Strip *strip, const Stored *stored) {
    float kept = strip_was(strip, stored->keep, false) * strip_was(strip, stored->state, true);
    if (stored->pass >= 1)
        flow_ghost(strip->p, strip_right(strip, STAND_KEEP), strip_left(strip, STAND_BLOCK),
                   &strip->yard, kept, stored->kept);
    if (stored->write >= 1)
        flow_ghost(strip->p, strip_right(strip, STAND_BLOCK), strip_left(strip, STAND_NOW),
                   &strip->yard, strip_was(strip, stored->state, false), stored->now);
}

void stored_block(Strip *strip, const Stored *stored) {
    Painter *p = strip->p;
    float left = strip_left(strip, STAND_BLOCK), w = strip_right(strip, STAND_BLOCK) - left;
    float px = strip->number,
          y = (yard_y(&strip->yard, stored->kept) + yard_y(&strip->yard, stored->now)) / 2;
    char text[24];
    flow_block(p, left, w, &strip->yard, stored->kept, stored->kept + stored->written,
               strip_color(strip, stored->candidate));
    flow_number_text(stored->written, true, text);
    if (fabsf(stored->written) * strip->yard.unit > 1.3f * px && stored->written > 0 &&
        paint_text_width(p, FACE_NUMBER_BOLD, px, text) < w - 2)
        flow_number(p, left + w / 2, text_top_for_centre(p, FACE_NUMBER_BOLD, px, y), px,
                    stored->written, true, p->theme->on_role[ROLE_CANDIDATE]);
}

void stored_join(Strip *strip, const Stored *stored, float a, float b, float y, float top) {
    Painter *p = strip->p;
    float line = fmaxf(roundf(2 * p->u), 1), join = strip_x(strip, STAND_BLOCK);
    Color share = strip_color(strip, stored->factor),
          candidate = strip_color(strip, stored->candidate);
    if (stored->begun < 1) {
        share = color_mix(p->theme->background, share, p->theme->unlit);
        candidate = color_mix(p->theme->background, candidate, p->theme->unlit);
    }
    draw_fill(p->list, (Rect){a, y, line, top - y}, 0, share);
    draw_fill(p->list, (Rect){a, y, join - a, line}, 0, share);
    draw_fill(p->list, (Rect){b, y, line, top - y}, 0, candidate);
    draw_fill(p->list, (Rect){join, y, b - join + line, line}, 0, candidate);
    flow_lift(p, join, y, yard_y(&strip->yard, -strip->yard.down) + 2 * p->u,
              fabsf(stored->written), strip_now(strip, stored->keep) ? stored->stack : 0,
              strip_color(strip, stored->candidate));
}

/* ---- in numbers ---- */

void stored_products(Strip *strip, const Stored *stored, int leads) {
    const Painter *p = strip->p;
    float h = strip->px * 1.7f, high = yard_y(&strip->yard, strip->yard.up) - h;
    Rect kept = {strip_right(strip, STAND_KEEP) + 0.022f * strip->rect.w,
                 fmaxf(high, strip->rect.y + 4), 0, h};
    kept.w = strip_left(strip, STAND_BLOCK) - kept.x;
    Rect written = kept;
    written.y = yard_y(&strip->yard, -strip->yard.down) + 2 * p->u;
    if (stored->pass > 0.5f)
        strip_product(strip, kept, paint_phrase(p, "kept"),
                      &(Product){stored->level, stored->before, stored->kept,
                                 strip_color(strip, stored->keep),
                                 strip_color(strip, stored->state)},
                      stored->keep);
    if (stored->multiply > 0.5f)
        strip_product(strip, written, paint_phrase(p, "written"),
                      &(Product){stored->share, stored->added, stored->written,
                                 strip_color(strip, stored->factor),
                                 strip_color(strip, stored->candidate)},
                      leads);
}

/* ---- in words ---- */

void stored_tell_kept(Strip *strip, const Stored *stored) {
    Operation op = {.name = "kept",
                    .rect = operation_ribbon(strip, strip_right(strip, STAND_KEEP),
                                             strip_left(strip, STAND_BLOCK), stored->kept),
                    .word = paint_phrase(strip->p, "kept"),
                    .signal = stored->state,
                    .known = stored->pass > 0.5f};
    operation_times(&op, operation_letter(strip, stored->keep, false).text,
                    operation_letter(strip, stored->state, true).text,
                    (float[]){stored->level, stored->before, stored->kept});
    strip_operation(strip, &op);
}

void stored_tell_written(Strip *strip, Rect rect, const Stored *stored) {
    Operation op = {.name = "written",
                    .rect = rect,
                    .word = paint_phrase(strip->p, "written"),
                    .signal = stored->state,
                    .known = stored->multiply > 0.5f};
    operation_times(&op, stored->share_word, operation_letter(strip, stored->candidate, false).text,
                    (float[]){stored->share, stored->added, stored->written});
    strip_operation(strip, &op);
}

void stored_tell(Strip *strip, const Stored *stored) {
    float left = strip_left(strip, STAND_BLOCK), right = strip_right(strip, STAND_BLOCK);
    const float sum[] = {stored->kept, stored->written};
    Operation op = {.name = "block",
                    .rect = operation_ribbon(strip, left, right, fmaxf(stored->kept, stored->now)),
                    .word = paint_phrase(strip->p, "kept and written"),
                    .signal = stored->state,
                    .known = stored->stack >= 1};
    operation_add(&op, sum, 2, stored->now);
    strip_operation(strip, &op);
    op = (Operation){.name = "stored",
                     .rect =
                         operation_ribbon(strip, right, strip_left(strip, STAND_NOW), stored->now),
                     .word = operation_name(strip, stored->state),
                     .signal = stored->state,
                     .known = stored->write > 0.5f};
    snprintf(op.terms, TERMS,
             "%s = %s %s + %s %s = ", operation_letter(strip, stored->state, false).text,
             operation_letter(strip, stored->keep, false).text,
             operation_letter(strip, stored->state, true).text, stored->share_word,
             operation_letter(strip, stored->candidate, false).text);
    operation_add(&op, sum, 2, stored->now);
    strip_operation(strip, &op);
}
