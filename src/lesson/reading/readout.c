/* readout.c: see readout.h. */
#include "lesson/reading/readout.h"

#include <string.h>

Cell *readout_cell(const Model *model, Error *error) {
    size_t row = (size_t)model->spec.outputs * sizeof(float);
    const CellKind kind = cell_kind_readout();
    CellSpec spec = cell_spec(kind, model->spec.hidden, model->spec.outputs);
    cell_set_activation(&spec, SLOT_CANDIDATE, ACTIVATION_IDENTITY);
    Cell *cell = cell_new(&spec, error);
    if (!cell)
        return NULL;
    const ProductBlock *block = &cell_kind(kind)->torch[0].weights;
    memcpy(cell->weights[block->from_x], model->weight, (size_t)model->spec.hidden * row);
    memcpy(cell->weights[block->bias], model->bias, row);
    cell_touch(cell);
    return cell;
}
