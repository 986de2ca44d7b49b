/* onnx_through.h: a node that is gone through on the way between two layers, as onnx_columns.c and
 * onnx_sizes.c see it. Private to these two. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_THROUGH_H
#define GATESCOPE_FILES_NETWORK_ONNX_THROUGH_H

#include "files/network/onnx_fold.h"

enum { LIST = 64 }; /* whole numbers that a list has, at most */

typedef struct Through {
    Onnx *onnx;
    const OnnxNode *node;
    Flow **inputs;
    int count, output;
} Through;

/* The whole numbers of an input, or where it is none of an attribute; -1: they are not known. */
static inline int list_of(const Through *t, int input, const char *attribute, int64_t *list) {
    return fold_list(t->onnx, t->node, t->inputs, t->count, input, attribute, list, LIST);
}

#endif
