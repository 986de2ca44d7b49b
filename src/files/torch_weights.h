/* torch_weights.h: the weights of a cell out of a file with PyTorch's names and order. */
#ifndef GATESCOPE_FILES_TORCH_WEIGHTS_H
#define GATESCOPE_FILES_TORCH_WEIGHTS_H

#include "engine/cell.h"

/* Fills the cell's matrices and biases from layer `layer` of an nn.LSTM, nn.GRU or nn.RNN:
 * weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, alone or all behind one prefix
 * ("encoder.weight_ih_l0"); biases may both be missing. A GRU must have reset_after, an LSTM must
 * not be coupled.
 *
 * PyTorch keeps the gates of a layer below each other (LSTM i, f, g, o; GRU r, z, n), a row for
 * each destination; here a matrix has a row for each source. Its two biases are one here, except in
 * the GRU's candidate. The update gate means the same in both: z keeps the old state. */
bool torch_weights_read(Cell *cell, const char *path, int layer, Error *error);

#endif
