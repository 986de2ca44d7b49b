/* strided.h: an array whose numbers do not follow each other in a file: transposed, cut out of
 * another, or with one number for many places. Private to this folder. */
#ifndef GATESCOPE_FILES_TENSORS_STRIDED_H
#define GATESCOPE_FILES_TENSORS_STRIDED_H

#include "files/tensors/numbers.h"
#include "files/tensors/tensors.h"

typedef struct Strided {
    NumberType type;
    bool big_endian;
    int rank;
    size_t shape[TENSOR_SIDES], stride[TENSOR_SIDES]; /* numbers; strides from one to the next */
    size_t offset, count;                             /* numbers: the first one's; of the array */
} Strided;

/* Sets count. False where the shape is too large, or the array reaches beyond so many numbers. */
bool strided_check(Strided *array, size_t stored);
/* Whether the numbers follow each other in row-major order. */
bool strided_plain(const Strided *array);

/* Reads bytes of what the array is stored in. */
typedef bool ReadAt(void *source, uint64_t at, unsigned char *bytes, size_t length);

/* Fills numbers, row-major; `stored`: numbers that there are. False where a read fails, or the
 * numbers lie so scattered that reading them would take very long. */
bool strided_read(const Strided *array, size_t stored, ReadAt *read, void *source, float *numbers);

#endif
