/* onnx_fold_numbers.h: nodes that change the numbers of constants. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_FOLD_NUMBERS_H
#define GATESCOPE_FILES_NETWORK_ONNX_FOLD_NUMBERS_H

#include "files/network/onnx_flow.h"

/* A node while it is computed. */
typedef struct Folding {
    Onnx *onnx;
    const OnnxNode *node;
    const Flow *flow;
    Array inputs[ONNX_INPUTS];
    int count, depth;
} Folding;

/* False: that cannot be computed. */
bool fold_arithmetic(Folding *f, Array *result); /* Add, Sub, Mul, Div */
bool fold_negate(Folding *f, Array *result);
bool fold_dequantize(Folding *f, Array *result);
bool fold_quantize(Folding *f, Array *result);

#endif
