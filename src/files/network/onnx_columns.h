/* onnx_columns.h: what nodes do to columns between the layers. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_COLUMNS_H
#define GATESCOPE_FILES_NETWORK_ONNX_COLUMNS_H

#include "files/network/onnx_flow.h"

/* The first input is columns. NULL: nothing is known of the output any more. */
Flow *columns_through(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count, int output);

#endif
