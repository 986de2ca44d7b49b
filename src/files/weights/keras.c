/* keras.c: see keras.h. */
#include "files/weights/keras.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/tensors/npz.h"

typedef struct KerasFile {
    NpzFile *file;
    Cell *cell;
    const char *path;
    char prefix[64]; /* of the layer's arrays: "" or "lstm_1/" */
    Error *error;
} KerasFile;

static bool fail(const KerasFile *keras) {
    if (keras->error)
        snprintf(keras->error->file, sizeof keras->error->file, "%s", keras->path);
    return false;
}

/* ---- finding the layer's arrays ---- */

/* The length of what stands before "kernel"; -1: the array is no kernel. */
static int prefix_of_kernel(const char *name) {
    static const char kernel[] = "kernel";
    size_t whole = strlen(name), part = sizeof kernel - 1;
    if (whole < part || strcmp(name + whole - part, kernel) != 0)
        return -1;
    return whole == part || name[whole - part - 1] == '/' ? (int)(whole - part) : -1;
}

static bool find_layer(KerasFile *keras, int layer) {
    int kernels = 0;
    for (int k = 0; k < npz_count(keras->file); k++) {
        const char *name = npz_at(keras->file, k)->name;
        int prefix = prefix_of_kernel(name);
        if (prefix < 0 || prefix >= (int)sizeof keras->prefix || kernels++ != layer)
            continue;
        memcpy(keras->prefix, name, (size_t)prefix);
        keras->prefix[prefix] = '\0';
        return true;
    }
    if (kernels)
        error_set(keras->error, "the file has %d layer%s, not a layer %d", kernels,
                  kernels == 1 ? "" : "s", layer);
    else
        error_set(keras->error, "the file has no array \"kernel\"");
    error_hint(keras->error, "np.savez(file, kernel=..., recurrent_kernel=..., bias=...)");
    return fail(keras);
}

/* The layer's array of that name; NULL: there is none. */
static const NpzArray *find(const KerasFile *keras, const char *name) {
    char whole[128];
    snprintf(whole, sizeof whole, "%s%s", keras->prefix, name);
    for (int k = 0; k < npz_count(keras->file); k++)
        if (strcmp(npz_at(keras->file, k)->name, whole) == 0)
            return npz_at(keras->file, k);
    return NULL;
}

/* ---- shapes and numbers ---- */

static bool has_shape(const NpzArray *array, size_t rows, size_t columns) {
    return rows ? array->rank == 2 && array->shape[0] == rows && array->shape[1] == columns
                : array->rank == 1 && array->shape[0] == columns;
}

static bool fail_shape(const KerasFile *keras, const NpzArray *array, size_t rows, size_t columns) {
    error_set(keras->error, "the array \"%.60s\" has the wrong shape", array->name);
    if (rows)
        error_expected(keras->error, "%zu x %zu", rows, columns);
    else
        error_expected(keras->error, "%zu", columns);
    if (array->rank == 2)
        error_found(keras->error, "%zu x %zu", array->shape[0], array->shape[1]);
    else if (array->rank == 1)
        error_found(keras->error, "%zu", array->shape[0]);
    else
        error_found(keras->error, "%d dimensions", array->rank);
    return fail(keras);
}

/* Its numbers, rows x columns (rows 0: a vector), the caller's; NULL and an error. */
static float *load(const KerasFile *keras, const NpzArray *array, size_t rows, size_t columns) {
    if (!has_shape(array, rows, columns)) {
        fail_shape(keras, array, rows, columns);
        return NULL;
    }
    float *numbers = calloc(array->count + 1, sizeof *numbers);
    if (!numbers)
        error_memory(keras->error, array->count * sizeof *numbers, "an array");
    else if (!npz_load(keras->file, array, numbers, keras->error)) {
        free(numbers);
        numbers = NULL;
    }
    return numbers;
}

static float *weight_of(const KerasFile *keras, const char *stem, char gate) {
    char name[16];
    snprintf(name, sizeof name, "%s%c", stem, gate);
    return keras->cell->weights[weight_find(keras->cell->spec.kind, name)];
}

/* One row a source; the gates' blocks stand side by side in it. */
static bool read_matrix(const KerasFile *keras, const char *name, const char *stem, int sources) {
    const CellSpec *spec = &keras->cell->spec;
    const char *gates = cell_kind(spec->kind)->keras;
    size_t units = (size_t)spec->hidden, width = strlen(gates) * units;
    const NpzArray *array = find(keras, name);
    if (!array) {
        error_set(keras->error, "the layer has no array \"%s%s\"", keras->prefix, name);
        return fail(keras);
    }
    float *numbers = load(keras, array, (size_t)sources, width);
    if (!numbers)
        return false;
    for (size_t gate = 0; gates[gate]; gate++)
        for (size_t source = 0; source < (size_t)sources; source++)
            memcpy(weight_of(keras, stem, gates[gate]) + source * units,
                   numbers + source * width + gate * units, units * sizeof *numbers);
    free(numbers);
    return true;
}

/* The variant with which a layer's bias has two rows; -1: none. */
static int two_biases(CellKind kind) {
    const CellKindInfo *info = cell_kind(kind);
    for (int k = 0; k < info->variant_count; k++)
        if (info->variants[k].two_biases)
            return k;
    return -1;
}

/* Whether Keras has such a cell at all. */
static bool check_variant(const KerasFile *keras) {
    const CellSpec *spec = &keras->cell->spec;
    const CellKindInfo *kind = cell_kind(spec->kind);
    if (!kind->keras) {
        error_set(keras->error, "Keras has no %s", kind->title);
        return fail(keras);
    }
    for (int k = 0; k < kind->variant_count; k++)
        if (kind->variants[k].keras == ELSEWHERE_NOT && variant_on(spec, k)) {
            error_set(keras->error, "Keras' %s %s", kind->title, kind->variants[k].torch_lacks);
            return fail(keras);
        }
    return true;
}

/* Where a gate's bias goes, or that of its recurrent product, which may be kept apart. */
static float *bias_of(const KerasFile *keras, char gate, bool recurrent) {
    const CellKindInfo *info = cell_kind(keras->cell->spec.kind);
    float *bias = weight_of(keras, "b_", gate);
    for (int k = 0; recurrent && k < info->torch_count; k++)
        if (info->torch[k].hidden_bias >= 0 &&
            keras->cell->weights[info->torch[k].weights.bias] == bias)
            return keras->cell->weights[info->torch[k].hidden_bias];
    return bias;
}

/* The two rows of a GRU's bias are one here, except for its candidate. */
static bool read_bias(const KerasFile *keras) {
    const CellSpec *spec = &keras->cell->spec;
    const char *gates = cell_kind(spec->kind)->keras;
    size_t units = (size_t)spec->hidden, width = strlen(gates) * units;
    int variant = two_biases(spec->kind);
    size_t rows = variant >= 0 && variant_on(spec, variant) ? 2 : 0;
    const NpzArray *array = find(keras, "bias");
    if (!array)
        return true; /* use_bias=False */
    if (variant >= 0 && has_shape(array, rows ? 0 : 2, width)) {
        error_set(keras->error, "the layer's reset_after is %s, not this cell's",
                  rows ? "False" : "True");
        const VariantInfo *info = &cell_kind(spec->kind)->variants[variant];
        error_hint(keras->error, "set \"%s\": \"%s\"", info->key, info->words[!rows]);
        return fail(keras);
    }
    float *numbers = load(keras, array, rows, width);
    if (!numbers)
        return false;
    for (size_t row = 0; row < (rows ? rows : 1); row++)
        for (size_t gate = 0; gates[gate]; gate++) {
            float *bias = bias_of(keras, gates[gate], row == 1);
            for (size_t unit = 0; unit < units; unit++)
                bias[unit] += numbers[row * width + gate * units + unit];
        }
    free(numbers);
    return true;
}

static bool read_spec(const KerasFile *keras, CellSpec *spec) {
    const NpzArray *kernel = find(keras, "kernel"), *recurrent = find(keras, "recurrent_kernel");
    const NpzArray *bias = find(keras, "bias");
    if (!kernel || !recurrent) {
        error_set(keras->error, "the layer has no array \"%srecurrent_kernel\"", keras->prefix);
        return fail(keras);
    }
    size_t units = recurrent->rank == 2 ? recurrent->shape[0] : 0;
    size_t sources = kernel->rank == 2 ? kernel->shape[0] : 0;
    for (int kind = 0; kind < cell_kind_count(); kind++) {
        const char *gates = cell_kind((CellKind)kind)->keras;
        if (gates && units > 0 && units <= INT_MAX && sources > 0 && sources <= INT_MAX &&
            kernel->shape[1] == strlen(gates) * units && recurrent->shape[1] == kernel->shape[1]) {
            *spec = cell_spec((CellKind)kind, (int)sources, (int)units);
            int variant = two_biases(spec->kind);
            if (variant >= 0)
                variant_set(spec, variant, bias && bias->rank == 2);
            return true;
        }
    }
    error_set(keras->error, "\"%.60s\" and \"%.60s\" are no LSTM's, GRU's or SimpleRNN's",
              kernel->name, recurrent->name);
    return fail(keras);
}

bool keras_weights_spec(const char *path, int layer, CellSpec *spec, Error *error) {
    KerasFile keras = {.path = path, .error = error};
    keras.file = npz_open(path, error);
    if (!keras.file)
        return false;
    bool good = find_layer(&keras, layer) && read_spec(&keras, spec);
    npz_close(keras.file);
    return good;
}

bool keras_weights_read(Cell *cell, const char *path, int layer, Error *error) {
    KerasFile keras = {.cell = cell, .path = path, .error = error};
    if (!check_variant(&keras))
        return false;
    keras.file = npz_open(path, error);
    if (!keras.file)
        return false;
    bool good =
        find_layer(&keras, layer) && read_matrix(&keras, "kernel", "W_x", cell->spec.inputs) &&
        read_matrix(&keras, "recurrent_kernel", "W_h", cell->spec.hidden) && read_bias(&keras);
    npz_close(keras.file);
    cell_touch(cell);
    return good;
}
