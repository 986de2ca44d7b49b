/* onnx_array.c: see onnx_array.h. */
#include "files/network/onnx_array.h"

#include <stdlib.h>
#include <string.h>

bool array_make(Array *array, int rank, const size_t *shape, bool wholes, size_t most) {
    *array = (Array){.rank = rank, .most = most};
    for (int k = 0; k < rank; k++)
        array->shape[k] = shape[k];
    array->count = array_product(rank, shape);
    if (array->count > most || array->count > (size_t)PTRDIFF_MAX / 16)
        return false;
    array->numbers = calloc(array->count + 1, sizeof *array->numbers);
    if (array->numbers && wholes && array->count <= ARRAY_WHOLES)
        array->wholes = calloc(array->count + 1, sizeof *array->wholes);
    return array->numbers && (array->wholes || !wholes || array->count > ARRAY_WHOLES);
}

void array_free(Array *array) {
    free(array->numbers);
    free(array->wholes);
    *array = (Array){0};
}

size_t array_product(int rank, const size_t *shape) {
    size_t product = 1;
    for (int k = 0; k < rank; k++) {
        if (shape[k] && product > (size_t)PTRDIFF_MAX / shape[k])
            return SIZE_MAX;
        product *= shape[k];
    }
    return product;
}

int array_axis(int64_t axis, int rank) {
    if (axis < 0)
        axis += rank;
    return axis >= 0 && axis < rank ? (int)axis : -1;
}

/* ---- numbers taken from elsewhere ---- */

static void take(const Array *from, size_t source, Array *to, size_t target) {
    to->numbers[target] = from->numbers[source];
    if (to->wholes && from->wholes)
        to->wholes[target] = from->wholes[source];
}

static bool make_like(const Array *array, int rank, const size_t *shape, Array *result) {
    bool good = array_make(result, rank, shape, array->wholes != NULL, array->most);
    if (!good)
        array_free(result);
    return good;
}

/* How far apart in memory the items along each axis are. */
static void find_strides(int rank, const size_t *shape, size_t *strides) {
    size_t stride = 1;
    for (int k = rank - 1; k >= 0; k--) {
        strides[k] = stride;
        stride *= shape[k];
    }
}

/* Fills the result with those of the array that lie `strides` apart, from `start` on; a stride of 0
 * repeats. Steps may go backwards. */
static void walk(const Array *array, Array *result, ptrdiff_t start, const ptrdiff_t *strides) {
    size_t at[ONNX_SIDES] = {0};
    ptrdiff_t source = start;
    for (size_t target = 0; target < result->count; target++) {
        take(array, (size_t)source, result, target);
        for (int axis = result->rank - 1; axis >= 0; axis--) {
            source += strides[axis];
            if (++at[axis] < result->shape[axis])
                break;
            source -= strides[axis] * (ptrdiff_t)result->shape[axis];
            at[axis] = 0;
        }
    }
}

static bool with_shape(const Array *array, int rank, const size_t *shape, Array *result) {
    if (array_product(rank, shape) != array->count || !make_like(array, rank, shape, result))
        return false;
    for (size_t k = 0; k < array->count; k++)
        take(array, k, result, k);
    return true;
}

bool array_copy(const Array *array, Array *result) {
    return with_shape(array, array->rank, array->shape, result);
}

bool array_permute(const Array *array, const int64_t *order, int count, Array *result) {
    size_t shape[ONNX_SIDES], strides[ONNX_SIDES];
    ptrdiff_t steps[ONNX_SIDES];
    bool seen[ONNX_SIDES] = {false};
    if (count && count != array->rank)
        return false;
    find_strides(array->rank, array->shape, strides);
    for (int k = 0; k < array->rank; k++) {
        int axis = count ? array_axis(order[k], array->rank) : array->rank - 1 - k;
        if (axis < 0 || seen[axis])
            return false;
        seen[axis] = true;
        shape[k] = array->shape[axis];
        steps[k] = (ptrdiff_t)strides[axis];
    }
    if (!make_like(array, array->rank, shape, result))
        return false;
    walk(array, result, 0, steps);
    return true;
}

/* ---- other shapes of the same ---- */

bool array_reshape(const Array *array, const int64_t *sides, int count, bool zero_copies,
                   Array *result) {
    size_t shape[ONNX_SIDES] = {1}, rest = 1;
    int open = -1;
    if (count > ONNX_SIDES)
        return false;
    for (int k = 0; k < count; k++) {
        bool copies = sides[k] == 0 && zero_copies;
        if ((copies && k >= array->rank) || sides[k] < -1 || (sides[k] == -1 && open >= 0))
            return false;
        if (sides[k] == -1)
            open = k;
        shape[k] = sides[k] == -1 ? 1 : copies ? array->shape[k] : (size_t)sides[k];
    }
    rest = array_product(count, shape);
    if (open >= 0 && rest > 0 && array->count % rest == 0)
        shape[open] = array->count / rest;
    return with_shape(array, count, shape, result);
}

bool array_has_axis(const int64_t *axes, int count, int rank, int axis) {
    for (int k = 0; k < count; k++)
        if (array_axis(axes[k], rank) == axis)
            return true;
    return false;
}

bool array_squeeze(const Array *array, const int64_t *axes, int count, Array *result) {
    size_t shape[ONNX_SIDES];
    int rank = 0;
    for (int k = 0; k < array->rank; k++)
        if (count ? !array_has_axis(axes, count, array->rank, k) : array->shape[k] != 1)
            shape[rank++] = array->shape[k];
    return with_shape(array, rank, shape, result);
}

bool array_unsqueeze(const Array *array, const int64_t *axes, int count, Array *result) {
    size_t shape[ONNX_SIDES];
    int rank = array->rank + count, from = 0;
    if (rank > ONNX_SIDES)
        return false;
    for (int k = 0; k < rank; k++) {
        bool added = array_has_axis(axes, count, rank, k);
        if (!added && from == array->rank)
            return false;
        shape[k] = added ? 1 : array->shape[from++];
    }
    return from == array->rank && with_shape(array, rank, shape, result);
}

/* ---- parts, and wholes of parts ---- */

static int64_t within(int64_t value, int64_t low, int64_t high) {
    return value < low ? low : value > high ? high : value;
}

size_t array_range(size_t size, int64_t *from, int64_t to, int64_t step) {
    int64_t side = (int64_t)size;
    if (step == 0 || step < -side - 1 || step > side + 1)
        step = step < 0 ? -side - 1 : side + 1;
    int64_t begin = *from < 0 ? within(*from, -side, 0) + side : *from;
    int64_t end = to < 0 ? within(to, -side - 1, 0) + side : to;
    if (step > 0) {
        *from = within(begin, 0, side);
        end = within(end, 0, side);
        return end > *from ? (size_t)((end - *from + step - 1) / step) : 0;
    }
    *from = within(begin, 0, side - 1);
    end = within(end, -1, side - 1);
    return *from > end ? (size_t)((*from - end - step - 1) / -step) : 0;
}

bool array_slice(const Array *array, int axis, int64_t from, int64_t to, int64_t step,
                 Array *result) {
    size_t strides[ONNX_SIDES], shape[ONNX_SIDES];
    ptrdiff_t steps[ONNX_SIDES];
    if (axis < 0 || axis >= array->rank || step == 0)
        return false;
    memcpy(shape, array->shape, sizeof shape);
    shape[axis] = array_range(array->shape[axis], &from, to, step);
    if (!make_like(array, array->rank, shape, result))
        return false;
    find_strides(array->rank, array->shape, strides);
    for (int k = 0; k < array->rank; k++)
        steps[k] = (ptrdiff_t)strides[k];
    if (shape[axis] > 1)
        steps[axis] *= (ptrdiff_t)step;
    if (result->count)
        walk(array, result, (ptrdiff_t)(strides[axis] * (size_t)from), steps);
    return true;
}

bool array_gather(const Array *array, int axis, const Array *indices, Array *result) {
    size_t shape[ONNX_SIDES], strides[ONNX_SIDES];
    if (axis < 0 || axis >= array->rank || !indices->wholes ||
        array->rank - 1 + indices->rank > ONNX_SIDES)
        return false;
    int rank = 0;
    for (int k = 0; k < axis; k++)
        shape[rank++] = array->shape[k];
    for (int k = 0; k < indices->rank; k++)
        shape[rank++] = indices->shape[k];
    for (int k = axis + 1; k < array->rank; k++)
        shape[rank++] = array->shape[k];
    for (size_t k = 0; k < indices->count; k++) {
        int64_t index = indices->wholes[k], side = (int64_t)array->shape[axis];
        if (index < -side || index >= side)
            return false;
    }
    if (!make_like(array, rank, shape, result))
        return false;
    find_strides(array->rank, array->shape, strides);
    size_t below = strides[axis], side = array->shape[axis];
    for (size_t k = 0; k < result->count; k++) {
        size_t inner = k % below, which = k / below % indices->count;
        size_t outer = k / below / indices->count;
        int64_t index = indices->wholes[which];
        take(array,
             (outer * side + (size_t)(index < 0 ? index + (int64_t)side : index)) * below + inner,
             result, k);
    }
    return true;
}

static bool fits(const Array *a, const Array *b, int axis) {
    for (int k = 0; k < a->rank; k++)
        if (a->rank != b->rank || (k != axis && a->shape[k] != b->shape[k]))
            return false;
    return a->rank == b->rank;
}

bool array_concat(const Array *arrays, int count, int axis, Array *result) {
    size_t shape[ONNX_SIDES], below = 1;
    if (count < 1 || axis < 0 || axis >= arrays[0].rank)
        return false;
    memcpy(shape, arrays[0].shape, sizeof shape);
    shape[axis] = 0;
    bool wholes = true;
    for (int k = 0; k < count; k++) {
        if (!fits(&arrays[0], &arrays[k], axis))
            return false;
        shape[axis] += arrays[k].shape[axis];
        wholes = wholes && arrays[k].wholes;
    }
    if (!array_make(result, arrays[0].rank, shape, wholes, arrays[0].most)) {
        array_free(result);
        return false;
    }
    for (int k = axis + 1; k < result->rank; k++)
        below *= shape[k];
    size_t before = 0;
    for (int k = 0; k < count; k++) {
        size_t block = arrays[k].shape[axis] * below;
        for (size_t n = 0; n < arrays[k].count; n++)
            take(&arrays[k], n, result, n / block * shape[axis] * below + before + n % block);
        before += block;
    }
    return true;
}

bool array_expand(const Array *array, const int64_t *sides, int count, Array *result) {
    size_t shape[ONNX_SIDES], strides[ONNX_SIDES];
    ptrdiff_t steps[ONNX_SIDES];
    int rank = count > array->rank ? count : array->rank;
    if (rank > ONNX_SIDES)
        return false;
    find_strides(array->rank, array->shape, strides);
    for (int k = 0; k < rank; k++) {
        int own = k - (rank - array->rank), wished = k - (rank - count);
        size_t side = own >= 0 ? array->shape[own] : 1;
        int64_t wish = wished >= 0 ? sides[wished] : 1;
        if (wish < 0 || (side != 1 && wish != 1 && (size_t)wish != side))
            return false;
        shape[k] = side == 1 ? (size_t)wish : side;
        steps[k] = own >= 0 && side != 1 ? (ptrdiff_t)strides[own] : 0;
    }
    if (!make_like(array, rank, shape, result))
        return false;
    walk(array, result, 0, steps);
    return true;
}
