/* onnx_cell_fill.c: the numbers of a node LSTM, GRU or RNN in a cell.
 *
 * ONNX stacks a gate's rows as PyTorch does, a row a destination, but in its own order: LSTM i, o, f,
 * c; GRU z, r, h. Its two biases stand behind each other in one array. Its equations are those here:
 * H = (1 - z) h~ + z H'. With input_forget an LSTM has f = 1 - i, which is a coupled cell whose
 * forget gate has the input gate's numbers with the other sign. */
#include "files/network/onnx_cell_fill.h"

#include <stdio.h>
#include <string.h>

static float *weight_of(const Cell *cell, const char *stem, char gate) {
    char name[16];
    snprintf(name, sizeof name, "%s%c", stem, gate);
    int weight = weight_find(cell->spec.kind, name);
    return weight < 0 ? NULL : cell->weights[weight];
}

/* Where a gate goes: the input gate of a coupled cell is its forget gate with the other sign. */
static float *gate_of(const Cell *cell, const char *stem, char gate, float *sign) {
    *sign = 1;
    if (!cell->spec.coupled)
        return weight_of(cell, stem, gate);
    *sign = gate == 'i' ? -1 : 1;
    return gate == 'f' ? NULL : weight_of(cell, stem, gate == 'i' ? 'f' : gate);
}

static void fill_matrix(const Recurrent *r, Cell *cell, int direction, bool hidden) {
    const Array *array = &r->arrays[hidden ? INPUT_R : INPUT_W];
    size_t units = (size_t)r->hidden, sources = array->shape[2];
    const float *from = array->numbers + (size_t)direction * array->shape[1] * sources;
    float sign;
    for (size_t gate = 0; r->gates[gate]; gate++) {
        float *to = gate_of(cell, hidden ? "W_h" : "W_x", r->gates[gate], &sign);
        for (size_t unit = 0; unit < units; unit++)
            for (size_t source = 0; to && source < sources; source++)
                to[source * units + unit] = sign * from[(gate * units + unit) * sources + source];
    }
}

/* The candidate of a GRU that resets after its product keeps the two biases apart. */
static void fill_biases(const Recurrent *r, Cell *cell, int direction) {
    const Array *array = &r->arrays[INPUT_B];
    size_t units = (size_t)r->hidden, half = strlen(r->gates) * units;
    float sign;
    if (!array->numbers)
        return;
    const float *from = array->numbers + (size_t)direction * 2 * half;
    for (size_t gate = 0; r->gates[gate]; gate++) {
        float *to = gate_of(cell, "b_", r->gates[gate], &sign);
        float *second =
            cell->spec.reset_after && r->gates[gate] == 'h' ? weight_of(cell, "b_h", 'h') : to;
        for (size_t unit = 0; to && unit < units; unit++) {
            to[unit] += sign * from[gate * units + unit];
            second[unit] += sign * from[half + gate * units + unit];
        }
    }
}

static void fill_peepholes(const Recurrent *r, Cell *cell, int direction) {
    static const char ORDER[] = "iof";
    const Array *array = &r->arrays[INPUT_P];
    size_t units = (size_t)r->hidden;
    float sign;
    for (size_t gate = 0; array->numbers && ORDER[gate]; gate++) {
        const float *from = array->numbers + ((size_t)direction * 3 + gate) * units;
        float *to = gate_of(cell, "p_", ORDER[gate], &sign);
        for (size_t unit = 0; to && unit < units; unit++)
            to[unit] = sign * from[unit];
    }
}

/* The states that it begins with: of the first sequence where they differ. */
static bool fill_initial(const Recurrent *r, Cell *cell, int direction, int input) {
    float *to = input == INPUT_H ? cell->h0 : cell->c0;
    const Flow *flow = r->inputs[input];
    size_t units = (size_t)r->hidden;
    if (!flow || !to)
        return true;
    for (size_t unit = 0; flow->kind == FLOW_SAME && unit < units; unit++)
        to[unit] = flow->same;
    const Array *array = &r->arrays[input];
    if (!array->numbers)
        return true;
    /* directions x sequences x units, or with layout 1 sequences x directions x units */
    size_t d = (size_t)r->directions, side = array->shape[r->batch_first ? 0 : 1];
    if (array->rank != 3 || array->shape[r->batch_first ? 1 : 0] != d || array->shape[2] != units ||
        side < 1)
        return recurrent_fails(r, input, "has the wrong shape");
    size_t row = r->batch_first ? (size_t)direction : (size_t)direction * side;
    memcpy(to, array->numbers + row * units, units * sizeof *to);
    return true;
}

bool recurrent_fill(const Recurrent *r, Cell *cell, int direction) {
    fill_matrix(r, cell, direction, false);
    fill_matrix(r, cell, direction, true);
    fill_biases(r, cell, direction);
    fill_peepholes(r, cell, direction);
    bool good =
        fill_initial(r, cell, direction, INPUT_H) && fill_initial(r, cell, direction, INPUT_C);
    cell_touch(cell);
    return good;
}
