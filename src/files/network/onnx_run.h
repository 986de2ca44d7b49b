/* onnx_run.h: the walk through a graph. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_RUN_H
#define GATESCOPE_FILES_NETWORK_ONNX_RUN_H

#include "files/network/onnx_flow.h"

/* False and an error. */
bool onnx_run(Onnx *onnx, Wire graph);

#endif
