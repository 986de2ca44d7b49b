/* torch_weights.c: see torch_weights.h. */
#include "files/torch_weights.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/safetensors.h"

/* A gate's place in PyTorch's stack and its names here. */
typedef struct GateNames {
    const char *from_inputs, *from_hidden, *bias;
    const char *hidden_bias; /* where bias_hh is kept apart; NULL: the biases are added */
} GateNames;

static const GateNames LSTM_GATES[] = {{"W_xi", "W_hi", "b_i", NULL},
                                       {"W_xf", "W_hf", "b_f", NULL},
                                       {"W_xc", "W_hc", "b_c", NULL},
                                       {"W_xo", "W_ho", "b_o", NULL}};
static const GateNames GRU_GATES[] = {
    {"W_xr", "W_hr", "b_r", NULL}, {"W_xz", "W_hz", "b_z", NULL}, {"W_xh", "W_hh", "b_h", "b_hh"}};
static const GateNames RNN_GATES[] = {{"W_xh", "W_hh", "b_h", NULL}};

static const struct {
    const GateNames *names;
    int count;
} GATES[CELL_KIND_COUNT] = {
    [CELL_LSTM] = {LSTM_GATES, 4}, [CELL_GRU] = {GRU_GATES, 3}, [CELL_RNN] = {RNN_GATES, 1}};

typedef struct TorchFile {
    TensorFile *file;
    Cell *cell;
    const char *path;
    int layer;
    Error *error;
} TorchFile;

static bool fail(const TorchFile *torch) {
    if (torch->error)
        snprintf(torch->error->file, sizeof torch->error->file, "%s", torch->path);
    return false;
}

/* Whether the tensor is called `name`, or anything that ends in ".name". */
static bool is_called(const Tensor *tensor, const char *name) {
    size_t whole = strlen(tensor->name), part = strlen(name);
    return whole >= part && strcmp(tensor->name + whole - part, name) == 0 &&
           (whole == part || tensor->name[whole - part - 1] == '.');
}

/* The one tensor of that name. *found NULL: there is none. False: there are several. */
static bool find(const TorchFile *torch, const char *stem, const Tensor **found) {
    char name[64];
    snprintf(name, sizeof name, "%s_l%d", stem, torch->layer);
    *found = safetensors_find(torch->file, name);
    if (*found)
        return true;
    for (int k = 0; k < safetensors_count(torch->file); k++) {
        const Tensor *tensor = safetensors_at(torch->file, k);
        if (!is_called(tensor, name))
            continue;
        if (*found) {
            error_set(torch->error, "two tensors could be meant: \"%.60s\" and \"%.60s\"",
                      (*found)->name, tensor->name);
            return fail(torch);
        }
        *found = tensor;
    }
    return true;
}

static bool fail_missing(const TorchFile *torch, const char *stem) {
    enum { MOST = 64 };
    char name[64];
    const char *known[MOST];
    int count = safetensors_count(torch->file) < MOST ? safetensors_count(torch->file) : MOST;
    for (int k = 0; k < count; k++)
        known[k] = safetensors_at(torch->file, k)->name;
    snprintf(name, sizeof name, "%s_l%d", stem, torch->layer);
    const char *near = nearest_name(name, known, (size_t)count);
    error_set(torch->error, "the file has no tensor \"%s\"", name);
    if (near)
        error_hint(torch->error, "did you mean \"%.60s\"?", near);
    return fail(torch);
}

static void describe_shape(const Tensor *tensor, char *text, size_t size) {
    size_t length = 0;
    text[0] = '\0';
    for (int side = 0; side < tensor->rank && length + 24 < size; side++)
        length += (size_t)snprintf(text + length, size - length, "%s%zu", side ? " x " : "",
                                   tensor->shape[side]);
}

static bool has_shape(const Tensor *tensor, size_t rows, size_t columns) {
    return columns ? tensor->rank == 2 && tensor->shape[0] == rows && tensor->shape[1] == columns
                   : tensor->rank == 1 && tensor->shape[0] == rows;
}

/* The numbers of a tensor of rows x columns (columns 0: a vector), the caller's; NULL and an error.
 */
static float *load(const TorchFile *torch, const Tensor *tensor, size_t rows, size_t columns) {
    char found[100];
    if (!has_shape(tensor, rows, columns)) {
        error_set(torch->error, "the tensor \"%.60s\" has the wrong shape", tensor->name);
        if (columns)
            error_expected(torch->error, "%zu x %zu", rows, columns);
        else
            error_expected(torch->error, "%zu", rows);
        describe_shape(tensor, found, sizeof found);
        error_found(torch->error, "%s", found);
        fail(torch);
        return NULL;
    }
    float *numbers = calloc(tensor->count + 1, sizeof *numbers);
    if (!numbers)
        error_memory(torch->error, tensor->count * sizeof *numbers, "a tensor");
    else if (!safetensors_load(torch->file, tensor, numbers, torch->error)) {
        free(numbers);
        numbers = NULL;
    }
    return numbers;
}

static float *weight_of(const TorchFile *torch, const char *name) {
    return torch->cell->weights[weight_find(torch->cell->spec.kind, name)];
}

/* to[source][unit] = from[unit][source], units being the gate's rows of PyTorch's stack. */
static void transpose(float *to, const float *from, int sources, int units) {
    for (int source = 0; source < sources; source++)
        for (int unit = 0; unit < units; unit++)
            to[(size_t)source * (size_t)units + (size_t)unit] =
                from[(size_t)unit * (size_t)sources + (size_t)source];
}

static bool read_matrices(const TorchFile *torch, const char *stem, int sources, bool hidden) {
    const CellSpec *spec = &torch->cell->spec;
    const Tensor *tensor;
    size_t gates = (size_t)GATES[spec->kind].count, units = (size_t)spec->hidden;
    if (!find(torch, stem, &tensor))
        return false;
    if (!tensor)
        return fail_missing(torch, stem);
    float *numbers = load(torch, tensor, gates * units, (size_t)sources);
    if (!numbers)
        return false;
    for (size_t gate = 0; gate < gates; gate++) {
        const GateNames *names = &GATES[spec->kind].names[gate];
        transpose(weight_of(torch, hidden ? names->from_hidden : names->from_inputs),
                  numbers + gate * units * (size_t)sources, sources, spec->hidden);
    }
    free(numbers);
    return true;
}

/* bias_ih is set, bias_hh is added to it or kept apart. */
static bool read_biases(const TorchFile *torch, const char *stem, bool hidden) {
    const CellSpec *spec = &torch->cell->spec;
    const Tensor *tensor;
    size_t gates = (size_t)GATES[spec->kind].count, units = (size_t)spec->hidden;
    if (!find(torch, stem, &tensor))
        return false;
    if (!tensor)
        return true; /* trained without biases */
    float *numbers = load(torch, tensor, gates * units, 0);
    if (!numbers)
        return false;
    for (size_t gate = 0; gate < gates; gate++) {
        const GateNames *names = &GATES[spec->kind].names[gate];
        float *bias =
            weight_of(torch, hidden && names->hidden_bias ? names->hidden_bias : names->bias);
        for (size_t unit = 0; unit < units; unit++)
            bias[unit] += numbers[gate * units + unit];
    }
    free(numbers);
    return true;
}

static bool check_variant(const TorchFile *torch) {
    const CellSpec *spec = &torch->cell->spec;
    if (spec->kind == CELL_GRU && !spec->reset_after) {
        error_set(torch->error, "PyTorch's GRU resets after the product: this cell does before");
        error_hint(torch->error, "set \"reset\": \"after\"");
        return fail(torch);
    }
    if (spec->coupled) {
        error_set(torch->error,
                  "PyTorch's LSTM has an input gate of its own: this cell is coupled");
        return fail(torch);
    }
    return true;
}

bool torch_weights_read(Cell *cell, const char *path, int layer, Error *error) {
    TorchFile torch = {.cell = cell, .path = path, .layer = layer, .error = error};
    if (!check_variant(&torch))
        return false;
    torch.file = safetensors_open(path, error);
    if (!torch.file)
        return false;
    bool good = read_matrices(&torch, "weight_ih", cell->spec.inputs, false) &&
                read_matrices(&torch, "weight_hh", cell->spec.hidden, true) &&
                read_biases(&torch, "bias_ih", false) && read_biases(&torch, "bias_hh", true);
    safetensors_close(torch.file);
    cell_touch(cell);
    return good;
}
