/* readout.c: see readout.h. */
#include "lesson/reading/readout.h"

#include <string.h>

Cell *readout_cell(const Model *model, Error *error) {
    size_t row = (size_t)model->spec.outputs * sizeof(float);
    const CellKind kind = cell_kind_readout();
    CellSpec spec = cell_spec(kind, model->spec.hidden, model->spec.outputs);
    spec.candidate = ACTIVATION_IDENTITY;
    Cell *cell = cell_new(&spec, error);
    if (!cell)
        return NULL;
    memcpy(cell->weights[weight_find(kind, "W_xh")], model->weight,
           (size_t)model->spec.hidden * row);
    memcpy(cell->weights[weight_find(kind, "b_h")], model->bias, row);
    cell_touch(cell);
    return cell;
}
