/* tensor_double.h: a TensorSet out of memory, in place of a file: the readers of files/network/ see
 * no difference. */
#ifndef GATESCOPE_TESTS_SUPPORT_TENSOR_DOUBLE_H
#define GATESCOPE_TESTS_SUPPORT_TENSOR_DOUBLE_H

#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "files/network/build.h"

enum { DOUBLE_ARRAYS = 64 };

typedef struct TensorDouble {
    TensorSet set;
    TensorInfo infos[DOUBLE_ARRAYS];
    int by_name[DOUBLE_ARRAYS];
    float *numbers[DOUBLE_ARRAYS]; /* owned */
} TensorDouble;

static bool double_load(TensorSet *set, int index, float *numbers, Error *error) {
    TensorDouble *made = set->file;
    (void)error;
    assert_true(set->tensors[index].numbers);
    memcpy(numbers, made->numbers[index], set->tensors[index].count * sizeof *numbers);
    return true;
}

static const TensorDoor DOUBLE_DOOR = {double_load, NULL};

static void double_begin(TensorDouble *made) {
    *made = (TensorDouble){.set = {.format = "a double",
                                   .path = (char *)"double.file",
                                   .tensors = made->infos,
                                   .by_name = made->by_name,
                                   .door = &DOUBLE_DOOR,
                                   .file = made}};
}

/* columns 0: a vector. Numbers are begin, begin + by, begin + 2 by ...; returns its index. */
static int double_add(TensorDouble *made, const char *name, size_t rows, size_t columns,
                      float begin, float by) {
    int index = made->set.count++;
    TensorInfo *info = &made->infos[index];
    assert_true(index < DOUBLE_ARRAYS);
    *info = (TensorInfo){.name = (char *)name,
                         .dtype = "F32",
                         .numbers = true,
                         .rank = columns ? 2 : 1,
                         .shape = {rows, columns},
                         .count = rows * (columns ? columns : 1)};
    made->numbers[index] = calloc(info->count + 1, sizeof(float));
    assert_non_null(made->numbers[index]);
    int at = index;
    for (; at > 0 && strcmp(made->infos[made->by_name[at - 1]].name, name) > 0; at--)
        made->by_name[at] = made->by_name[at - 1];
    made->by_name[at] = index;
    for (size_t k = 0; k < info->count; k++)
        made->numbers[index][k] = begin + by * (float)k;
    return index;
}

static void double_end(TensorDouble *made) {
    for (int k = 0; k < made->set.count; k++)
        free(made->numbers[k]);
}

typedef bool DoubleReader(Network *network, TensorSet *set, const NetworkOptions *options,
                          Error *error);

/* The network that the reader makes of it; NULL and the error. */
static Network *double_read(TensorDouble *made, DoubleReader *reader, const NetworkOptions *options,
                            Error *error) {
    static const NetworkOptions NOTHING;
    Network *network = network_new("double.file", made->set.format, error);
    assert_non_null(network);
    assert_true(network_list(network, &made->set, error));
    if (reader(network, &made->set, options ? options : &NOTHING, error))
        return network;
    network_free(network);
    return NULL;
}

/* What became of an array. */
static inline const NetworkTensor *double_fate(const Network *network, const char *name) {
    for (int k = 0; k < network->tensor_count; k++)
        if (strcmp(network->tensors[k].info.name, name) == 0)
            return &network->tensors[k];
    fail_msg("no array %s", name);
    return NULL;
}

static inline float double_weight(const Network *network, int layer, const char *weight, int row,
                                  int column) {
    const Cell *cell = network->layers[layer].cell;
    int index = weight_find(cell->spec.kind, weight);
    return cell->weights[index][row * weight_columns(&cell->spec, index) + column];
}

#endif
