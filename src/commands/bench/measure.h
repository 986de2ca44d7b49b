/* measure.h: a clock, medians and numbers to compute with. */
#ifndef GATESCOPE_COMMANDS_BENCH_MEASURE_H
#define GATESCOPE_COMMANDS_BENCH_MEASURE_H

#include "engine/cell.h"

double measure_now(void); /* nanoseconds, from any time on */
/* Nanoseconds that this thread has computed: on a busy machine those of others do not count. */
double measure_cpu(void);
/* The value that `part` (0..1) of them are not above: 0.5 is the median. Sorts them. */
double measure_part(double *values, int count, double part);
/* -1..1, from a small generator of its own, so that every run measures the same numbers. */
float measure_number(unsigned *seed);
void measure_weights(Cell *cell, unsigned seed, float size); /* each within -size..size */

enum { BENCH_ROUNDS = 5 }; /* in which everything is measured, if nothing else is said */

/* The least so far; 0: there is none yet. */
static inline void bench_keep(double *least, double value) {
    if (value > 0 && (*least <= 0 || value < *least))
        *least = value;
}

#endif
