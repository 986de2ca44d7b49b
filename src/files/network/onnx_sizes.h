/* onnx_sizes.h: what nodes between the layers do to what they read: sizes, columns, equal numbers. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_SIZES_H
#define GATESCOPE_FILES_NETWORK_ONNX_SIZES_H

#include "files/network/onnx_flow.h"

/* NULL: nothing is known of the output any more. */
Flow *flow_through(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count, int output);

#endif
