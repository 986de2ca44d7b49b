/* onnx_sizes.c: what nodes do to sizes, out of which graphs put shapes together, and to values that
 * are the same number everywhere; and which of all that a node's input is. See onnx_flow.h. */
#include "files/network/onnx_sizes.h"

#include <string.h>

#include "files/network/onnx_columns.h"
#include "files/network/onnx_tensor.h"
#include "files/network/onnx_through.h"

/* ---- sizes ---- */

static bool as_sizes(const Through *t, const Flow *flow, FlowAxis *sizes, int *count) {
    int64_t wholes[LIST];
    if (flow->kind == FLOW_SIZES) {
        *count = flow->size_count;
        memcpy(sizes, flow->sizes, (size_t)*count * sizeof *sizes);
        return true;
    }
    *count = fold_wholes(t->onnx, flow, wholes, ONNX_SIDES);
    for (int k = 0; k < *count; k++)
        sizes[k] = (FlowAxis){-1, (long)wholes[k]};
    return *count >= 0;
}

static Flow *sizes_of(const Through *t, const FlowAxis *sizes, int count) {
    Flow *result = count <= ONNX_SIDES
                       ? flow_new(t->onnx, FLOW_SIZES, t->node, onnx_output(t->node, 0))
                       : NULL;
    if (!result)
        return NULL;
    result->size_count = count;
    if (count)
        memcpy(result->sizes, sizes, (size_t)count * sizeof *sizes);
    return result;
}

static Flow *shape(const Through *t, const Flow *flow) {
    if (flow->kind != FLOW_COLUMNS)
        return NULL;
    int64_t from = onnx_whole(t->node, "start", 0), to = onnx_whole(t->node, "end", INT32_MAX);
    size_t count = array_range((size_t)flow->rank, &from, to, 1);
    return sizes_of(t, flow->axes + from, (int)count);
}

static Flow *gather_sizes(const Through *t, const Flow *flow) {
    int64_t indices[LIST];
    FlowAxis sizes[ONNX_SIDES];
    int count = t->count > 1 ? fold_wholes(t->onnx, t->inputs[1], indices, ONNX_SIDES) : -1;
    for (int k = 0; k < count; k++) {
        int index = array_axis(indices[k], flow->size_count);
        if (index < 0)
            return NULL;
        sizes[k] = flow->sizes[index];
    }
    return count > 0 ? sizes_of(t, sizes, count) : NULL;
}

static Flow *slice_sizes(const Through *t, const Flow *flow) {
    int64_t from, to, step;
    if (list_of(t, 1, "starts", &from) != 1 || list_of(t, 2, "ends", &to) != 1 ||
        (list_of(t, 4, NULL, &step) == 1 && step != 1))
        return NULL;
    size_t count = array_range((size_t)flow->size_count, &from, to, 1);
    return sizes_of(t, flow->sizes + from, (int)count);
}

static Flow *concat_sizes(const Through *t) {
    FlowAxis sizes[ONNX_SIDES];
    int count = 0;
    for (int k = 0; k < t->count; k++) {
        FlowAxis more[LIST];
        int added;
        if (!t->inputs[k] || !as_sizes(t, t->inputs[k], more, &added) || count + added > ONNX_SIDES)
            return NULL;
        memcpy(sizes + count, more, (size_t)added * sizeof *more);
        count += added;
    }
    return sizes_of(t, sizes, count);
}

/* A product or sum of sizes: as many, and not known. */
static Flow *unknown_sizes(const Through *t, const Flow *flow) {
    FlowAxis sizes[ONNX_SIDES];
    for (int k = 0; k < flow->size_count; k++)
        sizes[k] = (FlowAxis){-1, -1};
    return sizes_of(t, sizes, flow->size_count);
}

static Flow *through_sizes(const Through *t, Flow *flow) {
    const Wire op = t->node->op;
    if (wire_is(op, "Gather"))
        return gather_sizes(t, flow);
    if (wire_is(op, "Slice"))
        return slice_sizes(t, flow);
    if (wire_is(op, "Concat"))
        return concat_sizes(t);
    if (wire_is(op, "Cast") || wire_is(op, "Identity") || wire_is(op, "Squeeze") ||
        wire_is(op, "Unsqueeze") || wire_is(op, "Reshape"))
        return flow;
    if (wire_is(op, "Mul") || wire_is(op, "Add") || wire_is(op, "Sub") || wire_is(op, "Div"))
        return unknown_sizes(t, flow);
    return NULL;
}

/* ---- the same number everywhere ---- */

static Flow *same_number(const Through *t, float number) {
    Flow *result = flow_new(t->onnx, FLOW_SAME, t->node, onnx_output(t->node, 0));
    if (result)
        result->same = number;
    return result;
}

static Flow *constant_of_shape(const Through *t) {
    Array array;
    Wire tensor = onnx_message(t->node, "value", ONNX_ATTRIBUTE_TENSOR);
    if (!tensor.length)
        return same_number(t, 0);
    if (!onnx_tensor_load(t->onnx, tensor, &array))
        return NULL;
    float number = array.count ? array.numbers[0] : 0;
    array_free(&array);
    return same_number(t, number);
}

static bool keeps_same(const Through *t) {
    static const char *const OPS[] = {"Identity", "Cast",      "Transpose", "Reshape",
                                      "Squeeze",  "Unsqueeze", "Slice",     "Gather",
                                      "Split",    "Expand",    "Tile"};
    for (size_t k = 0; k < sizeof OPS / sizeof *OPS; k++)
        if (wire_is(t->node->op, OPS[k]))
            return true;
    if (!wire_is(t->node->op, "Concat"))
        return false;
    for (int k = 0; k < t->count; k++)
        if (!t->inputs[k] || t->inputs[k]->kind != FLOW_SAME ||
            t->inputs[k]->same != t->inputs[0]->same)
            return false;
    return true;
}

/* ---- all of them ---- */

Flow *flow_through(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count, int output) {
    Through t = {onnx, node, inputs, count, output};
    Flow *first = count ? inputs[0] : NULL;
    if (!first)
        return NULL;
    if (wire_is(node->op, "Shape"))
        return shape(&t, first);
    if (wire_is(node->op, "ConstantOfShape"))
        return constant_of_shape(&t);
    if (wire_is(node->op, "Concat"))
        for (int k = 0; k < count; k++)
            if (inputs[k] && inputs[k]->kind == FLOW_SIZES)
                return concat_sizes(&t);
    if (first->kind == FLOW_SAME && keeps_same(&t))
        return first;
    if (first->kind == FLOW_SIZES)
        return through_sizes(&t, first);
    /* A state that was learned, for as many sequences as there are: the same for each. */
    if (first->kind == FLOW_CONSTANT && (wire_is(node->op, "Expand") || wire_is(node->op, "Tile")))
        return first;
    return first->kind == FLOW_COLUMNS ? columns_through(onnx, node, inputs, count, output) : NULL;
}
