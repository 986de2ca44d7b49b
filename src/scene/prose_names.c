/* prose_names.c: what things on screen are called, and what edits do to them. See prose.h. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "lesson/curve.h"
#include "scene/prose.h"
#include "session/notation.h"

static const CellKindInfo *kind_of(const Session *session, int cell) {
    return cell_kind(session->lesson->cells[cell].cell->spec.kind);
}

/* Whether another cell of the lesson is of the same kind, so that the kind is no name. */
static bool is_one_of_many(const Session *session, int cell) {
    for (int k = 0; k < session->lesson->cell_count; k++)
        if (k != cell && kind_of(session, k) == kind_of(session, cell))
            return true;
    return false;
}

void prose_cell(Prose *prose, const Session *session, int cell) {
    const LessonCell *entry = &session->lesson->cells[cell];
    const char *title = text_in(&entry->title, session->view.language);
    prose_add(prose, "the %s", kind_of(session, cell)->title);
    if (title[0] && strcmp(title, kind_of(session, cell)->title) != 0)
        prose_add(prose, " \u201c%s\u201d", title);
    else if (is_one_of_many(session, cell))
        prose_add(prose, " \u201c%s\u201d", entry->id);
}

void prose_signal(Prose *prose, const Session *session, int cell, int signal, bool all) {
    prose_add(prose, "the %s%s", kind_of(session, cell)->signals[signal].label, all ? "s" : "");
}

void prose_unit(Prose *prose, const Session *session, int cell, int unit) {
    if (unit >= 0)
        prose_add(prose, "unit %d of ", unit + 1);
    prose_cell(prose, session, cell);
}

/* ---- places ---- */

/* The gate, candidate or state that a weight feeds. */
static const char *fed_by(const CellKindInfo *kind, int weight) {
    for (int k = 0; k < kind->signal_count; k++)
        if (kind->signals[k].pre == kind->weights[weight].signal)
            return kind->signals[k].label;
    return "cell";
}

static void add_weight(Prose *prose, const Session *session, int cell, int weight, int row,
                       int column) {
    const CellKindInfo *kind = kind_of(session, cell);
    const WeightInfo *info = &kind->weights[weight];
    bool vector = info->shape == WEIGHT_HIDDEN;
    char name[NOTATION_NAME];
    notation_weight(session->view.notation, session->lesson->cells[cell].cell->spec.kind, weight,
                    name);
    prose_add(prose, "the %s\u2019s %s", fed_by(kind, weight),
              info->peephole ? "peephole"
              : vector       ? "bias"
                             : "weight");
    if (!vector && row >= 0)
        prose_add(prose, " from %s %d", info->shape == WEIGHT_INPUTS_BY_HIDDEN ? "input" : "unit",
                  row + 1);
    prose_add(prose, !vector && row >= 0 && column >= 0 ? " to " : " in ");
    prose_unit(prose, session, cell, column);
    prose_add(prose, " (%s)", name);
}

static void add_gate(Prose *prose, const Session *session, int cell, int signal, int unit) {
    prose_signal(prose, session, cell, signal, unit < 0);
    prose_add(prose, " of ");
    prose_unit(prose, session, cell, unit);
}

static void add_initial(Prose *prose, const Session *session, int cell, int signal, int unit) {
    prose_add(prose, "the initial %s of ", kind_of(session, cell)->signals[signal].label);
    prose_unit(prose, session, cell, unit);
}

static void add_slot(Prose *prose, const Session *session, int cell, int slot) {
    static const char *const names[SLOT_COUNT] = {
        "the gates\u2019 activation", "the candidate\u2019s activation", "the output activation"};
    prose_add(prose, "%s of ", names[slot]);
    prose_cell(prose, session, cell);
}

static void add_input(Prose *prose, const Session *session, int column, long step) {
    prose_add(prose, "the input \u201c%s\u201d at step %ld", session->lesson->input_names[column],
              step);
}

void prose_edit_place(Prose *prose, const Session *session, const Edit *edit) {
    switch (edit->kind) {
    case EDIT_INPUT:
        add_input(prose, session, edit->column, edit->step);
        break;
    case EDIT_LINE:
    case EDIT_WAVE:
        prose_add(prose, "the input \u201c%s\u201d", session->lesson->input_names[edit->column]);
        break;
    case EDIT_HOLD:
    case EDIT_FREE:
        add_gate(prose, session, edit->cell, edit->index, edit->row);
        break;
    case EDIT_WEIGHT:
        add_weight(prose, session, edit->cell, edit->index, edit->row, edit->column);
        break;
    case EDIT_INITIAL:
        add_initial(prose, session, edit->cell, edit->index, edit->row);
        break;
    case EDIT_ACTIVATION:
        add_slot(prose, session, edit->cell, edit->index);
        break;
    case EDIT_COUPLED:
    case EDIT_RESET:
        prose_cell(prose, session, edit->cell);
        break;
    }
}

void prose_target(Prose *prose, const Session *session, const Target *target) {
    switch (target->kind) {
    case TARGET_SIGNAL:
        add_gate(prose, session, target->cell, target->index, target->row);
        break;
    case TARGET_WEIGHT:
        add_weight(prose, session, target->cell, target->index, target->row, target->column);
        break;
    case TARGET_INITIAL:
        add_initial(prose, session, target->cell, target->index, target->row);
        break;
    case TARGET_SLOT:
        add_slot(prose, session, target->cell, target->index);
        break;
    case TARGET_CELL:
        prose_add(prose, "all of ");
        prose_cell(prose, session, target->cell);
        break;
    }
}

/* ---- edits ---- */

static void add_steps(Prose *prose, const Edit *edit) {
    if (edit->to != LONG_MAX && edit->from == edit->to)
        prose_add(prose, " at step %ld", edit->from);
    else if (edit->to != LONG_MAX)
        prose_add(prose, " in steps %ld to %ld", edit->from, edit->to);
    else if (edit->from > 0)
        prose_add(prose, " from step %ld on", edit->from);
}

/* What is left of a line begins and ends where it was cut. */
static void add_line(Prose *prose, const Edit *edit) {
    char text[PROSE_NUMBER];
    prose_add(prose, " is painted: %s", prose_setting(curve_at(edit, edit->from), text));
    if (edit->from < edit->to)
        prose_add(prose, " to %s", prose_setting(curve_at(edit, edit->to), text));
    add_steps(prose, edit);
}

static void add_wave(Prose *prose, const Edit *edit) {
    char text[PROSE_NUMBER];
    prose_add(prose, " becomes the curve \u201c%s\u201d", wave_name((Wave)edit->index));
    if (edit->index == WAVE_NOISE)
        prose_add(prose, " of seed %d", edit->row);
    if (edit->index != WAVE_SILENCE)
        prose_add(prose, ", %s high", prose_setting(edit->value, text));
    add_steps(prose, edit);
}

static void add_value(Prose *prose, float value, float was) {
    char text[PROSE_NUMBER];
    prose_add(prose, " becomes %s", prose_setting(value, text));
    if (!isnan(was) && was != value)
        prose_add(prose, "; it was %s", prose_setting(was, text));
}

void prose_edit(Prose *prose, const Session *session, const Edit *edit, float was) {
    char text[PROSE_NUMBER];
    bool all = (edit->kind == EDIT_HOLD || edit->kind == EDIT_FREE) && edit->row < 0;
    prose_edit_place(prose, session, edit);
    switch (edit->kind) {
    case EDIT_HOLD:
        prose_add(prose, " %s held at %s", all ? "are" : "is", prose_setting(edit->value, text));
        add_steps(prose, edit);
        break;
    case EDIT_FREE:
        prose_add(prose, " %s free again", all ? "are" : "is");
        break;
    case EDIT_LINE:
        add_line(prose, edit);
        break;
    case EDIT_WAVE:
        add_wave(prose, edit);
        break;
    case EDIT_ACTIVATION:
        prose_add(prose, " becomes %s", activation_name(edit->activation));
        break;
    case EDIT_COUPLED:
        prose_add(prose, edit->flag
                             ? " couples its gates: the input gate is 1 minus the forget gate"
                             : " has an input gate of its own again");
        break;
    case EDIT_RESET:
        prose_add(prose, " resets %s the product with its hidden weights",
                  edit->flag ? "after" : "before");
        break;
    default:
        add_value(prose, edit->value, was);
    }
}
