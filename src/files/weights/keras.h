/* keras.h: the weights of a cell out of an .npz file with Keras' names and layout. */
#ifndef GATESCOPE_FILES_WEIGHTS_KERAS_H
#define GATESCOPE_FILES_WEIGHTS_KERAS_H

#include "engine/cell.h"

/* Fills the cell's matrices and biases from the arrays kernel (d x gates h), recurrent_kernel (h x
 * gates h) and bias of an LSTM, GRU or SimpleRNN layer, alone or behind a prefix ("lstm_1/kernel");
 * `layer` counts the kernels in the file, from 0. The bias may be missing (use_bias=False).
 *
 * Keras keeps the gates of a layer beside each other (LSTM i, f, c, o; GRU z, r, h) and a row for
 * each source, as matrices are here. A GRU with reset_after=True, Keras' default, has a bias of two
 * rows, for inputs and for the hidden state, and fills a cell that resets after; one with
 * reset_after=False has one row and fills a cell that resets before. The update gate means the same
 * in both: z keeps the old state. An LSTM must not be coupled. */
bool keras_weights_read(Cell *cell, const char *path, int layer, Error *error);

/* What a cell must be to be filled from the layer, by the shapes of its arrays. False and an error
 * where the file has no such layer. */
bool keras_weights_spec(const char *path, int layer, CellSpec *spec, Error *error);

#endif
