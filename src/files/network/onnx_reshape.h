/* onnx_reshape.h: columns in another shape. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_RESHAPE_H
#define GATESCOPE_FILES_NETWORK_ONNX_RESHAPE_H

#include "files/network/onnx_flow.h"

/* `sides`: the shape as a value; NULL is allowed. NULL: it cannot be seen which axis became which. */
Flow *flow_reshaped(Onnx *onnx, const OnnxNode *node, Flow *flow, const Flow *sides);

#endif
