/* edit.c: edits as text and back, and which of them change the same thing. See edit.h. */
#include "lesson/edit.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lesson/curve.h"
#include "lesson/lesson.h"
#include "lesson/number.h"
#include "lesson/scan.h"

static const char *const SLOTS[SLOT_COUNT] = {"gate", "candidate", "output"};

const char *activation_slot_name(ActivationSlot slot) {
    assert(slot < SLOT_COUNT);
    return SLOTS[slot];
}

bool activation_slot_present(CellKind kind, ActivationSlot slot) {
    const SlotInfo *info = &cell_kind(kind)->slots[slot];
    return info->word || info->alias;
}

static const CellKindInfo *lesson_kind(const Lesson *lesson, int cell) {
    return cell_kind(lesson->cells[cell].cell->spec.kind);
}

static bool same_gate(const Edit *a, const Edit *b) {
    return a->index == b->index && a->row == b->row;
}

static bool is_hold(EditKind kind) {
    return kind == EDIT_HOLD || kind == EDIT_FREE;
}

bool edit_of_input(const Edit *edit) {
    return edit->kind == EDIT_INPUT || edit->kind == EDIT_LINE || edit->kind == EDIT_WAVE;
}

bool edit_same_target(const Edit *a, const Edit *b) {
    if (edit_of_input(a) || edit_of_input(b))
        return a->kind == b->kind && a->column == b->column &&
               (a->kind != EDIT_INPUT || a->step == b->step);
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
    default:
        return a->index == b->index;
    }
}

static bool covers_index(int target, int edit) {
    return target < 0 || target == edit;
}

bool target_covers(const Target *target, const Edit *edit) {
    if (edit_of_input(edit) || target->cell != edit->cell)
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

enum { STEPS_SIZE = 64 };

/* " @ 2..5": the steps in which an edit counts; nothing where that is all of them. */
static void format_steps(const Edit *edit, char steps[STEPS_SIZE]) {
    steps[0] = '\0';
    if (edit->to != LONG_MAX)
        snprintf(steps, STEPS_SIZE, " @ %ld..%ld", edit->from, edit->to);
    else if (edit->from != 0)
        snprintf(steps, STEPS_SIZE, " @ %ld..", edit->from);
}

static int format_hold(const Edit *edit, const Lesson *lesson, char *text, size_t size) {
    char gate[160], value[NUMBER_SIZE], steps[STEPS_SIZE];
    format_gate(edit, lesson, gate, sizeof gate);
    number_format(edit->value, value);
    format_steps(edit, steps);
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

static int format_variant(const Edit *edit, const Lesson *lesson, char *text, size_t size) {
    const VariantInfo *variant = &lesson_kind(lesson, edit->cell)->variants[edit->index];
    return snprintf(text, size, "%s %s %s", variant->key, lesson->cells[edit->cell].id,
                    variant->words[edit->flag]);
}

static long line_first(const Edit *edit) {
    return edit->step < edit->step_to ? edit->step : edit->step_to;
}

static long line_last(const Edit *edit) {
    return edit->step < edit->step_to ? edit->step_to : edit->step;
}

static int format_line(const Edit *edit, char *text, size_t size) {
    char from[NUMBER_SIZE], to[NUMBER_SIZE], steps[STEPS_SIZE] = "";
    number_format(edit->value, from);
    number_format(edit->value_to, to);
    if (edit->from != line_first(edit) || edit->to != line_last(edit))
        format_steps(edit, steps);
    return snprintf(text, size, "line %d %ld %s %ld %s%s", edit->column, edit->step, from,
                    edit->step_to, to, steps);
}

static int format_wave(const Edit *edit, char *text, size_t size) {
    char value[NUMBER_SIZE], begun[32] = "", steps[STEPS_SIZE];
    number_format(edit->value, value);
    if (edit->step)
        snprintf(begun, sizeof begun, " %ld", edit->step);
    format_steps(edit, steps);
    return snprintf(text, size, "wave %d %s %s %d%s%s", edit->column, wave_word((Wave)edit->index),
                    value, edit->row, begun, steps);
}

int edit_format(const Edit *edit, const struct Lesson *lesson, char *text, size_t size) {
    const char *id = edit_of_input(edit) ? NULL : lesson->cells[edit->cell].id;
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
        return snprintf(text, size, "set %s.%s0[%d] %s", id,
                        lesson_kind(lesson, edit->cell)->signals[edit->index].name, edit->row,
                        value);
    case EDIT_ACTIVATION:
        return snprintf(text, size, "activation %s.%s %s", id, SLOTS[edit->index],
                        activation_name(edit->activation));
    case EDIT_VARIANT:
        return format_variant(edit, lesson, text, size);
    case EDIT_LINE:
        return format_line(edit, text, size);
    case EDIT_WAVE:
        return format_wave(edit, text, size);
    }
    return 0;
}

static bool read_float(Scan *scan, float *value) {
    double number;
    if (!scan_number(scan, &number))
        return false;
    *value = (float)number;
    return true;
}

static bool read_value(Scan *scan, Edit *edit) {
    return read_float(scan, &edit->value);
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

static bool read_column(Scan *scan, Edit *edit) {
    long column;
    if (!read_below(scan, "input", scan->lesson->inputs, &column))
        return false;
    edit->column = (int)column;
    return true;
}

static bool read_input(Scan *scan, Edit *edit) {
    edit->kind = EDIT_INPUT;
    return read_below(scan, "step", scan->lesson->steps, &edit->step) && read_column(scan, edit) &&
           read_value(scan, edit);
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
        return scan_fault(scan, start, "the first of the steps is missing");
    if (!scan_sign(scan, ".."))
        return scan_fault(scan, scan->at, "\"..\" is missing between the steps");
    if (scan_end(scan))
        return true;
    start = scan->at;
    return (scan_integer(scan, &edit->to) && edit->to >= edit->from) ||
           scan_fault(scan, start, "the last of the steps is before the first");
}

/* The end of a line: what an earlier edit was cut down to may have its ends outside the run. */
static bool read_end(Scan *scan, long *step, float *value) {
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_integer(scan, step) || *step < -CURVE_STEPS || *step > CURVE_STEPS)
        return scan_fault(scan, start, "a step of the line is missing");
    return read_float(scan, value);
}

static bool read_line(Scan *scan, Edit *edit) {
    edit->kind = EDIT_LINE;
    if (!read_column(scan, edit) || !read_end(scan, &edit->step, &edit->value) ||
        !read_end(scan, &edit->step_to, &edit->value_to))
        return false;
    scan_space(scan);
    size_t start = scan->at;
    bool part = scan->text[start] == '@';
    if (!read_steps(scan, edit))
        return false;
    if (!part) {
        edit->from = line_first(edit);
        edit->to = line_last(edit);
    }
    return curve_fits(edit, scan->lesson->steps) ||
           scan_fault(scan, start, "the line leaves the run of %ld steps", scan->lesson->steps);
}

static bool read_wave_name(Scan *scan, Edit *edit) {
    const char *known[WAVE_COUNT];
    char name[SCAN_WORD];
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_word(scan, false, name))
        return scan_fault(scan, start, "the name of a wave is missing");
    for (int k = 0; k < WAVE_COUNT; k++) {
        known[k] = wave_word((Wave)k);
        edit->index = k;
        if (strcmp(name, known[k]) == 0)
            return true;
    }
    return scan_unknown(scan, start, "wave", name, known, WAVE_COUNT);
}

static bool read_wave(Scan *scan, Edit *edit) {
    long period;
    edit->kind = EDIT_WAVE;
    if (!read_column(scan, edit) || !read_wave_name(scan, edit) || !read_value(scan, edit))
        return false;
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_integer(scan, &period) || period < 1 || period > CURVE_STEPS)
        return scan_fault(scan, start, "the period or seed is missing");
    edit->row = (int)period;
    scan_space(scan);
    start = scan->at;
    bool begun = scan->text[start] == '-';
    if (begun && !scan_integer(scan, &edit->step))
        return scan_fault(scan, start, "the step of its beginning is missing");
    if (!read_steps(scan, edit))
        return false;
    return curve_fits(edit, scan->lesson->steps) ||
           scan_fault(scan, start, "the wave leaves the run of %ld steps", scan->lesson->steps);
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

/* A kind that has a variant which can be switched under that key; NULL: none has. */
static const CellKindInfo *kind_with(const char *key) {
    for (int kind = 0; kind < cell_kind_count(); kind++) {
        int variant = variant_find((CellKind)kind, key);
        if (variant >= 0 && !cell_kind((CellKind)kind)->variants[variant].fixed)
            return cell_kind((CellKind)kind);
    }
    return NULL;
}

/* "coupled lstm true", "reset gru after": a cell that has the variant, then one of its two words.
 */
static bool read_variant(Scan *scan, Edit *edit, const char *key) {
    edit->kind = EDIT_VARIANT;
    scan_space(scan);
    size_t start = scan->at;
    edit->cell = scan_cell(scan);
    if (edit->cell < 0)
        return false;
    CellKind kind = scan->lesson->cells[edit->cell].cell->spec.kind;
    edit->index = variant_find(kind, key);
    if (edit->index < 0)
        return scan_fault(scan, start, "the cell is not of the kind %s", kind_with(key)->title);
    const char *const *words = cell_kind(kind)->variants[edit->index].words;
    edit->flag = scan_keyword(scan, words[1]);
    if (edit->flag || scan_keyword(scan, words[0]))
        return true;
    scan_fault(scan, scan->at, "the setting is missing");
    error_expected(scan->error, "\"%s\" or \"%s\"", words[0], words[1]);
    return false;
}

enum { EDIT_WORDS = 7, KNOWN_EDITS = EDIT_WORDS + CELL_KIND_MOST * MAX_VARIANTS };

static bool unknown_edit(Scan *scan, size_t start, const char *name) {
    const char *known[KNOWN_EDITS] = {"input", "line", "wave", "hold", "free", "set", "activation"};
    size_t count = EDIT_WORDS;
    for (int kind = 0; kind < cell_kind_count(); kind++) {
        const CellKindInfo *info = cell_kind((CellKind)kind);
        for (int k = 0; k < info->variant_count; k++)
            if (!info->variants[k].fixed)
                known[count++] = info->variants[k].key;
    }
    return scan_unknown(scan, start, "edit", name, known, count);
}

static bool read_edit(Scan *scan, Edit *edit) {
    char name[SCAN_WORD];
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_word(scan, false, name))
        return scan_fault(scan, start, "the edit is empty");
    if (strcmp(name, "input") == 0)
        return read_input(scan, edit);
    if (strcmp(name, "line") == 0)
        return read_line(scan, edit);
    if (strcmp(name, "wave") == 0)
        return read_wave(scan, edit);
    if (strcmp(name, "hold") == 0)
        return read_hold(scan, edit);
    if (strcmp(name, "free") == 0)
        return read_free(scan, edit);
    if (strcmp(name, "set") == 0)
        return read_set(scan, edit);
    if (strcmp(name, "activation") == 0)
        return read_activation(scan, edit);
    return kind_with(name) ? read_variant(scan, edit, name) : unknown_edit(scan, start, name);
}

bool edit_parse(Edit *edit, const struct Lesson *lesson, const char *text, Error *error) {
    Scan scan = {.text = text, .lesson = lesson, .error = error};
    *edit = (Edit){0};
    if (!read_edit(&scan, edit))
        return false;
    return scan_end(&scan) || scan_fault(&scan, scan.at, "the edit goes on where it should end");
}
