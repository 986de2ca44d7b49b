/* strip.c: where the things of a strip stand, and what is known of them at the moment. */
#include "scene/strip/strip.h"

#include <math.h>

/* ---- places ---- */

static const float MIDDLE[STAND_COUNT] = {
    [STAND_BEFORE] = 0.063f, [STAND_KEEP] = 0.176f, [STAND_BLOCK] = 0.420f, [STAND_NOW] = 0.600f,
    [STAND_CURVE] = 0.724f,  [STAND_SHOW] = 0.832f, [STAND_RESULT] = 0.942f};

/* Parts of the width: of one unit, and of several. */
static const float WIDTH_ONE[STAND_COUNT] = {
    [STAND_BEFORE] = 0.043f, [STAND_KEEP] = 0.040f, [STAND_BLOCK] = 0.050f, [STAND_NOW] = 0.050f,
    [STAND_CURVE] = 0.115f,  [STAND_SHOW] = 0.034f, [STAND_RESULT] = 0.043f};
static const float WIDTH_MANY[STAND_COUNT] = {
    [STAND_BEFORE] = 0.096f, [STAND_KEEP] = 0.040f, [STAND_BLOCK] = 0.050f, [STAND_NOW] = 0.096f,
    [STAND_CURVE] = 0.095f,  [STAND_SHOW] = 0.034f, [STAND_RESULT] = 0.096f};

static const float MIDDLE_CROWD[STAND_COUNT] = {
    [STAND_BEFORE] = 0.063f, [STAND_KEEP] = 0.185f, [STAND_BLOCK] = 0.420f, [STAND_NOW] = 0.600f,
    [STAND_CURVE] = 0.712f,  [STAND_SHOW] = 0.822f, [STAND_RESULT] = 0.942f};
static const float WIDTH_CROWD[STAND_COUNT] = {
    [STAND_BEFORE] = 0.090f, [STAND_KEEP] = 0.090f, [STAND_BLOCK] = 0.050f, [STAND_NOW] = 0.090f,
    [STAND_CURVE] = 0.075f,  [STAND_SHOW] = 0.085f, [STAND_RESULT] = 0.090f};

/* On a phone: the state alone, and its gates. */
static const float MIDDLE_NARROW[STAND_COUNT] = {
    [STAND_BEFORE] = 0.125f, [STAND_KEEP] = 0.340f, [STAND_BLOCK] = 0.600f, [STAND_NOW] = 0.870f};
static const float WIDTH_NARROW[STAND_COUNT] = {
    [STAND_BEFORE] = 0.130f, [STAND_KEEP] = 0.120f, [STAND_BLOCK] = 0.110f, [STAND_NOW] = 0.130f};

static float stand_width(const Strip *strip, Stand stand) {
    const float *widths = strip->narrow      ? WIDTH_NARROW
                          : strip->crowd     ? WIDTH_CROWD
                          : strip->count > 1 ? WIDTH_MANY
                                             : WIDTH_ONE;
    return roundf(widths[stand] * strip->rect.w);
}

float strip_x(const Strip *strip, Stand stand) {
    const float *middles = strip->narrow ? MIDDLE_NARROW : strip->crowd ? MIDDLE_CROWD : MIDDLE;
    return roundf(strip->rect.x + middles[stand] * strip->rect.w);
}

float strip_left(const Strip *strip, Stand stand) {
    return roundf(strip_x(strip, stand) - stand_width(strip, stand) / 2);
}

float strip_right(const Strip *strip, Stand stand) {
    return strip_left(strip, stand) + stand_width(strip, stand);
}

/* ---- the moment ---- */

static float ease(float part) {
    part = fminf(fmaxf(part, 0), 1);
    return part * part * (3 - 2 * part);
}

static void set_moment(Strip *strip) {
    Moment m = strip->p->moment;
    strip->t = m.t;
    strip->initial = m.t < 0;
    strip->hidden = session_hidden(strip->p->session, m.t) || m.t >= strip->trace->steps ||
                    !trace_has(strip->trace, m.t);
    for (int k = 0; k < PHASE_COUNT; k++) {
        bool done = k < (int)m.phase, now = k == (int)m.phase;
        strip->reach[k] = strip->initial || strip->hidden ? 0 : done ? 1 : now ? m.part : 0;
    }
}

float strip_part(const Strip *strip, Phase phase, float from, float to) {
    return ease((strip->reach[phase] - from) / (to - from));
}

Color strip_color(const Strip *strip, int signal) {
    return strip->p->theme->role[strip->kind->signals[signal].role];
}

const float *strip_now(const Strip *strip, int signal) {
    bool has = !strip->initial || strip->kind->signals[signal].has_initial;
    return strip->hidden || !has ? NULL : trace_at(strip->trace, signal, strip->t, 0);
}

const float *strip_past(const Strip *strip, int signal) {
    if (strip->initial || strip->hidden ||
        (strip->t == trace_first(strip->trace) && !strip->kind->signals[signal].has_initial))
        return NULL;
    return trace_at(strip->trace, signal, trace_before(strip->trace, strip->t), 0);
}

float strip_value(const Strip *strip, int signal) {
    const float *values = strip_now(strip, signal);
    return values ? values[strip->unit] : 0;
}

float strip_value_past(const Strip *strip, int signal) {
    const float *values = strip_past(strip, signal);
    return values ? values[strip->unit] : 0;
}

void strip_look(Strip *strip) {
    const Session *session = strip->p->session;
    const Run *run = session->run;
    strip->entry = &session->lesson->cells[strip->cell];
    strip->model = run->cells[strip->cell];
    strip->trace = run->traces[strip->cell];
    strip->kind = cell_kind(strip->model->spec.kind);
    strip->count = strip->model->spec.hidden;
    strip->unit = session->unit < strip->count ? session->unit : 0;
    strip->crowd = strip->count > FLOW_NUMBERED && strip->count <= FLOW_MOST;
    strip->px = strip->p->small;
    strip->number = strip->p->body;
    set_moment(strip);
}
