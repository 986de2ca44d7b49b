/* onnx_dense.h: products with a matrix, MatMul or Gemm, with their bias and activation. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_DENSE_H
#define GATESCOPE_FILES_NETWORK_ONNX_DENSE_H

#include "files/network/onnx_flow.h"

/* NULL: the node is none, and adds nothing to one. */
Flow *flow_dense(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count);
/* Its layer; then it is FLOW_COLUMNS, or FLOW_OTHER where it cannot be shown. False and an error. */
bool dense_make(Onnx *onnx, Flow *flow);
/* Its columns, before it is a layer; the same where nothing is known of them. NULL and an error. */
Flow *dense_promise(Onnx *onnx, Flow *flow);
/* Makes the layers of which columns were promised. False where one cannot be made. */
bool dense_keep(Onnx *onnx, Flow *flow);

#endif
