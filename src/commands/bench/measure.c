/* measure.c: see measure.h. */
#include "commands/bench/measure.h"

#include <stdlib.h>
#include <time.h>

/* A browser has no clock of what a thread computes. */
static double read_clock(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0)
        clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

double measure_now(void) {
    return read_clock(CLOCK_MONOTONIC);
}

double measure_cpu(void) {
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

double measure_part(double *values, int count, double part) {
    qsort(values, (size_t)count, sizeof *values, compare);
    int index = (int)(part * (double)count);
    return values[index < count ? index : count - 1];
}

float measure_number(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / (float)(1u << 23) - 1;
}

void measure_weights(Cell *cell, unsigned seed, float size) {
    for (int weight = 0; weight < cell_kind(cell->spec.kind)->weight_count; weight++) {
        long count = (long)weight_rows(&cell->spec, weight) * weight_columns(&cell->spec, weight);
        for (long k = 0; cell->weights[weight] && k < count; k++)
            cell->weights[weight][k] = size * measure_number(&seed);
    }
    cell_touch(cell);
}
