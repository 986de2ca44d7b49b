/* look_map.c: see look_map.h. */
#include "session/kinds/look_map.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/clamp.h"

static const float STEEPEST = 6.906755f; /* the weighted sum of a gate at 0.999 */

/* From -1 to 1. */
static unsigned char on_scale(float part) {
    float span = LEVEL_HIGH - LEVEL_ZERO;
    return (unsigned char)(LEVEL_ZERO + lrintf(span * clamp_float(part, -1, 1)));
}

unsigned char look_level(bool gate, float reach, float value) {
    float least = gate ? 0 : -reach, most = gate ? 1 : reach;
    if (isnan(value))
        return LEVEL_NONE;
    if (value < least || value > most)
        return value < least ? LEVEL_BELOW : LEVEL_BEYOND;
    if (!gate)
        return on_scale(value / reach);
    if (value <= 0 || value >= 1)
        return value <= 0 ? LEVEL_LOW : LEVEL_HIGH;
    return on_scale(logf(value / (1 - value)) / STEEPEST);
}

unsigned char look_fold(const unsigned char *levels, size_t stride, int count) {
    int sum = 0, low = LEVEL_BEYOND, high = LEVEL_NONE;
    if (count == 1)
        return levels[0];
    for (int k = 0; k < count; k++) {
        int level = levels[(size_t)k * stride];
        sum += level;
        low = level < low ? level : low;
        high = level > high ? level : high;
    }
    if (low == LEVEL_NONE || (low == LEVEL_BELOW && high < LEVEL_BEYOND))
        return (unsigned char)low;
    return high == LEVEL_BEYOND ? LEVEL_BEYOND : (unsigned char)((sum + count / 2) / count);
}

/* Which of `count` things begin column `at` of `columns`. */
static long begins(long at, long columns, long count) {
    return (long)((int64_t)at * count / columns);
}

/* In which column step t is: the one that begins at it, or the last before. */
static size_t column_of(const LookMap *map, long t) {
    return (size_t)((((int64_t)t + 1) * map->columns - 1) / map->steps);
}

/* ---- which ---- */

static bool is_shown(const CellSpec *spec, int signal) {
    const SignalInfo *info = &cell_kind(spec->kind)->signals[signal];
    return (info->class == SIGNAL_GATE || info->class == SIGNAL_VALUE) && !info->inner &&
           !info->repeats && signal_present(spec, signal);
}

int look_map_signals(const CellSpec *spec, int signals[LOOK_MAPS]) {
    int count = 0, all = cell_kind(spec->kind)->signal_count;
    for (int k = 1; k <= all && count < LOOK_MAPS; k++) {
        int signal = k < all ? k : SIGNAL_H;
        if ((k < all && k == SIGNAL_H) || !is_shown(spec, signal))
            continue;
        signals[count++] = signal;
    }
    return count;
}

/* ---- beginning ---- */

static int columns_of(long steps) {
    return (int)(steps < MAP_STEPS ? steps : MAP_STEPS);
}

static double cells_of(const CellSpec *spec, int signal, long steps) {
    return (double)signal_width(spec, signal) * columns_of(steps);
}

double look_map_bytes(const CellSpec *spec, int signal, long steps, int inputs) {
    int rows = signal_width(spec, signal);
    return cells_of(spec, signal, steps) * (sizeof(unsigned char) + 2 * sizeof(float)) +
           (double)along_bytes(rows, inputs) + (double)rows * sizeof(double);
}

double look_map_bytes_beside(const CellSpec *spec, int signal, long steps) {
    return cells_of(spec, signal, steps) * sizeof(float);
}

void look_map_free(LookMap *map) {
    free(map->levels);
    free(map->low);
    free(map->high);
    free(map->ends);
    free(map->sums);
    along_free(&map->along);
    *map = (LookMap){.signal = 0};
}

bool look_map_begin(LookMap *map, const CellSpec *spec, int signal, long steps, int inputs,
                    Error *error) {
    const SignalInfo *info = &cell_kind(spec->kind)->signals[signal];
    *map = (LookMap){.signal = signal,
                     .gate = info->class == SIGNAL_GATE,
                     .reach = 1,
                     .steps = steps,
                     .rows = signal_width(spec, signal),
                     .columns = columns_of(steps),
                     .within = reach_none()};
    size_t rows = (size_t)map->rows, size = rows * (size_t)map->columns;
    map->levels = malloc(size + 1);
    map->low = malloc(size * sizeof(float) + 1);
    map->high = malloc(size * sizeof(float) + 1);
    map->ends = calloc(rows, sizeof *map->ends);
    map->sums = calloc(size + 1, sizeof(float));
    if (!map->levels || !map->low || !map->high || !map->ends || !map->sums)
        return error_memory(error, size * (3 * sizeof(float) + 1), "a map of units over time");
    for (size_t k = 0; k < size; k++) {
        map->low[k] = INFINITY;
        map->high[k] = -INFINITY;
        map->levels[k] = LEVEL_ZERO;
    }
    return along_begin(&map->along, map->rows, inputs, error);
}

/* ---- the steps ---- */

/* The least and the largest so far; where there is no number, its level says so. */
static void take_range(LookMap *map, size_t first, const float *values) {
    float *low = map->low + first, *high = map->high + first;
    size_t none = 0;
    for (int unit = 0; unit < map->rows; unit++) {
        low[unit] = values[unit] < low[unit] ? values[unit] : low[unit];
        high[unit] = values[unit] > high[unit] ? values[unit] : high[unit];
        none += isnan(values[unit]) != 0;
    }
    map->none += none;
    for (int unit = 0; none && unit < map->rows; unit++)
        if (isnan(values[unit]))
            map->levels[(size_t)unit * (size_t)map->columns + first / (size_t)map->rows] =
                LEVEL_NONE;
}

static void take_sums(LookMap *map, size_t first, const float *values) {
    float *sums = map->sums + first;
    if (!map->gate) {
        for (int unit = 0; unit < map->rows; unit++)
            sums[unit] += values[unit];
        reach_take(&map->within, values, map->rows);
        return;
    }
    for (int unit = 0; unit < map->rows; unit++) {
        unsigned char level = look_level(true, 1, values[unit]);
        sums[unit] += level;
        map->beyond += level == LEVEL_BELOW || level == LEVEL_BEYOND;
    }
}

static void take_ends(LookMap *map, const SignalInfo *info, const float *values) {
    for (int unit = 0; unit < map->rows; unit++)
        map->ends[unit] += figures_at_end(info, values[unit]);
}

void look_map_take(LookMap *map, const Trace *trace, long at, long from, long count,
                   const float *data, size_t stride) {
    const SignalInfo *info = &cell_kind(trace->spec.kind)->signals[map->signal];
    for (long k = 0; k < count; k++) {
        const float *values = trace_at(trace, map->signal, at + k, 0);
        size_t first = column_of(map, from + k) * (size_t)map->rows;
        take_range(map, first, values);
        take_sums(map, first, values);
        take_ends(map, info, values);
        along_take(&map->along, values, data + (size_t)k * stride);
    }
}

/* ---- the end ---- */

/* Several as one, as look_fold has it: what is beyond the axis is not lost among others, else their mean.
 */
static unsigned char level_of(const LookMap *map, size_t at, int count) {
    float least = map->gate ? 0 : -map->reach;
    bool below = map->low[at]<least, above = map->high[at]> map->reach;
    if (below || above)
        return above ? LEVEL_BEYOND : LEVEL_BELOW;
    if (map->gate)
        return (unsigned char)(((int)map->sums[at] + count / 2) / count);
    return on_scale(map->sums[at] / (float)count / map->reach);
}

static void end_column(LookMap *map, int column) {
    int count = (int)(begins(column + 1, map->columns, map->steps) -
                      begins(column, map->columns, map->steps));
    for (int unit = 0; unit < map->rows; unit++) {
        size_t at = (size_t)column * (size_t)map->rows + (size_t)unit;
        unsigned char *level = map->levels + (size_t)unit * (size_t)map->columns + (size_t)column;
        if (*level != LEVEL_NONE)
            *level = level_of(map, at, count);
        if (map->low[at] > map->high[at])
            map->low[at] = map->high[at] = NAN;
    }
}

void look_map_end(LookMap *map) {
    if (!map->gate) {
        map->reach = reach_axis(&map->within);
        map->beyond = reach_beyond(&map->within, map->reach);
    }
    for (int column = 0; column < map->columns; column++)
        end_column(map, column);
    for (int unit = 0; unit < map->rows; unit++)
        map->ends[unit] /= (double)map->steps;
    free(map->sums);
    map->sums = NULL;
}

/* ---- laying out ---- */

/* A row of the map as laid out: units `first` .. `last - 1` of the order. */
static void lay_row(const LookMap *map, const int *order, int first, int last, int columns,
                    unsigned char *to) {
    for (int column = 0; column < columns; column++) {
        int from = (int)begins(column, columns, map->columns),
            next = (int)begins(column + 1, columns, map->columns);
        unsigned char folded[2]; /* so far, and of the next unit */
        for (int k = first; k < last; k++) {
            size_t unit = (size_t)(order ? order[k] : k);
            size_t at = unit * (size_t)map->columns + (size_t)from;
            folded[k > first] = look_fold(map->levels + at, 1, next - from);
            if (k > first)
                folded[0] = look_fold(folded, 1, 2);
        }
        to[column] = folded[0];
    }
}

void look_map_lay(const LookMap *map, const int *order, int rows, int columns,
                  unsigned char *levels) {
    for (int row = 0; row < rows; row++)
        lay_row(map, order, (int)begins(row, rows, map->rows),
                (int)begins(row + 1, rows, map->rows), columns,
                levels + (size_t)row * (size_t)columns);
}
