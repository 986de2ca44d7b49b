/* onnx_fold_numbers.c: arithmetic on constants, and quantised weights. */
#include "files/network/onnx_fold_numbers.h"

#include <math.h>

/* ---- arithmetic ---- */

static float calculate(char sign, float a, float b) {
    return sign == '+' ? a + b : sign == '-' ? a - b : sign == '*' ? a * b : a / b;
}

static char sign_of(const OnnxNode *node) {
    return wire_is(node->op, "Add")   ? '+'
           : wire_is(node->op, "Sub") ? '-'
           : wire_is(node->op, "Mul") ? '*'
                                      : '/';
}

static int64_t calculate_whole(char sign, int64_t a, int64_t b) {
    uint64_t x = (uint64_t)a, y = (uint64_t)b;
    if (sign == '/')
        return b == 0 || b == -1 ? 0 : a / b;
    return (int64_t)(sign == '+' ? x + y : sign == '-' ? x - y : x * y);
}

/* Of one shape, or one of them a single number. */
bool fold_arithmetic(Folding *f, Array *result) {
    const Array *a = &f->inputs[0], *b = &f->inputs[1];
    if (f->count != 2 || (a->count != b->count && a->count != 1 && b->count != 1))
        return false;
    const Array *large =
        a->count > b->count || (a->count == b->count && a->rank >= b->rank) ? a : b;
    char sign = sign_of(f->node);
    if (!array_make(result, large->rank, large->shape, a->wholes && b->wholes, large->most))
        return false;
    for (size_t k = 0; k < result->count; k++) {
        size_t i = a->count == 1 ? 0 : k, j = b->count == 1 ? 0 : k;
        result->numbers[k] = calculate(sign, a->numbers[i], b->numbers[j]);
        if (result->wholes)
            result->wholes[k] = calculate_whole(sign, a->wholes[i], b->wholes[j]);
    }
    return true;
}

bool fold_negate(Folding *f, Array *result) {
    if (!array_copy(&f->inputs[0], result))
        return false;
    for (size_t k = 0; k < result->count; k++) {
        result->numbers[k] = -result->numbers[k];
        if (result->wholes)
            result->wholes[k] = (int64_t)(0 - (uint64_t)result->wholes[k]);
    }
    return true;
}

/* ---- quantised weights ---- */

/* Which scale a number has: one for all, or one for each along an axis. */
typedef struct Scales {
    const Array *scale, *zero; /* zero NULL: 0 */
    size_t below, side;
} Scales;

static bool find_scales(const Folding *f, Scales *scales) {
    const Array *array = &f->inputs[0];
    *scales =
        (Scales){&f->inputs[1], f->count > 2 && f->inputs[2].numbers ? &f->inputs[2] : NULL, 1, 1};
    if (f->count < 2 || onnx_whole(f->node, "block_size", 0))
        return false;
    size_t count = scales->scale->count;
    if (scales->zero && scales->zero->count != count)
        return false;
    if (count == 1)
        return true;
    int axis = array_axis(onnx_whole(f->node, "axis", 1), array->rank);
    if (axis < 0 || array->shape[axis] != count || scales->scale->rank != 1)
        return false;
    scales->side = count;
    for (int k = axis + 1; k < array->rank; k++)
        scales->below *= array->shape[k];
    return true;
}

bool fold_dequantize(Folding *f, Array *result) {
    Scales scales;
    const Array *array = &f->inputs[0];
    if (!find_scales(f, &scales) ||
        !array_make(result, array->rank, array->shape, false, array->most))
        return false;
    for (size_t k = 0; k < result->count; k++) {
        size_t which = k / scales.below % scales.side;
        float zero = scales.zero ? scales.zero->numbers[which] : 0;
        result->numbers[k] = (array->numbers[k] - zero) * scales.scale->numbers[which];
    }
    return true;
}

/* The least and the most of the integers that a quantised tensor has: those of the zero point. */
static bool find_range(const Folding *f, float *low, float *high) {
    OnnxTensor zero;
    const Flow *flow = f->flow->input_count > 2 ? f->flow->inputs[2] : NULL;
    OnnxType type = ONNX_UINT8;
    Wire tensor = flow && flow->node ? onnx_message(flow->node, "value", ONNX_ATTRIBUTE_TENSOR)
                  : flow             ? flow->tensor
                                     : wire_of(NULL, 0);
    if (flow && (!tensor.length || !onnx_tensor(tensor, &zero, NULL)))
        return false;
    if (flow)
        type = zero.type;
    if (type != ONNX_UINT8 && type != ONNX_INT8 && type != ONNX_INT16 && type != ONNX_UINT16)
        return false;
    float width = onnx_type_size(type) == 1 ? 256 : 65536;
    *low = type == ONNX_INT8 || type == ONNX_INT16 ? -width / 2 : 0;
    *high = *low + width - 1;
    return true;
}

bool fold_quantize(Folding *f, Array *result) {
    Scales scales;
    const Array *array = &f->inputs[0];
    float low, high;
    if (!find_scales(f, &scales) || !find_range(f, &low, &high) ||
        !array_make(result, array->rank, array->shape, false, array->most))
        return false;
    for (size_t k = 0; k < result->count; k++) {
        size_t which = k / scales.below % scales.side;
        float zero = scales.zero ? scales.zero->numbers[which] : 0;
        float level = rintf(array->numbers[k] / scales.scale->numbers[which]) + zero;
        result->numbers[k] = fminf(fmaxf(level, low), high);
    }
    return true;
}
