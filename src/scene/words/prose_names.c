/* prose_names.c: what things on screen are called, and what edits do to them. See prose.h. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "lesson/curve.h"
#include "scene/words/prose.h"
#include "session/words/notation.h"

enum { PART_SIZE = 256 };

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

static const char *signal_name(const Prose *prose, const Session *session, int cell, int signal) {
    return phrase_signal(prose->language, session->lesson->cells[cell].cell->spec.kind, signal);
}

void prose_signal(Prose *prose, const Session *session, int cell, int signal) {
    prose_add(prose, "the %s", signal_name(prose, session, cell, signal));
}

/* What is put into a sentence whose order is another one in another language. */
static Prose part_of(const Prose *prose, char text[PART_SIZE]) {
    return prose_new(text, PART_SIZE, prose->language);
}

void prose_unit(Prose *prose, const Session *session, int cell, int unit) {
    char text[PART_SIZE];
    Prose part = part_of(prose, text);
    prose_cell(&part, session, cell);
    if (unit >= 0)
        prose_add(prose, "unit %d of %s", unit + 1, text);
    else
        prose_add(prose, "%s", text);
}

/* "unit 2 of the LSTM" */
static const char *unit_name(const Prose *prose, const Session *session, int cell, int unit,
                             char text[PART_SIZE]) {
    Prose part = part_of(prose, text);
    prose_unit(&part, session, cell, unit);
    return text;
}

void prose_signal_of(Prose *prose, const Session *session, int cell, int signal, int unit) {
    char of[PART_SIZE];
    const char *name = signal_name(prose, session, cell, signal);
    unit_name(prose, session, cell, unit, of);
    if (unit < 0)
        prose_add(prose, "the %ss of %s", name, of);
    else
        prose_add(prose, "the %s of %s", name, of);
}

/* ---- places ---- */

/* The gate, candidate or state that a weight feeds. */
static const char *fed_by(const Prose *prose, const Session *session, int cell, int weight) {
    const CellKindInfo *kind = kind_of(session, cell);
    for (int k = 0; k < kind->signal_count; k++)
        if (kind->signals[k].pre == kind->weights[weight].signal)
            return signal_name(prose, session, cell, k);
    return prose_phrase(prose, "cell");
}

/* One number of a matrix, or, column -1, those of a source. */
static void add_matrix_weight(Prose *prose, const char *fed, const WeightInfo *info, int row,
                              int column, const char *unit, const char *name) {
    bool inputs = info->shape == WEIGHT_INPUTS_BY_HIDDEN;
    if (column >= 0 && inputs)
        prose_add(prose, "the %s\u2019s weight from input %d to %s (%s)", fed, row + 1, unit, name);
    else if (column >= 0)
        prose_add(prose, "the %s\u2019s weight from unit %d to %s (%s)", fed, row + 1, unit, name);
    else if (inputs)
        prose_add(prose, "the %s\u2019s weight from input %d in %s (%s)", fed, row + 1, unit, name);
    else
        prose_add(prose, "the %s\u2019s weight from unit %d in %s (%s)", fed, row + 1, unit, name);
}

static void add_weight(Prose *prose, const Session *session, int cell, int weight, int row,
                       int column) {
    const WeightInfo *info = &kind_of(session, cell)->weights[weight];
    char name[NOTATION_NAME], unit[PART_SIZE];
    const char *fed = fed_by(prose, session, cell, weight);
    notation_weight(session->view.notation, session->lesson->cells[cell].cell->spec.kind, weight,
                    name);
    unit_name(prose, session, cell, column, unit);
    if (info->shape != WEIGHT_HIDDEN && row >= 0)
        add_matrix_weight(prose, fed, info, row, column, unit, name);
    else
        prose_add(prose, "the %s\u2019s %s in %s (%s)", fed,
                  prose_phrase(prose, info->looks_at                 ? "peephole"
                                      : info->shape == WEIGHT_HIDDEN ? "bias"
                                                                     : "weight"),
                  unit, name);
}

static void add_initial(Prose *prose, const Session *session, int cell, int signal, int unit) {
    char of[PART_SIZE];
    prose_add(prose, "the initial %s of %s", signal_name(prose, session, cell, signal),
              unit_name(prose, session, cell, unit, of));
}

static void add_slot(Prose *prose, const Session *session, int cell, int slot) {
    char of[PART_SIZE];
    static const char *const names[SLOT_COUNT] = {
        "the gates\u2019 activation", "the candidate\u2019s activation", "the output activation"};
    prose_add(prose, "%s of %s", prose_phrase(prose, names[slot]),
              unit_name(prose, session, cell, -1, of));
}

static void add_input(Prose *prose, const Session *session, int column, long step) {
    prose_add(prose, "the input \u201c%s\u201d at step %ld",
              lesson_input_name(session->lesson, column, session->view.language), step);
}

void prose_edit_place(Prose *prose, const Session *session, const Edit *edit) {
    switch (edit->kind) {
    case EDIT_INPUT:
        add_input(prose, session, edit->column, edit->step);
        break;
    case EDIT_LINE:
    case EDIT_WAVE:
        prose_add(prose, "the input \u201c%s\u201d",
                  lesson_input_name(session->lesson, edit->column, session->view.language));
        break;
    case EDIT_HOLD:
    case EDIT_FREE:
        prose_signal_of(prose, session, edit->cell, edit->index, edit->row);
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
    case EDIT_VARIANT:
        prose_cell(prose, session, edit->cell);
        break;
    }
}

void prose_target(Prose *prose, const Session *session, const Target *target) {
    char of[PART_SIZE];
    switch (target->kind) {
    case TARGET_SIGNAL:
        prose_signal_of(prose, session, target->cell, target->index, target->row);
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
        prose_add(prose, "all of %s", unit_name(prose, session, target->cell, -1, of));
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
    prose_add(prose, " is painted: %s", prose_setting(prose, curve_at(edit, edit->from), text));
    if (edit->from < edit->to)
        prose_add(prose, " to %s", prose_setting(prose, curve_at(edit, edit->to), text));
    add_steps(prose, edit);
}

static void add_wave(Prose *prose, const Edit *edit) {
    char text[PROSE_NUMBER];
    prose_add(prose, " becomes the curve \u201c%s\u201d",
              phrase_wave(prose->language, (Wave)edit->index));
    if (edit->index == WAVE_NOISE)
        prose_add(prose, " of seed %d", edit->row);
    if (edit->index != WAVE_SILENCE)
        prose_add(prose, ", %s high", prose_setting(prose, edit->value, text));
    add_steps(prose, edit);
}

static void add_value(Prose *prose, float value, float was) {
    char text[PROSE_NUMBER];
    prose_add(prose, " becomes %s", prose_setting(prose, value, text));
    if (!isnan(was) && was != value)
        prose_add(prose, "; it was %s", prose_setting(prose, was, text));
}

void prose_edit(Prose *prose, const Session *session, const Edit *edit, float was) {
    char text[PROSE_NUMBER];
    bool all = (edit->kind == EDIT_HOLD || edit->kind == EDIT_FREE) && edit->row < 0;
    prose_edit_place(prose, session, edit);
    switch (edit->kind) {
    case EDIT_HOLD:
        if (all)
            prose_add(prose, " are held at %s", prose_setting(prose, edit->value, text));
        else
            prose_add(prose, " is held at %s", prose_setting(prose, edit->value, text));
        add_steps(prose, edit);
        break;
    case EDIT_FREE:
        prose_add(prose, all ? " are free again" : " is free again");
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
    case EDIT_VARIANT:
        prose_add(
            prose, "%s",
            prose_phrase(prose,
                         kind_of(session, edit->cell)->variants[edit->index].happens[edit->flag]));
        break;
    default:
        add_value(prose, edit->value, was);
    }
}
