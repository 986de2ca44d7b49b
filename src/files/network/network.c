/* network.c: see network.h and build.h: what all readers share. */
#include "files/network/build.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { READOUT_MOST = 2048, READOUT_ROOM = 8 << 20 }; /* outputs of one; zeros of all */

/* ---- making one ---- */

static char *copy_of(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

Network *network_new(const char *path, const char *format, Error *error) {
    Network *network = calloc(1, sizeof *network);
    if (network)
        network->path = copy_of(path);
    if (network)
        network->layers = calloc(NETWORK_LAYERS, sizeof *network->layers);
    if (!network || !network->path || !network->layers) {
        network_free(network);
        error_memory(error, NETWORK_LAYERS * sizeof(NetworkLayer), "a network");
        return NULL;
    }
    snprintf(network->format, sizeof network->format, "%s", format);
    return network;
}

void network_free(Network *network) {
    if (!network)
        return;
    for (int k = 0; k < network->layer_count; k++)
        cell_free(network->layers[k].cell);
    for (int k = 0; k < network->tensor_count; k++) {
        free(network->tensors[k].info.name);
        free(network->tensors[k].what);
    }
    errors_free(&network->warnings);
    free(network->embedding.rows);
    free(network->by_name);
    free(network->tensors);
    free(network->guesses);
    free(network->layers);
    free(network->path);
    free(network);
}

bool network_list(Network *network, const TensorSet *set, Error *error) {
    size_t bytes = ((size_t)set->count + 1) * sizeof *network->tensors;
    assert(!network->tensors);
    network->tensors = calloc((size_t)set->count + 1, sizeof *network->tensors);
    if (!network->tensors)
        return error_memory(error, bytes, "a list of arrays");
    if (set->by_name) {
        network->by_name = calloc((size_t)set->count + 1, sizeof *network->by_name);
        if (!network->by_name)
            return error_memory(error, bytes, "a list of arrays");
        memcpy(network->by_name, set->by_name, (size_t)set->count * sizeof *network->by_name);
    }
    for (int k = 0; k < set->count; k++) {
        NetworkTensor *tensor = &network->tensors[k];
        tensor->info = set->tensors[k];
        tensor->info.name = copy_of(set->tensors[k].name);
        if (!tensor->info.name)
            return error_memory(error, strlen(set->tensors[k].name), "the name of an array");
        network->tensor_count++;
    }
    return true;
}

bool network_fails(const Network *network, Error *error, const char *format, ...) {
    char what[sizeof error->what];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    error_set(error, "%s", what);
    return error_in_file(error, network->path);
}

NetworkLayer *network_add(Network *network, const char *module, const char *name, int index,
                          const CellSpec *spec, Error *error) {
    NetworkLayer *layer = &network->layers[network->layer_count];
    if (network->layer_count == NETWORK_LAYERS) {
        network_fails(network, error, "the file has more than %d layers", NETWORK_LAYERS);
        return NULL;
    }
    *layer = (NetworkLayer){.index = index, .cell = cell_new(spec, error)};
    snprintf(layer->module, sizeof layer->module, "%s", module);
    if (!layer->cell) {
        error_in_file(error, network->path);
        return NULL;
    }
    network->layer_count++;
    int length =
        snprintf(layer->name, sizeof layer->name, "%s%s%s", module, *module ? "." : "", name);
    if (length >= (int)sizeof layer->name) {
        network_fails(network, error, "the name of a module is too long: \"%.60s...\"", module);
        return NULL;
    }
    return layer;
}

bool network_reads(NetworkLayer *layer, int from_layer, int from, int count, Error *error) {
    if (layer->source_count == NETWORK_SOURCES)
        return error_set(error, "the layer \"%.100s\" reads more than %d others", layer->name,
                         NETWORK_SOURCES);
    layer->sources[layer->source_count++] = (NetworkSource){from_layer, from, count};
    return true;
}

bool network_readout_fits(const Network *network, size_t outputs) {
    size_t taken = 0;
    for (int k = 0; k < network->layer_count; k++)
        if (network->layers[k].readout)
            taken += (size_t)network->layers[k].cell->spec.hidden *
                     (size_t)network->layers[k].cell->spec.hidden;
    return outputs <= READOUT_MOST && taken + outputs * outputs <= READOUT_ROOM &&
           network->layer_count < NETWORK_LAYERS;
}

NetworkLayer *network_readout(Network *network, const char *module, const char *name, int index,
                              int inputs, int outputs, Error *error) {
    CellSpec spec = cell_spec(cell_kind_readout(), inputs, outputs);
    cell_set_activation(&spec, SLOT_CANDIDATE, ACTIVATION_IDENTITY);
    NetworkLayer *layer = network_add(network, module, name, index, &spec, error);
    if (!layer)
        return NULL;
    layer->readout = true;
    layer->name[0] = '\0'; /* so that it is not found under its own name */
    bool taken = network_find(network, name) >= 0 || strncmp(name, "layer", 5) == 0;
    snprintf(layer->name, sizeof layer->name, "%.100s%s", name, taken ? "_linear" : "");
    return layer;
}

/* ---- what became of an array ---- */

static NetworkTensor *search(Network *network, const char *name) {
    int low = 0, high = network->tensor_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        NetworkTensor *tensor = &network->tensors[network->by_name[middle]];
        int order = strcmp(name, tensor->info.name);
        if (order == 0)
            return tensor;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Readers mostly go through the arrays in their order. */
static NetworkTensor *tensor_of(Network *network, const char *name) {
    if (network->by_name)
        return search(network, name);
    for (int k = 0; k < network->tensor_count; k++) {
        int index = (network->asked + k) % network->tensor_count;
        if (strcmp(network->tensors[index].info.name, name) == 0) {
            network->asked = index;
            return &network->tensors[index];
        }
    }
    return NULL;
}

static void say(Network *network, const char *name, bool used, const char *format, va_list list) {
    char text[400];
    NetworkTensor *tensor = tensor_of(network, name);
    assert(tensor);
    vsnprintf(text, sizeof text, format, list);
    free(tensor->what);
    tensor->what = copy_of(text);
    tensor->used = used;
}

void network_used(Network *network, const char *tensor, const char *format, ...) {
    va_list list;
    va_start(list, format);
    say(network, tensor, true, format, list);
    va_end(list);
}

void network_left(Network *network, const char *tensor, const char *format, ...) {
    va_list list;
    va_start(list, format);
    say(network, tensor, false, format, list);
    va_end(list);
}

void network_guess(Network *network, const char *option, const char *format, ...) {
    NetworkGuess guess = {{0}, {0}};
    va_list list;
    va_start(list, format);
    vsnprintf(guess.what, sizeof guess.what, format, list);
    va_end(list);
    snprintf(guess.option, sizeof guess.option, "%s", option);
    for (int k = 0; k < network->guess_count; k++)
        if (strcmp(network->guesses[k].what, guess.what) == 0)
            return;
    NetworkGuess *grown = array_room(network->guesses, &network->guess_capacity,
                                     network->guess_count, 1, sizeof *grown);
    if (!grown)
        return;
    network->guesses = grown;
    network->guesses[network->guess_count++] = guess;
}

void network_warn(Network *network, const char *format, ...) {
    Error warning;
    char what[sizeof warning.what];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    error_set(&warning, "%s", what);
    error_in_file(&warning, network->path);
    warning.warning = true;
    errors_add(&network->warnings, &warning);
}

/* ---- numbers ---- */

const char *network_shape(const TensorInfo *info, char text[SHAPE_TEXT]) {
    size_t length = 0;
    snprintf(text, SHAPE_TEXT, "%s", info->rank ? "" : "one number");
    for (int side = 0; side < info->rank && length + 1 < SHAPE_TEXT; side++) {
        length += (size_t)snprintf(text + length, SHAPE_TEXT - length, "%s%zu", side ? " x " : "",
                                   info->shape[side]);
    }
    return text;
}

static bool has_shape(const TensorInfo *info, size_t rows, size_t columns) {
    if (!rows)
        return info->rank == 0;
    return columns ? info->rank == 2 && info->shape[0] == rows && info->shape[1] == columns
                   : info->rank == 1 && info->shape[0] == rows;
}

static bool fail_shape(const Network *network, const TensorInfo *info, size_t rows, size_t columns,
                       Error *error) {
    char found[SHAPE_TEXT];
    network_fails(network, error, "\"%.100s\" has the wrong shape", info->name);
    if (columns)
        error_expected(error, "%zu x %zu", rows, columns);
    else if (!rows)
        error_expected(error, "one number");
    else
        error_expected(error, "%zu", rows);
    error_found(error, "%s", network_shape(info, found));
    return false;
}

/* "[3][7]": the place of number `at`. */
static void place_of(const TensorInfo *info, size_t at, char text[SHAPE_TEXT]) {
    size_t length = 0, left = info->count;
    text[0] = '\0';
    for (int side = 0; side < info->rank && length + 1 < SHAPE_TEXT; side++) {
        left /= info->shape[side];
        length += (size_t)snprintf(text + length, SHAPE_TEXT - length, "[%zu]", at / left);
        at %= left;
    }
}

static const char *odd_name(float number) {
    return number != number ? "NaN" : number > 0 ? "infinite" : "minus infinity"; /* NOLINT */
}

void network_look(Network *network, const char *tensor, const float *numbers,
                  const TensorInfo *info) {
    char at[SHAPE_TEXT];
    for (size_t k = 0; k < info->count; k++)
        if (!(numbers[k] - numbers[k] == 0)) { /* NaN or infinite */
            place_of(info, k, at);
            network_warn(network, "%.100s%s is %s", tensor, at, odd_name(numbers[k]));
            return;
        }
}

float *network_numbers(Network *network, TensorSet *set, int index, size_t rows, size_t columns,
                       Error *error) {
    const TensorInfo *info = &set->tensors[index];
    if (!has_shape(info, rows, columns)) {
        fail_shape(network, info, rows, columns, error);
        return NULL;
    }
    if (!info->numbers) {
        network_fails(network, error, "\"%.100s\" holds no floating-point numbers", info->name);
        error_expected(error, "float32, float64, float16 or bfloat16");
        error_found(error, "%s", info->dtype);
        return NULL;
    }
    float *numbers = calloc(info->count + 1, sizeof *numbers);
    if (!numbers) {
        error_memory(error, info->count * sizeof *numbers, "an array");
    } else if (!tensors_load(set, index, numbers, error)) {
        free(numbers);
        return NULL;
    } else {
        network_look(network, info->name, numbers, info);
    }
    return numbers;
}

/* ---- asking ---- */

int network_find(const Network *network, const char *name) {
    for (int k = 0; k < network->layer_count; k++)
        if (strcmp(network->layers[k].name, name) == 0)
            return k;
    return -1;
}

/* The module of all layers; NULL: there are several. */
static const char *only_module(const Network *network) {
    for (int k = 1; k < network->layer_count; k++)
        if (strcmp(network->layers[k].module, network->layers[0].module) != 0)
            return NULL;
    return network->layer_count ? network->layers[0].module : NULL;
}

int network_layer(const Network *network, const char *module, int index, bool backward) {
    if (!module)
        module = only_module(network);
    for (int k = 0; module && k < network->layer_count; k++)
        if (network->layers[k].index == index &&
            network->layers[k].cell->spec.backward == backward &&
            strcmp(network->layers[k].module, module) == 0)
            return k;
    return -1;
}
