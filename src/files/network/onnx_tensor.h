/* onnx_tensor.h: a tensor's numbers, of this file or of one beside it. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_TENSOR_H
#define GATESCOPE_FILES_NETWORK_ONNX_TENSOR_H

#include "files/network/onnx_flow.h"

/* The array is the caller's (array_free). False where its type is none that is read here, and with an
 * error where the tensor is broken. */
bool onnx_tensor_load(Onnx *onnx, Wire message, Array *array);

#endif
