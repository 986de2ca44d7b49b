/* onnx_names.h: what the nodes and arrays of a graph are called. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_NAMES_H
#define GATESCOPE_FILES_NETWORK_ONNX_NAMES_H

#include "files/network/onnx_flow.h"

/* The module that the node belongs to: "encoder" of "/encoder/LSTM_1", or of the scopes that
 * PyTorch's newer exporter notes; empty: none is said. */
void onnx_module(const OnnxNode *node, char module[NETWORK_NAME]);
/* Whether the network has an array of that name. */
bool onnx_listed(const Onnx *onnx, Wire name);
/* Whether it is a recurrent layer, and of which kind. */
bool onnx_is_cell(const OnnxNode *node, CellKind *kind);

#endif
