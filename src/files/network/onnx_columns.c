/* onnx_columns.c: what nodes do to columns between the layers: they exchange axes, add and drop those
 * of size 1, cut, join. What changes numbers is not known here. See onnx_flow.h. */
#include "files/network/onnx_columns.h"

#include <string.h>

#include "files/network/onnx_reshape.h"
#include "files/network/onnx_through.h"

/* ---- axes ---- */

static Flow *transpose(const Through *t, Flow *flow) {
    int64_t order[LIST];
    int count = onnx_wholes(t->node, "perm", order, LIST);
    if (count && count != flow->rank)
        return NULL;
    Flow *result = flow_like(t->onnx, t->node, flow);
    if (!result)
        return NULL;
    for (int k = 0; k < flow->rank; k++) {
        int axis = count ? array_axis(order[k], flow->rank) : flow->rank - 1 - k;
        if (axis < 0)
            return NULL;
        result->axes[k] = flow->axes[axis];
        if (axis == flow->across)
            result->across = k;
        if (axis == flow->major)
            result->major = k;
    }
    return flow_take_pieces(t->onnx, result, flow) ? result : NULL;
}

/* Takes one axis away. */
static void drop_axis(Flow *flow, int axis) {
    for (int k = axis; k + 1 < flow->rank; k++)
        flow->axes[k] = flow->axes[k + 1];
    flow->rank--;
    flow->across -= flow->across > axis;
    flow->major = flow->major == axis ? -1 : flow->major - (flow->major > axis);
}

static Flow *squeeze(const Through *t, Flow *flow) {
    int64_t axes[LIST];
    int count = list_of(t, 1, "axes", axes);
    Flow *result = flow_like(t->onnx, t->node, flow);
    for (int k = flow->rank - 1; result && k >= 0; k--) {
        bool drops =
            count > 0 ? array_has_axis(axes, count, flow->rank, k) : flow->axes[k].size == 1;
        if (drops && (k == flow->across || (k == flow->major && flow->axes[k].size != 1)))
            return NULL;
        if (drops)
            drop_axis(result, k);
    }
    return result && flow_take_pieces(t->onnx, result, flow) ? result : NULL;
}

static Flow *unsqueeze(const Through *t, Flow *flow) {
    int64_t axes[LIST];
    int count = list_of(t, 1, "axes", axes), rank = flow->rank + count, from = 0;
    Flow *result = count > 0 && rank <= ONNX_SIDES ? flow_like(t->onnx, t->node, flow) : NULL;
    if (!result)
        return NULL;
    result->rank = rank;
    for (int k = 0; k < rank; k++) {
        bool added = array_has_axis(axes, count, rank, k);
        if (!added && from == flow->rank)
            return NULL;
        result->axes[k] = added ? (FlowAxis){label_new(t->onnx), 1} : flow->axes[from];
        if (!added && from == flow->across)
            result->across = k;
        if (!added && from == flow->major)
            result->major = k;
        from += !added;
    }
    return flow_take_pieces(t->onnx, result, flow) ? result : NULL;
}

/* ---- parts ---- */

/* Columns from .. from + count - 1 of those of the flow. */
static bool cut_pieces(Onnx *onnx, Flow *result, const Flow *flow, long from, long count) {
    long before = 0;
    for (int k = 0; k < flow->piece_count; k++) {
        FlowPiece piece = flow->pieces[k];
        long size = piece.count < 0 ? flow_width(onnx, flow) : piece.count;
        long low = from > before ? from : before;
        long high = from + count < before + size ? from + count : before + size;
        if (low < high) {
            piece.from += low - before;
            piece.count = high - low;
            if (!flow_add_piece(onnx, result, piece))
                return false;
        }
        before += size;
    }
    return true;
}

/* The same with directions, which are a piece each. */
static bool cut_directions(Onnx *onnx, Flow *result, const Flow *flow, long from, long count) {
    for (long k = from; k < from + count; k++)
        if (k >= flow->piece_count || !flow_add_piece(onnx, result, flow->pieces[k]))
            return false;
    return true;
}

/* A part of one axis; of one that is neither columns nor directions it is a part of the steps. */
static Flow *cut(const Through *t, Flow *flow, int axis, long from, long count) {
    Flow *result = flow_like(t->onnx, t->node, flow);
    if (!result)
        return NULL;
    if (flow->axes[axis].size == 1 && axis != flow->across && axis != flow->major)
        return flow_take_pieces(t->onnx, result, flow) ? result : NULL;
    if (flow->across < 0) /* data of which nothing is known yet: then those are its columns */
        result->across = axis;
    if (flow->across < 0 && t->onnx->data[flow->pieces[0].data].width < 0)
        t->onnx->data[flow->pieces[0].data].width = flow->axes[axis].size;
    result->axes[axis].size = count;
    if (axis == flow->major)
        return cut_directions(t->onnx, result, flow, from, count) ? result : NULL;
    if (axis == result->across) {
        result->axes[axis].label = label_new(t->onnx);
        return flow->major < 0 && cut_pieces(t->onnx, result, flow, from, count) ? result : NULL;
    }
    result->one_step = true;
    result->axes[axis].label = label_part(t->onnx, flow->axes[axis].label, from, count);
    return flow_take_pieces(t->onnx, result, flow) ? result : NULL;
}

/* Of data nothing is known so far: that its last axis has the columns is the usual case. */
static bool columns_stay(const Flow *flow, int axis) {
    return axis == flow->major || axis == (flow->across >= 0 ? flow->across : flow->rank - 1);
}

/* All steps, from the last to the first. */
static Flow *turn(const Through *t, const Flow *flow, int axis) {
    Flow *result = flow_like(t->onnx, t->node, flow);
    if (!result)
        return NULL;
    result->axes[axis].label = label_part(t->onnx, flow->axes[axis].label, 0, 0);
    return flow_take_pieces(t->onnx, result, flow) ? result : NULL;
}

static Flow *slice_axis(const Through *t, Flow *flow, int axis, int64_t from, int64_t to,
                        int64_t step) {
    if (axis < 0 || step == 0)
        return NULL;
    long size = flow->axes[axis].size;
    bool whole = step == 1 && from == 0 && (to >= INT32_MAX || (size >= 0 && to >= size));
    if (whole)
        return flow;
    bool known = size >= 0;
    bool columns = axis == flow->across || axis == flow->major || flow->across < 0;
    bool turned = step == -1 && (from == -1 || from >= INT32_MAX || (known && from == size - 1)) &&
                  (to <= INT32_MIN || (known && to < -size));
    if (turned && !columns_stay(flow, axis))
        return turn(t, flow, axis);
    if (!known && flow->across == axis)
        return NULL;
    size_t count = known ? array_range((size_t)size, &from, to, step) : 1;
    if (columns && (!known || (step != 1 && count > 1)))
        return NULL;
    return count ? cut(t, flow, axis, (long)from, (long)count) : NULL;
}

static Flow *slice(const Through *t, Flow *flow) {
    int64_t from[LIST], to[LIST], axes[LIST], steps[LIST];
    int count = list_of(t, 1, "starts", from), axis_count = list_of(t, 3, "axes", axes);
    int step_count = list_of(t, 4, NULL, steps);
    if (count < 0 || list_of(t, 2, "ends", to) != count)
        return NULL;
    for (int k = 0; flow && k < count; k++)
        flow = slice_axis(t, flow, array_axis(k < axis_count ? axes[k] : k, flow->rank), from[k],
                          to[k], k < step_count ? steps[k] : 1);
    return flow;
}

/* One of an axis, which goes away; or the same one as a list. */
static Flow *gather(const Through *t, Flow *flow) {
    Array index;
    int axis = array_axis(onnx_whole(t->node, "axis", 0), flow->rank);
    if (axis < 0 || t->count < 2 || !t->inputs[1] || !fold_flow(t->onnx, t->inputs[1], &index))
        return NULL;
    bool one = index.wholes && index.count == 1, drops = index.rank == 0;
    long at = one ? (long)index.wholes[0] : 0, size = flow->axes[axis].size;
    fold_free(t->onnx, &index);
    if (at < 0 && size >= 0)
        at += size;
    bool columns = axis == flow->across || flow->across < 0;
    if (!one || (columns && drops) || (size >= 0 && (at < 0 || at >= size)) ||
        ((columns || axis == flow->major) && size < 0))
        return NULL;
    Flow *result = cut(t, flow, axis, at, 1);
    if (result && drops)
        drop_axis(result, axis);
    return result;
}

static Flow *split(const Through *t, Flow *flow) {
    int axis = array_axis(onnx_whole(t->node, "axis", 0), flow->rank);
    int64_t sizes[LIST];
    int parts = list_of(t, 1, "split", sizes), outputs = onnx_output_count(t->node);
    if (axis < 0 || flow->axes[axis].size < 0 || (parts >= 0 && parts != outputs) || outputs < 1)
        return NULL;
    long side = flow->axes[axis].size, equal = (side + outputs - 1) / outputs, from = 0;
    for (int k = 0; k < t->output && k < LIST; k++)
        from += parts >= 0 ? (long)sizes[k] : equal;
    long size = parts >= 0 ? (long)sizes[t->output] : equal;
    if (from < 0 || size < 1 || from > side - size)
        return NULL;
    return cut(t, flow, axis, from, size);
}

/* ---- several ---- */

static bool joins(const Through *t, Flow *first, const Flow *other, int axis) {
    if (other->kind != FLOW_COLUMNS || other->rank != first->rank || other->major != first->major)
        return false;
    for (int k = 0; k < first->rank; k++)
        if (k != axis)
            if (!label_join(t->onnx, first->axes[k].label, other->axes[k].label))
                return false;
    return true;
}

static bool add_joined(const Through *t, Flow *result, const Flow *other, int axis) {
    long size = other->axes[axis].size;
    if (other->piece_count == 1 && other->pieces[0].count < 0) { /* one whole data */
        if (size < 0)
            return false;
        FlowPiece piece = other->pieces[0];
        piece.count = size;
        t->onnx->data[piece.data].width = size;
        return flow_add_piece(t->onnx, result, piece);
    }
    return flow_take_pieces(t->onnx, result, other);
}

/* One direction, or one layer's last state, of which several become one value. */
static bool may_stack(const Flow *flow, int axis) {
    return flow->major < 0 && flow->across >= 0 && flow->across != axis && flow->piece_count == 1 &&
           flow->axes[axis].size == 1;
}

static Flow *concat(const Through *t) {
    Flow *first = t->inputs[0];
    if (!first || first->kind != FLOW_COLUMNS)
        return NULL;
    int axis = array_axis(onnx_whole(t->node, "axis", 0), first->rank);
    Flow *result = axis >= 0 ? flow_like(t->onnx, t->node, first) : NULL;
    if (!result)
        return NULL;
    result->axes[axis] = (FlowAxis){label_new(t->onnx), 0};
    bool stacks = may_stack(first, axis);
    if (stacks)
        result->major = axis;
    for (int k = 0; k < t->count; k++) {
        const Flow *other = t->inputs[k];
        if (!other || other->kind != FLOW_COLUMNS)
            return NULL;
        bool fits = axis == other->major || (stacks && may_stack(other, axis)) ||
                    (!stacks && other->major < 0 && (other->across < 0 || other->across == axis));
        if (!fits || !joins(t, first, other, axis) || !add_joined(t, result, other, axis))
            return NULL;
        result->axes[axis].size += other->axes[axis].size;
        result->after_layer = result->after_layer || other->after_layer;
        result->one_step = result->one_step || other->one_step;
    }
    if (axis != result->major)
        result->across = axis;
    return result;
}

/* ---- all of them ---- */

/* Nodes that hand on what they get; rounding to few levels and back is told of. */
static bool hands_on(const Through *t) {
    static const char *const OPS[] = {"Identity", "Cast",           "CastLike",
                                      "Dropout",  "QuantizeLinear", "DequantizeLinear"};
    for (size_t k = 0; k < sizeof OPS / sizeof *OPS; k++)
        if (wire_is(t->node->op, OPS[k])) {
            t->onnx->rounds = t->onnx->rounds || k >= 4;
            return t->output == 0;
        }
    return false;
}

static Flow *through_columns(const Through *t, Flow *flow) {
    const Wire op = t->node->op;
    if (hands_on(t))
        return flow;
    return wire_is(op, "Transpose")   ? transpose(t, flow)
           : wire_is(op, "Squeeze")   ? squeeze(t, flow)
           : wire_is(op, "Unsqueeze") ? unsqueeze(t, flow)
           : wire_is(op, "Reshape")
               ? flow_reshaped(t->onnx, t->node, flow, t->count > 1 ? t->inputs[1] : NULL)
           : wire_is(op, "Slice")  ? slice(t, flow)
           : wire_is(op, "Gather") ? gather(t, flow)
           : wire_is(op, "Split")  ? split(t, flow)
           : wire_is(op, "Concat") ? concat(t)
                                   : NULL;
}

Flow *columns_through(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count, int output) {
    Through t = {onnx, node, inputs, count, output};
    return through_columns(&t, inputs[0]);
}
