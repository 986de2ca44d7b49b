/* model.c: see model.h. */
#include "engine/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"
#include "engine/random.h"

enum { MOST_OUTPUTS = 65536 };

static bool spec_ok(const ModelSpec *spec, Error *error) {
    if (spec->layers < 1 || spec->layers > MODEL_LAYERS)
        return error_set(error, "a model has 1 to %d layers, not %d", MODEL_LAYERS, spec->layers);
    if (spec->outputs < 1 || spec->outputs > MOST_OUTPUTS)
        return error_set(error, "a model has 1 to %d outputs, not %d", MOST_OUTPUTS, spec->outputs);
    return true;
}

static bool make_layers(Model *model, Error *error) {
    for (int k = 0; k < model->spec.layers; k++) {
        int inputs = k ? model->spec.hidden : model->spec.inputs;
        CellSpec spec = cell_spec(model->spec.kind, inputs, model->spec.hidden);
        const CellKindInfo *info = cell_kind(spec.kind);
        for (int v = 0; v < info->variant_count; v++)
            variant_set(&spec, v, info->variants[v].usual);
        model->layers[k] = cell_new(&spec, error);
        if (!model->layers[k])
            return false;
    }
    return true;
}

static bool make_readout(Model *model, Error *error) {
    size_t hidden = (size_t)model->spec.hidden, outputs = (size_t)model->spec.outputs;
    if (!memory_fits((double)hidden * (double)outputs * sizeof(float), "a readout", error))
        return false;
    model->weight = calloc(hidden * outputs, sizeof(float));
    model->bias = calloc(outputs, sizeof(float));
    return (model->weight && model->bias) ||
           error_memory(error, hidden * outputs * sizeof(float), "a readout");
}

Model *model_new(const ModelSpec *spec, Error *error) {
    if (!spec_ok(spec, error))
        return NULL;
    Model *model = calloc(1, sizeof *model);
    if (!model) {
        error_memory(error, sizeof *model, "a model");
        return NULL;
    }
    model->spec = *spec;
    if (make_layers(model, error) && make_readout(model, error))
        return model;
    model_free(model);
    return NULL;
}

void model_free(Model *model) {
    if (!model)
        return;
    for (int k = 0; k < MODEL_LAYERS; k++)
        cell_free(model->layers[k]);
    free(model->weight);
    free(model->bias);
    free(model);
}

int model_parts(const Model *model, ModelPart parts[MODEL_PARTS]) {
    int count = 0;
    for (int layer = 0; layer < model->spec.layers; layer++) {
        const Cell *cell = model->layers[layer];
        const CellKindInfo *info = cell_kind(cell->spec.kind);
        for (int k = 0; k < info->weight_count; k++) {
            if (!weight_present(&cell->spec, k))
                continue;
            ModelPart *part = &parts[count++];
            *part = (ModelPart){.layer = layer,
                                .weight = k,
                                .numbers = cell->weights[k],
                                .rows = weight_rows(&cell->spec, k),
                                .columns = weight_columns(&cell->spec, k)};
            snprintf(part->name, sizeof part->name, "l%d.%s", layer, info->weights[k].name);
        }
    }
    parts[count++] =
        (ModelPart){"fc.weight", -1, 0, model->weight, model->spec.hidden, model->spec.outputs};
    parts[count++] = (ModelPart){"fc.bias", -1, 1, model->bias, 1, model->spec.outputs};
    return count;
}

long model_parameter_count(const Model *model) {
    ModelPart parts[MODEL_PARTS];
    int count = model_parts(model, parts);
    long sum = 0;
    for (int k = 0; k < count; k++)
        sum += (long)parts[k].rows * parts[k].columns;
    return sum;
}

void model_touch(Model *model) {
    for (int k = 0; k < model->spec.layers; k++)
        cell_touch(model->layers[k]);
}

Model *model_copy(const Model *model, Error *error) {
    ModelPart from[MODEL_PARTS], to[MODEL_PARTS];
    Model *copy = model_new(&model->spec, error);
    if (!copy)
        return NULL;
    int count = model_parts(model, from);
    model_parts(copy, to);
    for (int k = 0; k < count; k++)
        memcpy(to[k].numbers, from[k].numbers,
               (size_t)from[k].rows * (size_t)from[k].columns * sizeof(float));
    model_touch(copy);
    return copy;
}

/* begins NULL: as the kind says. */
static void begin(Model *model, uint64_t seed, const float *begins) {
    ModelPart parts[MODEL_PARTS];
    int count = model_parts(model, parts);
    float most = 1 / sqrtf((float)model->spec.hidden);
    const CellKindInfo *info = cell_kind(model->spec.kind);
    Random random = {random_mix(seed, 0)};
    for (int k = 0; k < count; k++) {
        float more = parts[k].layer < 0 ? 0 : info->weights[parts[k].weight].begins;
        more = begins && more != 0 ? *begins : more;
        for (long n = 0; n < (long)parts[k].rows * parts[k].columns; n++)
            parts[k].numbers[n] = (2 * random_share(&random) - 1) * most + more;
    }
    model_touch(model);
}

void model_begin(Model *model, uint64_t seed) {
    begin(model, seed, NULL);
}

void model_begin_from(Model *model, uint64_t seed, float begins) {
    begin(model, seed, &begins);
}

bool model_has_begins(CellKind kind) {
    const CellKindInfo *info = cell_kind(kind);
    for (int k = 0; k < info->weight_count; k++)
        if (info->weights[k].begins != 0)
            return true;
    return false;
}
