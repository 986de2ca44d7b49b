/* curves.c: see curves.h. */
#include "session/curves.h"

#include <limits.h>
#include <math.h>

#include "lesson/curve.h"
#include "session/edits.h"
#include "session/may.h"

enum { SINE_PERIOD = 24 }; /* steps of a turn, in a run that has as many */

/* ---- painting ---- */

static bool paint(Session *session, const Action *action) {
    Stroke *stroke = &session->stroke;
    bool goes_on = action->flag && stroke->begun && stroke->column == action->number;
    Edit line = {.kind = EDIT_LINE,
                 .column = action->number,
                 .step = goes_on ? stroke->step : action->step,
                 .value = goes_on ? stroke->value : action->value,
                 .step_to = action->step,
                 .value_to = action->value};
    line.from = line.step < line.step_to ? line.step : line.step_to;
    line.to = line.step < line.step_to ? line.step_to : line.step;
    if (!may_fit(session->lesson, &line)) {
        *stroke = (Stroke){0};
        return may_change(session, &line);
    }
    *stroke = (Stroke){true, action->number, action->step, action->value};
    return edits_change(session, &line, goes_on);
}

/* ---- presets ---- */

/* As high as the axis of what the lesson itself gives the input. */
static float height(const Lesson *lesson, int column) {
    float most = 0;
    for (long t = 0; t < lesson->steps; t++) {
        float value = lesson->sequence[(size_t)t * (size_t)lesson->inputs + (size_t)column];
        most = isfinite(value) ? fmaxf(most, fabsf(value)) : most;
    }
    return axis_limit(most);
}

/* One pulse, one step, one ramp in a run; a sine has turns that can be seen in a long one too. */
static long period(Wave wave, long steps) {
    long most = wave == WAVE_SINE ? SINE_PERIOD : CURVE_STEPS;
    return steps < most ? steps : most;
}

/* What a run that grows records from now on comes from its own sources, not from the wave. */
static long wave_end(const Session *session) {
    return session->kind->grow ? session->lesson->steps - 1 : LONG_MAX;
}

static bool preset(Session *session, const Action *action) {
    const Lesson *lesson = session->lesson;
    Edit wave = {.kind = EDIT_WAVE,
                 .column = action->number,
                 .index = action->unit,
                 .row = (int)period((Wave)action->unit, lesson->steps),
                 .to = wave_end(session)};
    if (action->unit == WAVE_NOISE)
        wave.row = action->step >= 1 && action->step <= INT_MAX ? (int)action->step : 0;
    if (may_fit(lesson, &wave))
        wave.value = height(lesson, wave.column);
    return edits_change(session, &wave, false);
}

/* ---- which rows are painted on ---- */

static bool choose(Session *session, const Action *action) {
    unsigned *painting = &session->view.painting, before = *painting;
    int column = action->number, most = (int)(8 * sizeof *painting);
    if (column < 0)
        *painting = 0;
    else if (column < most && column < session->lesson->inputs)
        *painting ^= 1u << column;
    return *painting != before;
}

bool curves_apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_PAINT_INPUT:
        return paint(session, action);
    case ACTION_INPUT_PRESET:
        return preset(session, action);
    default:
        return choose(session, action);
    }
}
