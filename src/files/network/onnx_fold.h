/* onnx_fold.h: constants that a graph makes of its initializers, computed when a cell asks for them. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_FOLD_H
#define GATESCOPE_FILES_NETWORK_ONNX_FOLD_H

#include "files/network/onnx_flow.h"

/* The array is the caller's (fold_free). False: it cannot be computed, or would take too much; an
 * error only where the file is broken. */
bool fold_flow(Onnx *onnx, const Flow *flow, Array *array);
void fold_free(Onnx *onnx, Array *array);
bool fold_can(const OnnxNode *node);
/* Integers of a small constant; how many, -1: it is none. */
int fold_wholes(Onnx *onnx, const Flow *flow, int64_t *list, int most);
/* The same of a node's input or, as in older versions, its attribute. */
int fold_list(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count, int input,
              const char *attribute, int64_t *list, int most);
/* Says of all initializers that the constant is made of what they were taken for, or why they were
 * left. */
void fold_used(Onnx *onnx, const Flow *flow, const char *format, ...) ERROR_FORMAT(3, 4);
void fold_left(Onnx *onnx, const Flow *flow, const char *format, ...) ERROR_FORMAT(3, 4);

#endif
