/* model_data.h: for tests: a model of somebody else, and data for it as a text. */
#ifndef GATESCOPE_TESTS_MODEL_DATA_H
#define GATESCOPE_TESTS_MODEL_DATA_H

#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "files/inputs/inputs.h"
#include "files/network/network.h"

static inline Network *model_of(const char *path) {
    Error error = {0};
    Network *network = network_open(path, NULL, &error);
    if (!network)
        fail_msg("%s", error.what);
    return network;
}

static inline InputData *data_of(const char *text) {
    Error error = {0};
    char *bytes = strdup(text);
    InputData *data = inputs_of_bytes(bytes, strlen(text), "data.csv", &(InputOptions){0}, &error);
    free(bytes);
    if (!data)
        fail_msg("%s", error.what);
    return data;
}

#endif
