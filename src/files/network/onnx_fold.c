/* onnx_fold.c: constants that a graph makes of its initializers, computed when a cell asks for them.
 *
 * Exporters write a cell's weights as they are, or cut, joined, turned and rounded by nodes. Only
 * those nodes are computed here, on sizes that are bounded by the file's (Onnx.most). */
#include "files/network/onnx_fold.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/network/onnx_fold_numbers.h"
#include "files/network/onnx_names.h"
#include "files/network/onnx_tensor.h"

enum { LIST = 64 }; /* items of a list of axes or sizes */

static bool fold_at(Onnx *onnx, const Flow *flow, Array *array, int depth);

void fold_free(Onnx *onnx, Array *array) {
    onnx->held -= array->count < onnx->held ? array->count : onnx->held;
    array_free(array);
}

/* The integers of an input, or of the attribute of older versions. -1: there are none. */
static int list_of(const Folding *f, int input, const char *attribute, int64_t *list) {
    if (input < f->count && f->inputs[input].numbers) {
        const Array *array = &f->inputs[input];
        if (!array->wholes || array->count > LIST)
            return -1;
        memcpy(list, array->wholes, array->count * sizeof *list);
        return (int)array->count;
    }
    if (!attribute || !onnx_has(f->node, attribute))
        return -1;
    int count = onnx_wholes(f->node, attribute, list, LIST);
    return count <= LIST ? count : -1;
}

/* ---- one node each ---- */

static bool fold_copy(Folding *f, Array *result) {
    return array_copy(&f->inputs[0], result);
}

static bool fold_cast(Folding *f, Array *result) {
    int64_t to = onnx_whole(f->node, "to", ONNX_FLOAT);
    bool was = f->inputs[0].wholes != NULL;
    if (!array_copy(&f->inputs[0], result))
        return false;
    bool whole = to == ONNX_INT64 || to == ONNX_INT32;
    if (whole && !was) {
        array_free(result);
        return array_make(result, 0, NULL, false, 0) && false; /* rounding is nobody's weight */
    }
    if (!whole && to != ONNX_INT8 && to != ONNX_UINT8) {
        free(result->wholes);
        result->wholes = NULL;
    }
    return true;
}

static bool fold_transpose(Folding *f, Array *result) {
    int64_t order[LIST];
    int count = list_of(f, ONNX_INPUTS, "perm", order);
    return array_permute(&f->inputs[0], order, count < 0 ? 0 : count, result);
}

static bool fold_reshape(Folding *f, Array *result) {
    int64_t sides[LIST];
    int count = list_of(f, 1, "shape", sides);
    return count >= 0 &&
           array_reshape(&f->inputs[0], sides, count, !onnx_whole(f->node, "allowzero", 0), result);
}

static bool fold_flatten(Folding *f, Array *result) {
    const Array *array = &f->inputs[0];
    int64_t axis = onnx_whole(f->node, "axis", 1);
    if (axis < 0)
        axis += array->rank;
    if (axis < 0 || axis > array->rank)
        return false;
    int64_t sides[2] = {(int64_t)array_product((int)axis, array->shape), -1};
    return array_reshape(array, sides, 2, false, result);
}

static bool fold_squeeze(Folding *f, Array *result) {
    int64_t axes[LIST];
    int count = list_of(f, 1, "axes", axes);
    return array_squeeze(&f->inputs[0], axes, count < 0 ? 0 : count, result);
}

static bool fold_unsqueeze(Folding *f, Array *result) {
    int64_t axes[LIST];
    int count = list_of(f, 1, "axes", axes);
    return count >= 0 && array_unsqueeze(&f->inputs[0], axes, count, result);
}

static bool slice_axes(Folding *f, Array *result, const int64_t *from, const int64_t *to,
                       int count) {
    int64_t axes[LIST], steps[LIST];
    int axis_count = list_of(f, 3, "axes", axes), step_count = list_of(f, 4, NULL, steps);
    if (!array_copy(&f->inputs[0], result))
        return false;
    for (int k = 0; k < count; k++) {
        Array cut;
        int axis = array_axis(axis_count > k ? axes[k] : k, result->rank);
        bool good = (axis_count < 0 || axis_count == count) &&
                    array_slice(result, axis, from[k], to[k], step_count > k ? steps[k] : 1, &cut);
        array_free(result);
        if (!good)
            return false;
        *result = cut;
    }
    return true;
}

static bool fold_slice(Folding *f, Array *result) {
    int64_t from[LIST], to[LIST];
    int count = list_of(f, 1, "starts", from);
    return count >= 0 && list_of(f, 2, "ends", to) == count &&
           slice_axes(f, result, from, to, count);
}

static bool fold_split(Folding *f, Array *result) {
    const Array *array = &f->inputs[0];
    int axis = array_axis(onnx_whole(f->node, "axis", 0), array->rank);
    int64_t sizes[LIST], from = 0;
    int parts = list_of(f, 1, "split", sizes), outputs = onnx_output_count(f->node);
    if (axis < 0 || outputs < 1 || f->flow->output >= outputs || (parts >= 0 && parts != outputs))
        return false;
    int64_t side = (int64_t)array->shape[axis], equal = (side + outputs - 1) / outputs;
    for (int k = 0; k < f->flow->output; k++)
        from += parts >= 0 ? sizes[k] : equal;
    int64_t size = parts >= 0 ? sizes[f->flow->output] : equal;
    return from >= 0 && size >= 0 && from <= side &&
           array_slice(array, axis, from, from + size, 1, result);
}

static bool fold_gather(Folding *f, Array *result) {
    int axis = array_axis(onnx_whole(f->node, "axis", 0), f->inputs[0].rank);
    return f->count == 2 && array_gather(&f->inputs[0], axis, &f->inputs[1], result);
}

static bool fold_concat(Folding *f, Array *result) {
    int axis = array_axis(onnx_whole(f->node, "axis", 0), f->inputs[0].rank);
    return array_concat(f->inputs, f->count, axis, result);
}

static bool fold_expand(Folding *f, Array *result) {
    int64_t sides[LIST];
    int count = list_of(f, 1, NULL, sides);
    return count >= 0 && count <= ONNX_SIDES && array_expand(&f->inputs[0], sides, count, result);
}

static bool fold_constant(Folding *f, Array *result) {
    Wire tensor = onnx_message(f->node, "value", ONNX_ATTRIBUTE_TENSOR);
    float numbers[LIST];
    int64_t wholes[LIST];
    if (tensor.length)
        return onnx_tensor_load(f->onnx, tensor, result);
    bool is_whole = onnx_has(f->node, "value_int") || onnx_has(f->node, "value_ints");
    bool one = onnx_has(f->node, "value_int") || onnx_has(f->node, "value_float");
    int count = one        ? 1
                : is_whole ? onnx_wholes(f->node, "value_ints", wholes, LIST)
                           : onnx_floats(f->node, "value_floats", numbers, LIST);
    if (one)
        wholes[0] = onnx_whole(f->node, "value_int", 0);
    if (one)
        numbers[0] = onnx_float(f->node, "value_float", 0);
    if (count > LIST ||
        !array_make(result, !one, (size_t[]){(size_t)count}, is_whole, f->onnx->most))
        return false;
    for (int k = 0; k < count; k++) {
        result->numbers[k] = is_whole ? (float)wholes[k] : numbers[k];
        if (is_whole)
            result->wholes[k] = wholes[k];
    }
    return true;
}

/* ---- all of them ---- */

typedef struct FoldRow {
    const char *op;
    bool (*fold)(Folding *f, Array *result);
} FoldRow;

static const FoldRow ROWS[] = {{"Constant", fold_constant},
                               {"Identity", fold_copy},
                               {"Cast", fold_cast},
                               {"Transpose", fold_transpose},
                               {"Reshape", fold_reshape},
                               {"Flatten", fold_flatten},
                               {"Squeeze", fold_squeeze},
                               {"Unsqueeze", fold_unsqueeze},
                               {"Slice", fold_slice},
                               {"Split", fold_split},
                               {"Gather", fold_gather},
                               {"Concat", fold_concat},
                               {"Expand", fold_expand},
                               {"Add", fold_arithmetic},
                               {"Sub", fold_arithmetic},
                               {"Mul", fold_arithmetic},
                               {"Div", fold_arithmetic},
                               {"Neg", fold_negate},
                               {"DequantizeLinear", fold_dequantize},
                               {"QuantizeLinear", fold_quantize}};

static const FoldRow *row_of(const OnnxNode *node) {
    for (size_t k = 0; k < sizeof ROWS / sizeof *ROWS; k++)
        if (wire_is(node->op, ROWS[k].op))
            return &ROWS[k];
    return NULL;
}

bool fold_can(const OnnxNode *node) {
    return row_of(node) != NULL;
}

static bool hold(Onnx *onnx, Array *array) {
    onnx->held += array->count;
    if (onnx->held <= onnx->most)
        return true;
    fold_free(onnx, array);
    return false;
}

static bool fold_node(Onnx *onnx, const Flow *flow, Array *array, int depth) {
    Folding *f = calloc(1, sizeof *f);
    bool good = f && flow->input_count <= ONNX_INPUTS;
    if (!f)
        return false;
    *f = (Folding){.onnx = onnx, .node = flow->node, .flow = flow, .depth = depth};
    for (; good && f->count < flow->input_count; f->count++)
        good = !flow->inputs[f->count] ||
               fold_at(onnx, flow->inputs[f->count], &f->inputs[f->count], depth + 1);
    bool needs_first = !wire_is(flow->node->op, "Constant");
    good = good && (!needs_first || (f->count > 0 && f->inputs[0].numbers)) &&
           row_of(flow->node)->fold(f, array);
    for (int k = 0; k < f->count; k++)
        fold_free(onnx, &f->inputs[k]);
    free(f);
    return good;
}

static bool fold_at(Onnx *onnx, const Flow *flow, Array *array, int depth) {
    *array = (Array){0};
    if (flow->kind != FLOW_CONSTANT || depth > ONNX_DEPTH || ++onnx->folds > ONNX_FOLDS)
        return false;
    bool good = flow->node ? fold_node(onnx, flow, array, depth)
                           : onnx_tensor_load(onnx, flow->tensor, array);
    if (!good)
        array_free(array);
    return good && hold(onnx, array);
}

bool fold_flow(Onnx *onnx, const Flow *flow, Array *array) {
    *array = (Array){0};
    return flow && fold_at(onnx, flow, array, 0);
}

int fold_wholes(Onnx *onnx, const Flow *flow, int64_t *list, int most) {
    Array array;
    if (!flow || !fold_flow(onnx, flow, &array))
        return -1;
    int count = array.wholes && array.count <= (size_t)most ? (int)array.count : -1;
    for (int k = 0; k < count; k++)
        list[k] = array.wholes[k];
    fold_free(onnx, &array);
    return count;
}

int fold_list(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count, int input,
              const char *attribute, int64_t *list, int most) {
    if (input < count && inputs[input])
        return fold_wholes(onnx, inputs[input], list, most);
    if (!attribute || !onnx_has(node, attribute))
        return -1;
    int found = onnx_wholes(node, attribute, list, most);
    return found <= most ? found : -1;
}

/* ---- what became of them ---- */

typedef void BecameOf(Network *network, const char *tensor, const char *format, ...);

static void say_all(Onnx *onnx, const Flow *flow, BecameOf *became_of, const char *what,
                    int depth) {
    if (flow->kind != FLOW_CONSTANT || depth > ONNX_DEPTH || ++onnx->folds > ONNX_FOLDS)
        return;
    char name[256];
    wire_copy(flow->name, name, sizeof name);
    if (onnx_listed(onnx, flow->name))
        became_of(onnx->network, name, "%s", what);
    for (int k = 0; k < flow->input_count; k++)
        if (flow->inputs[k])
            say_all(onnx, flow->inputs[k], became_of, what, depth + 1);
}

static void say_of(Onnx *onnx, const Flow *flow, BecameOf *became_of, const char *format,
                   va_list list) {
    char what[256];
    vsnprintf(what, sizeof what, format, list);
    if (flow)
        say_all(onnx, flow, became_of, what, 0);
}

void fold_used(Onnx *onnx, const Flow *flow, const char *format, ...) {
    va_list list;
    va_start(list, format);
    say_of(onnx, flow, network_used, format, list);
    va_end(list);
}

void fold_left(Onnx *onnx, const Flow *flow, const char *format, ...) {
    va_list list;
    va_start(list, format);
    say_of(onnx, flow, network_left, format, list);
    va_end(list);
}
