/* tensors.c: see tensors.h. */
#include "files/tensors/tensors.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/tensors/door.h"

/* ---- the doors ---- */

static const struct {
    const char *title; /* for whoever brought something else */
    bool (*begins)(const FileHead *head);
    OpenTensors *open;
} DOORS[] = {
    {"safetensors", safetensors_begins, safetensors_tensors},
    {NULL, sharded_begins, sharded_tensors},
    {"PyTorch's .pt", torch_zip_begins, torch_zip_tensors},
    {NULL, torch_legacy_begins, torch_legacy_tensors},
    {"Keras' .keras and .h5", keras_begins, keras_tensors},
    {NULL, hdf5_begins, hdf5_tensors},
    {"TensorFlow.js' model.json", tfjs_begins, tfjs_tensors},
    {"NumPy's .npz", npz_begins, npz_tensors},
};

enum { DOOR_COUNT = sizeof DOORS / sizeof *DOORS };

/* ONNX stands at the end: it has a door of its own, in files/network/. */
static void list_titles(char *text, size_t size) {
    size_t length = 0;
    text[0] = '\0';
    for (int k = 0; k < DOOR_COUNT; k++)
        if (DOORS[k].title && length < size)
            length += (size_t)snprintf(text + length, size - length, "%s%s", length ? ", " : "",
                                       DOORS[k].title);
    if (length < size)
        snprintf(text + length, size - length, ", ONNX's .onnx");
}

/* ---- sets ---- */

static TensorSet *new_set(const char *path, Error *error) {
    TensorSet *set = calloc(1, sizeof *set);
    if (set)
        set->path = calloc(strlen(path) + 1, 1);
    if (!set || !set->path) {
        free(set);
        error_memory(error, strlen(path), "the name of a file");
        return NULL;
    }
    memcpy(set->path, path, strlen(path));
    return set;
}

void tensors_close(TensorSet *set) {
    if (!set)
        return;
    if (set->door && set->door->close)
        set->door->close(set->file);
    for (int k = 0; set->tensors && k < set->count; k++)
        free(set->tensors[k].name);
    free(set->tensors);
    free(set->by_name);
    free(set->config);
    free(set->path);
    free(set);
}

bool tensors_fail(const TensorSet *set, Error *error, const char *what, const char *array) {
    if (array)
        error_set(error, "%s: \"%.80s\"", what, array);
    else
        error_set(error, "%s", what);
    return error_in_file(error, set->path);
}

bool tensors_list(TensorSet *set, size_t count, Error *error) {
    set->tensors = calloc(count + 1, sizeof *set->tensors);
    if (!set->tensors)
        return error_memory(error, count * sizeof *set->tensors, "a list of arrays");
    set->count = (int)count;
    return true;
}

bool tensors_name(TensorInfo *info, const char *name, Error *error) {
    size_t length = strlen(name);
    info->name = malloc(length + 1);
    if (!info->name)
        return error_memory(error, length, "the name of an array");
    memcpy(info->name, name, length + 1);
    return true;
}

bool tensors_bloat(size_t count, uint64_t file_size) {
    enum { FREE_BYTES = 48 << 20 };
    return count > (file_size + FREE_BYTES) / sizeof(float);
}

/* ---- names ---- */

/* What is sorted: qsort has no context. */
typedef struct Named {
    const char *name;
    int index;
} Named;

static int compare(const void *a, const void *b) {
    const Named *first = a, *second = b;
    int order = strcmp(first->name, second->name);
    return order ? order : first->index - second->index;
}

/* False and an error also where a name stands twice. */
static bool sort_names(TensorSet *set, Error *error) {
    size_t count = (size_t)set->count;
    Named *names = calloc(count + 1, sizeof *names);
    set->by_name = calloc(count + 1, sizeof *set->by_name);
    bool good = names && set->by_name;
    if (!good)
        error_memory(error, count * sizeof *names, "the names of arrays");
    for (int k = 0; good && k < set->count; k++)
        names[k] = (Named){set->tensors[k].name, k};
    if (good)
        qsort(names, count, sizeof *names, compare);
    for (int k = 0; good && k < set->count; k++) {
        set->by_name[k] = names[k].index;
        if (k && strcmp(names[k - 1].name, names[k].name) == 0)
            good = tensors_fail(set, error, "an array's name stands twice", names[k].name);
    }
    free(names);
    return good;
}

int tensors_find(const TensorSet *set, const char *name) {
    int low = 0, high = set->count;
    while (low < high) {
        int middle = low + (high - low) / 2, index = set->by_name[middle];
        int order = strcmp(name, set->tensors[index].name);
        if (order == 0)
            return index;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

/* ---- opening and reading ---- */

static TensorSet *open_by(OpenTensors *open, const char *path, Error *error) {
    TensorSet *set = new_set(path, error);
    if (set && open(set, error) && sort_names(set, error))
        return set;
    tensors_close(set);
    return NULL;
}

static OpenTensors *find_door(const FileHead *head, Error *error) {
    char titles[sizeof error->expected];
    for (int k = 0; k < DOOR_COUNT; k++)
        if (DOORS[k].begins(head))
            return DOORS[k].open;
    list_titles(titles, sizeof titles);
    head_refuse(head, titles, error);
    return NULL;
}

/* What a folder of a model has its weights in, the caller's; NULL: nothing that is known. */
static char *file_in_folder(const char *folder) {
    static const char *const NAMES[] = {"model.safetensors.index.json", "model.safetensors",
                                        "pytorch_model.bin"};
    size_t size = strlen(folder) + sizeof "/model.safetensors.index.json";
    char *path = malloc(size);
    for (int k = 0; path && k < 3; k++) {
        snprintf(path, size, "%s/%s", folder, NAMES[k]);
        if (access(path, F_OK) == 0)
            return path;
    }
    free(path);
    return NULL;
}

TensorSet *tensors_open(const char *path, Error *error) {
    FileHead *head = malloc(sizeof *head);
    if (!head) {
        error_memory(error, sizeof *head, "the beginning of a file");
        return NULL;
    }
    OpenTensors *open = NULL;
    bool good = head_read(head, path, error);
    char *inside = good && head->folder ? file_in_folder(path) : NULL;
    if (inside)
        good = head_read(head, inside, error);
    if (good) {
        open = find_door(head, error);
        head_end(head);
    }
    free(head);
    TensorSet *set = open ? open_by(open, inside ? inside : path, error) : NULL;
    free(inside);
    return set;
}

bool tensors_load(TensorSet *set, int index, float *numbers, Error *error) {
    assert(index >= 0 && index < set->count);
    const TensorInfo *info = &set->tensors[index];
    if (info->numbers)
        return set->door->load(set, index, numbers, error);
    tensors_fail(set, error, "the array has no numbers that can be used", info->name);
    error_expected(error, "floats of 8, 16, 32 or 64 bits");
    error_found(error, "%s%s%s", info->dtype, info->lacks ? ": " : "",
                info->lacks ? info->lacks : "");
    return false;
}
