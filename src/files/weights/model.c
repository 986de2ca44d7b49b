/* model.c: see model.h. */
#include "files/weights/model.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "files/network/network.h"
#include "files/weights/notes.h"
#include "files/weights/torch.h"
#include "lesson/number.h"

enum { MOST_TENSORS = MODEL_LAYERS * TORCH_TENSORS + 2 + 2 * MODEL_PARTS, NOTES = 20 };

static bool fail(Error *error, const char *path, const char *what) {
    error_set(error, "%s", what);
    error_in_file(error, path);
    return false;
}

/* ---- writing ---- */

/* What is written, with the names and copies that it points to. */
typedef struct Draft {
    TensorData tensors[MOST_TENSORS];
    int count;
    TorchLayer layers[MODEL_LAYERS];
    float *readout; /* outputs x hidden */
    char moment_names[2 * MODEL_PARTS][MODEL_PART_NAME + 8];
    int moment_count;
    char numbers[NOTES][NUMBER_SIZE];
    char characters[2 * 256 + 1]; /* each as two hexadecimal digits */
    TensorNote notes[NOTES];
    int note_count;
} Draft;

static bool add_layers(Draft *draft, const Model *model, Error *error) {
    for (int k = 0; k < model->spec.layers; k++) {
        if (!torch_layer_make(&draft->layers[k], model->layers[k], k, error))
            return false;
        for (int tensor = 0; tensor < TORCH_TENSORS; tensor++)
            draft->tensors[draft->count++] = draft->layers[k].tensors[tensor];
    }
    return true;
}

static bool add_readout(Draft *draft, const Model *model, Error *error) {
    size_t hidden = (size_t)model->spec.hidden, outputs = (size_t)model->spec.outputs;
    draft->readout = malloc(hidden * outputs * sizeof(float));
    if (!draft->readout)
        return error_memory(error, hidden * outputs * sizeof(float), "a readout");
    for (size_t k = 0; k < outputs; k++)
        for (size_t unit = 0; unit < hidden; unit++)
            draft->readout[k * hidden + unit] = model->weight[unit * outputs + k];
    draft->tensors[draft->count++] = (TensorData){
        .name = "fc.weight", .rank = 2, .shape = {outputs, hidden}, .numbers = draft->readout};
    draft->tensors[draft->count++] =
        (TensorData){.name = "fc.bias", .rank = 1, .shape = {outputs}, .numbers = model->bias};
    return true;
}

static void add_moments(Draft *draft, const Model *model, const float *moments, const char *stem) {
    ModelPart parts[MODEL_PARTS];
    int count = model_parts(model, parts);
    for (int k = 0; k < count; k++) {
        char *name = draft->moment_names[draft->moment_count++];
        size_t rows = (size_t)parts[k].rows, columns = (size_t)parts[k].columns;
        snprintf(name, sizeof draft->moment_names[0], "%s.%.23s", stem, parts[k].name);
        draft->tensors[draft->count++] =
            (TensorData){.name = name, .rank = 2, .shape = {rows, columns}, .numbers = moments};
        moments += rows * columns;
    }
}

static void note(Draft *draft, const char *key, const char *value) {
    draft->notes[draft->note_count++] = (TensorNote){key, value};
}

static void note_whole(Draft *draft, const char *key, uint64_t value) {
    char *number = draft->numbers[draft->note_count];
    snprintf(number, NUMBER_SIZE, "%" PRIu64, value);
    note(draft, key, number);
}

static void note_float(Draft *draft, const char *key, float value) {
    char *number = draft->numbers[draft->note_count];
    number_format(value, number);
    note(draft, key, number);
}

static void note_settings(Draft *draft, const TrainSettings *settings) {
    note_whole(draft, "seed", settings->seed);
    note_whole(draft, "epochs", (uint64_t)settings->epochs);
    note(draft, "optimizer", optimizer_name(settings->optimizer));
    if (settings->optimizer == OPTIMIZER_MOMENTUM)
        note_float(draft, "momentum", settings->momentum);
    note_float(draft, "rate", settings->rate);
    note_float(draft, "clip", settings->clip);
    note_whole(draft, "batch", (uint64_t)settings->batch);
    if (settings->forget_bias != TRAIN_FORGET_BIAS)
        note_float(draft, "forget_bias", settings->forget_bias);
}

static void make_notes(Draft *draft, const Model *model, const ModelNotes *notes) {
    note(draft, "kind", cell_kind(model->spec.kind)->name);
    note(draft, "task", notes->task);
    note_whole(draft, "hidden", (uint64_t)model->spec.hidden);
    note_whole(draft, "layers", (uint64_t)model->spec.layers);
    note_settings(draft, &notes->settings);
    note_whole(draft, "epoch", (uint64_t)notes->epoch);
    note_whole(draft, "steps", (uint64_t)notes->steps);
    for (int k = 0; k < notes->characters; k++)
        snprintf(draft->characters + (ptrdiff_t)2 * k, 3, "%02x", notes->character_of[k]);
    if (notes->characters)
        note(draft, "characters", draft->characters);
    if (notes->text[0])
        note(draft, "text", notes->text);
}

static void add_optimizer(Draft *draft, const Model *model, const Optimizer *optimizer) {
    if (optimizer->kind == OPTIMIZER_MOMENTUM) {
        add_moments(draft, model, optimizer->first, "sgd.v");
        return;
    }
    add_moments(draft, model, optimizer->first, "adam.m");
    add_moments(draft, model, optimizer->second, "adam.v");
}

bool model_file_write(const char *path, const Model *model, const ModelNotes *notes,
                      const Optimizer *optimizer, Error *error) {
    Draft *draft = calloc(1, sizeof *draft);
    if (!draft)
        return error_memory(error, sizeof *draft, "a model to be written");
    bool good = add_layers(draft, model, error) && add_readout(draft, model, error);
    if (good && optimizer)
        add_optimizer(draft, model, optimizer);
    if (good) {
        make_notes(draft, model, notes);
        good = safetensors_write(path, draft->tensors, draft->count, draft->notes,
                                 draft->note_count, error);
    }
    for (int k = 0; k < MODEL_LAYERS; k++)
        torch_layer_free(&draft->layers[k]);
    free(draft->readout);
    free(draft);
    return good;
}

/* ---- reading ---- */

ModelNotes model_notes(Trainer *trainer, const char *task) {
    ModelNotes notes = {.settings = *trainer_settings(trainer),
                        .steps = trainer_optimizer(trainer)->steps,
                        .epoch = trainer_progress(trainer)->epoch};
    snprintf(notes.task, sizeof notes.task, "%s", task);
    return notes;
}

void model_text_mark(char mark[MODEL_TEXT], const char *text, size_t length) {
    unsigned long sum = crc32_z(0, (const unsigned char *)text, length);
    snprintf(mark, MODEL_TEXT, "%zu bytes, crc32 %08lx", length, sum);
}

/* Whether a layer is one of a model here: it stands on the one before, and is like the first. */
static bool is_stacked(const Network *network, int index) {
    const NetworkLayer *layer = &network->layers[index];
    const CellSpec *spec = &layer->cell->spec, *first = &network->layers[0].cell->spec;
    return layer->source_count == 1 && layer->sources[0].layer == index - 1 && !spec->backward &&
           !spec->projection &&
           (layer->readout || (spec->kind == first->kind && spec->hidden == first->hidden));
}

/* Layers of one kind and size on each other, and a linear readout behind the last. */
static bool find_spec(const Network *network, ModelSpec *spec, const char *path, Error *error) {
    int layers = 0;
    while (layers < network->layer_count && !network->layers[layers].readout &&
           is_stacked(network, layers))
        layers++;
    if (!layers || (layers < network->layer_count && !network->layers[layers].readout))
        return fail(error, path, "the layers are not of one kind and size, each on the one before");
    if (layers == network->layer_count || !is_stacked(network, layers))
        return fail(error, path, "the file has no readout, such as fc.weight");
    const CellSpec *first = &network->layers[0].cell->spec;
    *spec = (ModelSpec){.kind = first->kind,
                        .inputs = first->inputs,
                        .hidden = first->hidden,
                        .layers = layers,
                        .outputs = network->layers[layers].cell->spec.hidden};
    return true;
}

/* A model that computes with what is no number gives nothing else, and never learns. */
static bool are_numbers(const float *numbers, size_t count, const char *name, const char *path,
                        Error *error) {
    for (size_t k = 0; k < count; k++)
        if (!isfinite(numbers[k])) {
            error_set(error, "number %zu of the tensor \"%.60s\" is %s", k, name,
                      isnan(numbers[k]) ? "not a number" : "infinite");
            return error_in_file(error, path);
        }
    return true;
}

static bool load(TensorFile *file, const char *name, size_t rows, size_t columns, float *to,
                 const char *path, Error *error) {
    const Tensor *tensor = safetensors_find(file, name);
    bool vector = tensor && tensor->rank == 1 && rows == 1 && tensor->shape[0] == columns;
    bool matrix =
        tensor && tensor->rank == 2 && tensor->shape[0] == rows && tensor->shape[1] == columns;
    if (vector || matrix)
        return safetensors_load(file, tensor, to, error) &&
               are_numbers(to, rows * columns, name, path, error);
    error_set(error,
              tensor ? "the tensor \"%.60s\" has the wrong shape"
                     : "the file has no tensor \"%.60s\"",
              name);
    error_in_file(error, path);
    return false;
}

/* Both have the usual variants of the kind. */
static void copy_layer(Cell *to, const Cell *from) {
    for (int k = 0; k < cell_kind(to->spec.kind)->weight_count; k++)
        if (to->weights[k] && from->weights[k])
            memcpy(to->weights[k], from->weights[k],
                   (size_t)weight_rows(&to->spec, k) * (size_t)weight_columns(&to->spec, k) *
                       sizeof(float));
    cell_touch(to);
}

static void copy_readout(Model *model, const Cell *from) {
    const ProductBlock *block = &cell_kind(from->spec.kind)->torch[0].weights;
    size_t outputs = (size_t)model->spec.outputs;
    memcpy(model->weight, from->weights[block->from_x],
           (size_t)model->spec.hidden * outputs * sizeof(float));
    memcpy(model->bias, from->weights[block->bias], outputs * sizeof(float));
}

static bool layers_are_numbers(const Model *model, const char *path, Error *error) {
    ModelPart parts[MODEL_PARTS];
    int count = model_parts(model, parts);
    for (int k = 0; k < count; k++)
        if (!are_numbers(parts[k].numbers, (size_t)parts[k].rows * (size_t)parts[k].columns,
                         parts[k].name, path, error))
            return false;
    return true;
}

/* What the metadata say; only safetensors have such. */
static bool read_notes(const Network *network, const ModelSpec *spec, ModelNotes *notes,
                       Error *error) {
    *notes = (ModelNotes){.settings = train_settings(0, 0)};
    if (strcmp(network->format, "safetensors") != 0)
        return true;
    TensorFile *file = safetensors_open(network->path, error);
    bool good = file && notes_read(file, network->path, spec, notes, error);
    safetensors_close(file);
    return good;
}

static Model *read_model(const Network *network, ModelNotes *notes, Error *error) {
    ModelSpec spec;
    bool sound =
        find_spec(network, &spec, network->path, error) && read_notes(network, &spec, notes, error);
    Model *model = sound ? model_new(&spec, error) : NULL;
    if (!model)
        return NULL;
    for (int k = 0; k < spec.layers; k++)
        copy_layer(model->layers[k], network->layers[k].cell);
    copy_readout(model, network->layers[spec.layers].cell);
    if (layers_are_numbers(model, network->path, error))
        return model;
    model_free(model);
    return NULL;
}

Model *model_file_read(const char *path, ModelNotes *notes, Error *error) {
    Network *network = network_open(path, NULL, error);
    bool good = network && (!network->embedding.rows || network_fold_embedding(network, error));
    Model *model = good ? read_model(network, notes, error) : NULL;
    network_free(network);
    return model;
}

/* Squares are no smaller than 0, and a root is taken of them. */
static bool are_squares(const Optimizer *optimizer, const char *path, Error *error) {
    for (size_t k = 0; k < optimizer->count; k++)
        if (optimizer->second[k] < 0)
            return fail(error, path, "adam.v has a number below 0, and no square is one");
    return true;
}

static bool read_moments(TensorFile *file, const Model *model, const char *stem, float *moments,
                         const char *path, Error *error) {
    ModelPart parts[MODEL_PARTS];
    int count = model_parts(model, parts);
    for (int k = 0; k < count; k++) {
        char name[MODEL_PART_NAME + 8];
        size_t rows = (size_t)parts[k].rows, columns = (size_t)parts[k].columns;
        snprintf(name, sizeof name, "%s.%.23s", stem, parts[k].name);
        if (!load(file, name, rows, columns, moments, path, error))
            return false;
        moments += rows * columns;
    }
    return true;
}

bool model_file_read_optimizer(const char *path, const Model *model, Optimizer *optimizer,
                               Error *error) {
    ModelNotes notes;
    TensorFile *file = safetensors_open(path, error);
    if (!file)
        return false;
    bool adam = optimizer->kind == OPTIMIZER_ADAM;
    bool good =
        notes_read(file, path, &model->spec, &notes, error) &&
        read_moments(file, model, adam ? "adam.m" : "sgd.v", optimizer->first, path, error) &&
        (!adam || (read_moments(file, model, "adam.v", optimizer->second, path, error) &&
                   are_squares(optimizer, path, error)));
    optimizer->steps = notes.steps;
    safetensors_close(file);
    return good;
}
