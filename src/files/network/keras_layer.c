/* keras_layer.c: see keras_layer.h. */
#include "files/network/keras_layer.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const TensorInfo *info(const Keras *keras, int array) {
    return &keras->set->tensors[array];
}

/* The variant with which a layer's bias has two rows; -1: none. */
int keras_two_biases(CellKind kind) {
    const CellKindInfo *about = cell_kind(kind);
    for (int k = 0; k < about->variant_count; k++)
        if (about->variants[k].two_biases)
            return k;
    return -1;
}

bool keras_spec(const Keras *keras, const KerasLayer *layer, CellSpec *spec) {
    const TensorInfo *recurrent = info(keras, layer->recurrent);
    if (layer->kernel < 0)
        return network_fails(keras->network, keras->error, "the layer has no array \"%.60skernel\"",
                             layer->path);
    const TensorInfo *kernel = info(keras, layer->kernel);
    size_t units = recurrent->rank == 2 ? recurrent->shape[0] : 0;
    size_t sources = kernel->rank == 2 ? kernel->shape[0] : 0;
    for (int kind = 0; kind < cell_kind_count(); kind++) {
        const char *gates = cell_kind((CellKind)kind)->keras;
        if (gates && units > 0 && units <= INT_MAX && sources > 0 && sources <= INT_MAX &&
            kernel->shape[1] == strlen(gates) * units && recurrent->shape[1] == kernel->shape[1]) {
            *spec = cell_spec((CellKind)kind, (int)sources, (int)units);
            return true;
        }
    }
    char shapes[2][SHAPE_TEXT];
    network_fails(keras->network, keras->error,
                  "\"%.60s\" and \"%.60s\" are no LSTM's, GRU's or SimpleRNN's", kernel->name,
                  recurrent->name);
    error_expected(keras->error, "4, 3 or 1 columns a unit, and a row a unit in the second");
    error_found(keras->error, "%s and %s", network_shape(kernel, shapes[0]),
                network_shape(recurrent, shapes[1]));
    return false;
}

/* ---- its numbers ---- */

static float *weight_of(const Cell *cell, const char *stem, char gate) {
    char name[16];
    snprintf(name, sizeof name, "%s%c", stem, gate);
    return cell->weights[weight_find(cell->spec.kind, name)];
}

/* One row a source; the gates' blocks stand side by side in it. */
static bool read_matrix(const Keras *keras, NetworkLayer *layer, int array, bool hidden) {
    Cell *cell = layer->cell;
    const char *gates = cell_kind(cell->spec.kind)->keras, *stem = hidden ? "W_h" : "W_x";
    size_t units = (size_t)cell->spec.hidden, width = strlen(gates) * units;
    size_t sources = (size_t)(hidden ? cell->spec.hidden : cell->spec.inputs);
    float *numbers =
        network_numbers(keras->network, keras->set, array, sources, width, keras->error);
    if (!numbers)
        return false;
    for (size_t gate = 0; gates[gate]; gate++)
        for (size_t source = 0; source < sources; source++)
            memcpy(weight_of(cell, stem, gates[gate]) + source * units,
                   numbers + source * width + gate * units, units * sizeof *numbers);
    free(numbers);
    network_used(keras->network, info(keras, array)->name, "%s: %s* of %s", layer->name, stem,
                 gates);
    return true;
}

/* Where a gate's bias goes, or that of its recurrent product, which may be kept apart. */
static float *bias_of(const Cell *cell, char gate, bool recurrent) {
    const CellKindInfo *about = cell_kind(cell->spec.kind);
    float *bias = weight_of(cell, "b_", gate);
    for (int k = 0; recurrent && k < about->torch_count; k++)
        if (about->torch[k].hidden_bias >= 0 && cell->weights[about->torch[k].weights.bias] == bias)
            return cell->weights[about->torch[k].hidden_bias];
    return bias;
}

/* The two rows of a GRU's bias are one here, except for its candidate. */
static bool read_bias(const Keras *keras, NetworkLayer *layer, int array) {
    Cell *cell = layer->cell;
    const char *gates = cell_kind(cell->spec.kind)->keras;
    size_t units = (size_t)cell->spec.hidden, width = strlen(gates) * units;
    int variant = keras_two_biases(cell->spec.kind);
    bool two = variant >= 0 && variant_on(&cell->spec, variant);
    float *numbers = network_numbers(keras->network, keras->set, array, two ? 2 : width,
                                     two ? width : 0, keras->error);
    if (!numbers)
        return false;
    for (size_t row = 0; row < (two ? 2 : 1); row++)
        for (size_t gate = 0; gates[gate]; gate++) {
            float *bias = bias_of(cell, gates[gate], row == 1);
            for (size_t unit = 0; unit < units; unit++)
                bias[unit] += numbers[row * width + gate * units + unit];
        }
    free(numbers);
    network_used(keras->network, info(keras, array)->name, "%s: biases of %s", layer->name, gates);
    return true;
}

NetworkLayer *keras_add(const Keras *keras, const KerasLayer *from, const CellSpec *spec,
                        int index) {
    char name[32];
    snprintf(name, sizeof name, "layer%d%s", index, spec->backward ? "_reverse" : "");
    NetworkLayer *layer = network_add(keras->network, "", name, index, spec, keras->error);
    if (!layer || !read_matrix(keras, layer, from->kernel, false) ||
        !read_matrix(keras, layer, from->recurrent, true) ||
        (from->bias >= 0 && !read_bias(keras, layer, from->bias)))
        return NULL;
    cell_touch(layer->cell);
    return layer;
}
