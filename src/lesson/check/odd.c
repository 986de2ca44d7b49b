/* odd.c: see odd.h. */
#include "lesson/check/odd.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The index of the first that is not finite; count: all are. */
static size_t first_odd(const float *numbers, size_t count) {
    size_t k = 0;
    while (k < count && isfinite(numbers[k]))
        k++;
    return k;
}

static const char *name_of(float value) {
    return isnan(value) ? "not a number" : value > 0 ? "infinite" : "minus infinity";
}

/* A warning of the file that the weights come from. */
static bool odd_in_file(const LessonCell *cell, int index, Error *warning) {
    const Errors *warnings = &cell->weights_warnings;
    const char *slash = strrchr(cell->weights_file, '/');
    if ((size_t)index >= warnings->count)
        return false;
    error_set(warning, "%.60s: %s", slash ? slash + 1 : cell->weights_file,
              warnings->items[index].what);
    return true;
}

static bool odd_in_lesson(const Lesson *lesson, int index, Error *warning) {
    const Cell *cell = lesson->cells[index].cell;
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    for (int weight = 0; weight < kind->weight_count; weight++) {
        if (!cell->weights[weight])
            continue;
        size_t columns = (size_t)weight_columns(&cell->spec, weight);
        size_t count = (size_t)weight_rows(&cell->spec, weight) * columns;
        size_t at = first_odd(cell->weights[weight], count);
        if (at == count)
            continue;
        error_set(warning, "%.60s.%s[%zu][%zu] is %s", lesson->cells[index].id,
                  kind->weights[weight].name, at / columns, at % columns,
                  name_of(cell->weights[weight][at]));
        return true;
    }
    return false;
}

bool odd_weights(const Lesson *lesson, int cell, int index, Error *warning) {
    const LessonCell *from = &lesson->cells[cell];
    if (from->weights_file ? !odd_in_file(from, index, warning)
                           : index > 0 || !odd_in_lesson(lesson, cell, warning))
        return false;
    warning->warning = true;
    snprintf(warning->member_path, sizeof warning->member_path, "cells[%d]", from->entry);
    return true;
}

/* Of a cell, before step `before`: the step, signal and unit of the earliest. */
typedef struct Odd {
    int cell, signal, unit;
    long step;
} Odd;

static bool find_in_step(const Trace *trace, long step, Odd *odd) {
    for (int signal = 0; signal < cell_kind(trace->spec.kind)->signal_count; signal++) {
        size_t width = (size_t)signal_width(&trace->spec, signal);
        if (!signal_present(&trace->spec, signal))
            continue;
        size_t at = first_odd(trace_at(trace, signal, step, 0), width);
        if (at < width) {
            odd->signal = signal;
            odd->unit = (int)at;
            odd->step = step;
            return true;
        }
    }
    return false;
}

bool odd_number(const Run *run, Error *warning) {
    Odd odd = {.step = run->lesson->steps};
    bool found = false;
    for (int cell = 0; cell < run->lesson->cell_count; cell++)
        for (long step = 0; step < odd.step; step++)
            if (find_in_step(run->traces[cell], step, &odd)) {
                odd.cell = cell;
                found = true;
            }
    if (!found)
        return false;
    const Trace *trace = run->traces[odd.cell];
    error_set(warning, "the run leaves the numbers at step %ld: %.60s.%s[%d] is %s", odd.step,
              run->lesson->cells[odd.cell].id,
              cell_kind(trace->spec.kind)->signals[odd.signal].name, odd.unit,
              name_of(trace_at(trace, odd.signal, odd.step, 0)[odd.unit]));
    warning->warning = true;
    return true;
}
