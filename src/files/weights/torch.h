/* torch.h: the weights of a cell as tensors with PyTorch's names and order: how models that are trained
 * here are kept. files/network/ reads such names. */
#ifndef GATESCOPE_FILES_WEIGHTS_TORCH_H
#define GATESCOPE_FILES_WEIGHTS_TORCH_H

#include "engine/cell.h"
#include "files/tensors/safetensors.h"

/* A layer's four tensors as PyTorch has them. bias_hh is 0 but for the GRU's candidate. */
enum { TORCH_TENSORS = 4 };
typedef struct TorchLayer {
    TensorData tensors[TORCH_TENSORS]; /* point into this */
    char names[TORCH_TENSORS][24];
    float *numbers; /* owned */
} TorchLayer;

/* Of a cell of a kind that PyTorch has (cell_kind_kept); it stays where it is until torch_layer_free. */
bool torch_layer_make(TorchLayer *made, const Cell *cell, int layer, Error *error);
void torch_layer_free(TorchLayer *made);

#endif
