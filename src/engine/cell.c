/* cell.c: what all kinds share: sizes, weights, variants, held gates. */
#include "engine/cell.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "engine/memory.h"
#include "engine/pack.h"

enum { MOST_UNITS = 65536 };

static size_t weight_size(const CellSpec *spec, int weight) {
    return (size_t)weight_rows(spec, weight) * (size_t)weight_columns(spec, weight);
}

/* The state beside h, which needs initial values of its own. */
static bool has_memory(const CellSpec *spec) {
    return cell_kind(spec->kind)->memory != SIGNAL_H;
}

float *cell_initial(const Cell *cell, int signal) {
    if (signal == SIGNAL_H)
        return cell->h0;
    return signal == cell_kind(cell->spec.kind)->memory ? cell->c0 : NULL;
}

/* ---- life ---- */

static bool add_weights(Cell *cell, Error *error) {
    for (int k = 0; k < cell_kind(cell->spec.kind)->weight_count; k++) {
        size_t size = weight_size(&cell->spec, k);
        if (!weight_present(&cell->spec, k) || cell->weights[k])
            continue;
        cell->weights[k] = calloc(size, sizeof(float));
        if (!cell->weights[k])
            return error_memory(error, size * sizeof(float), "a cell's weights");
    }
    return true;
}

/* Those that the spec does not have. */
static void drop_weights(Cell *cell) {
    for (int k = 0; k < cell_kind(cell->spec.kind)->weight_count; k++)
        if (!weight_present(&cell->spec, k)) {
            free(cell->weights[k]);
            cell->weights[k] = NULL;
        }
}

/* Aligned to cache lines, so that no load of a panel crosses two. */
static bool make_packed(Cell *cell, Error *error) {
    size_t bytes = (pack_size(&cell->spec) * sizeof(float) + 63) / 64 * 64;
    float *packed = aligned_alloc(64, bytes);
    if (!packed)
        return error_memory(error, bytes, "a cell's weights");
    free(cell->packed);
    cell->packed = packed;
    cell->stale = true;
    return true;
}

/* Weights are kept twice: as matrices, and packed. */
static bool size_ok(const CellSpec *spec, Error *error) {
    if (spec->inputs < 1 || spec->inputs > MOST_UNITS || spec->hidden < 1 ||
        spec->hidden > MOST_UNITS) {
        error_set(error, "a cell cannot have %d inputs and %d hidden units", spec->inputs,
                  spec->hidden);
        error_expected(error, "1 to %d of each", MOST_UNITS);
        return false;
    }
    char what[96];
    snprintf(what, sizeof what, "%s with %d inputs and %d hidden units",
             cell_kind(spec->kind)->title, spec->inputs, spec->hidden);
    double numbers = (double)cell_parameter_count(spec) + (double)pack_size(spec);
    return memory_fits(numbers * sizeof(float), what, error);
}

static bool projection_ok(const CellSpec *spec, Error *error) {
    if (!spec->projection)
        return true;
    if (!cell_kind_projects(spec->kind))
        return error_set(error, "%s %s has no projection", cell_kind(spec->kind)->article,
                         cell_kind(spec->kind)->title);
    if (spec->projection > 0 && spec->projection < spec->hidden)
        return true;
    error_set(error, "a cell of %d hidden units cannot be projected to %d", spec->hidden,
              spec->projection);
    error_expected(error, "at least 1, and fewer than the hidden units");
    return false;
}

static bool clip_ok(const CellSpec *spec, Error *error) {
    if (spec->clip >= 0 && isfinite(spec->clip))
        return true;
    error_set(error, "pre-activations cannot be kept within %g", (double)spec->clip);
    error_expected(error, "a number above 0, or 0: they are not kept");
    return false;
}

Cell *cell_new(const CellSpec *spec, Error *error) {
    if (!projection_ok(spec, error) || !clip_ok(spec, error) || !size_ok(spec, error))
        return NULL;
    size_t hidden = (size_t)spec->hidden;
    Cell *cell = calloc(1, sizeof *cell);
    if (cell) {
        cell->spec = *spec;
        cell->stale = true;
        cell->h0 = calloc((size_t)signal_width(spec, SIGNAL_H), sizeof(float));
        if (has_memory(spec))
            cell->c0 = calloc(hidden, sizeof(float));
    }
    if (!cell || !cell->h0 || (has_memory(spec) && !cell->c0)) {
        error_memory(error, hidden * sizeof(float), "a cell");
        cell_free(cell);
        return NULL;
    }
    if (!add_weights(cell, error) || !make_packed(cell, error)) {
        cell_free(cell);
        return NULL;
    }
    return cell;
}

Cell *cell_clone(const Cell *cell, Error *error) {
    Cell *copy = cell_new(&cell->spec, error);
    if (!copy)
        return NULL;
    size_t hidden = (size_t)cell->spec.hidden;
    for (int k = 0; k < cell_kind(cell->spec.kind)->weight_count; k++)
        if (cell->weights[k])
            memcpy(copy->weights[k], cell->weights[k], weight_size(&cell->spec, k) * sizeof(float));
    memcpy(copy->h0, cell->h0, (size_t)signal_width(&cell->spec, SIGNAL_H) * sizeof(float));
    if (cell->c0)
        memcpy(copy->c0, cell->c0, hidden * sizeof(float));
    for (int k = 0; k < cell->hold_count; k++)
        if (!cell_hold(copy, &cell->holds[k], error)) {
            cell_free(copy);
            return NULL;
        }
    return copy;
}

void cell_free(Cell *cell) {
    if (!cell)
        return;
    for (int k = 0; k < MAX_WEIGHTS; k++)
        free(cell->weights[k]);
    free(cell->h0);
    free(cell->c0);
    free(cell->holds);
    free(cell->packed);
    free(cell);
}

/* ---- changing ---- */

void cell_set_weight(Cell *cell, int weight, int row, int column, float value) {
    size_t columns = (size_t)weight_columns(&cell->spec, weight);
    cell->weights[weight][(size_t)row * columns + (size_t)column] = value;
    cell->stale = true;
}

void cell_touch(Cell *cell) {
    cell->stale = true;
}

bool cell_respec(Cell *cell, const CellSpec *spec, Error *error) {
    CellSpec before = cell->spec;
    cell->spec = *spec;
    bool good = add_weights(cell, error) && make_packed(cell, error);
    if (!good)
        cell->spec = before;
    drop_weights(cell);
    cell->stale = true;
    return good;
}

/* ---- held gates ---- */

static bool reserve_holds(Cell *cell, int more, Error *error) {
    Hold *holds =
        array_room(cell->holds, &cell->hold_capacity, cell->hold_count, more, sizeof *holds);
    if (!holds)
        return error_memory(error, (size_t)(cell->hold_count + more) * sizeof *holds, "held gates");
    cell->holds = holds;
    return true;
}

static bool gate_ok(const Cell *cell, int signal, int unit, Error *error) {
    const CellKindInfo *info = cell_kind(cell->spec.kind);
    if (signal < 0 || signal >= info->signal_count || info->signals[signal].class != SIGNAL_GATE)
        return error_set(error, "only a gate can be held");
    if (unit < -1 || unit >= cell->spec.hidden)
        return error_set(error, "there is no unit %d", unit);
    return true;
}

bool cell_hold(Cell *cell, const Hold *hold, Error *error) {
    if (!gate_ok(cell, hold->signal, hold->unit, error))
        return false;
    if (!isfinite(hold->value))
        return error_set(error, "a gate cannot be held at %g", (double)hold->value);
    if (!reserve_holds(cell, 1, error))
        return false;
    cell->holds[cell->hold_count++] = *hold;
    return true;
}

static void remove_hold(Cell *cell, int at) {
    memmove(cell->holds + at, cell->holds + at + 1,
            (size_t)(cell->hold_count - at - 1) * sizeof *cell->holds);
    cell->hold_count--;
}

/* Splits a hold of all units into holds of the units below and above the freed one, which need not
 * be many holds: a unit of its own each is the only form there is. */
static bool split_hold(Cell *cell, int at, int freed, Error *error) {
    int hidden = cell->spec.hidden;
    Hold all = cell->holds[at];
    if (hidden > 2 && !reserve_holds(cell, hidden - 2, error))
        return false;
    memmove(cell->holds + at + hidden - 1, cell->holds + at + 1,
            (size_t)(cell->hold_count - at - 1) * sizeof *cell->holds);
    for (int unit = 0, k = at; unit < hidden; unit++)
        if (unit != freed) {
            cell->holds[k] = all;
            cell->holds[k++].unit = unit;
        }
    cell->hold_count += hidden - 2;
    return true;
}

bool cell_free_gate(Cell *cell, int signal, int unit, Error *error) {
    if (!gate_ok(cell, signal, unit, error))
        return false;
    for (int k = cell->hold_count - 1; k >= 0; k--) {
        const Hold *hold = &cell->holds[k];
        if (hold->signal != signal)
            continue;
        if (unit < 0 || hold->unit == unit)
            remove_hold(cell, k);
        else if (hold->unit < 0 && !split_hold(cell, k, unit, error))
            return false;
    }
    return true;
}

const Hold *cell_hold_at(const Cell *cell, int signal, int unit, long t) {
    for (int k = cell->hold_count - 1; k >= 0; k--) {
        const Hold *hold = &cell->holds[k];
        if (hold->signal == signal && (hold->unit < 0 || hold->unit == unit) && t >= hold->from &&
            t <= hold->to)
            return hold;
    }
    return NULL;
}

/* The levels of a gate that is held at step t, or NULL; they are kept in `levels`. */
static const float *held_levels(const Cell *cell, int gate, long t, float *levels) {
    bool any = false;
    for (int k = 0; k < cell->hold_count; k++) {
        const Hold *hold = &cell->holds[k];
        if (hold->signal != gate || t < hold->from || t > hold->to)
            continue;
        for (int unit = 0; !any && unit < cell->spec.hidden; unit++)
            levels[unit] = NAN;
        any = true;
        if (hold->unit >= 0)
            levels[hold->unit] = hold->value;
        for (int unit = 0; hold->unit < 0 && unit < cell->spec.hidden; unit++)
            levels[unit] = hold->value;
    }
    return any ? levels : NULL;
}

void cell_find_held(const Cell *cell, long t, float *levels, const float *held[MAX_SIGNALS]) {
    const CellKindInfo *info = cell_kind(cell->spec.kind);
    for (int k = 0; k < info->signal_count; k++)
        if (info->signals[k].class == SIGNAL_GATE) {
            held[k] = held_levels(cell, k, t, levels);
            levels += cell->spec.hidden;
        }
}

bool cell_begins_with_zeros(const Cell *cell) {
    for (int unit = 0; unit < signal_width(&cell->spec, SIGNAL_H); unit++)
        if (cell->h0[unit] != 0)
            return false;
    return true;
}

bool cell_reads_out(const Cell *cell) {
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    if (!kind->reads_out)
        return false;
    for (int k = 0; k < kind->weight_count; k++) {
        if (kind->weights[k].shape != WEIGHT_HIDDEN_BY_HIDDEN || !cell->weights[k])
            continue;
        size_t count = (size_t)weight_rows(&cell->spec, k) * (size_t)weight_columns(&cell->spec, k);
        for (size_t at = 0; at < count; at++)
            if (cell->weights[k][at] != 0)
                return false;
    }
    return true;
}
