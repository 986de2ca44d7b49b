/* linear.h: linear layers behind recurrent ones, shown as readouts. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_LINEAR_H
#define GATESCOPE_FILES_NETWORK_LINEAR_H

#include "files/network/build.h"

/* What a readout may read: the last layer of a module, in both directions where it has two. */
typedef struct NetworkTop {
    char module[NETWORK_NAME];  /* of its layers, as these have it */
    char path[NETWORK_NAME];    /* as the file has it */
    int layers[2], layer_count; /* in the network's list; 0: it is not shown */
    int index;                  /* of a readout: the layers that the module has */
    int inputs, width;          /* what its first layer reads; what the last gives */
    int first;                  /* its first array in the file */
} NetworkTop;

/* A matrix and, where it has one, a bias. */
typedef struct NetworkLinear {
    char name[NETWORK_NAME]; /* "decoder.fc" */
    int weight, bias;        /* arrays in the set; bias -1: there is none */
    bool by_inputs;          /* a row an input, as Keras has it; else a row an output */
} NetworkLinear;

/* Whether two names differ in numbers only: "head.0" and "head.2", "fc1" and "fc2". */
bool network_numbered(const char *a, const char *b);

/* Takes it for a readout of the top that it fits and is nearest to by name (the last of several), or
 * leaves it, and says why. False and an error where its numbers cannot be read. */
bool network_take_linear(Network *network, TensorSet *set, NetworkTop *tops, int top_count,
                         const NetworkLinear *linear, Error *error);

#endif
