/* keras_cells.c: the layers of a configuration that have arrays. See keras_walk.h.
 *
 * A layer with go_backwards gives its steps in the order in which it took them: what reads them then
 * goes through time the other way round. So a layer's direction is that of its input, turned over
 * where it says so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/network/keras_walk.h"

const char *keras_text(const cJSON *object, const char *key) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static bool flag_of(const cJSON *config, const char *key) {
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(config, key));
}

/* ---- where its arrays are ---- */

/* Whether one of the names between slashes is `part`, or begins with it where that ends in "_". */
static bool has_part(const char *name, const char *part) {
    size_t length = strlen(part);
    bool begins = length && part[length - 1] == '_';
    for (const char *at = name; at; at = strchr(at, '/')) {
        at += *at == '/';
        if (strncmp(at, part, length) == 0 && (begins || at[length] == '/' || !at[length]))
            return true;
    }
    return false;
}

static bool ends_in(const char *name, const char *own) {
    size_t whole = strlen(name), length = strlen(own);
    if (whole > 2 && strcmp(name + whole - 2, ":0") == 0)
        whole -= 2;
    return whole > length && strncmp(name + whole - length, own, length) == 0 &&
           name[whole - length - 1] == '/';
}

/* By Keras 3's numbers ("inside" is what stands between: "/forward_layer/cell"), else by name. */
static int find_array(const KerasWalk *walk, const KerasWay *way, const char *inside,
                      const char *side, int number) {
    static const char *const OWN[] = {"kernel", "recurrent_kernel", "bias"};
    const TensorSet *set = walk->keras->set;
    char name[KERAS_PATH + 64];
    bool cell = strstr(inside, "cell") != NULL;
    snprintf(name, sizeof name, "%s%s/vars/%d", way->path, inside, number);
    int found = tensors_find(set, name);
    const char *own = OWN[cell || number == 0 ? number : 2];
    for (int k = 0; found < 0 && k < set->count; k++)
        if (!walk->keras->network->tensors[k].what && ends_in(set->tensors[k].name, own) &&
            has_part(set->tensors[k].name, way->name) &&
            (!side || has_part(set->tensors[k].name, side)))
            found = k;
    return found;
}

static bool find_layer(const KerasWalk *walk, const cJSON *config, const KerasWay *way,
                       const char *inside, const char *side, KerasLayer *layer) {
    const cJSON *use_bias = cJSON_GetObjectItemCaseSensitive(config, "use_bias");
    *layer = (KerasLayer){.kernel = find_array(walk, way, inside, side, 0),
                          .recurrent = find_array(walk, way, inside, side, 1),
                          .bias = -1};
    snprintf(layer->path, sizeof layer->path, "%.100s/", way->name);
    if (!cJSON_IsFalse(use_bias))
        layer->bias = find_array(walk, way, inside, side, 2);
    if (layer->kernel >= 0 && layer->recurrent >= 0 &&
        (layer->bias >= 0 || cJSON_IsFalse(use_bias)))
        return true;
    return network_fails(walk->keras->network, walk->keras->error,
                         "the arrays of the layer \"%.60s\" are not in the file", way->name);
}

/* ---- activations ---- */

static const struct {
    const char *name;
    Activation activation;
    float alpha; /* 0: the usual one */
} ACTIVATIONS[] = {{"linear", ACTIVATION_IDENTITY, 0},
                   {"sigmoid", ACTIVATION_SIGMOID, 0},
                   {"tanh", ACTIVATION_TANH, 0},
                   {"relu", ACTIVATION_RELU, 0},
                   {"softsign", ACTIVATION_SOFTSIGN, 0},
                   {"softplus", ACTIVATION_SOFTPLUS, 0},
                   {"elu", ACTIVATION_ELU, 0},
                   {"hard_sigmoid", ACTIVATION_HARD_SIGMOID, 0},
                   {"leaky_relu", ACTIVATION_LEAKY_RELU, 0.2f}};

/* The name of a function, which may be wrapped; "linear" where none is said. */
static const char *activation_of(const cJSON *config, const char *key, const char *usual) {
    const cJSON *said = cJSON_GetObjectItemCaseSensitive(config, key);
    if (!said)
        return usual;
    if (cJSON_IsNull(said))
        return "linear";
    if (cJSON_IsString(said))
        return said->valuestring;
    const char *inner = keras_text(said, "config");
    const char *class = keras_text(said, "class_name");
    return inner ? inner : class ? class : "of an unknown form";
}

/* Keras 3's hard sigmoid has a slope of 1/6, that of those before and of TensorFlow.js 0.2. */
static bool find_curve(const KerasWalk *walk, const char *name, Curve *curve) {
    for (size_t k = 0; k < sizeof ACTIVATIONS / sizeof *ACTIVATIONS; k++) {
        if (strcmp(name, ACTIVATIONS[k].name) != 0)
            continue;
        *curve = activation_usual(ACTIVATIONS[k].activation);
        if (ACTIVATIONS[k].alpha > 0)
            curve->alpha = ACTIVATIONS[k].alpha;
        if (curve->activation == ACTIVATION_HARD_SIGMOID)
            curve->alpha = walk->third ? 1.0f / 6 : 0.2f;
        return true;
    }
    return false;
}

static bool set_curve(const KerasWalk *walk, const KerasWay *way, CellSpec *spec,
                      ActivationSlot slot, const char *name) {
    const SlotInfo *about = &cell_kind(spec->kind)->slots[slot];
    Curve curve;
    if (!about->word || about->alias)
        return true;
    if (!find_curve(walk, name, &curve))
        return network_fails(
            walk->keras->network, walk->keras->error,
            "the activation \"%.40s\" of the layer \"%.60s\" is none that there is "
            "here",
            name, way->name);
    cell_set_curve(spec, slot, curve);
    return true;
}

/* ---- recurrent layers ---- */

bool keras_recurrent_class(const char *class, CellKind *kind) {
    for (int k = 0; k < cell_kind_count(); k++) {
        const char *title = cell_kind((CellKind)k)->keras_title;
        size_t length = title ? strlen(title) : 0;
        if (title && strncmp(class, title, length) == 0 &&
            (!class[length] || strcmp(class + length, "Cell") == 0)) {
            *kind = (CellKind)k;
            return true;
        }
    }
    return false;
}

static bool find_spec(const KerasWalk *walk, const cJSON *config, CellKind kind,
                      const KerasWay *way, const KerasLayer *layer, CellSpec *spec) {
    const Keras *keras = walk->keras;
    const char *activation = activation_of(config, "activation", "tanh");
    if (!keras_spec(keras, layer, spec))
        return false;
    if (spec->kind != kind)
        return network_fails(keras->network, keras->error,
                             "the arrays of the layer \"%.60s\" are no %s's", way->name,
                             cell_kind(kind)->keras_title);
    int variant = keras_two_biases(kind);
    bool two = layer->bias >= 0 ? keras->set->tensors[layer->bias].rank == 2
                                : flag_of(config, "reset_after");
    if (variant >= 0)
        variant_set(spec, variant, two);
    return set_curve(walk, way, spec, SLOT_CANDIDATE, activation) &&
           set_curve(walk, way, spec, SLOT_OUTPUT, activation) &&
           set_curve(walk, way, spec, SLOT_GATE,
                     activation_of(config, "recurrent_activation", "sigmoid"));
}

static void leave(const KerasWalk *walk, int array, const char *why) {
    if (array >= 0)
        network_left(walk->keras->network, walk->keras->set->tensors[array].name, "%s", why);
}

/* What it reads: data of its own where that is not known. False: it is left, with the reason. */
static bool find_source(KerasWalk *walk, const KerasWay *way, const KerasLayer *layer,
                        const KerasStream *in, int inputs, KerasStream *source) {
    const char *asked = walk->keras->options->module;
    char why[160] = "";
    bool fits = in->known && !in->one_step &&
                (stream_width(walk, in) < 0 || stream_width(walk, in) == inputs);
    if (asked && !walk->asked && strcmp(asked, way->name) != 0)
        snprintf(why, sizeof why, "of another module than \"%.60s\"", asked);
    else if (!fits && in->after)
        snprintf(why, sizeof why, "what \"%.40s\" reads (by %.40s) cannot be shown", way->name,
                 in->op[0] ? in->op : "the layer before it");
    if (why[0]) {
        leave(walk, layer->kernel, why);
        leave(walk, layer->recurrent, why);
        leave(walk, layer->bias, why);
        return false;
    }
    *source = *in;
    if (fits)
        return true;
    walk->keras->network->partial = true;
    network_warn(walk->keras->network,
                 "\"%.60s\" reads what %.40s makes, which cannot be shown: its data are those %d "
                 "columns",
                 way->name, in->op[0] ? in->op : "the layer before it", inputs);
    *source = stream_data(walk, inputs);
    return true;
}

typedef struct Part {
    const char *inside, *side; /* see find_array */
    bool turned;               /* it goes the other way than the configuration says */
} Part;

/* One direction; out: its columns; in: what it reads, which may become data. */
static bool add_part(KerasWalk *walk, const cJSON *config, CellKind kind, const KerasWay *way,
                     const Part *part, KerasStream *in, KerasStream *out) {
    KerasLayer arrays;
    KerasStream source;
    CellSpec spec;
    if (!find_layer(walk, config, way, part->inside, part->side, &arrays) ||
        !find_spec(walk, config, kind, way, &arrays, &spec))
        return false;
    if (!find_source(walk, way, &arrays, in, spec.inputs, &source)) {
        *out = stream_other(way->name, in->after);
        return true;
    }
    spec.backward = source.reversed != (flag_of(config, "go_backwards") != part->turned);
    NetworkLayer *layer = keras_add(walk->keras, &arrays, &spec, walk->index);
    if (!layer || !stream_read(walk, layer, &source))
        return false;
    *out = (KerasStream){.known = true, .after = true, .reversed = spec.backward, .count = 1};
    *in = source;
    out->one_step = !flag_of(config, "return_sequences");
    out->pieces[0] = (KerasPiece){walk->keras->network->layer_count - 1, -1, 0, spec.hidden};
    return true;
}

bool keras_recurrent(KerasWalk *walk, const cJSON *config, CellKind kind, const KerasWay *way,
                     const KerasStream *in, KerasStream *out) {
    const Part part = {"/cell", NULL, false};
    KerasStream from = *in;
    bool good = add_part(walk, config, kind, way, &part, &from, out);
    walk->index += good && out->known;
    return good;
}

bool keras_bidirectional(KerasWalk *walk, const cJSON *config, const KerasWay *way,
                         const KerasStream *in, KerasStream *out) {
    const cJSON *layer = cJSON_GetObjectItemCaseSensitive(config, "layer");
    const cJSON *second = cJSON_GetObjectItemCaseSensitive(config, "backward_layer");
    const char *class = keras_text(layer, "class_name"), *merge = keras_text(config, "merge_mode");
    const cJSON *inner = cJSON_GetObjectItemCaseSensitive(layer, "config");
    const cJSON *other = second ? cJSON_GetObjectItemCaseSensitive(second, "config") : inner;
    const Part parts[2] = {{"/forward_layer/cell", "forward_", false},
                           {"/backward_layer/cell", "backward_", !second}};
    KerasStream given[2], from = *in;
    CellKind kind;
    if (!class || !keras_recurrent_class(class, &kind))
        return network_fails(walk->keras->network, walk->keras->error,
                             "the layer \"%.60s\" has a %.40s in both directions, which cannot be "
                             "shown",
                             way->name, class ? class : "layer without a class");
    if (!add_part(walk, inner, kind, way, &parts[0], &from, &given[0]) ||
        !add_part(walk, other, kind, way, &parts[1], &from, &given[1]))
        return false;
    walk->index += given[0].known;
    given[1].reversed = given[0].reversed; /* Keras turns it over */
    *out = stream_concat(walk, given, 2);
    if (out->known && (!merge || strcmp(merge, "concat") != 0)) {
        char op[48];
        snprintf(op, sizeof op, "merge_mode=%.20s", merge ? merge : "None");
        *out = stream_other(op, true);
        walk->keras->network->partial = true;
        network_warn(walk->keras->network,
                     "\"%.60s\" puts its directions together by %s: what reads that is not shown",
                     way->name, op);
    }
    return true;
}

/* ---- dense layers ---- */

static const char *why_not(const KerasWalk *walk, const KerasStream *in, const TensorInfo *kernel) {
    const Network *network = walk->keras->network;
    bool forward = false, backward = false;
    for (int k = 0; k < in->count; k++) {
        int layer = in->pieces[k].layer;
        bool back = layer >= 0 && network->layers[layer].cell->spec.backward;
        forward = forward || !back;
        backward = backward || back;
    }
    if (!in->known)
        return "a dense layer: what it reads cannot be shown";
    if (in->one_step && forward && backward)
        return "a dense layer: it reads the last step of one direction beside the first of the "
               "other";
    int width = stream_width(walk, in);
    if (kernel->rank != 2 || (width >= 0 && kernel->shape[0] != (size_t)width))
        return "a dense layer that does not fit what it reads";
    if (!network_readout_fits(network, kernel->shape[1]))
        return "a dense layer of more outputs than there is room for";
    return NULL;
}

static bool fill_dense(const KerasWalk *walk, NetworkLayer *layer, int kernel, int bias) {
    const Keras *keras = walk->keras;
    const CellSpec *spec = &layer->cell->spec;
    const ProductBlock *block = &cell_kind(spec->kind)->torch[0].weights;
    const int arrays[] = {kernel, bias}, weights[] = {block->from_x, block->bias};
    for (int k = 0; k < 2; k++) {
        size_t rows = (size_t)(k ? spec->hidden : spec->inputs),
               columns = k ? 0 : (size_t)spec->hidden;
        if (arrays[k] < 0)
            continue;
        float *numbers =
            network_numbers(keras->network, keras->set, arrays[k], rows, columns, keras->error);
        if (!numbers)
            return false;
        memcpy(layer->cell->weights[weights[k]], numbers,
               rows * (k ? 1 : columns) * sizeof *numbers);
        free(numbers);
        network_used(keras->network, keras->set->tensors[arrays[k]].name, "%s: %s", layer->name,
                     k ? "its bias" : "a linear layer");
    }
    cell_touch(layer->cell);
    return true;
}

/* The layer, with its activation where that is one that a cell can have, else without. */
static bool add_dense(KerasWalk *walk, const cJSON *config, const KerasWay *way,
                      const int arrays[2], const KerasStream *in, KerasStream *out) {
    const Keras *keras = walk->keras;
    const size_t *shape = keras->set->tensors[arrays[0]].shape;
    const char *activation = activation_of(config, "activation", "linear");
    Curve curve = {.activation = ACTIVATION_IDENTITY};
    bool shown = find_curve(walk, activation, &curve);
    NetworkLayer *layer = network_readout(keras->network, "", way->name, walk->index, (int)shape[0],
                                          (int)shape[1], keras->error);
    if (!layer)
        return false;
    cell_set_curve(&layer->cell->spec, SLOT_CANDIDATE, curve);
    if (!fill_dense(walk, layer, arrays[0], arrays[1]) || !stream_read(walk, layer, in))
        return false;
    *out = *in;
    out->count = 1;
    out->pieces[0] = (KerasPiece){keras->network->layer_count - 1, -1, 0, layer->cell->spec.hidden};
    if (!shown) {
        network_warn(keras->network, "\"%.60s\" is shown before its activation, %.40s", way->name,
                     activation);
        *out = stream_other(activation, in->after);
    }
    return true;
}

bool keras_dense(KerasWalk *walk, const cJSON *config, const KerasWay *way, const KerasStream *in,
                 KerasStream *out) {
    const char *inside = strstr(way->path, "time_distributed") ? "/layer" : "";
    int arrays[] = {find_array(walk, way, inside, NULL, 0), find_array(walk, way, inside, NULL, 1)};
    const cJSON *use_bias = cJSON_GetObjectItemCaseSensitive(config, "use_bias");
    const TensorSet *set = walk->keras->set;
    *out = stream_other("Dense", in->after);
    if (arrays[0] < 0)
        return true;
    if (cJSON_IsFalse(use_bias))
        arrays[1] = -1;
    const char *why = why_not(walk, in, &set->tensors[arrays[0]]);
    if (walk->keras->options->module && !in->after)
        why = "a dense layer before the module that was asked for";
    if (!why)
        return add_dense(walk, config, way, arrays, in, out);
    leave(walk, arrays[0], why);
    leave(walk, arrays[1], why);
    return true;
}
