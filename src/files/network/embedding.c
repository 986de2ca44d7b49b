/* embedding.c: a table in front of a network's layers; see network.h and build.h. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "engine/matmul.h"
#include "files/network/build.h"

int network_columns(const Network *network) {
    int columns = 0;
    for (int k = 0; k < network->layer_count; k++)
        for (int n = 0; n < network->layers[k].source_count; n++) {
            const NetworkSource *source = &network->layers[k].sources[n];
            if (source->layer < 0 && source->from + source->count > columns)
                columns = source->from + source->count;
        }
    return columns;
}

bool network_take_embedding(Network *network, TensorSet *set, int array, Error *error) {
    const TensorInfo *info = &set->tensors[array];
    NetworkEmbedding *embedding = &network->embedding;
    size_t entries = info->shape[0], width = info->shape[1];
    if (strlen(info->name) >= sizeof embedding->name || entries > INT_MAX) {
        network_left(network, info->name, "an embedding with too long a name or too many entries");
        return true;
    }
    embedding->rows = network_numbers(network, set, array, entries, width, error);
    if (!embedding->rows)
        return false;
    strcpy(embedding->name, info->name);
    embedding->entries = (int)entries;
    embedding->width = (int)width;
    network_used(network, info->name,
                 "an embedding: data of one column are numbers of its entries, 0 to %zu",
                 entries - 1);
    return true;
}

/* ---- into the weights ---- */

static bool is_from_x(const CellKindInfo *kind, int weight) {
    for (int k = 0; k < kind->torch_count; k++)
        if (kind->torch[k].weights.from_x == weight)
            return true;
    return false;
}

/* The layer's cell with an input for each entry: W_x becomes E W_x. */
static Cell *widened(const Cell *cell, const NetworkEmbedding *embedding, Error *error) {
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    const Matrix table = {embedding->rows, embedding->entries, embedding->width,
                          (size_t)embedding->width};
    CellSpec spec = cell->spec;
    spec.inputs = embedding->entries;
    Cell *wide = cell_new(&spec, error);
    for (int k = 0; wide && k < kind->weight_count; k++) {
        int rows = weight_rows(&cell->spec, k), columns = weight_columns(&cell->spec, k);
        const Matrix weight = {cell->weights[k], rows, columns, (size_t)columns};
        const Matrix product = {wide->weights[k], table.rows, columns, (size_t)columns};
        if (cell->weights[k] && is_from_x(kind, k))
            matmul_add(product, table, weight);
        else if (cell->weights[k])
            memcpy(wide->weights[k], cell->weights[k],
                   (size_t)rows * (size_t)columns * sizeof(float));
    }
    if (wide)
        cell_touch(wide);
    return wide;
}

bool network_fold_embedding(Network *network, Error *error) {
    NetworkEmbedding *embedding = &network->embedding;
    for (int k = 0; k < network->layer_count; k++) {
        NetworkLayer *layer = &network->layers[k];
        if (layer->sources[0].layer >= 0)
            continue;
        if (layer->source_count != 1 || layer->sources[0].count != embedding->width)
            return network_fails(network, error, "%s reads more than the embedding", layer->name);
        Cell *wide = widened(layer->cell, embedding, error);
        if (!wide)
            return false;
        cell_free(layer->cell);
        layer->cell = wide;
        layer->sources[0].count = embedding->entries;
    }
    network->inputs = embedding->entries;
    free(embedding->rows);
    *embedding = (NetworkEmbedding){0};
    return true;
}
