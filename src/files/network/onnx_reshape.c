/* onnx_reshape.c: columns in another shape, as far as it can be seen which axis became which.
 *
 * Axes that stay are matched from both ends, by label where the shape was put together from sizes,
 * else by size. What is left between may be: axes of size 1 that come or go; directions and units
 * that become one axis, the usual case; steps and sequences that become one for a product with a
 * matrix, and two again behind it. */
#include "files/network/onnx_reshape.h"

#include <string.h>

#include "files/network/onnx_fold.h"

typedef struct Matching {
    Onnx *onnx;
    const Flow *flow;
    FlowAxis sides[ONNX_SIDES]; /* size 0: that of the same axis; both -1: whatever is left */
    int count;
    int from[ONNX_SIDES]; /* the axis that each side is; -1: of size 1, NEW: of several */
    bool taken[ONNX_SIDES];
    int low, high_axis, high_side; /* what is between: axes low .. high_axis - 1, sides alike */
} Matching;

enum { ONE = -1, MERGED = -2 };

static bool is_axis(const Matching *m, int side, int axis) {
    FlowAxis wished = m->sides[side], have = m->flow->axes[axis];
    if (wished.label >= 0)
        return label_of(m->onnx, wished.label) == label_of(m->onnx, have.label);
    return wished.size > 0 && wished.size == have.size;
}

static void match(Matching *m, int side, int axis) {
    m->from[side] = axis;
    m->taken[axis] = true;
}

static void match_ends(Matching *m) {
    int low = 0, axis = m->flow->rank, side = m->count;
    while (low < axis && low < side &&
           (is_axis(m, low, low) || (m->sides[low].label < 0 && m->sides[low].size == 0)))
        match(m, low, low), low++;
    /* One of size 1 may as well be one whose size is not known. */
    while (axis > low && side > low && is_axis(m, side - 1, axis - 1) &&
           m->flow->axes[axis - 1].size != 1)
        match(m, --side, --axis);
    m->low = low;
    m->high_axis = axis;
    m->high_side = side;
}

/* Of what is between: axes and sides that are not of size 1, in their order. */
static int axes_between(const Matching *m, int *axes) {
    int count = 0;
    for (int k = m->low; k < m->high_axis; k++)
        if (m->flow->axes[k].size != 1)
            axes[count++] = k;
    return count;
}

static int sides_between(const Matching *m, int *sides) {
    int count = 0;
    for (int k = m->low; k < m->high_side; k++)
        if (m->sides[k].size != 1 || m->sides[k].label >= 0)
            sides[count++] = k;
    return count;
}

static bool may_be(const Matching *m, int side, int axis) {
    FlowAxis wished = m->sides[side];
    return is_axis(m, side, axis) || (wished.label < 0 && wished.size < 0) ||
           (wished.label < 0 && m->flow->axes[axis].size < 0);
}

/* Directions and units as one axis: the directions' columns behind each other. */
static bool merges_directions(const Matching *m, const int *axes, int axis_count, int side_count) {
    return axis_count == 2 && side_count == 1 && axes[0] == m->flow->major &&
           axes[1] == m->flow->across && axes[1] == axes[0] + 1;
}

/* As many sides as axes, some of a size that is not known: one each. */
static bool match_each(Matching *m, const int *axes, int count) {
    for (int k = 0; k < count; k++)
        if (!may_be(m, m->low + k, axes[k]))
            return false;
    for (int k = 0; k < count; k++)
        match(m, m->low + k, axes[k]);
    return true;
}

static bool match_between(Matching *m, int *merged) {
    int axes[ONNX_SIDES], sides[ONNX_SIDES];
    int axis_count = axes_between(m, axes), side_count = sides_between(m, sides);
    *merged = -1;
    for (int k = m->low; k < m->high_side; k++)
        m->from[k] = ONE;
    if (merges_directions(m, axes, axis_count, side_count)) {
        *merged = sides[0];
        m->from[sides[0]] = MERGED;
        return true;
    }
    if (axis_count == m->high_side - m->low && match_each(m, axes, axis_count))
        return true;
    /* What is left over of one side alone is a side of size 1. */
    if (side_count == axis_count + 1 && m->sides[sides[side_count - 1]].size < 0)
        side_count--;
    if (axis_count != side_count)
        return false;
    for (int k = 0; k < axis_count; k++) {
        if (!may_be(m, sides[k], axes[k]))
            return false;
        match(m, sides[k], axes[k]);
    }
    return true;
}

static Flow *matched(const Matching *m, const OnnxNode *node, int merged) {
    const Flow *flow = m->flow;
    Flow *result = flow_like(m->onnx, node, flow);
    if (!result)
        return NULL;
    result->rank = m->count;
    result->across = result->major = -1;
    for (int k = 0; k < m->count; k++) {
        int axis = m->from[k];
        result->axes[k] = axis >= 0 ? flow->axes[axis] : (FlowAxis){label_new(m->onnx), 1};
        if (axis >= 0 && axis == flow->across)
            result->across = k;
        if (axis >= 0 && axis == flow->major)
            result->major = k;
    }
    if (merged >= 0) {
        result->across = merged;
        result->axes[merged].size = flow->axes[flow->major].size * flow->axes[flow->across].size;
    }
    bool lost = flow->across >= 0 && result->across < 0;
    return !lost && flow_take_pieces(m->onnx, result, flow) ? result : NULL;
}

static bool read_sides(Matching *m, const Flow *sides) {
    int64_t list[ONNX_SIDES];
    if (sides->kind == FLOW_SIZES) {
        m->count = sides->size_count;
        memcpy(m->sides, sides->sizes, sizeof m->sides);
        return true;
    }
    m->count = fold_wholes(m->onnx, sides, list, ONNX_SIDES);
    for (int k = 0; k < m->count; k++)
        m->sides[k] = (FlowAxis){-1, list[k] > INT32_MAX ? INT32_MAX : (long)list[k]};
    return m->count > 0;
}

Flow *flow_reshaped(Onnx *onnx, const OnnxNode *node, Flow *flow, const Flow *sides) {
    Matching m = {.onnx = onnx, .flow = flow};
    int merged;
    if (!sides || !read_sides(&m, sides))
        return NULL;
    match_ends(&m);
    return match_between(&m, &merged) ? matched(&m, node, merged) : NULL;
}
