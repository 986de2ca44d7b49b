/* keras.c: the layers of Keras: by its configuration where the file has one (keras_config.c), else by
 * the names of their arrays: kernel, recurrent_kernel and bias, alone or behind a path
 * ("lstm_1/kernel"), or as Keras 3 numbers them ("layers/lstm_1/cell/vars/0" to 2). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/network/keras_config.h"
#include "files/network/keras_layer.h"
#include "files/network/linear.h"

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
    char name[NETWORK_NAME + 32];
    snprintf(name, sizeof name, "%s%s", path, own);
    int plain = tensors_find(keras->set, name);
    snprintf(name, sizeof name, "%s%s:0", path, own);
    return plain >= 0 ? plain : tensors_find(keras->set, name);
}

static const TensorInfo *info(const Keras *keras, int array) {
    return &keras->set->tensors[array];
}

static bool is_matrix(const Keras *keras, int array) {
    return array >= 0 && info(keras, array)->rank == 2;
}

/* Whether the array is a layer's recurrent_kernel, by its name or, as the second of three, by its
 * number and by being part of a cell. */
static bool layer_at(const Keras *keras, int array, KerasLayer *layer) {
    const char *name = info(keras, array)->name;
    int length = path_before(name, "recurrent_kernel");
    bool named = length >= 0;
    if (!named)
        length = path_before(name, "cell/vars/1") >= 0 ? path_before(name, "1") : -1;
    if (length < 0)
        return false;
    *layer = (KerasLayer){.recurrent = array};
    memcpy(layer->path, name, (size_t)length);
    layer->kernel = find(keras, layer->path, named ? "kernel" : "0");
    layer->bias = find(keras, layer->path, named ? "bias" : "2");
    return named || (is_matrix(keras, array) && is_matrix(keras, layer->kernel));
}

/* ---- their order ---- */

/* Numbers in names by their value: lstm, lstm_1, lstm_2, lstm_10. */
static int compare_names(const char *a, const char *b) {
    while (*a && *b) {
        bool digits = *a >= '0' && *a <= '9' && *b >= '0' && *b <= '9';
        char *rest[2];
        if (digits) {
            unsigned long first = strtoul(a, &rest[0], 10), second = strtoul(b, &rest[1], 10);
            if (first != second)
                return first < second ? -1 : 1;
            a = rest[0];
            b = rest[1];
        } else if (*a != *b) {
            return (*a == '/') != (*b == '/') ? (*a == '/' ? -1 : 1) : *a < *b ? -1 : 1;
        } else {
            a++;
            b++;
        }
    }
    return (*a != 0) - (*b != 0);
}

static bool is_backward(const KerasLayer *layer) {
    const char *found = strstr(layer->path, "backward_");
    return found && (found == layer->path || found[-1] == '/');
}

/* The name up to its direction: both have the same one. */
static size_t pair_length(const KerasLayer *layer) {
    const char *found = strstr(layer->path, is_backward(layer) ? "backward_" : "forward_");
    return found ? (size_t)(found - layer->path) : strlen(layer->path);
}

static bool is_pair(const KerasLayer *a, const KerasLayer *b) {
    size_t length = pair_length(a);
    return is_backward(a) != is_backward(b) && length == pair_length(b) &&
           strncmp(a->path, b->path, length) == 0 && length < strlen(a->path) &&
           length < strlen(b->path);
}

/* An archive of arrays has them in the order of the layers; HDF5 in that of their names. */
static int compare_layers(const void *a, const void *b) {
    const KerasLayer *first = a, *second = b;
    if (is_pair(first, second))
        return is_backward(first) ? 1 : -1;
    return compare_names(first->path, second->path);
}

/* ---- what a layer is ---- */

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
    int variant = keras_two_biases(spec->kind);
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

/* ---- all layers ---- */

/* A layer reads the one before where the sizes fit, in both directions where it has two; an archive
 * of arrays says no more. */
static bool read_sources(const Keras *keras, const NetworkTop *top, NetworkLayer *layer) {
    int inputs = layer->cell->spec.inputs;
    bool good = true;
    if (!top->layer_count || inputs != top->width)
        return network_reads(layer, -1, 0, inputs, keras->error);
    for (int k = 0; good && k < top->layer_count; k++)
        good = network_reads(layer, top->layers[k], 0, top->width / top->layer_count, keras->error);
    return good;
}

static bool read_layer(const Keras *keras, const KerasLayer *from, int index, bool backward,
                       const NetworkTop *top) {
    CellSpec spec;
    if (!keras_spec(keras, from, &spec))
        return false;
    choose(keras, from, &spec);
    spec.backward = backward;
    NetworkLayer *layer = keras_add(keras, from, &spec, index);
    return layer && read_sources(keras, top, layer);
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

/* The layers that are asked for, the caller's; NULL and an error. */
static KerasLayer *find_layers(const Keras *keras, int *count) {
    KerasLayer *layers = malloc(((size_t)keras->set->count + 1) * sizeof *layers);
    *count = 0;
    if (!layers) {
        error_memory(keras->error, (size_t)keras->set->count * sizeof *layers, "a list of layers");
        return NULL;
    }
    bool sorted = false;
    for (int k = 0; k < keras->set->count; k++) {
        KerasLayer layer;
        if (!layer_at(keras, k, &layer))
            continue;
        sorted = sorted || strstr(layer.path, "vars/") || strstr(layer.path, "backward_");
        if (is_asked(keras, layer.path))
            layers[(*count)++] = layer;
        else
            leave_layer(keras, &layer);
    }
    if (sorted)
        qsort(layers, (size_t)*count, sizeof *layers, compare_layers);
    return layers;
}

static bool add_layers(const Keras *keras, const KerasLayer *layers, int count, NetworkTop *top) {
    int index = 0;
    for (int k = 0; k < count; k++, index++) {
        int parts = k + 1 < count && is_pair(&layers[k], &layers[k + 1]) ? 2 : 1;
        NetworkTop above = {.layer_count = parts, .first = k ? top->first : layers[k].kernel};
        for (int part = 0; part < parts; part++) {
            if (!read_layer(keras, &layers[k + part], index, is_backward(&layers[k + part]), top))
                return false;
            above.layers[part] = keras->network->layer_count - 1;
            above.width += keras->network->layers[above.layers[part]].cell->spec.hidden;
        }
        above.inputs = k ? top->inputs : keras->network->layers[above.layers[0]].cell->spec.inputs;
        *top = above;
        k += parts - 1;
    }
    top->index = index;
    return true;
}

static bool read_layers(const Keras *keras, NetworkTop *top) {
    int count;
    KerasLayer *layers = find_layers(keras, &count);
    bool good = layers && add_layers(keras, layers, count, top);
    free(layers);
    return good;
}

/* A dense layer by its kernel: where its bias is, and what it is called; false: it is none. */
static bool dense_at(const Keras *keras, const NetworkTop *top, int array, NetworkLinear *linear) {
    const TensorInfo *kernel = info(keras, array);
    bool named = path_before(kernel->name, "kernel") >= 0;
    int length = path_before(kernel->name, named ? "kernel" : "vars/0");
    *linear = (NetworkLinear){.weight = array, .bias = -1, .by_inputs = true};
    if (length < 0 || keras->network->tensors[array].what || kernel->rank != 2)
        return false;
    memcpy(linear->name, kernel->name, (size_t)length);
    if (kernel->shape[0] == (size_t)top->width &&
        network_readout_fits(keras->network, kernel->shape[1]))
        linear->bias = find(keras, linear->name, named ? "bias" : "vars/1");
    linear->name[length > 0 ? length - 1 : 0] = '\0';
    if (strncmp(linear->name, "layers/", 7) == 0)
        memmove(linear->name, linear->name + 7, strlen(linear->name + 7) + 1);
    return true;
}

static bool read_readouts(const Keras *keras, NetworkTop *top) {
    for (int k = 0; k < keras->set->count; k++) {
        NetworkLinear linear;
        if (dense_at(keras, top, k, &linear) &&
            !network_take_linear(keras->network, keras->set, top, 1, &linear, keras->error))
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

/* Arrays alone have no activations, no go_backwards and no wiring: what is usual is taken, and a
 * network that is another would be wrong without a word. */
static void warn_of_usual(const Keras *keras, int layers) {
    network_warn(keras->network,
                 "weights alone tell no activations, direction or wiring: Keras' usual ones are "
                 "taken, forward%s; a model with its configuration (model.save) tells them",
                 layers > 1 ? ", layers in the order of names" : "");
}

bool network_read_keras(Network *network, TensorSet *set, const NetworkOptions *options,
                        Error *error) {
    Keras keras = {network, set, options, error};
    NetworkTop top = {.layer_count = 0};
    if (set->config)
        return keras_read_config(&keras);
    if (!read_layers(&keras, &top))
        return false;
    if (!network->layer_count) {
        network_fails(network, error, "the file has no layer%s%.60s", options->module ? " of " : "",
                      options->module ? options->module : " with a \"recurrent_kernel\"");
        error_hint(error, "np.savez(file, kernel=..., recurrent_kernel=..., bias=...)");
        return false;
    }
    warn_of_usual(&keras, top.index);
    if (!read_readouts(&keras, &top))
        return false;
    leave_rest(&keras);
    return true;
}
