/* along.h: what goes along with what: the correlation (Pearson's r) of each unit of a signal with some
 * columns of the inputs, over the steps that were taken. */
#ifndef GATESCOPE_LESSON_RUN_ALONG_H
#define GATESCOPE_LESSON_RUN_ALONG_H

#include "base/error.h"

enum { ALONG_COLUMNS = 16 };

/* Sums of what is left of a number when the first one is taken from it, so that what hardly moves far from
 * zero keeps its digits, and what never moves has none. */
typedef struct Along {
    int units, columns;
    long steps;
    float *first, column_first[ALONG_COLUMNS];
    double *sum, *squares; /* units */
    double column_sum[ALONG_COLUMNS], column_squares[ALONG_COLUMNS];
    double *both; /* columns x units */
    double *left; /* units, of the step that is taken; first, sum, squares, both and left: owned */
} Along;

/* columns: at most ALONG_COLUMNS. False and an error where memory lacks; along_free in any case. */
bool along_begin(Along *along, int units, int columns, Error *error);
void along_free(Along *along);
/* A step: the units' numbers, and the columns'. */
void along_take(Along *along, const float *values, const float *row);
/* From -1 to 1; NAN where either never changes or is not finite. */
float along_r(const Along *along, int unit, int column);
size_t along_bytes(int units, int columns);

#endif
