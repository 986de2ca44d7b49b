/* measure.h: a clock, medians and numbers to compute with; for `bench`. */
#ifndef GATESCOPE_COMMANDS_BENCH_MEASURE_H
#define GATESCOPE_COMMANDS_BENCH_MEASURE_H

#include "commands/desk/studio.h"

double measure_now(void); /* nanoseconds, from any time on */
/* Nanoseconds that this thread has computed: on a busy machine those of others do not count. */
double measure_cpu(void);
/* The value that `part` (0..1) of them are not above: 0.5 is the median. Sorts them. */
double measure_part(double *values, int count, double part);
/* -1..1, from a small generator of its own, so that every run measures the same numbers. */
float measure_number(unsigned *seed);
void measure_weights(Cell *cell, unsigned seed, float size); /* each within -size..size */

/* A lesson of the first so many kinds of cells, each of so many units, with random weights and two
 * random inputs (measure_lesson.c). NULL and an error where memory lacks. */
Lesson *measure_lesson(int cells, int units, long steps, Error *error);

/* measure_edit.c: an input that is dragged at step 0 of a long run of three cells, the LSTM, the
 * GRU and the RNN: from the action to its picture, which is not presented. Milliseconds of
 * computing. */
enum { EDIT_RUN_STEPS = 1000, EDIT_RUN_UNITS = 64, EDIT_RUN_WIDTH = 1600, EDIT_RUN_HEIGHT = 900 };
typedef struct EditTimes {
    double median, percentile_95;
    double recompute, draw; /* their medians: session_apply; scene and canvas */
    double roof;            /* all steps at the roof of a step; writing what changed once */
} EditTimes;
bool measure_edit(EditTimes *times, Error *error);

#endif
