/* npz.h: arrays in an .npz file, as numpy.savez writes them: a zip archive (read by libzip) of .npy
 * files, each a small header (type, order, shape) before its numbers.
 *
 * Nothing in a file is trusted: a header is at most 64 KiB, an array's length must be that of its
 * shape and at most NPZ_BYTES, and the archive has at most NPZ_ARRAYS. Numbers are read when they
 * are asked for. Python objects, which are pickles, are listed and never read. */
#ifndef GATESCOPE_FILES_TENSORS_NPZ_H
#define GATESCOPE_FILES_TENSORS_NPZ_H

#include <stdint.h>

#include "base/error.h"
#include "files/tensors/numbers.h"

enum { NPZ_ARRAYS = 4096, NPZ_RANK = 8, NPZ_BYTES = 1 << 30 };

typedef struct NpzArray {
    char *name;      /* without ".npy"; owned by the file */
    char descr[16];  /* as written, "<f4"; cut to this */
    NumberType type; /* NUMBER_NONE: no floats */
    bool big_endian;
    const char *lacks; /* why it is not read, in words; NULL: it is */
    bool readable;
    bool fortran; /* columns follow each other; loaded as rows all the same */
    int rank;
    size_t shape[NPZ_RANK];
    size_t count;   /* numbers */
    uint64_t index; /* in the archive */
    size_t header;  /* bytes before the numbers */
} NpzArray;

typedef struct NpzFile NpzFile;

/* NULL and an error where the file is not there or not sound. */
NpzFile *npz_open(const char *path, Error *error);
void npz_close(NpzFile *file); /* NULL is allowed */

int npz_count(const NpzFile *file);
const NpzArray *npz_at(const NpzFile *file, int index); /* in the archive's order */

/* Reads an array's `count` numbers as float32, row-major. */
bool npz_load(NpzFile *file, const NpzArray *array, float *numbers, Error *error);

#endif
