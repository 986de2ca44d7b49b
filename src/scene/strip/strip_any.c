/* strip_any.c: the strip of a kind that has none of its own: what its table says of it, the state
 * that remembers, the gate that keeps, and what is new. */
#include <math.h>

#include "scene/strip/parts.h"

#define STRIP(NAME, name) [CELL_##NAME] = strip_##name,
static void (*const STRIPS[CELL_KIND_COUNT])(Strip *strip) = {CELL_KINDS(STRIP)};

void strip_draw(Strip *strip) {
    CellKind kind = strip->model->spec.kind;
    if (kind < CELL_KIND_COUNT)
        STRIPS[kind](strip);
    else
        strip_any(strip);
}

/* What is kept, what was written onto it, and what became of both. */
static void tell(Strip *strip, float kept, float now, float done) {
    float left = strip_left(strip, STAND_BLOCK), right = strip_right(strip, STAND_BLOCK);
    Operation op = {.name = "block",
                    .rect = operation_ribbon(strip, left, right, fmaxf(kept, now)),
                    .word = paint_phrase(strip->p, "kept and written"),
                    .signal = strip->kind->memory,
                    .known = !strip->initial && done > 0.5f};
    operation_add(&op, (float[]){kept, now - kept}, 2, now);
    strip_operation(strip, &op);
}

void strip_any(Strip *strip) {
    Painter *p = strip->p;
    int state = strip->kind->memory, keeps = strip->kind->keeps;
    float before = strip_value_past(strip, state), now = strip_value(strip, state);
    float level = keeps == NO_SIGNAL ? 1 : strip_value(strip, keeps), kept = level * before;
    float done = strip->initial ? 1 : strip_part(strip, PHASE_SHOW, 0, 1),
          pass = strip_part(strip, PHASE_WRITE, 0, 0.5f);
    Color color = strip_color(strip, state), added = p->theme->role[ROLE_CANDIDATE];
    const Stack stack = {kept, now - kept, added};
    float left = strip_left(strip, STAND_BLOCK), right = strip_right(strip, STAND_BLOCK);
    const char *back = paint_phrase(p, "becomes the state of the next step");
    strip_loop(strip, STAND_NOW, STAND_BEFORE, state, back);
    flow_ribbon(p, strip_right(strip, STAND_BEFORE), strip_left(strip, STAND_KEEP), &strip->yard,
                before, pass, color);
    flow_ribbon(p, strip_right(strip, STAND_KEEP), left, &strip->yard, kept, pass, color);
    flow_ribbon(p, left, right, &strip->yard, kept, pass >= 1, color);
    flow_ribbon(p, right, strip_left(strip, STAND_NOW), &strip->yard, now, done, color);
    if (done > 0)
        flow_block(p, left, right - left, &strip->yard, kept, now, added);
    strip_state(strip, STAND_BEFORE, state, true, strip_part(strip, PHASE_GATES, 0, 0.5f), NULL);
    operation_way(strip, "before",
                  operation_ribbon(strip, strip_right(strip, STAND_BEFORE),
                                   strip_left(strip, STAND_KEEP), before),
                  state, true,
                  keeps == NO_SIGNAL ? paint_phrase(p, "sum") : operation_name(strip, keeps));
    if (keeps != NO_SIGNAL)
        strip_shutter(strip, STAND_KEEP, keeps, before, strip_part(strip, PHASE_FORGET, 0, 1));
    tell(strip, kept, now, done);
    strip_state(strip, STAND_NOW, state, false, done, strip->initial ? NULL : &stack);
    operation_loop(strip, STAND_NOW, STAND_BEFORE, state, back);
}
