/* tensors.h: named arrays of numbers in a file, whatever the file.
 *
 * A door (safetensors.h, torch_file.h, npz.h, hdf5.h, tfjs.h ...) reads what a kind of file says of
 * its arrays, checks it, and makes a TensorSet of it; numbers are read when they are asked for.
 * Nothing in a file is trusted: an array's length is that of its shape and lies inside the file,
 * sizes are known before memory is taken, and nothing in a file is ever executed.
 *
 * What the arrays are for is not known here: files/network/ finds that out. */
#ifndef GATESCOPE_FILES_TENSORS_TENSORS_H
#define GATESCOPE_FILES_TENSORS_TENSORS_H

#include <stdint.h>

#include "base/error.h"

enum { TENSOR_SIDES = 8, TENSOR_DTYPE = 24 };

typedef struct TensorInfo {
    char *name;               /* as the file has it; owned by the set */
    char dtype[TENSOR_DTYPE]; /* as written: "F32", "<f4", "torch.int8" */
    bool numbers;             /* floats that tensors_load can read; integers are none */
    const char *lacks;        /* why there are none, in words: "they are integers"; else NULL */
    int rank;                 /* 0: one number */
    size_t shape[TENSOR_SIDES];
    size_t count; /* numbers */
    const char
        *curve; /* "relu", "tanh": what the file says of the RNN that has it; NULL: nothing */
} TensorInfo;

typedef struct TensorSet TensorSet;

/* What a door does for the sets that it made. */
typedef struct TensorDoor {
    /* Reads an array's `count` numbers as float32, row-major; float64, float16 and bfloat16 are
     * converted. Only asked for those with `numbers`. */
    bool (*load)(TensorSet *set, int index, float *numbers, Error *error);
    void (*close)(void *file);
} TensorDoor;

struct TensorSet {
    const char *format;  /* in words: "PyTorch checkpoint", "safetensors", "Keras weights" */
    char *path;          /* owned */
    TensorInfo *tensors; /* owned: in the file's order, no two of one name */
    int count;
    int *by_name; /* owned: indices in the order of names, for tensors_find */
    char *config; /* owned: what the file says of the network, as JSON (Keras); NULL: nothing */
    const TensorDoor *door;
    void *file; /* the door's */
};

/* Opens a file by its first bytes, not by its name (the doors stand in tensors.c). NULL and an error
 * that names the format found and the way from there where it is none that can be read; an ONNX
 * model is none, because its numbers stand in a graph (files/network/). A folder stands for the
 * file in it that Hugging Face's programs write: model.safetensors, its index, pytorch_model.bin. */
TensorSet *tensors_open(const char *path, Error *error);
void tensors_close(TensorSet *set); /* NULL is allowed */

int tensors_find(const TensorSet *set, const char *name); /* -1: there is none */
/* Reads an array's numbers (see TensorDoor.load). False and an error that names file, array, type
 * expected and found where it has none. */
bool tensors_load(TensorSet *set, int index, float *numbers, Error *error);

#endif
