/* may.c: see may.h. */
#include "session/may.h"

#include <math.h>
#include <stdio.h>

#include "lesson/curve.h"
#include "session/words/notation.h"
#include "session/words/phrase.h"

/* ---- a place in the lesson ---- */

static bool within(long value, long count) {
    return value >= 0 && value < count;
}

static bool is_gate(const CellSpec *spec, int signal) {
    const CellKindInfo *info = cell_kind(spec->kind);
    return within(signal, info->signal_count) && info->signals[signal].class == SIGNAL_GATE;
}

static bool fits_gate(const CellSpec *spec, const Edit *edit) {
    return is_gate(spec, edit->index) && within(edit->row + 1L, spec->hidden + 1L);
}

static bool fits_cell(const CellSpec *spec, const Edit *edit) {
    const CellKindInfo *info = cell_kind(spec->kind);
    switch (edit->kind) {
    case EDIT_HOLD:
        return fits_gate(spec, edit) && edit->from >= 0 && edit->to >= edit->from;
    case EDIT_FREE:
        return fits_gate(spec, edit);
    case EDIT_WEIGHT:
        return within(edit->index, info->weight_count) &&
               within(edit->row, weight_rows(spec, edit->index)) &&
               within(edit->column, weight_columns(spec, edit->index));
    case EDIT_INITIAL:
        return within(edit->index, info->signal_count) && info->signals[edit->index].has_initial &&
               within(edit->row, signal_width(spec, edit->index));
    case EDIT_ACTIVATION:
        return within(edit->index, SLOT_COUNT) && within((long)edit->activation, ACTIVATION_COUNT);
    case EDIT_VARIANT:
        return within(edit->index, info->variant_count) && !info->variants[edit->index].fixed;
    default:
        return false;
    }
}

static bool has_value(EditKind kind) {
    return kind == EDIT_INPUT || kind == EDIT_HOLD || kind == EDIT_WEIGHT || kind == EDIT_INITIAL;
}

bool may_fit(const Lesson *lesson, const Edit *edit) {
    if (has_value(edit->kind) && !isfinite(edit->value))
        return false;
    if (edit_of_input(edit))
        return within(edit->column, lesson->inputs) &&
               (edit->kind == EDIT_INPUT ? within(edit->step, lesson->steps)
                                         : curve_fits(edit, lesson->steps));
    return within(edit->cell, lesson->cell_count) &&
           fits_cell(&lesson->cells[edit->cell].cell->spec, edit);
}

bool may_weight_present(const Session *session, const Edit *edit) {
    return edit->kind != EDIT_WEIGHT || session->run->cells[edit->cell]->weights[edit->index];
}

/* ---- a task's limits ---- */

/* buffer: for a name that has to be made. */
static const char *target_name(const Session *session, CellKind kind, const Target *target,
                               char buffer[NOTATION_NAME]) {
    switch (target->kind) {
    case TARGET_SIGNAL:
        return phrase_signal(session->view.language, kind, target->index);
    case TARGET_WEIGHT:
        notation_weight(session->view.notation, kind, target->index, buffer);
        return buffer;
    case TARGET_SLOT:
        return phrase_in(session->view.language,
                         activation_slot_name((ActivationSlot)target->index));
    case TARGET_INITIAL:
        snprintf(buffer, NOTATION_NAME, "%s0", cell_kind(kind)->signals[target->index].name);
        return buffer;
    default:
        return phrase_in(session->view.language, "anything");
    }
}

/* "W_xf of LSTM, from input 2 to unit 1": a target for people, who count from 1. */
static int describe(const Session *session, const Target *target, char *text, size_t size) {
    CellKind kind = session->lesson->cells[target->cell].cell->spec.kind;
    const CellKindInfo *info = cell_kind(kind);
    Language language = session->view.language;
    bool weight = target->kind == TARGET_WEIGHT;
    bool matrix = weight && info->weights[target->index].shape != WEIGHT_HIDDEN;
    bool inputs = weight && info->weights[target->index].shape == WEIGHT_INPUTS_BY_HIDDEN;
    bool rows = matrix || target->kind == TARGET_SIGNAL || target->kind == TARGET_INITIAL;
    int unit = weight ? target->column : target->row;
    char from[48] = "", to[48] = "", name[NOTATION_NAME];
    if (matrix && target->row >= 0)
        snprintf(from, sizeof from,
                 inputs ? phrase_in(language, ", from input %d")
                        : phrase_in(language, ", from unit %d"),
                 target->row + 1);
    if ((weight || rows) && unit >= 0)
        snprintf(to, sizeof to,
                 from[0] ? phrase_in(language, " to unit %d") : phrase_in(language, ", unit %d"),
                 unit + 1);
    return snprintf(text, size, phrase_in(language, "%s of %s%s%s"),
                    target_name(session, kind, target, name), info->title, from, to);
}

static bool refuse(Session *session) {
    const Task *task = session_beat(session)->task;
    char allowed[128] = "";
    size_t used = 0;
    for (int k = 0; k < task->may_count && used + 8 < sizeof allowed; k++) {
        if (k)
            used += (size_t)snprintf(allowed + used, sizeof allowed - used, "; ");
        used += (size_t)describe(session, &task->may[k], allowed + used, sizeof allowed - used);
    }
    return error_set(
        &session->notice,
        phrase_in(session->view.language, "This task is about something else: change only %s"),
        allowed);
}

bool may_change(Session *session, const Edit *edit) {
    if (!may_fit(session->lesson, edit))
        return error_set(
            &session->notice,
            phrase_in(session->view.language, "That is not a place or a number of this lesson"));
    if (!may_weight_present(session, edit))
        return error_set(
            &session->notice,
            phrase_in(session->view.language, "This variant of the cell has no such weight"));
    return session_may(session, edit) || refuse(session);
}
