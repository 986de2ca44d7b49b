/* curve.c: see curve.h. */
#include "lesson/curve.h"

#include <assert.h>
#include <limits.h>
#include <math.h>

long curve_first(const Edit *edit) {
    return edit->kind == EDIT_INPUT ? edit->step : edit->from;
}

long curve_last(const Edit *edit) {
    return edit->kind == EDIT_INPUT ? edit->step : edit->to;
}

/* Weighted so that both ends are met exactly. */
static float line_at(const Edit *edit, long t) {
    if (edit->step == edit->step_to)
        return edit->value_to;
    double part = (double)(t - edit->step) / (double)(edit->step_to - edit->step);
    return (float)((1 - part) * (double)edit->value + part * (double)edit->value_to);
}

static float wave_in(const Edit *edit, long t) {
    bool noise = edit->index == WAVE_NOISE;
    return edit->value * wave_at((Wave)edit->index, t - edit->step, noise ? 1 : edit->row,
                                 noise ? (unsigned)edit->row : 0);
}

float curve_at(const Edit *edit, long t) {
    switch (edit->kind) {
    case EDIT_LINE:
        return line_at(edit, t);
    case EDIT_WAVE:
        return wave_in(edit, t);
    default:
        return edit->value;
    }
}

static bool near(long step) {
    return step >= -CURVE_STEPS && step <= CURVE_STEPS;
}

static bool line_fits(const Edit *edit, long steps) {
    long first = edit->step < edit->step_to ? edit->step : edit->step_to;
    long last = edit->step < edit->step_to ? edit->step_to : edit->step;
    return near(edit->step) && near(edit->step_to) && isfinite(edit->value_to) &&
           edit->from >= first && edit->to <= last && edit->to < steps;
}

/* Its end may lie anywhere: it goes as far as the run does. */
static bool wave_fits(const Edit *edit, long steps) {
    return edit->index >= 0 && edit->index < WAVE_COUNT && edit->row >= 1 && edit->step <= 0 &&
           near(edit->step) && edit->from < steps;
}

bool curve_fits(const Edit *edit, long steps) {
    if (edit->from < 0 || edit->to < edit->from || !isfinite(edit->value))
        return false;
    return edit->kind == EDIT_LINE ? line_fits(edit, steps) : wave_fits(edit, steps);
}

int curve_cut(const Edit *edit, long from, long to, Edit left[2]) {
    assert(from <= to);
    long first = curve_first(edit), last = curve_last(edit);
    int count = 0;
    if (to < first || from > last) {
        left[0] = *edit;
        return 1;
    }
    if (first < from) {
        left[count] = *edit;
        left[count++].to = from - 1;
    }
    if (last > to) {
        left[count] = *edit;
        left[count++].from = to + 1;
    }
    return count;
}

bool curve_shift(Edit *edit, long steps) {
    assert(steps >= 0);
    edit->step -= steps;
    if (edit->kind == EDIT_INPUT)
        return edit->step >= 0;
    edit->step_to -= edit->kind == EDIT_LINE ? steps : 0;
    edit->from = edit->from > steps ? edit->from - steps : 0;
    edit->to -= edit->to == LONG_MAX ? 0 : steps;
    return edit->to >= 0 && near(edit->step) && near(edit->step_to);
}

float axis_limit(float most) {
    static const float NICE[] = {1, 2, 5, 10};
    for (int k = 0; k < 3; k++)
        if (most <= NICE[k] * 1.0005f) /* a gate's rounding is no reason for a coarser axis */
            return NICE[k];
    return NICE[3];
}
