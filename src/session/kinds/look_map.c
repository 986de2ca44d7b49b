/* look_map.c: see look_map.h. */
#include "session/kinds/look_map.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/clamp.h"
#include "lesson/run/figures.h"

static const float STEEPEST = 6.906755f; /* the weighted sum of a gate at 0.999 */

void look_map_free(LookMap *map) {
    free(map->levels);
    *map = (LookMap){0};
}

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

/* Units that lie in a cache line are read together, each step's once. steps: LINE rows of the run's. */
static void read_units(LookMap *map, const Trace *trace, int first, int count,
                       unsigned char *steps) {
    for (long t = 0; t < trace->steps; t++) {
        const float *values = trace_at(trace, map->signal, t, 0) + first;
        for (int k = 0; k < count; k++) {
            unsigned char level = look_level(map->gate, map->reach, values[k]);
            steps[(size_t)k * (size_t)trace->steps + (size_t)t] = level;
            map->none += level == LEVEL_NONE;
            map->beyond += level == LEVEL_BELOW || level == LEVEL_BEYOND;
        }
    }
}

static void fill_row(LookMap *map, long count, int unit, const unsigned char *steps) {
    for (int column = 0; column < map->columns; column++) {
        long from = begins(column, map->columns, count),
             to = begins(column + 1, map->columns, count);
        map->levels[(size_t)unit * (size_t)map->columns + (size_t)column] =
            look_fold(steps + from, 1, (int)(to - from));
    }
}

static void fill_rows(LookMap *map, const Trace *trace, unsigned char *steps) {
    for (int first = 0; first < map->rows; first += LINE) {
        int count = map->rows - first < LINE ? map->rows - first : LINE;
        read_units(map, trace, first, count, steps);
        for (int k = 0; k < count; k++)
            fill_row(map, trace->steps, first + k, steps + (size_t)k * (size_t)trace->steps);
    }
}

bool look_map_make(LookMap *map, const Trace *trace, int signal, Error *error) {
    const SignalInfo *info = &cell_kind(trace->spec.kind)->signals[signal];
    long columns = trace->steps < MAP_STEPS ? trace->steps : MAP_STEPS;
    *map = (LookMap){.signal = signal,
                     .gate = info->class == SIGNAL_GATE,
                     .rows = signal_width(&trace->spec, signal),
                     .columns = (int)columns};
    size_t size = (size_t)map->rows * (size_t)columns;
    unsigned char *steps = malloc((size_t)trace->steps * LINE + 1);
    map->levels = malloc(size + 1);
    map->reach = map->gate ? 1 : figures_reach(trace, signal);
    if (!steps || !map->levels) {
        free(steps);
        return error_memory(error, size, "a map of units over time");
    }
    fill_rows(map, trace, steps);
    free(steps);
    return true;
}

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
