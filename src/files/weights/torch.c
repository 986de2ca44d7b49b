/* torch.c: see torch.h. */
#include "files/weights/torch.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/tensors/safetensors.h"

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
    size_t gates = (size_t)cell_kind(spec->kind)->torch_count, units = (size_t)spec->hidden;
    if (!find(torch, stem, &tensor))
        return false;
    if (!tensor)
        return fail_missing(torch, stem);
    float *numbers = load(torch, tensor, gates * units, (size_t)sources);
    if (!numbers)
        return false;
    for (size_t gate = 0; gate < gates; gate++) {
        const ProductBlock *block = &cell_kind(spec->kind)->torch[gate].weights;
        transpose(torch->cell->weights[hidden ? block->from_h : block->from_x],
                  numbers + gate * units * (size_t)sources, sources, spec->hidden);
    }
    free(numbers);
    return true;
}

/* bias_ih is set, bias_hh is added to it or kept apart. */
static bool read_biases(const TorchFile *torch, const char *stem, bool hidden) {
    const CellSpec *spec = &torch->cell->spec;
    const Tensor *tensor;
    size_t gates = (size_t)cell_kind(spec->kind)->torch_count, units = (size_t)spec->hidden;
    if (!find(torch, stem, &tensor))
        return false;
    if (!tensor)
        return true; /* trained without biases */
    float *numbers = load(torch, tensor, gates * units, 0);
    if (!numbers)
        return false;
    for (size_t gate = 0; gate < gates; gate++) {
        const TorchGate *names = &cell_kind(spec->kind)->torch[gate];
        bool apart = hidden && names->hidden_bias >= 0;
        float *bias = torch->cell->weights[apart ? names->hidden_bias : names->weights.bias];
        for (size_t unit = 0; unit < units; unit++)
            bias[unit] += numbers[gate * units + unit];
    }
    free(numbers);
    return true;
}

static bool check_variant(const TorchFile *torch) {
    const CellSpec *spec = &torch->cell->spec;
    const CellKindInfo *kind = cell_kind(spec->kind);
    if (!cell_kind_kept(spec->kind)) {
        error_set(torch->error, "PyTorch has no %s", kind->title);
        return fail(torch);
    }
    for (int k = 0; k < kind->variant_count; k++) {
        const VariantInfo *variant = &kind->variants[k];
        bool on = variant_on(spec, k);
        if (variant->torch != (on ? ELSEWHERE_NOT : ELSEWHERE_ONLY))
            continue;
        error_set(torch->error, "PyTorch's %s %s", kind->title, variant->torch_lacks);
        if (!on)
            error_hint(torch->error, "set \"%s\": \"%s\"", variant->key, variant->words[1]);
        return fail(torch);
    }
    return true;
}

/* ---- the readout as a cell ---- */

static bool has_layer(TorchFile torch, int layer) {
    const Tensor *found = NULL;
    torch.layer = layer;
    torch.error = NULL;
    return !find(&torch, "weight_ih", &found) || found;
}

/* An RNN's layer above the last, in a file with a readout. */
static bool is_readout(const TorchFile *torch) {
    return cell_kind(torch->cell->spec.kind)->reads_out && torch->layer > 0 &&
           safetensors_find(torch->file, "fc.weight") && !has_layer(*torch, torch->layer) &&
           has_layer(*torch, torch->layer - 1);
}

/* H = act(X W + b): the recurrent weights are 0. */
static bool read_readout(const TorchFile *torch) {
    const CellSpec *spec = &torch->cell->spec;
    const ProductBlock *block = &cell_kind(spec->kind)->torch[0].weights;
    const Tensor *bias = safetensors_find(torch->file, "fc.bias");
    float *numbers = load(torch, safetensors_find(torch->file, "fc.weight"), (size_t)spec->hidden,
                          (size_t)spec->inputs);
    if (!numbers)
        return false;
    transpose(torch->cell->weights[block->from_x], numbers, spec->inputs, spec->hidden);
    free(numbers);
    numbers = bias ? load(torch, bias, (size_t)spec->hidden, 0) : NULL;
    if (numbers)
        memcpy(torch->cell->weights[block->bias], numbers, (size_t)spec->hidden * sizeof *numbers);
    free(numbers);
    return !bias || numbers;
}

static bool read_layer(const TorchFile *torch) {
    const CellSpec *spec = &torch->cell->spec;
    return read_matrices(torch, "weight_ih", spec->inputs, false) &&
           read_matrices(torch, "weight_hh", spec->hidden, true) &&
           read_biases(torch, "bias_ih", false) && read_biases(torch, "bias_hh", true);
}

static bool read_spec(const TorchFile *torch, CellSpec *spec) {
    const Tensor *inputs, *hidden;
    if (!find(torch, "weight_ih", &inputs) || !find(torch, "weight_hh", &hidden))
        return false;
    if (!inputs || !hidden)
        return fail_missing(torch, inputs ? "weight_hh" : "weight_ih");
    size_t units = hidden->rank == 2 ? hidden->shape[1] : 0;
    size_t sources = inputs->rank == 2 ? inputs->shape[1] : 0;
    for (int kind = 0; kind < cell_kind_count(); kind++) {
        const CellKindInfo *info = cell_kind((CellKind)kind);
        size_t gates = (size_t)info->torch_count;
        if (cell_kind_kept((CellKind)kind) && units > 0 && units <= INT_MAX && sources > 0 &&
            sources <= INT_MAX && inputs->shape[0] == gates * units &&
            hidden->shape[0] == inputs->shape[0]) {
            *spec = cell_spec((CellKind)kind, (int)sources, (int)units);
            for (int k = 0; k < info->variant_count; k++)
                variant_set(spec, k, info->variants[k].usual);
            return true;
        }
    }
    error_set(torch->error, "\"%.60s\" and \"%.60s\" are no LSTM's, GRU's or RNN's", inputs->name,
              hidden->name);
    return fail(torch);
}

bool torch_weights_spec(const char *path, int layer, CellSpec *spec, Error *error) {
    TorchFile torch = {.path = path, .layer = layer, .error = error};
    torch.file = safetensors_open(path, error);
    if (!torch.file)
        return false;
    bool good = read_spec(&torch, spec);
    safetensors_close(torch.file);
    return good;
}

bool torch_weights_read(Cell *cell, const char *path, int layer, Error *error) {
    TorchFile torch = {.cell = cell, .path = path, .layer = layer, .error = error};
    if (!check_variant(&torch))
        return false;
    torch.file = safetensors_open(path, error);
    if (!torch.file)
        return false;
    bool good = is_readout(&torch) ? read_readout(&torch) : read_layer(&torch);
    safetensors_close(torch.file);
    cell_touch(cell);
    return good;
}

/* ---- the other way ---- */

/* A gate's rows of PyTorch's stack: a row a unit. */
static void stack_gate(float *to, const float *from, int sources, int units) {
    for (int unit = 0; unit < units; unit++)
        for (int source = 0; source < sources; source++)
            *to++ = from[(size_t)source * (size_t)units + (size_t)unit];
}

static void stack_gates(const Cell *cell, float *from_inputs, float *from_hidden, float *bias,
                        float *hidden_bias) {
    size_t d = (size_t)cell->spec.inputs, h = (size_t)cell->spec.hidden;
    for (int k = 0; k < cell_kind(cell->spec.kind)->torch_count; k++) {
        const TorchGate *gate = &cell_kind(cell->spec.kind)->torch[k];
        size_t row = (size_t)k * h;
        stack_gate(from_inputs + row * d, cell->weights[gate->weights.from_x], (int)d, (int)h);
        stack_gate(from_hidden + row * h, cell->weights[gate->weights.from_h], (int)h, (int)h);
        memcpy(bias + row, cell->weights[gate->weights.bias], h * sizeof *bias);
        if (gate->hidden_bias >= 0)
            memcpy(hidden_bias + row, cell->weights[gate->hidden_bias], h * sizeof *bias);
    }
}

bool torch_layer_make(TorchLayer *made, const Cell *cell, int layer, Error *error) {
    static const char *const STEMS[TORCH_TENSORS] = {"weight_ih", "weight_hh", "bias_ih",
                                                     "bias_hh"};
    if (!cell_kind_kept(cell->spec.kind))
        return error_set(error, "PyTorch has no %s, and models are kept as it has them",
                         cell_kind(cell->spec.kind)->title);
    size_t d = (size_t)cell->spec.inputs, h = (size_t)cell->spec.hidden;
    size_t rows = (size_t)cell_kind(cell->spec.kind)->torch_count * h,
           columns[TORCH_TENSORS] = {d, h, 1, 1};
    float *to = calloc(rows * (d + h + 2), sizeof *to);
    if (!to)
        return error_memory(error, rows * (d + h + 2) * sizeof *to, "weights to be written");
    made->numbers = to;
    stack_gates(cell, to, to + rows * d, to + rows * (d + h), to + rows * (d + h + 1));
    for (int k = 0; k < TORCH_TENSORS; to += rows * columns[k++]) {
        snprintf(made->names[k], sizeof made->names[k], "%s_l%d", STEMS[k], layer);
        made->tensors[k] = (TensorData){.name = made->names[k],
                                        .rank = k < 2 ? 2 : 1,
                                        .shape = {rows, columns[k]},
                                        .numbers = to};
    }
    return true;
}

void torch_layer_free(TorchLayer *made) {
    free(made->numbers);
    made->numbers = NULL;
}
