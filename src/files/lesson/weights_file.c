/* weights_file.c: cells out of files of weights that a lesson names: "weights", "module", "layer",
 * "direction". What the file says of a cell and what the lesson says must be one; what the lesson has
 * no word for comes from the file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/lesson/reader.h"
#include "files/tensors/path.h"

/* What the lesson says of the cell beside its weights. */
typedef struct Wanted {
    const Node *node; /* the cell */
    const CellSpec *spec;
    int layer;
    bool activations; /* the lesson says them */
} Wanted;

/* An error about the file, told at the place where the lesson names it. */
static bool file_fault(LessonReader *reader, const Node *cell, const Error *inside) {
    Node node = node_member(cell, "weights");
    const char *name = cJSON_GetStringValue(node.json);
    Error error =
        reader_error(&reader->json, &node, "%.60s: %.120s", name ? name : "", inside->what);
    error_expected(&error, "%s", inside->expected);
    error_found(&error, "%s", inside->found);
    error_hint(&error, "%s", inside->hint);
    reader_add(&reader->json, &error);
    return false;
}

/* ---- the file, opened once ---- */

/* A GRU's reset may be what a file does not tell: then the lesson's word is taken. */
static NetworkChoice reset_of(const Node *cell, const CellSpec *spec) {
    static const char KEY[] = "reset";
    Node member = node_member(cell, KEY);
    int variant = variant_find(spec->kind, KEY);
    if (variant < 0 || !member.json)
        return CHOICE_FILE;
    return variant_on(spec, variant) ? CHOICE_SECOND : CHOICE_FIRST;
}

static bool is_same(const OpenWeights *open, const char *path, const NetworkOptions *options) {
    const char *module = options->module ? options->module : "";
    return strcmp(open->path, path) == 0 && strcmp(open->module, module) == 0 &&
           open->reset == options->reset;
}

static const Network *open_weights(LessonReader *reader, const char *path,
                                   const NetworkOptions *options, LessonCell *cell, Error *error) {
    for (int k = 0; k < reader->open_count; k++)
        if (is_same(&reader->open[k], path, options))
            return reader->open[k].network;
    Network *network = network_open(path, options, error);
    if (!network)
        return NULL;
    for (size_t k = 0; k < network->warnings.count; k++)
        errors_add(&cell->weights_warnings, &network->warnings.items[k]);
    OpenWeights *open = &reader->open[reader->open_count++]; /* no more than there are cells */
    *open = (OpenWeights){.network = network, .reset = options->reset, .path = path};
    open->module = options->module ? options->module : "";
    return network;
}

void weights_files_close(LessonReader *reader) {
    for (int k = 0; k < reader->open_count; k++)
        network_free(reader->open[k].network);
    reader->open_count = 0;
}

/* ---- which layer ---- */

/* How many layers the one module has; 0: there are several modules. */
static int count_layers(const Network *network) {
    int count = 0;
    for (int k = 0; k < network->layer_count; k++)
        if (network->layers[k].index >= count)
            count = network->layers[k].index + 1;
    return network_layer(network, NULL, 0, false) >= 0 || network_layer(network, NULL, 0, true) >= 0
               ? count
               : 0;
}

static void list_modules(const Network *network, char *text, size_t size) {
    size_t length = 0;
    const char *last = NULL;
    text[0] = '\0';
    for (int k = 0; k < network->layer_count && length < size; k++) {
        const char *module = network->layers[k].module;
        if (!last || strcmp(last, module) != 0)
            length += (size_t)snprintf(text + length, size - length, "%s\"%.60s\"",
                                       last ? ", " : "", module);
        last = module;
    }
}

static bool fail_layer(const Network *network, const Wanted *wanted, Error *error) {
    int count = count_layers(network);
    char modules[sizeof error->expected];
    if (!count) {
        list_modules(network, modules, sizeof modules);
        error_set(error, "the file has several modules, and \"module\" says which");
        error_expected(error, "one of %.160s", modules);
    } else if (wanted->layer >= count) {
        error_set(error, "the file has %d layer%s, not a layer %d", count, count == 1 ? "" : "s",
                  wanted->layer);
    } else {
        error_set(error, "layer %d of the file has no %s direction", wanted->layer,
                  wanted->spec->backward ? "backward" : "forward");
    }
    return false;
}

/* ---- whether both say the same ---- */

static bool fail_pair(Error *error, const NetworkLayer *layer, const char *key, int file,
                      int lesson) {
    error_set(error, "\"%.60s\" of the file is of another size", layer->name);
    error_expected(error, "%s %d", key, file);
    error_found(error, "%s %d", key, lesson);
    return false;
}

static bool check_variant(const NetworkLayer *layer, const CellSpec *lesson, int variant,
                          Error *error) {
    const CellKindInfo *kind = cell_kind(lesson->kind);
    const VariantInfo *info = &kind->variants[variant];
    bool on = variant_on(&layer->cell->spec, variant);
    if (info->form == VARIANT_WEIGHTS || on == variant_on(lesson, variant))
        return true;
    error_set(error, "\"%.60s\" of the file is %s %s of another kind than this cell", layer->name,
              kind->article, kind->title);
    if (info->form == VARIANT_WORDS)
        error_hint(error, "set \"%s\": \"%s\"", info->key, info->words[on]);
    else
        error_hint(error, "set \"%s\": %s", info->key, on ? "true" : "false");
    return false;
}

static bool check_same(const NetworkLayer *layer, const CellSpec *lesson, Error *error) {
    const CellSpec *file = &layer->cell->spec;
    if (file->kind != lesson->kind) {
        error_set(error, "\"%.60s\" of the file is %s %s", layer->name,
                  cell_kind(file->kind)->article, cell_kind(file->kind)->title);
        error_found(error, "a cell of the kind \"%s\"", cell_kind(lesson->kind)->name);
        return false;
    }
    if (file->hidden != lesson->hidden)
        return fail_pair(error, layer, "hidden", file->hidden, lesson->hidden);
    if (file->inputs != lesson->inputs)
        return fail_pair(error, layer, "inputs:", file->inputs, lesson->inputs);
    if (lesson->projection && lesson->projection != file->projection)
        return fail_pair(error, layer, "projection", file->projection, lesson->projection);
    for (int k = 0; k < cell_kind(file->kind)->variant_count; k++)
        if (!check_variant(layer, lesson, k, error))
            return false;
    return true;
}

/* ---- taking it ---- */

/* What the lesson says besides: its activations, its clip, and variants that bring their own weights. */
static bool respec(Cell *cell, const Wanted *wanted, Error *error) {
    CellSpec spec = cell->spec;
    for (int slot = 0; wanted->activations && slot < SLOT_COUNT; slot++)
        cell_set_curve(&spec, (ActivationSlot)slot, cell_curve(wanted->spec, (ActivationSlot)slot));
    for (int k = 0; k < cell_kind(spec.kind)->variant_count; k++)
        if (variant_on(wanted->spec, k))
            variant_set(&spec, k, true);
    if (wanted->spec->clip > 0)
        spec.clip = wanted->spec->clip;
    return cell_respec(cell, &spec, error);
}

static Cell *take(const Network *network, const Wanted *wanted, Error *error) {
    int index = network_layer(network, NULL, wanted->layer, wanted->spec->backward);
    if (index < 0) {
        fail_layer(network, wanted, error);
        return NULL;
    }
    const NetworkLayer *layer = &network->layers[index];
    if (!check_same(layer, wanted->spec, error))
        return NULL;
    Cell *cell = cell_clone(layer->cell, error);
    if (cell && !respec(cell, wanted, error)) {
        cell_free(cell);
        return NULL;
    }
    return cell;
}

bool read_weights_file(LessonReader *reader, const Node *node, const CellSpec *spec,
                       LessonCell *cell) {
    Node weights = node_member(node, "weights"), layer = node_member(node, "layer");
    Node module = node_member(node, "module"), activations = node_member(node, "activations");
    Wanted wanted = {.node = node, .spec = spec, .activations = activations.json != NULL};
    NetworkOptions options = {.reset = reset_of(node, spec)};
    Error error;
    long number = 0;
    const char *name = reader_string(&reader->json, &weights, "the weights' file");
    reader_integer(&reader->json, &layer, 0, LESSON_LAYERS - 1, &number);
    if (module.json)
        options.module = reader_string(&reader->json, &module, "a module of the file");
    if (!name || (module.json && !options.module))
        return false;
    wanted.layer = (int)number;
    cell->weights_file = path_beside(reader->lesson->path, name, "lesson", &error);
    if (!cell->weights_file)
        return file_fault(reader, node, &error);
    const Network *network = open_weights(reader, cell->weights_file, &options, cell, &error);
    cell->cell = network ? take(network, &wanted, &error) : NULL;
    return cell->cell || file_fault(reader, node, &error);
}
