/* torch.c: see torch.h. */
#include "files/weights/torch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
