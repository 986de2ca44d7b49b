/* look_sort.c: see look_sort.h. */
#include "commands/tools/look_sort.h"

#include <stdio.h>
#include <string.h>

#include "files/inputs/inputs.h"
#include "files/network/network.h"

static bool ends_in(const char *path, const char *ending) {
    size_t length = strlen(path), of = strlen(ending);
    return length > of && strcmp(path + length - of, ending) == 0;
}

/* By its name, where its bytes have not told. */
static bool is_called_data(const char *path) {
    static const char *const ENDINGS[] = {".csv", ".tsv", ".txt", ".npy", ".npz", ".wav"};
    for (size_t k = 0; k < sizeof ENDINGS / sizeof *ENDINGS; k++)
        if (ends_in(path, ENDINGS[k]))
            return true;
    return false;
}

static bool is_model(const char *path, Error *error) {
    const NetworkOptions options = {.module = NULL};
    Network *network = network_open(path, &options, error);
    network_free(network);
    return network != NULL;
}

/* A text that names other files comes first: each part of a model may look like one, too. */
static int find_model(char *const *paths, int count, Error *error) {
    Error first = {0};
    for (int text = 1; text >= 0; text--)
        for (int k = 0; k < count; k++) {
            if (ends_in(paths[k], ".json") != text)
                continue;
            if (is_model(paths[k], error))
                return k;
            if (!first.what[0] && !is_called_data(paths[k]))
                first = *error;
        }
    if (first.what[0])
        *error = first;
    return -1;
}

/* Parts of a model are none: only what is called so, or reads as such. */
static int find_data(char *const *paths, int count, int model, Error *error) {
    const InputOptions options = {.columns = NULL};
    for (int called = 1; called >= 0; called--)
        for (int k = 0; k < count; k++) {
            if (k == model || is_called_data(paths[k]) != called)
                continue;
            InputData *data = called ? NULL : inputs_open(paths[k], &options, error);
            inputs_free(data);
            if (called || data)
                return k;
        }
    return -1;
}

LookSorted look_sort(char *const *paths, int count, Error *error) {
    Error ignored;
    int model = find_model(paths, count, error);
    int data = find_data(paths, count, model, &ignored);
    return (LookSorted){.model = model < 0 ? NULL : paths[model],
                        .data = data < 0 ? NULL : paths[data]};
}
