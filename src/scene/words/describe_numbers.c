/* describe_numbers.c: the numbers of the step where a session stands, in sentences. See describe.h.
 */
#include <math.h>

#include "scene/words/describe_parts.h"

bool describe_tells(const Session *session, int cell, int signal) {
    const CellSpec *spec = &session->run->cells[cell]->spec;
    const SignalInfo *info = &cell_kind(spec->kind)->signals[signal];
    bool told = info->class == SIGNAL_GATE || info->class == SIGNAL_VALUE;
    return told && !info->repeats && signal_present(spec, signal);
}

int describe_signal(const Session *session, int cell, int k) {
    const CellKindInfo *kind = cell_kind(session->run->cells[cell]->spec.kind);
    for (int signal = 0; signal < kind->signal_count; signal++)
        if (signal != SIGNAL_H && describe_tells(session, cell, signal) && k-- == 0)
            return signal;
    return k == 0 ? SIGNAL_H : -1;
}

bool describe_number(const Session *session, int cell, int signal, int unit, float *value) {
    Place place = {cell, signal, unit, session_moment(session).t};
    if (unit >= signal_width(&session->run->cells[cell]->spec, signal) ||
        !session_known(session, &place))
        return false;
    *value = trace_at(session->run->traces[cell], signal, place.t, 0)[unit];
    return true;
}

long describe_standing(const Session *session, int cell, int signal, int unit, float *value) {
    const CellKindInfo *kind = cell_kind(session->run->cells[cell]->spec.kind);
    long t = session_moment(session).t;
    if (describe_number(session, cell, signal, unit, value))
        return t;
    if (t < 0 || !kind->signals[signal].has_initial)
        return -2;
    const Trace *trace = session->run->traces[cell];
    *value = trace_at(trace, signal, trace_before(trace, t), 0)[unit];
    return trace_before(trace, t);
}

/* ---- many numbers ---- */

typedef struct Range {
    float low, high;
    int odd; /* of the numbers, those that are none */
} Range;

static Range range_of(const float *values, int count) {
    Range range = {INFINITY, -INFINITY, 0};
    for (int k = 0; k < count; k++) {
        range.odd += isnan(values[k]);
        range.low = fminf(range.low, values[k]);
        range.high = fmaxf(range.high, values[k]);
    }
    return range;
}

/* "from -0.1 to 0.8", or "all 0.5" */
static void add_range(Prose *prose, const float *values, int count) {
    Range range = range_of(values, count);
    char low[PROSE_NUMBER], high[PROSE_NUMBER];
    if (range.odd == count) {
        prose_add(prose, "none of them a number");
        return;
    }
    if (range.low == range.high)
        prose_add(prose, "all %s", prose_number(prose, range.low, low));
    else
        prose_add(prose, "from %s to %s", prose_number(prose, range.low, low),
                  prose_number(prose, range.high, high));
    if (range.odd)
        prose_add(prose, " (%d not a number)", range.odd);
}

/* ---- inputs ---- */

void describe_inputs(Prose *prose, const Session *session) {
    const Lesson *lesson = session->lesson;
    long t = session_moment(session).t;
    if (t < 0)
        return;
    const float *row = session->run->sequence + (size_t)t * (size_t)lesson->inputs;
    int told = lesson->inputs <= 2 * DESCRIBE_UNITS ? lesson->inputs : DESCRIBE_UNITS;
    int more = lesson->inputs - told;
    char number[PROSE_NUMBER];
    prose_add(prose, lesson->inputs == 1 ? "Input: " : "Inputs: ");
    for (int k = 0; k < told; k++)
        prose_add(prose, "%s%s %s", k ? prose_phrase(prose, ", ") : "",
                  lesson_input_name(lesson, k, session->view.language),
                  prose_setting(prose, row[k], number));
    if (more) {
        prose_add(prose, "; and %d more inputs, ", more);
        add_range(prose, row + told, more);
    }
    prose_add(prose, ".\n");
}

/* ---- what the beat points at ---- */

/* All of a few, the range of many. */
static void add_values(Prose *prose, const float *values, int count) {
    char number[PROSE_NUMBER];
    if (count > DESCRIBE_UNITS)
        add_range(prose, values, count);
    for (int k = 0; k < count && count <= DESCRIBE_UNITS; k++)
        prose_add(prose, "%s%s", prose_joint(prose, k, count),
                  prose_number(prose, values[k], number));
}

/* One number, or those of all units. */
static void add_highlight(Prose *prose, const Session *session, const Target *target) {
    int cell = target->cell, signal = target->index, unit = target->row;
    char number[PROSE_NUMBER];
    float value = 0;
    prose_signal_of(prose, session, cell, signal, unit);
    long t = describe_standing(session, cell, signal, unit < 0 ? 0 : unit, &value);
    if (t < -1) {
        prose_add(prose, ", to come later");
        return;
    }
    prose_add(prose, t < session_moment(session).t ? ", still " : ", ");
    if (unit >= 0)
        prose_add(prose, "%s", prose_number(prose, value, number));
    else
        add_values(prose, trace_at(session->run->traces[cell], signal, t, 0),
                   session->run->cells[cell]->spec.hidden);
}

/* A pre-activation has the gate's place on screen and a number of its own; an input has its line
 * already. */
static bool is_told(const Target *target) {
    return target->kind == TARGET_CELL || target->index != SIGNAL_X;
}

void describe_highlights(Prose *prose, const Session *session) {
    const Beat *beat = session_beat(session);
    bool begun = false;
    for (int k = 0; k < beat->highlight_count; k++) {
        const Target *target = &beat->highlights[k].target;
        if (!is_told(target))
            continue;
        prose_add(prose, begun ? "; " : "Look at ");
        begun = true;
        if (target->kind == TARGET_SIGNAL)
            add_highlight(prose, session, target);
        else
            prose_target(prose, session, target);
    }
    if (begun)
        prose_add(prose, ".\n");
}

/* ---- cells ---- */

static void add_signal(Prose *prose, const Session *session, int cell, int signal, int unit,
                       bool first) {
    CellKind kind = session->run->cells[cell]->spec.kind;
    long t = session_moment(session).t;
    char number[PROSE_NUMBER];
    float value;
    if (!describe_number(session, cell, signal, unit, &value))
        return;
    bool held = t >= 0 && cell_hold_at(session->run->cells[cell], signal, unit, t);
    const char *name = phrase_signal(prose->language, kind, signal);
    if (!first)
        prose_add(prose, ", ");
    if (held)
        prose_add(prose, "%s held at %s", name, prose_number(prose, value, number));
    else
        prose_add(prose, "%s %s", name, prose_number(prose, value, number));
}

static void add_unit(Prose *prose, const Session *session, int cell, int unit) {
    int signal;
    bool first = true;
    prose_add(prose, "Unit %d: ", unit + 1);
    for (int k = 0; (signal = describe_signal(session, cell, k)) >= 0; k++) {
        float value;
        add_signal(prose, session, cell, signal, unit, first);
        first = first && !describe_number(session, cell, signal, unit, &value);
    }
    prose_add(prose, ".\n");
}

/* "And 28 more units: forget gate from 0.1 to 0.9, ..." */
static void add_other_units(Prose *prose, const Session *session, int cell) {
    CellKind kind = session->run->cells[cell]->spec.kind;
    int more = session->run->cells[cell]->spec.hidden - DESCRIBE_UNITS, signal;
    long t = session_moment(session).t;
    float value;
    const char *joint = "";
    if (more <= 0)
        return;
    prose_add(prose, more == 1 ? "And %d more unit: " : "And %d more units: ", more);
    for (int k = 0; (signal = describe_signal(session, cell, k)) >= 0; k++) {
        if (!describe_number(session, cell, signal, 0, &value))
            continue;
        prose_add(prose, "%s%s ", joint, phrase_signal(prose->language, kind, signal));
        add_range(prose, trace_at(session->run->traces[cell], signal, t, 0) + DESCRIBE_UNITS, more);
        joint = prose_phrase(prose, ", ");
    }
    prose_add(prose, ".\n");
}

/* Signals of this step that later phases bring. */
static void add_later(Prose *prose, const Session *session, int cell) {
    int later[MAX_SIGNALS], count = 0, signal;
    float value;
    for (int k = 0; (signal = describe_signal(session, cell, k)) >= 0; k++)
        if (!describe_number(session, cell, signal, 0, &value))
            later[count++] = signal;
    if (!count || session_moment(session).t < 0)
        return;
    prose_add(prose, "Later in this step: ");
    for (int k = 0; k < count; k++) {
        prose_add(prose, "%s", prose_joint(prose, k, count));
        prose_signal(prose, session, cell, later[k]);
    }
    prose_add(prose, ".\n");
}

static void add_cell(Prose *prose, const Session *session, int cell) {
    int hidden = session->run->cells[cell]->spec.hidden, signal;
    float value;
    bool any = false;
    prose_add(prose, "In ");
    prose_cell(prose, session, cell);
    prose_add(prose, ":\n");
    for (int k = 0; (signal = describe_signal(session, cell, k)) >= 0; k++)
        any = any || describe_number(session, cell, signal, 0, &value);
    for (int unit = 0; any && unit < hidden && unit < DESCRIBE_UNITS; unit++)
        add_unit(prose, session, cell, unit);
    if (any)
        add_other_units(prose, session, cell);
    add_later(prose, session, cell);
}

void describe_cells(Prose *prose, const Session *session) {
    for (int cell = 0; cell < session->lesson->cell_count; cell++)
        if (session_cell_shown(session, cell))
            add_cell(prose, session, cell);
}
