/* keras.c: the layers of Keras, by the names of their arrays: kernel (d x gates h),
 * recurrent_kernel (h x gates h) and bias, alone or behind a path ("lstm_1/kernel").
 *
 * Keras keeps the gates of a layer beside each other (LSTM i, f, c, o; GRU z, r, h) and a row for
 * each source, as matrices are here. A GRU with reset_after=True, Keras' default, has a bias of two
 * rows, for inputs and for the hidden state; one with reset_after=False has one row. The update
 * gate means the same in both: z keeps the old state. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/network/build.h"
#include "files/network/linear.h"

typedef struct KerasLayer {
    char path[NETWORK_NAME]; /* of its arrays: "" or "lstm_1/" */
    int kernel, recurrent;   /* arrays; kernel -1: there is none */
    int bias;                /* -1: use_bias=False */
} KerasLayer;

typedef struct Keras {
    Network *network;
    TensorSet *set;
    const NetworkOptions *options;
    Error *error;
} Keras;

/* ---- finding the arrays ---- */

/* The length of what stands before the last component of the path, where that is `own` (":0" may
 * follow); -1: it is another. */
static int path_before(const char *name, const char *own) {
    size_t whole = strlen(name), length = strlen(own);
    if (whole > 2 && strcmp(name + whole - 2, ":0") == 0)
        whole -= 2;
    if (whole < length || strncmp(name + whole - length, own, length) != 0 ||
        whole - length >= NETWORK_NAME)
        return -1;
    return whole == length || name[whole - length - 1] == '/' ? (int)(whole - length) : -1;
}

static int find(const Keras *keras, const char *path, const char *own) {
    for (int k = 0; k < keras->set->count; k++) {
        const char *name = keras->set->tensors[k].name;
        int length = path_before(name, own);
        if (length >= 0 && (size_t)length == strlen(path) &&
            strncmp(name, path, (size_t)length) == 0)
            return k;
    }
    return -1;
}

static const TensorInfo *info(const Keras *keras, int array) {
    return &keras->set->tensors[array];
}

static KerasLayer layer_at(const Keras *keras, int recurrent, int length) {
    KerasLayer layer = {.recurrent = recurrent};
    memcpy(layer.path, info(keras, recurrent)->name, (size_t)length);
    layer.kernel = find(keras, layer.path, "kernel");
    layer.bias = find(keras, layer.path, "bias");
    return layer;
}

/* ---- what a layer is ---- */

/* The variant with which a layer's bias has two rows; -1: none. */
static int two_biases(CellKind kind) {
    const CellKindInfo *about = cell_kind(kind);
    for (int k = 0; k < about->variant_count; k++)
        if (about->variants[k].two_biases)
            return k;
    return -1;
}

static bool is_after(const Keras *keras, const KerasLayer *layer) {
    if (layer->bias >= 0)
        return info(keras, layer->bias)->rank == 2;
    if (keras->options->reset == CHOICE_FILE)
        network_guess(keras->network, "--reset before",
                      "reset after, Keras' default: without a bias (use_bias=False) \"%.60s\" does "
                      "not tell",
                      info(keras, layer->kernel)->name);
    return keras->options->reset != CHOICE_FIRST;
}

static void choose(const Keras *keras, const KerasLayer *layer, CellSpec *spec) {
    int variant = two_biases(spec->kind);
    if (variant >= 0)
        variant_set(spec, variant, is_after(keras, layer));
    if (!cell_kind(spec->kind)->reads_out)
        return;
    if (keras->options->nonlinearity == CHOICE_SECOND)
        cell_set_activation(spec, SLOT_CANDIDATE, ACTIVATION_RELU);
    else if (keras->options->nonlinearity == CHOICE_FILE)
        network_guess(keras->network, "--nonlinearity relu",
                      "tanh, since the arrays do not tell it from relu");
}

static bool find_spec(const Keras *keras, const KerasLayer *layer, CellSpec *spec) {
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
            choose(keras, layer, spec);
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
    int variant = two_biases(cell->spec.kind);
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

/* ---- all layers ---- */

/* A layer reads the one before where the sizes fit; an archive of arrays says no more. */
static bool read_sources(const Keras *keras, int index) {
    Network *network = keras->network;
    NetworkLayer *layer = &network->layers[index];
    int inputs = layer->cell->spec.inputs;
    bool stacked = index > 0 && inputs == network->layers[index - 1].cell->spec.hidden;
    return network_reads(layer, stacked ? index - 1 : -1, 0, inputs, keras->error);
}

static bool read_layer(const Keras *keras, const KerasLayer *from, int index) {
    char name[32];
    CellSpec spec;
    if (!find_spec(keras, from, &spec))
        return false;
    snprintf(name, sizeof name, "layer%d", index);
    NetworkLayer *layer = network_add(keras->network, "", name, index, &spec, keras->error);
    if (!layer || !read_matrix(keras, layer, from->kernel, false) ||
        !read_matrix(keras, layer, from->recurrent, true) ||
        (from->bias >= 0 && !read_bias(keras, layer, from->bias)))
        return false;
    cell_touch(layer->cell);
    return read_sources(keras, index);
}

/* Whether the layer is of the module that was asked for: "encoder" of "encoder/lstm/". */
static bool is_asked(const Keras *keras, const char *path) {
    const char *module = keras->options->module;
    size_t length = module ? strlen(module) : 0;
    return !module || (strncmp(path, module, length) == 0 && path[length] == '/');
}

static void leave_layer(const Keras *keras, const KerasLayer *layer) {
    const int arrays[] = {layer->kernel, layer->recurrent, layer->bias};
    for (int k = 0; k < 3; k++)
        if (arrays[k] >= 0)
            network_left(keras->network, info(keras, arrays[k])->name,
                         "of another module than \"%.60s\"", keras->options->module);
}

static bool read_layers(const Keras *keras, NetworkTop *top) {
    for (int k = 0; k < keras->set->count; k++) {
        int length = path_before(info(keras, k)->name, "recurrent_kernel");
        if (length < 0)
            continue;
        KerasLayer layer = layer_at(keras, k, length);
        int index = keras->network->layer_count;
        if (!is_asked(keras, layer.path)) {
            leave_layer(keras, &layer);
            continue;
        }
        if (!read_layer(keras, &layer, index))
            return false;
        if (index == 0) {
            top->first = layer.kernel;
            top->inputs = keras->network->layers[0].cell->spec.inputs;
        }
    }
    return true;
}

static bool read_readouts(const Keras *keras, NetworkTop *top) {
    for (int k = 0; k < keras->set->count; k++) {
        const TensorInfo *kernel = info(keras, k);
        int length = path_before(kernel->name, "kernel");
        NetworkLinear linear = {.weight = k, .by_inputs = true};
        if (length < 0 || keras->network->tensors[k].what || kernel->rank != 2)
            continue;
        memcpy(linear.name, kernel->name, (size_t)length);
        linear.bias = kernel->shape[0] == (size_t)top->width &&
                              network_readout_fits(keras->network, kernel->shape[1])
                          ? find(keras, linear.name, "bias")
                          : -1;
        linear.name[length > 0 ? length - 1 : 0] = '\0';
        if (!network_take_linear(keras->network, keras->set, top, 1, &linear, keras->error))
            return false;
    }
    return true;
}

static void leave_rest(const Keras *keras) {
    for (int k = 0; k < keras->set->count; k++)
        if (!keras->network->tensors[k].what)
            network_left(keras->network, info(keras, k)->name,
                         "no part of a recurrent layer, nor of a linear readout");
}

bool network_read_keras(Network *network, TensorSet *set, const NetworkOptions *options,
                        Error *error) {
    Keras keras = {network, set, options, error};
    NetworkTop top = {.layer_count = 1};
    if (!read_layers(&keras, &top))
        return false;
    if (!network->layer_count) {
        network_fails(network, error, "the file has no layer%s%.60s", options->module ? " of " : "",
                      options->module ? options->module : " with a \"recurrent_kernel\"");
        error_hint(error, "np.savez(file, kernel=..., recurrent_kernel=..., bias=...)");
        return false;
    }
    top.index = network->layer_count;
    top.layers[0] = network->layer_count - 1;
    top.width = network->layers[top.layers[0]].cell->spec.hidden;
    if (!read_readouts(&keras, &top))
        return false;
    leave_rest(&keras);
    return true;
}
