/* onnx_array.h: numbers with a shape, and what graphs do to weights before a cell reads them. Private
 * to this folder.
 *
 * Integers are kept as floats too, which is exact for those of up to 24 bits: the quantised weights.
 * Few of them, which are sizes and places, are kept whole beside that. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_ARRAY_H
#define GATESCOPE_FILES_NETWORK_ONNX_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "files/network/onnx_model.h"

enum { ARRAY_WHOLES = 1024 }; /* integers that are kept whole at most */

typedef struct Array {
    int rank;
    size_t shape[ONNX_SIDES];
    size_t count;
    float *numbers;  /* row-major; owned */
    int64_t *wholes; /* the same as integers; NULL: they are floats, or too many; owned */
    size_t most;     /* numbers that may be made of it */
} Array;

/* All zero. False where that are more than `most` numbers, or memory lacks. */
bool array_make(Array *array, int rank, const size_t *shape, bool wholes, size_t most);
void array_free(Array *array);
size_t array_product(int rank, const size_t *shape);

/* Each makes a new array of one, which stays. False: that cannot be, or memory lacks. */
bool array_copy(const Array *array, Array *result);
bool array_permute(const Array *array, const int64_t *order, int count, Array *result);
bool array_reshape(const Array *array, const int64_t *sides, int count, bool zero_copies,
                   Array *result);
bool array_squeeze(const Array *array, const int64_t *axes, int count, Array *result);
bool array_unsqueeze(const Array *array, const int64_t *axes, int count, Array *result);
bool array_slice(const Array *array, int axis, int64_t from, int64_t to, int64_t step,
                 Array *result);
bool array_gather(const Array *array, int axis, const Array *indices, Array *result);
bool array_concat(const Array *arrays, int count, int axis, Array *result);
bool array_expand(const Array *array, const int64_t *sides, int count, Array *result);

/* An axis as it is written, negative from the end; -1: the rank has no such. */
int array_axis(int64_t axis, int rank);
/* Whether the axis is one of those that are named. */
bool array_has_axis(const int64_t *axes, int count, int rank, int axis);
/* The same for Slice: begin, end and step as written, for a side of that size; how many there are. */
size_t array_range(size_t size, int64_t *from, int64_t to, int64_t step);

#endif
