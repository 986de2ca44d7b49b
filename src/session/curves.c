/* curves.c: whole curves of one input: painted with the pointer, or taken from a few presets.
 *
 * A stroke is a row of straight lines from point to point, so that a fast pointer leaves no gaps;
 * in the list of tweaks no step of an input is set by two of them. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "lesson/curve.h"
#include "session/parts.h"

enum { SINE_PERIOD = 24 }; /* steps of a turn, in a run that has as many */

/* ---- edits of inputs in a list ---- */

static bool meets(const Edit *edit, const Edit *by) {
    return edit_of_input(edit) && edit->column == by->column &&
           curve_first(edit) <= curve_last(by) && curve_last(edit) >= curve_first(by);
}

/* What is left of an edit; what would be left behind the end of the run is nothing. */
static int pieces(const Edit *edit, const Edit *by, long steps, Edit left[2]) {
    left[0] = *edit;
    if (!meets(edit, by))
        return 1;
    long last = curve_last(by) < steps - 1 ? curve_last(by) : LONG_MAX;
    return curve_cut(edit, curve_first(by), last, left);
}

static bool make_room(EditList *list, int more) {
    if (!more)
        return true;
    Edit *items = array_room(list->items, &list->capacity, list->count, more, sizeof *items);
    if (items)
        list->items = items;
    return items != NULL;
}

/* Edits that are cut in two make room for both parts, from the end on. */
static bool split(EditList *list, const Edit *by, long steps) {
    Edit left[2];
    int more = 0;
    for (int k = 0; k < list->count; k++)
        more += pieces(&list->items[k], by, steps, left) == 2;
    if (!make_room(list, more))
        return false;
    int to = list->count + more;
    for (int k = list->count - 1; k >= 0; k--) {
        bool two = pieces(&list->items[k], by, steps, left) == 2;
        list->items[--to] = two ? left[1] : list->items[k];
        if (two)
            list->items[--to] = left[0];
    }
    list->count += more;
    return true;
}

bool curves_cut(EditList *list, const Edit *by, long steps) {
    Edit left[2];
    int kept = 0;
    if (!split(list, by, steps))
        return false;
    for (int k = 0; k < list->count; k++)
        if (pieces(&list->items[k], by, steps, left) == 1)
            list->items[kept++] = left[0];
    list->count = kept;
    return true;
}

int curves_find(const EditList *list, int column, long step) {
    const Edit place = {.kind = EDIT_INPUT, .column = column, .step = step};
    for (int k = list->count - 1; k >= 0; k--)
        if (meets(&list->items[k], &place))
            return k;
    return -1;
}

bool curves_same(const Run *run, const Edit *edit) {
    long last = run->lesson->steps - 1;
    last = curve_last(edit) < last ? curve_last(edit) : last;
    for (long t = curve_first(edit); t <= last; t++) {
        const Edit place = {.kind = EDIT_INPUT, .column = edit->column, .step = t};
        if (run_value(run, &place) != curve_at(edit, t))
            return false;
    }
    return true;
}

void session_edited_steps(const Session *session, int column, long from, int count, bool *edited) {
    const EditList *list = &session_beat_state(session)->edits;
    long end = from + count;
    for (int k = 0; k < count; k++)
        edited[k] = false;
    for (int k = 0; k < list->count; k++) {
        const Edit *edit = &list->items[k];
        if (!edit_of_input(edit) || edit->column != column)
            continue;
        long first = curve_first(edit), last = curve_last(edit);
        for (long t = first > from ? first : from; t < end && t <= last; t++)
            edited[t - from] = true;
    }
}

const Edit *session_input_wave(const Session *session, int column) {
    const EditList *list = &session_beat_state(session)->edits;
    for (int k = list->count - 1; k >= 0; k--)
        if (list->items[k].kind == EDIT_WAVE && list->items[k].column == column)
            return &list->items[k];
    return NULL;
}

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

float axis_limit(float most) {
    static const float NICE[] = {1, 2, 5, 10};
    for (int k = 0; k < 3; k++)
        if (most <= NICE[k] * 1.0005f) /* a gate's rounding is no reason for a coarser axis */
            return NICE[k];
    return NICE[3];
}

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

/* What a sandbox records from now on comes from its own sources, not from the wave. */
static long wave_end(const Session *session) {
    return session->sandbox ? session->lesson->steps - 1 : LONG_MAX;
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
