/* edit.c: edits as text and back, and which of them change the same thing. See edit.h. */
#include "lesson/edit.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lesson/lesson.h"
#include "lesson/number.h"
#include "lesson/scan.h"

static const char *const SLOTS[SLOT_COUNT] = {"gate", "candidate", "output"};

const char *activation_slot_name(ActivationSlot slot) {
    return SLOTS[slot];
}

bool activation_slot_present(CellKind kind, ActivationSlot slot) {
    return kind == CELL_LSTM || slot == SLOT_CANDIDATE ||
           slot == (kind == CELL_GRU ? SLOT_GATE : SLOT_OUTPUT);
}

static bool same_gate(const Edit *a, const Edit *b) {
    return a->index == b->index && a->row == b->row;
}

static bool is_hold(EditKind kind) {
    return kind == EDIT_HOLD || kind == EDIT_FREE;
}

bool edit_same_target(const Edit *a, const Edit *b) {
    if (a->kind == EDIT_INPUT && b->kind == EDIT_INPUT)
        return a->step == b->step && a->column == b->column;
    if (a->cell != b->cell)
        return false;
    if (is_hold(a->kind) && is_hold(b->kind))
        return same_gate(a, b);
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case EDIT_WEIGHT:
        return a->index == b->index && a->row == b->row && a->column == b->column;
    case EDIT_INITIAL:
        return a->index == b->index && a->row == b->row;
    case EDIT_ACTIVATION:
        return a->index == b->index;
    default:
        return true; /* coupled and reset: one a cell */
    }
}

static bool covers_index(int target, int edit) {
    return target < 0 || target == edit;
}

bool target_covers(const Target *target, const Edit *edit) {
    if (edit->kind == EDIT_INPUT || target->cell != edit->cell)
        return false;
    if (target->kind == TARGET_CELL)
        return true;
    if (target->index != edit->index)
        return false;
    switch (edit->kind) {
    case EDIT_HOLD:
    case EDIT_FREE:
        return target->kind == TARGET_SIGNAL && covers_index(target->row, edit->row);
    case EDIT_WEIGHT:
        return target->kind == TARGET_WEIGHT && covers_index(target->row, edit->row) &&
               covers_index(target->column, edit->column);
    case EDIT_INITIAL:
        return target->kind == TARGET_INITIAL && covers_index(target->row, edit->row);
    case EDIT_ACTIVATION:
        return target->kind == TARGET_SLOT;
    default:
        return false;
    }
}

/* "lstm.f" or "lstm.f[0]": a signal, for one unit or all. */
static int format_gate(const Edit *edit, const Lesson *lesson, char *text, size_t size) {
    const LessonCell *cell = &lesson->cells[edit->cell];
    const char *name = cell_kind(cell->cell->spec.kind)->signals[edit->index].name;
    return edit->row < 0 ? snprintf(text, size, "%s.%s", cell->id, name)
                         : snprintf(text, size, "%s.%s[%d]", cell->id, name, edit->row);
}

static int format_hold(const Edit *edit, const Lesson *lesson, char *text, size_t size) {
    char gate[160], value[NUMBER_SIZE], steps[64] = "";
    format_gate(edit, lesson, gate, sizeof gate);
    number_format(edit->value, value);
    if (edit->to != LONG_MAX)
        snprintf(steps, sizeof steps, " @ %ld..%ld", edit->from, edit->to);
    else if (edit->from != 0)
        snprintf(steps, sizeof steps, " @ %ld..", edit->from);
    return snprintf(text, size, "hold %s %s%s", gate, value, steps);
}

static int format_free(const Edit *edit, const Lesson *lesson, char *text, size_t size) {
    char gate[160];
    format_gate(edit, lesson, gate, sizeof gate);
    return snprintf(text, size, "free %s", gate);
}

static int format_weight(const Edit *edit, const Lesson *lesson, char *text, size_t size) {
    const LessonCell *cell = &lesson->cells[edit->cell];
    const WeightInfo *weight = &cell_kind(cell->cell->spec.kind)->weights[edit->index];
    char value[NUMBER_SIZE];
    number_format(edit->value, value);
    if (weight->shape == WEIGHT_HIDDEN)
        return snprintf(text, size, "set %s.%s[%d] %s", cell->id, weight->name, edit->column,
                        value);
    return snprintf(text, size, "set %s.%s[%d][%d] %s", cell->id, weight->name, edit->row,
                    edit->column, value);
}

int edit_format(const Edit *edit, const struct Lesson *lesson, char *text, size_t size) {
    const char *id = edit->kind == EDIT_INPUT ? NULL : lesson->cells[edit->cell].id;
    char value[NUMBER_SIZE];
    number_format(edit->value, value);
    switch (edit->kind) {
    case EDIT_INPUT:
        return snprintf(text, size, "input %ld %d %s", edit->step, edit->column, value);
    case EDIT_HOLD:
        return format_hold(edit, lesson, text, size);
    case EDIT_FREE:
        return format_free(edit, lesson, text, size);
    case EDIT_WEIGHT:
        return format_weight(edit, lesson, text, size);
    case EDIT_INITIAL:
        return snprintf(text, size, "set %s.%s[%d] %s", id, edit->index == SIGNAL_H ? "h0" : "c0",
                        edit->row, value);
    case EDIT_ACTIVATION:
        return snprintf(text, size, "activation %s.%s %s", id, SLOTS[edit->index],
                        activation_name(edit->activation));
    case EDIT_COUPLED:
        return snprintf(text, size, "coupled %s %s", id, edit->flag ? "true" : "false");
    case EDIT_RESET:
        return snprintf(text, size, "reset %s %s", id, edit->flag ? "after" : "before");
    }
    return 0;
}

static bool read_value(Scan *scan, Edit *edit) {
    double value;
    if (!scan_number(scan, &value))
        return false;
    edit->value = (float)value;
    return true;
}

/* A whole number from 0 to count - 1, standing alone. */
static bool read_below(Scan *scan, const char *of, long count, long *value) {
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_integer(scan, value))
        return false;
    if (*value >= 0 && *value < count)
        return true;
    scan_fault(scan, start, "there is no %s %ld", of, *value);
    error_expected(scan->error, "0 to %ld", count - 1);
    return false;
}

static bool read_input(Scan *scan, Edit *edit) {
    long column;
    edit->kind = EDIT_INPUT;
    if (!read_below(scan, "step", scan->lesson->steps, &edit->step) ||
        !read_below(scan, "input", scan->lesson->inputs, &column))
        return false;
    edit->column = (int)column;
    return read_value(scan, edit);
}

/* A gate of a cell, for one unit or all. */
static bool read_gate(Scan *scan, Edit *edit) {
    Target target;
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_target(scan, &target))
        return false;
    edit->cell = target.cell;
    edit->index = target.index;
    edit->row = target.row;
    CellKind kind = scan->lesson->cells[target.cell].cell->spec.kind;
    if (target.kind == TARGET_SIGNAL && cell_kind(kind)->signals[target.index].class == SIGNAL_GATE)
        return true;
    scan_fault(scan, start, "only a gate can be held or freed");
    error_expected(scan->error, "a gate, such as \"lstm.f\" or \"lstm.f[0]\"");
    return false;
}

static bool read_steps(Scan *scan, Edit *edit) {
    edit->from = 0;
    edit->to = LONG_MAX;
    if (!scan_sign(scan, "@"))
        return true;
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_integer(scan, &edit->from) || edit->from < 0)
        return scan_fault(scan, start, "the first step of the hold is missing");
    if (!scan_sign(scan, ".."))
        return scan_fault(scan, scan->at, "\"..\" is missing between the steps");
    if (scan_end(scan))
        return true;
    start = scan->at;
    return (scan_integer(scan, &edit->to) && edit->to >= edit->from) ||
           scan_fault(scan, start, "the last step of the hold is before the first");
}

static bool read_hold(Scan *scan, Edit *edit) {
    edit->kind = EDIT_HOLD;
    return read_gate(scan, edit) && read_value(scan, edit) && read_steps(scan, edit);
}

static bool read_free(Scan *scan, Edit *edit) {
    edit->kind = EDIT_FREE;
    return read_gate(scan, edit);
}

static bool read_set(Scan *scan, Edit *edit) {
    Target target;
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_target(scan, &target))
        return false;
    edit->kind = target.kind == TARGET_WEIGHT ? EDIT_WEIGHT : EDIT_INITIAL;
    edit->cell = target.cell;
    edit->index = target.index;
    edit->row = target.row;
    edit->column = target.column;
    if (target.kind != TARGET_WEIGHT && target.kind != TARGET_INITIAL)
        return scan_fault(scan, start, "only one weight or initial value can be set");
    if (target.row < 0 || (target.kind == TARGET_WEIGHT && target.column < 0))
        return scan_fault(scan, start, "an index is missing: one number is set");
    return read_value(scan, edit);
}

static bool read_activation(Scan *scan, Edit *edit) {
    Target target;
    char name[SCAN_WORD];
    const char *known[ACTIVATION_COUNT];
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_target(scan, &target))
        return false;
    if (target.kind != TARGET_SLOT)
        return scan_fault(scan, start, "only a gate, candidate or output activation can be set");
    edit->kind = EDIT_ACTIVATION;
    edit->cell = target.cell;
    edit->index = target.index;
    scan_space(scan);
    start = scan->at;
    if (!scan_word(scan, false, name))
        return scan_fault(scan, start, "the name of an activation is missing");
    if (activation_from_name(name, &edit->activation))
        return true;
    for (int k = 0; k < ACTIVATION_COUNT; k++)
        known[k] = activation_name((Activation)k);
    return scan_unknown(scan, start, "activation", name, known, ACTIVATION_COUNT);
}

/* "coupled lstm true", "reset gru after": a cell of the kind, then one of two words. */
static bool read_variant(Scan *scan, Edit *edit, CellKind kind, const char *no, const char *yes) {
    scan_space(scan);
    size_t start = scan->at;
    edit->cell = scan_cell(scan);
    if (edit->cell < 0)
        return false;
    if (scan->lesson->cells[edit->cell].cell->spec.kind != kind)
        return scan_fault(scan, start, "the cell is not of the kind %s", cell_kind(kind)->title);
    edit->flag = scan_keyword(scan, yes);
    if (edit->flag || scan_keyword(scan, no))
        return true;
    scan_fault(scan, scan->at, "the setting is missing");
    error_expected(scan->error, "\"%s\" or \"%s\"", no, yes);
    return false;
}

static bool read_edit(Scan *scan, Edit *edit) {
    static const char *const KNOWN[] = {"input",      "hold",    "free", "set",
                                        "activation", "coupled", "reset"};
    char name[SCAN_WORD];
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_word(scan, false, name))
        return scan_fault(scan, start, "the edit is empty");
    if (strcmp(name, "input") == 0)
        return read_input(scan, edit);
    if (strcmp(name, "hold") == 0)
        return read_hold(scan, edit);
    if (strcmp(name, "free") == 0)
        return read_free(scan, edit);
    if (strcmp(name, "set") == 0)
        return read_set(scan, edit);
    if (strcmp(name, "activation") == 0)
        return read_activation(scan, edit);
    edit->kind = EDIT_COUPLED;
    if (strcmp(name, "coupled") == 0)
        return read_variant(scan, edit, CELL_LSTM, "false", "true");
    edit->kind = EDIT_RESET;
    if (strcmp(name, "reset") == 0)
        return read_variant(scan, edit, CELL_GRU, "before", "after");
    return scan_unknown(scan, start, "edit", name, KNOWN, sizeof KNOWN / sizeof *KNOWN);
}

bool edit_parse(Edit *edit, const struct Lesson *lesson, const char *text, Error *error) {
    Scan scan = {.text = text, .lesson = lesson, .error = error};
    *edit = (Edit){0};
    if (!read_edit(&scan, edit))
        return false;
    return scan_end(&scan) || scan_fault(&scan, scan.at, "the edit goes on where it should end");
}
