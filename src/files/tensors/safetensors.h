/* safetensors.h: tensors in a file, as trained models are shared.
 *
 * A file is the length of its header (8 bytes, little-endian), the header (JSON: name, type, shape,
 * where the data lie), then the data, row-major and little-endian. Nothing in a file is trusted:
 * the header is at most 16 MiB, and every tensor must lie inside the file, be as long as its shape
 * says and overlap no other, unless both are the same bytes: some writers keep tied weights so. Only
 * the header is kept; a tensor's numbers are read when they are asked for. */
#ifndef GATESCOPE_FILES_TENSORS_SAFETENSORS_H
#define GATESCOPE_FILES_TENSORS_SAFETENSORS_H

#include <stdint.h>

#include "base/error.h"
#include "files/tensors/numbers.h"

enum { TENSOR_RANK = 8 };

typedef struct Tensor {
    char *name;     /* owned by the file */
    char dtype[12]; /* as written: "F32" */
    NumberType type;
    int position; /* in the header, from 0 */
    int rank;     /* 0: one number */
    size_t shape[TENSOR_RANK];
    size_t count;        /* numbers */
    uint64_t begin, end; /* bytes, from the beginning of the data */
} Tensor;

typedef struct TensorFile TensorFile;

/* Reads and checks the header. NULL and an error where the file is not there or not sound. */
TensorFile *safetensors_open(const char *path, Error *error);
void safetensors_close(TensorFile *file); /* NULL is allowed */

int safetensors_count(const TensorFile *file);
const Tensor *safetensors_at(const TensorFile *file, int index); /* in the order of names */
const Tensor *safetensors_find(const TensorFile *file, const char *name); /* NULL */

/* What the file's metadata, a table of texts, say under the key; NULL: nothing. */
const char *safetensors_note(const TensorFile *file, const char *key);

/* Reads a tensor's `count` numbers as float32; F64, F16, BF16, F8_E4M3 and F8_E5M2
 * are converted. */
bool safetensors_load(TensorFile *file, const Tensor *tensor, float *numbers, Error *error);

/* One matrix or vector to be written. */
typedef struct TensorData {
    const char *name;
    int rank;
    size_t shape[TENSOR_RANK];
    const float *numbers;
} TensorData;

/* One text of the metadata. */
typedef struct TensorNote {
    const char *key, *value;
} TensorNote;

/* Writes a file of float32 tensors, whole or not at all (see base/new_file.h). */
bool safetensors_write(const char *path, const TensorData *tensors, int count,
                       const TensorNote *notes, int note_count, Error *error);

#endif
