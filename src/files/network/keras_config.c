/* keras_config.c: see keras_config.h: models of layers in a row or wired by name, and models in them. */
#include "files/network/keras_config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/network/keras_walk.h"
#include "files/tensors/json_bounded.h"

static bool fail(const KerasWalk *walk, const char *what, const char *name) {
    return network_fails(walk->keras->network, walk->keras->error, what, name);
}

static const cJSON *member(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* ---- one layer ---- */

static bool run_model(KerasWalk *walk, const cJSON *model, const char *around,
                      const KerasStream *inputs, int count, KerasStream *out);

static bool is_one_of(const char *class, const char *const *classes) {
    for (int k = 0; classes[k]; k++)
        if (strcmp(class, classes[k]) == 0)
            return true;
    return false;
}

/* Those that do nothing where a network is only run. */
static const char *const PASS[] = {"Dropout",         "SpatialDropout1D", "GaussianNoise",
                                   "GaussianDropout", "AlphaDropout",     "ActivityRegularization",
                                   "InputLayer",      "Identity",         NULL};
static const char *const MODELS[] = {"Sequential", "Functional", "Model", NULL};

static const cJSON *shape_of(const cJSON *config) {
    const cJSON *shape = member(config, "batch_shape");
    return shape ? shape : member(config, "batch_input_shape");
}

static int width_of(const cJSON *config) {
    const cJSON *shape = shape_of(config);
    int sides = cJSON_GetArraySize(shape);
    const cJSON *width = sides == 3 ? cJSON_GetArrayItem(shape, 2) : NULL;
    return cJSON_IsNumber(width) && width->valuedouble >= 1 && width->valuedouble <= 65536
               ? (int)width->valuedouble
               : -1;
}

static KerasStream data_of(KerasWalk *walk, const cJSON *config) {
    const cJSON *shape = shape_of(config);
    return !cJSON_IsArray(shape) || cJSON_GetArraySize(shape) == 3
               ? stream_data(walk, width_of(config))
               : stream_other("", false); /* without steps or columns */
}

static bool run_rnn(KerasWalk *walk, const cJSON *config, const KerasWay *way,
                    const KerasStream *in, KerasStream *out) {
    const cJSON *cell = member(config, "cell"), *inner = member(cell, "config");
    CellKind kind;
    if (!keras_recurrent_class(keras_class(cell), &kind))
        return network_fails(walk->keras->network, walk->keras->error,
                             "the layer \"%.60s\" has the cell %.40s, which cannot be shown",
                             way->name, keras_class(cell));
    /* What is said of the sequence stands around what is said of the cell. */
    cJSON *both = cJSON_Duplicate(inner, true);
    static const char *const KEYS[] = {"go_backwards", "return_sequences"};
    for (int k = 0; both && k < 2; k++) {
        cJSON_DeleteItemFromObjectCaseSensitive(both, KEYS[k]);
        cJSON_AddBoolToObject(both, KEYS[k], cJSON_IsTrue(member(config, KEYS[k])));
    }
    bool good = both && keras_recurrent(walk, both, kind, way, in, out);
    cJSON_Delete(both);
    return good;
}

static bool is_refused(const char *class) {
    return strncmp(class, "ConvLSTM", 8) == 0 || strncmp(class, "CuDNN", 5) == 0;
}

static void warn_of_masks(const KerasWalk *walk, const KerasWay *way) {
    walk->keras->network->partial = true;
    network_warn(walk->keras->network,
                 "\"%.60s\" passes over masked steps: here every step is read", way->name);
}

static bool is_after(const KerasStream *in, int count) {
    for (int k = 0; k < count; k++)
        if (in[k].after)
            return true;
    return false;
}

static bool run_layer(KerasWalk *walk, const cJSON *entry, const KerasWay *way,
                      const KerasStream *in, int count, KerasStream *out) {
    const char *class = keras_class(entry);
    const cJSON *config = member(entry, "config"), *inner = member(config, "layer");
    CellKind kind;
    if (is_refused(class))
        return network_fails(walk->keras->network, walk->keras->error,
                             "the recurrent layer \"%.60s\" is a %.40s, which cannot be shown",
                             way->name, class);
    if (keras_recurrent_class(class, &kind))
        return keras_recurrent(walk, config, kind, way, in, out);
    if (strcmp(class, "Bidirectional") == 0)
        return keras_bidirectional(walk, config, way, in, out);
    if (strcmp(class, "RNN") == 0)
        return run_rnn(walk, config, way, in, out);
    if (strcmp(class, "Dense") == 0)
        return keras_dense(walk, config, way, in, out);
    if (strcmp(class, "TimeDistributed") == 0 && strcmp(keras_class(inner), "Dense") == 0)
        return keras_dense(walk, member(inner, "config"), way, in, out);
    if (is_one_of(class, MODELS)) {
        char around[KERAS_PATH + 1];
        snprintf(around, sizeof around, "%s/", way->path);
        return run_model(walk, entry, around, in, count, out);
    }
    const char *activation = keras_text(config, "activation");
    bool nothing =
        strcmp(class, "Activation") == 0 && activation && strcmp(activation, "linear") == 0;
    if (strcmp(class, "Masking") == 0)
        warn_of_masks(walk, way);
    if (strcmp(class, "Concatenate") == 0 && count > 0)
        *out = stream_concat(walk, in, count);
    else if (nothing || is_one_of(class, PASS) || strcmp(class, "Masking") == 0)
        *out = *in;
    else
        *out = stream_other(in->known || !in->op[0] ? class : in->op, is_after(in, count));
    return true;
}

/* ---- layers in a row ---- */

static bool run_row(KerasWalk *walk, const cJSON *layers, const char *around,
                    const KerasStream *given, KerasStream *out) {
    KerasStream stream = given ? *given : stream_other("", false);
    bool begun = given != NULL;
    for (const cJSON *entry = layers->child; entry; entry = entry->next) {
        KerasWay way;
        const cJSON *config = member(entry, "config");
        if (!begun) {
            stream = data_of(walk, config);
            begun = true;
        }
        keras_way(entry, around, &way);
        KerasStream next;
        if (!run_layer(walk, entry, &way, &stream, 1, &next))
            return false;
        stream = next;
    }
    *out = stream;
    return true;
}

/* ---- layers that are wired by name ---- */

typedef struct Wired {
    const cJSON *entry;
    KerasWay way;
    KerasStream out;
    bool done;
} Wired;

typedef struct Graph {
    Wired *layers;
    int count;
    KerasStream inputs[KERAS_DATA]; /* of one layer that is looked at */
    int input_count;
} Graph;

static const Wired *find_wired(const Graph *graph, const char *name) {
    for (int k = 0; name && k < graph->count; k++)
        if (strcmp(graph->layers[k].way.name, name) == 0)
            return &graph->layers[k];
    return NULL;
}

/* A layer's output by [name, node, which]. False: it is not known so far. */
static bool add_input(Graph *graph, const cJSON *history) {
    const Wired *from = find_wired(graph, cJSON_GetStringValue(cJSON_GetArrayItem(history, 0)));
    const cJSON *which = cJSON_GetArrayItem(history, 2);
    if (!from || !from->done)
        return false;
    if (graph->input_count == KERAS_DATA)
        return true;
    bool state = cJSON_IsNumber(which) && which->valuedouble > 0;
    graph->inputs[graph->input_count++] =
        state ? stream_other("a returned state", from->out.after) : from->out;
    return true;
}

/* All tensors of Keras 3's arguments, in their order. */
static bool add_arguments(Graph *graph, const cJSON *value, int depth) {
    const cJSON *history = member(member(value, "config"), "keras_history");
    bool good = true;
    if (history)
        return add_input(graph, history);
    for (const cJSON *k = cJSON_IsArray(value) ? value->child : NULL; good && k && depth < 8;
         k = k->next)
        good = add_arguments(graph, k, depth + 1);
    return good;
}

/* False: not all of them are known so far. */
static bool find_inputs(Graph *graph, const cJSON *entry) {
    const cJSON *node = cJSON_GetArrayItem(member(entry, "inbound_nodes"), 0);
    bool good = true;
    graph->input_count = 0;
    if (cJSON_IsObject(node))
        return add_arguments(graph, member(node, "args"), 0);
    if (cJSON_IsArray(node) && cJSON_IsString(node->child)) /* one layer, by itself */
        return add_input(graph, node);
    for (const cJSON *k = cJSON_IsArray(node) ? node->child : NULL; good && k; k = k->next)
        good = add_input(graph, k);
    return good;
}

static void warn_of_calls(const KerasWalk *walk, const Wired *layer) {
    const cJSON *nodes = member(layer->entry, "inbound_nodes"),
                *node = cJSON_GetArrayItem(nodes, 0);
    const cJSON *begins = member(member(node, "kwargs"), "initial_state");
    bool more = cJSON_IsArray(node) && cJSON_GetArraySize(node) > 1 &&
                keras_text(layer->entry, "class_name") &&
                keras_recurrent_class(keras_class(layer->entry), &(CellKind){0});
    if ((begins && !cJSON_IsNull(begins)) || more) {
        walk->keras->network->partial = true;
        network_warn(walk->keras->network,
                     "\"%.60s\" begins with a state that it is given: here it begins with zeros",
                     layer->way.name);
    }
    if (cJSON_GetArraySize(nodes) > 1) {
        walk->keras->network->partial = true;
        network_warn(walk->keras->network, "\"%.60s\" is used %d times: here it is shown once",
                     layer->way.name, cJSON_GetArraySize(nodes));
    }
}

static bool run_wired(KerasWalk *walk, Graph *graph, Wired *layer, const KerasStream *given,
                      bool *moved) {
    const KerasStream none = stream_other("", false);
    if (layer->done || !find_inputs(graph, layer->entry))
        return true;
    *moved = layer->done = true;
    if (!graph->input_count && strcmp(keras_class(layer->entry), "InputLayer") == 0) {
        layer->out = given ? *given : data_of(walk, member(layer->entry, "config"));
        return true;
    }
    warn_of_calls(walk, layer);
    const KerasStream *in = graph->input_count ? graph->inputs : &none;
    return run_layer(walk, layer->entry, &layer->way, in, graph->input_count, &layer->out);
}

/* Those whose inputs are known, as long as there are such: files have them in any order. */
static bool run_graph(KerasWalk *walk, Graph *graph, const KerasStream *given, int count) {
    for (bool moved = true; moved;) {
        int input = 0;
        moved = false;
        for (int k = 0; k < graph->count; k++) {
            Wired *layer = &graph->layers[k];
            bool is_input = strcmp(keras_class(layer->entry), "InputLayer") == 0;
            const KerasStream *own = is_input && input < count ? &given[input] : NULL;
            input += is_input;
            if (!run_wired(walk, graph, layer, own, &moved))
                return false;
        }
    }
    for (int k = 0; k < graph->count; k++)
        if (!graph->layers[k].done)
            return fail(walk, "the layer \"%.60s\" reads one that is not there, or itself",
                        graph->layers[k].way.name);
    return true;
}

static const Wired *first_output(const Graph *graph, const cJSON *config) {
    const cJSON *outputs = member(config, "output_layers");
    const cJSON *first = cJSON_GetArrayItem(outputs, 0);
    const char *name = cJSON_GetStringValue(cJSON_IsArray(first) ? first->child : first);
    const Wired *found = find_wired(graph, name);
    return found ? found : graph->count ? &graph->layers[graph->count - 1] : NULL;
}

static bool run_wires(KerasWalk *walk, const cJSON *config, const cJSON *layers, const char *around,
                      const KerasStream *given, int count, KerasStream *out) {
    Graph *graph = calloc(1, sizeof *graph);
    int size = cJSON_GetArraySize(layers);
    if (graph)
        graph->layers = calloc((size_t)size + 1, sizeof *graph->layers);
    if (!graph || !graph->layers) {
        free(graph);
        return error_memory(walk->keras->error, sizeof *graph, "a model");
    }
    for (const cJSON *entry = layers->child; entry; entry = entry->next) {
        Wired *layer = &graph->layers[graph->count++];
        layer->entry = entry;
        keras_way(entry, around, &layer->way);
        const char *own = keras_text(entry, "name");
        if (own)
            layer->way.name = own;
    }
    bool good = run_graph(walk, graph, given, count);
    const Wired *last = first_output(graph, config);
    *out = good && last ? last->out : stream_other("a model", false);
    free(graph->layers);
    free(graph);
    return good;
}

/* ---- models ---- */

static bool run_model(KerasWalk *walk, const cJSON *model, const char *around,
                      const KerasStream *inputs, int count, KerasStream *out) {
    const cJSON *config = member(model, "config");
    const cJSON *layers = cJSON_IsArray(config) ? config : member(config, "layers");
    const char *asked = walk->keras->options->module;
    bool was_asked = walk->asked;
    if (!cJSON_IsArray(layers))
        return fail(walk, "the configuration has a %.40s without layers", keras_class(model));
    if (cJSON_GetArraySize(layers) > KERAS_LAYERS || ++walk->depth > KERAS_DEPTH)
        return fail(walk, "the configuration has too many layers, or models in each other (%.40s)",
                    keras_name(model));
    if (asked && strcmp(asked, keras_name(model)) == 0)
        walk->asked = true;
    bool wired = strcmp(keras_class(model), "Sequential") != 0;
    bool good = wired ? run_wires(walk, config, layers, around, inputs, count, out)
                      : run_row(walk, layers, around, count ? inputs : NULL, out);
    walk->asked = was_asked;
    walk->depth--;
    return good;
}

static bool fail_empty(const KerasWalk *walk) {
    const char *asked = walk->keras->options->module;
    if (asked)
        return fail(walk, "the model has no recurrent layer of a module \"%.60s\"", asked);
    return fail(walk, "the model has no recurrent layer%s", "");
}

static void leave_rest(const Keras *keras) {
    for (int k = 0; k < keras->network->tensor_count; k++)
        if (!keras->network->tensors[k].what)
            network_left(keras->network, keras->network->tensors[k].info.name,
                         "no part of a recurrent layer, nor of a dense one that reads it");
}

bool keras_read_config(const Keras *keras) {
    enum { DEPTH = 100 };
    Error error = {0};
    KerasWalk walk = {.keras = keras};
    KerasStream out;
    const char *text = keras->set->config;
    cJSON *root = json_parse_bounded(text, strlen(text), DEPTH, &error);
    if (!root)
        return network_fails(keras->network, keras->error, "its configuration: %.120s", error.what);
    const char *version = keras_text(root, "keras_version");
    walk.third = version && version[0] == '3';
    bool good = run_model(&walk, member(root, "model_config"), "", NULL, 0, &out) &&
                (walk.index > 0 || fail_empty(&walk));
    cJSON_Delete(root);
    if (good)
        leave_rest(keras);
    return good;
}
