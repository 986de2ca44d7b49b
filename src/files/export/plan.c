/* plan.c: which arrays are written: signals, units and steps out of a choice. See plan.h. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/export/plan.h"

enum { NAME_SIZE = 192, UNITS_MOST = 65536 };

const char *export_signal(const ExportPlan *plan, const ExportArray *array) {
    const CellSpec *spec = &plan->run->cells[array->cell].spec;
    return cell_kind(spec->kind)->signals[array->signal].name;
}

long export_length(const ExportPlan *plan, int sequence) {
    return plan->run->lengths ? plan->run->lengths[sequence] : plan->run->steps;
}

void export_row(const ExportArray *array, const ExportPart *part, long step, float *row) {
    const float *values = trace_at(part->trace, array->signal, part->at + step - part->from, 0);
    if (!array->units)
        memcpy(row, values, (size_t)array->columns * sizeof *row);
    for (int k = 0; array->units && k < array->columns; k++)
        row[k] = values[array->units[k]];
}

void export_steps(const ExportPlan *plan, const ExportPart *part, long *first, long *count) {
    long end = part->from + part->count;
    *first = part->from > plan->from ? part->from : plan->from;
    end = end < plan->to ? end : plan->to;
    *count = end > *first ? end - *first : 0;
}

/* ---- units ---- */

static bool bad_units(const ExportPlan *plan, Error *error) {
    error_set(error, "--unit \"%.80s\" cannot be read", plan->choice->units);
    error_expected(error, "units and ranges, ends included: 0-15,20");
    return false;
}

static bool unit_at(const char **at, int *unit) {
    long number = 0;
    const char *digits = *at;
    for (; **at >= '0' && **at <= '9' && number < UNITS_MOST; ++*at)
        number = 10 * number + **at - '0';
    *unit = (int)number;
    return *at > digits && number < UNITS_MOST;
}

static int widest(const ExportRun *run) {
    int most = 0;
    for (int k = 0; k < run->cell_count; k++)
        most = run->cells[k].spec.hidden > most ? run->cells[k].spec.hidden : most;
    return most;
}

static bool read_units(const ExportPlan *plan, bool *wanted, int most, Error *error) {
    const char *at = plan->choice->units;
    for (bool more = true; more;) {
        int low, high;
        if (!unit_at(&at, &low))
            return bad_units(plan, error);
        high = low;
        if (*at == '-' && (at++, !unit_at(&at, &high)))
            return bad_units(plan, error);
        more = *at == ',';
        if (low > high || (*at && !more))
            return bad_units(plan, error);
        at += more;
        if (high >= most) {
            error_set(error, "there is no unit %d", high);
            error_expected(error, "at most %d", most - 1);
            return false;
        }
        for (int unit = low; unit <= high; unit++)
            wanted[unit] = true;
    }
    return true;
}

static bool choose_units(ExportPlan *plan, Error *error) {
    int most = widest(plan->run);
    if (!plan->choice->units)
        return true;
    bool *wanted = calloc((size_t)most + 1, sizeof *wanted);
    plan->units = calloc((size_t)most + 1, sizeof *plan->units);
    bool good = wanted && plan->units
                    ? read_units(plan, wanted, most, error)
                    : error_memory(error, (size_t)most * sizeof *plan->units, "units");
    for (int unit = 0; good && unit < most; unit++)
        if (wanted[unit])
            plan->units[plan->unit_count++] = unit;
    free(wanted);
    return good;
}

/* ---- signals ---- */

/* Whether the item of the list means this signal: "f", or of one cell "layer0.f". */
static bool means(const char *item, size_t length, const ExportCell *cell, const char *signal) {
    char whole[NAME_SIZE + 32];
    if (strlen(signal) == length && strncmp(item, signal, length) == 0)
        return true;
    snprintf(whole, sizeof whole, "%.*s.%s", NAME_SIZE, cell->name, signal);
    return strlen(whole) == length && strncmp(item, whole, length) == 0;
}

/* The item's end: at the next comma or at the end. */
static size_t item_length(const char *list) {
    return strcspn(list, ",");
}

static bool is_chosen(const ExportPlan *plan, const ExportCell *cell, const char *signal) {
    const char *list = plan->choice->signals;
    while (list && *list) {
        size_t length = item_length(list);
        if (means(list, length, cell, signal))
            return true;
        list += length + (list[length] == ',');
    }
    return !plan->choice->signals;
}

static bool item_known(const ExportRun *run, const char *item, size_t length) {
    for (int cell = 0; cell < run->cell_count; cell++) {
        const CellSpec *spec = &run->cells[cell].spec;
        for (int k = 0; k < cell_kind(spec->kind)->signal_count; k++)
            if (signal_present(spec, k) &&
                means(item, length, &run->cells[cell], cell_kind(spec->kind)->signals[k].name))
                return true;
    }
    return false;
}

/* The signals of all cells, each once. */
static void list_signals(const ExportRun *run, char *text, size_t size) {
    for (int cell = 0; cell < run->cell_count; cell++) {
        const CellSpec *spec = &run->cells[cell].spec;
        for (int k = 0; k < cell_kind(spec->kind)->signal_count; k++) {
            const char *name = cell_kind(spec->kind)->signals[k].name;
            char marked[32];
            size_t used = strlen(text);
            snprintf(marked, sizeof marked, " %s,", name);
            if (signal_present(spec, k) && !strstr(text, marked))
                snprintf(text + used, size - used, "%s", marked);
        }
    }
    if (*text)
        text[strlen(text) - 1] = '\0';
}

static bool check_signals(const ExportRun *run, const char *list, Error *error) {
    while (list) {
        size_t length = item_length(list);
        if (!item_known(run, list, length)) {
            char known[160] = "";
            list_signals(run, known, sizeof known);
            error_set(error, "no cell has a signal \"%.*s\"", (int)(length < 60 ? length : 60),
                      list);
            error_expected(error, "of%s; of one cell: %.60s.h", known, run->cells[0].name);
            return false;
        }
        list = list[length] ? list + length + 1 : NULL;
    }
    return true;
}

/* ---- arrays ---- */

/* How many of the chosen units the signal has. */
static int columns_of(const ExportPlan *plan, const CellSpec *spec, int signal) {
    int width = signal_width(spec, signal), count = 0;
    if (!plan->units || signal == SIGNAL_X)
        return width;
    while (count < plan->unit_count && plan->units[count] < width)
        count++;
    return count;
}

static bool add_array(ExportPlan *plan, int *capacity, int cell, int signal, Error *error) {
    int columns = columns_of(plan, &plan->run->cells[cell].spec, signal);
    if (!columns)
        return true;
    ExportArray *arrays = array_room(plan->arrays, capacity, plan->count, 1, sizeof *arrays);
    if (!arrays)
        return error_memory(error, sizeof *arrays, "the arrays of an export");
    plan->arrays = arrays;
    arrays[plan->count++] =
        (ExportArray){cell, signal, signal == SIGNAL_X ? NULL : plan->units, columns};
    return true;
}

static bool choose_arrays(ExportPlan *plan, Error *error) {
    int capacity = 0;
    for (int cell = 0; cell < plan->run->cell_count; cell++) {
        const ExportCell *of = &plan->run->cells[cell];
        const CellKindInfo *kind = cell_kind(of->spec.kind);
        for (int signal = 0; signal < kind->signal_count; signal++)
            if (signal_present(&of->spec, signal) &&
                is_chosen(plan, of, kind->signals[signal].name) &&
                !add_array(plan, &capacity, cell, signal, error))
                return false;
    }
    return plan->count || error_set(error, "no cell has the units that are asked for");
}

static bool choose_steps(ExportPlan *plan, Error *error) {
    const ExportChoice *choice = plan->choice;
    long last = plan->run->steps - 1;
    plan->from = choice->from < 0 ? 0 : choice->from;
    plan->to = (choice->to < 0 ? last : choice->to) + 1;
    if (plan->from <= last && plan->to <= last + 1 && plan->from < plan->to)
        return true;
    error_set(error, "steps %ld to %ld are not in the run", plan->from, plan->to - 1);
    error_expected(error, "from 0 to %ld", last);
    return false;
}

/* An .npy file is one array. */
static bool check_single(const ExportPlan *plan, Error *error) {
    if (plan->choice->format != EXPORT_NPY || plan->count == 1)
        return true;
    error_set(error, "npy has one signal of one cell");
    error_expected(error, "--signal with one, as %.60s.h; npz has several",
                   plan->run->cells[0].name);
    error_found(error, "%d", plan->count);
    return false;
}

bool export_plan(ExportPlan *plan, const ExportRun *run, const ExportChoice *choice, Error *error) {
    *plan = (ExportPlan){.run = run, .choice = choice};
    if (check_signals(run, choice->signals, error) && choose_units(plan, error) &&
        choose_steps(plan, error) && choose_arrays(plan, error) && check_single(plan, error))
        return true;
    export_plan_free(plan);
    return false;
}

void export_plan_free(ExportPlan *plan) {
    free(plan->arrays);
    free(plan->units);
    *plan = (ExportPlan){0};
}
