/* along.c: see along.h. */
#include "lesson/run/along.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t along_bytes(int units, int columns) {
    size_t doubles = 3 + (size_t)columns;
    return (size_t)units * (doubles * sizeof(double) + sizeof(float));
}

bool along_begin(Along *along, int units, int columns, Error *error) {
    size_t count = (size_t)units;
    assert(columns >= 0 && columns <= ALONG_COLUMNS);
    *along = (Along){.units = units,
                     .columns = columns,
                     .first = calloc(count, sizeof *along->first),
                     .sum = calloc(count, sizeof *along->sum),
                     .squares = calloc(count, sizeof *along->squares),
                     .both = calloc(count * (size_t)columns + 1, sizeof *along->both),
                     .left = calloc(count, sizeof *along->left)};
    if (along->first && along->sum && along->squares && along->both && along->left)
        return true;
    along_free(along);
    return error_memory(error, along_bytes(units, columns), "what goes along with the inputs");
}

void along_free(Along *along) {
    free(along->first);
    free(along->sum);
    free(along->squares);
    free(along->both);
    free(along->left);
    *along = (Along){.units = 0};
}

static void begin(Along *along, const float *values, const float *row) {
    memcpy(along->first, values, (size_t)along->units * sizeof *values);
    memcpy(along->column_first, row, (size_t)along->columns * sizeof *row);
}

static void take_units(Along *along, const float *values) {
    double *left = along->left, *sum = along->sum, *squares = along->squares;
    for (int unit = 0; unit < along->units; unit++) {
        left[unit] = (double)values[unit] - (double)along->first[unit];
        sum[unit] += left[unit];
        squares[unit] += left[unit] * left[unit];
    }
}

void along_take(Along *along, const float *values, const float *row) {
    if (along->steps++ == 0)
        begin(along, values, row);
    take_units(along, values);
    for (int column = 0; column < along->columns; column++) {
        double off = (double)row[column] - (double)along->column_first[column];
        double *both = along->both + (size_t)column * (size_t)along->units;
        along->column_sum[column] += off;
        along->column_squares[column] += off * off;
        for (int unit = 0; unit < along->units; unit++)
            both[unit] += along->left[unit] * off;
    }
}

float along_r(const Along *along, int unit, int column) {
    double steps = (double)along->steps, a = along->sum[unit], b = along->column_sum[column];
    double both = along->both[(size_t)column * (size_t)along->units + (size_t)unit] - a * b / steps;
    double of_unit = along->squares[unit] - a * a / steps,
           of_column = along->column_squares[column] - b * b / steps;
    double r = both / sqrt(of_unit * of_column);
    return of_unit > 0 && of_column > 0 && isfinite(r) ? (float)fmax(-1, fmin(1, r)) : NAN;
}
