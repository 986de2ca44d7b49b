/* torch.h: the weights of a cell out of a file with PyTorch's names and order, and back. */
#ifndef GATESCOPE_FILES_WEIGHTS_TORCH_H
#define GATESCOPE_FILES_WEIGHTS_TORCH_H

#include "engine/cell.h"
#include "files/tensors/safetensors.h"

/* Fills the cell's matrices and biases from layer `layer` of an nn.LSTM, nn.GRU or nn.RNN:
 * weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, alone or all behind one prefix
 * ("encoder.weight_ih_l0"); biases may both be missing. A GRU must have reset_after, an LSTM must
 * not be coupled.
 *
 * PyTorch keeps the gates of a layer below each other (LSTM i, f, g, o; GRU r, z, n), a row for
 * each destination; here a matrix has a row for each source. Its two biases are one here, except in
 * the GRU's candidate. The update gate means the same in both: z keeps the old state.
 *
 * A linear readout (fc.weight, fc.bias) can be shown as a cell that remembers nothing: an RNN whose
 * layer is the one above the file's last gets it, with recurrent weights of 0. */
bool torch_weights_read(Cell *cell, const char *path, int layer, Error *error);

/* What a cell must be to be filled from the layer: its kind by how many gates there are, its sizes
 * by the shapes. False and an error where the file has no such layer. */
bool torch_weights_spec(const char *path, int layer, CellSpec *spec, Error *error);

/* A layer's four tensors as PyTorch has them. bias_hh is 0 but for the GRU's candidate. */
enum { TORCH_TENSORS = 4 };
typedef struct TorchLayer {
    TensorData tensors[TORCH_TENSORS]; /* point into this */
    char names[TORCH_TENSORS][24];
    float *numbers; /* owned */
} TorchLayer;

/* Of a cell that torch_weights_read can fill; it stays where it is until torch_layer_free. */
bool torch_layer_make(TorchLayer *made, const Cell *cell, int layer, Error *error);
void torch_layer_free(TorchLayer *made);

#endif
