/* measure.h: a clock, medians and numbers to compute with; for `bench`. */
#ifndef GATESCOPE_COMMANDS_MEASURE_H
#define GATESCOPE_COMMANDS_MEASURE_H

#include "commands/studio.h"

double measure_now(void); /* nanoseconds, from any time on */
/* The value that `part` (0..1) of them are not above: 0.5 is the median. Sorts them. */
double measure_part(double *values, int count, double part);
/* -1..1, from a small generator of its own, so that every run measures the same numbers. */
float measure_number(unsigned *seed);
void measure_weights(Cell *cell, unsigned seed, float size); /* each within -size..size */

/* measure_edit.c: an input that is dragged at step 0 of a long run of three cells, the LSTM, the
 * GRU and the RNN: from the action to its picture, which is not presented. Milliseconds. */
enum { EDIT_RUN_STEPS = 1000, EDIT_RUN_UNITS = 64, EDIT_RUN_WIDTH = 1600, EDIT_RUN_HEIGHT = 900 };
typedef struct EditTimes {
    double median, percentile_95;
    double recompute, draw; /* their medians: session_apply; scene and canvas */
} EditTimes;
bool measure_edit(EditTimes *times, Error *error);

/* measure_train.c: training on sequences of 28 steps of 28 inputs, batches of 64, Adam, clipped:
 * sequences a second, with one thread and with two. */
enum { TRAIN_THREADS = 2 };
bool measure_training(CellKind kind, int hidden, double per_second[TRAIN_THREADS], Error *error);

#endif
