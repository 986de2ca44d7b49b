/* onnx_cell_fill.h: the numbers of a node LSTM, GRU or RNN in a cell. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_CELL_FILL_H
#define GATESCOPE_FILES_NETWORK_ONNX_CELL_FILL_H

#include "files/network/onnx_cell_spec.h"

/* The cell is of recurrent_spec's spec, its numbers are zero. False and an error. */
bool recurrent_fill(const Recurrent *r, Cell *cell, int direction);

#endif
