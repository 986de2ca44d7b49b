/* network.h: what the targets of models' files hold a network to: those who run it take it for granted. */
#ifndef GATESCOPE_TESTS_FUZZ_NETWORK_H
#define GATESCOPE_TESTS_FUZZ_NETWORK_H

#include "fuzz.h"

#include "files/network/network.h"

static inline void fuzz_hold_layer(const Network *network, int index) {
    const NetworkLayer *layer = &network->layers[index];
    int columns = 0;
    HOLD(layer->cell && layer->name[0] && layer->source_count > 0);
    for (int k = 0; k < layer->source_count; k++) {
        const NetworkSource *source = &layer->sources[k];
        int has = source->layer < 0
                      ? network->inputs
                      : signal_width(&network->layers[source->layer].cell->spec, SIGNAL_H);
        HOLD(source->layer < index && source->from >= 0 && source->count > 0);
        HOLD(source->from <= has - source->count);
        columns += source->count;
    }
    HOLD(columns == layer->cell->spec.inputs);
    HOLD(network_find(network, layer->name) == index);
}

/* Opens the file, and goes through what came of it. */
static inline void fuzz_network(const char *path) {
    Error error = {0};
    Network *network = network_open(path, NULL, &error);
    if (!network)
        fuzz_hold_error(&error);
    for (int k = 0; network && k < network->layer_count; k++)
        fuzz_hold_layer(network, k);
    for (int k = 0; network && k < network->tensor_count; k++)
        HOLD(network->tensors[k].info.name && network->tensors[k].what);
    network_free(network);
}

#endif
