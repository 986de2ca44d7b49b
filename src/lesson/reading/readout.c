/* readout.c: see readout.h. */
#include "lesson/reading/readout.h"

#include <string.h>

Cell *readout_cell(const Model *model, Error *error) {
    size_t row = (size_t)model->spec.outputs * sizeof(float);
    CellSpec spec = cell_spec(CELL_RNN, model->spec.hidden, model->spec.outputs);
    spec.candidate = ACTIVATION_IDENTITY;
    Cell *cell = cell_new(&spec, error);
    if (!cell)
        return NULL;
    memcpy(cell->weights[weight_find(CELL_RNN, "W_xh")], model->weight,
           (size_t)model->spec.hidden * row);
    memcpy(cell->weights[weight_find(CELL_RNN, "b_h")], model->bias, row);
    cell_touch(cell);
    return cell;
}
