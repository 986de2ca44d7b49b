/* scan_names.c: the names of a lesson's cells, signals and weights, as conditions, edits and
 * targets write them. See scan.h. */
#include <stdio.h>
#include <string.h>

#include "lesson/lesson.h"
#include "lesson/scan.h"

enum { KNOWN = 2 * MAX_SIGNALS + MAX_WEIGHTS + SLOT_COUNT, INITIAL_NAME = 16 };

bool scan_unknown(const Scan *scan, size_t at, const char *kind, const char *name,
                  const char *const *known, size_t count) {
    char list[160] = "";
    const char *near = nearest_name(name, known, count);
    scan_fault(scan, at, "unknown %s \"%s\"", kind, name);
    if (near)
        error_hint(scan->error, "did you mean \"%s\"?", near);
    for (size_t k = 0, length = 0; k < count && length + strlen(known[k]) + 8 < sizeof list; k++)
        length +=
            (size_t)snprintf(list + length, sizeof list - length, "%s%s", k ? ", " : "", known[k]);
    error_expected(scan->error, "%s%s", count > 1 ? "one of " : "", list);
    return false;
}

static int unknown_cell(const Scan *scan, size_t at, const char *id) {
    const char *known[32];
    size_t count = 0;
    for (int k = 0; k < scan->lesson->cell_count && count < 32; k++)
        if (scan->lesson->cells[k].id)
            known[count++] = scan->lesson->cells[k].id;
    scan_unknown(scan, at, "cell", id, known, count);
    return -1;
}

int scan_cell(Scan *scan) {
    char id[SCAN_WORD];
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_word(scan, true, id)) {
        scan_fault(scan, start, "the name of a cell is missing");
        return -1;
    }
    int cell = lesson_cell_find(scan->lesson, id);
    return cell >= 0 ? cell : unknown_cell(scan, start, id);
}

static const CellSpec *spec_of(const Scan *scan, int cell) {
    return &scan->lesson->cells[cell].cell->spec;
}

static size_t signal_names(const CellSpec *spec, const char **names) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    size_t count = 0;
    for (int signal = 0; signal < kind->signal_count; signal++)
        if (signal_present(spec, signal))
            names[count++] = kind->signals[signal].name;
    return count;
}

/* A fixed variant (peepholes) is there or not for good; the others can be switched while the lesson
 * runs, and with them come their weights. */
static bool weight_possible(const CellSpec *spec, int weight) {
    const VariantInfo *variant = weight_variant(spec->kind, weight);
    return !variant || !variant->fixed || weight_present(spec, weight);
}

static size_t weight_names(const CellSpec *spec, const char **names) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    size_t count = 0;
    for (int weight = 0; weight < kind->weight_count; weight++)
        if (weight_possible(spec, weight))
            names[count++] = kind->weights[weight].name;
    return count;
}

int scan_signal(Scan *scan, int cell) {
    const CellSpec *spec = spec_of(scan, cell);
    const char *known[KNOWN];
    char name[SCAN_WORD];
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_word(scan, false, name)) {
        scan_fault(scan, start, "the name of a signal is missing");
        return -1;
    }
    int signal = signal_find(spec->kind, name);
    if (signal >= 0 && signal_present(spec, signal))
        return signal;
    scan_unknown(scan, start, "signal", name, known, signal_names(spec, known));
    return -1;
}

bool scan_index(Scan *scan, const char *of, long count, int *index) {
    long value;
    if (!scan_sign(scan, "["))
        return scan_fault(scan, scan->at, "an index in brackets is missing");
    scan_space(scan);
    size_t start = scan->at;
    if (!scan_integer(scan, &value))
        return false;
    if (value < 0 || value >= count) {
        scan_fault(scan, start, "there is no %s %ld", of, value);
        if (count > 1)
            error_expected(scan->error, "0 to %ld", count - 1);
        else
            error_expected(scan->error, "0");
        return false;
    }
    *index = (int)value;
    if (!scan_sign(scan, "]")) {
        scan_fault(scan, scan->at, "a closing bracket is missing");
        error_expected(scan->error, "\"]\"");
        return false;
    }
    return true;
}

static bool bracket_follows(const Scan *scan) {
    return scan->text[scan->at] == '[';
}

static bool index_or_all(Scan *scan, const char *of, long count, int *index) {
    *index = -1;
    return !bracket_follows(scan) || scan_index(scan, of, count, index);
}

/* A vector is one row: the index after its name is the column. */
static bool weight_indices(Scan *scan, const CellSpec *spec, Target *target) {
    int rows = weight_rows(spec, target->index), columns = weight_columns(spec, target->index);
    if (cell_kind(spec->kind)->weights[target->index].shape == WEIGHT_HIDDEN) {
        if (!index_or_all(scan, "entry", columns, &target->column))
            return false;
        target->row = target->column < 0 ? -1 : 0;
        return true;
    }
    target->column = -1;
    return index_or_all(scan, "row", rows, &target->row) &&
           (target->row < 0 || index_or_all(scan, "column", columns, &target->column));
}

/* "h0": the name of a state and a zero. */
static bool initial_from_name(const CellSpec *spec, const char *name, int *signal) {
    const CellKindInfo *info = cell_kind(spec->kind);
    char of[SCAN_WORD];
    for (*signal = 0; *signal < info->signal_count; ++*signal) {
        snprintf(of, sizeof of, "%s0", info->signals[*signal].name);
        if (info->signals[*signal].has_initial && strcmp(of, name) == 0)
            return true;
    }
    return false;
}

static bool slot_from_name(CellKind kind, const char *name, int *slot) {
    for (*slot = 0; *slot < SLOT_COUNT; ++*slot)
        if (activation_slot_present(kind, (ActivationSlot)*slot) &&
            strcmp(activation_slot_name((ActivationSlot)*slot), name) == 0)
            break;
    if (*slot == SLOT_COUNT)
        return false;
    if (cell_kind(kind)->slots[*slot].alias)
        *slot = SLOT_CANDIDATE;
    return true;
}

static bool unknown_part(Scan *scan, size_t start, const CellSpec *spec, const char *name) {
    const CellKindInfo *info = cell_kind(spec->kind);
    const char *known[KNOWN];
    char initial[MAX_SIGNALS][INITIAL_NAME];
    size_t count = signal_names(spec, known);
    count += weight_names(spec, known + count);
    for (int signal = 0; signal < info->signal_count; signal++)
        if (info->signals[signal].has_initial) {
            snprintf(initial[signal], INITIAL_NAME, "%.12s0", info->signals[signal].name);
            known[count++] = initial[signal];
        }
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (activation_slot_present(spec->kind, (ActivationSlot)slot))
            known[count++] = activation_slot_name((ActivationSlot)slot);
    return scan_unknown(scan, start, "signal or weight", name, known, count);
}

static bool part_target(Scan *scan, Target *target) {
    const CellSpec *spec = spec_of(scan, target->cell);
    char name[SCAN_WORD];
    size_t start = scan->at;
    if (!scan_word(scan, false, name))
        return scan_fault(scan, start, "a name is missing after the cell's dot");
    if ((target->index = signal_find(spec->kind, name)) >= 0 &&
        signal_present(spec, target->index)) {
        target->kind = TARGET_SIGNAL;
        return index_or_all(scan, target->index == SIGNAL_X ? "input" : "unit",
                            signal_width(spec, target->index), &target->row);
    }
    if ((target->index = weight_find(spec->kind, name)) >= 0 &&
        weight_possible(spec, target->index)) {
        target->kind = TARGET_WEIGHT;
        return weight_indices(scan, spec, target);
    }
    if (initial_from_name(spec, name, &target->index)) {
        target->kind = TARGET_INITIAL;
        return index_or_all(scan, "unit", signal_width(spec, target->index), &target->row);
    }
    target->kind = TARGET_SLOT;
    return slot_from_name(spec->kind, name, &target->index) ||
           unknown_part(scan, start, spec, name);
}

bool scan_target(Scan *scan, Target *target) {
    *target = (Target){.kind = TARGET_CELL, .row = -1, .column = -1};
    target->cell = scan_cell(scan);
    if (target->cell < 0)
        return false;
    if (scan->text[scan->at] != '.')
        return true;
    scan->at++;
    return part_target(scan, target);
}

bool target_parse(Target *target, const struct Lesson *lesson, const char *text, Error *error) {
    Scan scan = {.text = text, .lesson = lesson, .error = error};
    if (!scan_target(&scan, target))
        return false;
    return scan_end(&scan) || scan_fault(&scan, scan.at, "the name goes on where it should end");
}
