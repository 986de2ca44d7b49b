/* onnx_cell.h: the nodes LSTM, GRU and RNN as layers. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_CELL_H
#define GATESCOPE_FILES_NETWORK_ONNX_CELL_H

#include "files/network/onnx_flow.h"

/* Adds its layers, and sets what is known of its outputs. */
bool cell_make(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count, Flow *outputs[3]);

#endif
