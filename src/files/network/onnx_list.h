/* onnx_list.h: what there is in a model, before the walk through its graph. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_LIST_H
#define GATESCOPE_FILES_NETWORK_ONNX_LIST_H

#include "files/network/onnx_flow.h"

/* Lists the arrays of all graphs in the network, and sets onnx->cells, module, several and listed. */
bool onnx_list(Onnx *onnx, Wire graph);
bool onnx_graph_has_cells(Wire graph);

#endif
