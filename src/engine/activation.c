/* activation.c: names, ranges and slopes of the activation functions. */
#include "engine/activation.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "engine/kernels/kernels.h"

static const struct {
    const char *name;
    float low, high;
} table[ACTIVATION_COUNT] = {[ACTIVATION_SIGMOID] = {"sigmoid", 0, 1},
                             [ACTIVATION_HARD_SIGMOID] = {"hard_sigmoid", 0, 1},
                             [ACTIVATION_TANH] = {"tanh", -1, 1},
                             [ACTIVATION_RELU] = {"relu", 0, INFINITY},
                             [ACTIVATION_SOFTSIGN] = {"softsign", -1, 1},
                             [ACTIVATION_IDENTITY] = {"identity", -INFINITY, INFINITY}};

const char *activation_name(Activation activation) {
    assert(activation < ACTIVATION_COUNT);
    return table[activation].name;
}

bool activation_from_name(const char *name, Activation *activation) {
    for (int k = 0; k < ACTIVATION_COUNT; k++)
        if (strcmp(table[k].name, name) == 0) {
            *activation = (Activation)k;
            return true;
        }
    return false;
}

void activation_range(Activation activation, float *low, float *high) {
    *low = table[activation].low;
    *high = table[activation].high;
}

void activation_apply(Activation activation, const float *in, float *out, size_t count) {
    kernels_get()->activation(activation, in, out, count);
}

float activation_slope(Activation activation, float v) {
    float value;
    switch (activation) {
    case ACTIVATION_SIGMOID: /* s(v) (1 - s(v)), without taking a number near 1 from 1 */
        value = expf(-fabsf(v));
        return value / ((1 + value) * (1 + value));
    case ACTIVATION_HARD_SIGMOID:
        return v > -3 && v < 3 ? 1.0f / 6 : 0;
    case ACTIVATION_TANH:
        value = expf(-2 * fabsf(v));
        return 4 * value / ((1 + value) * (1 + value));
    case ACTIVATION_RELU:
        return v > 0 ? 1 : 0;
    case ACTIVATION_SOFTSIGN:
        value = 1 + fabsf(v);
        return 1 / (value * value);
    default:
        return 1;
    }
}

float activation_slope_at(Activation activation, float value) {
    float left = 1 - fabsf(value);
    switch (activation) {
    case ACTIVATION_SIGMOID:
        return value * (1 - value);
    case ACTIVATION_HARD_SIGMOID:
        return value > 0 && value < 1 ? 1.0f / 6 : 0;
    case ACTIVATION_TANH:
        return 1 - value * value;
    case ACTIVATION_RELU:
        return value > 0 ? 1 : 0;
    case ACTIVATION_SOFTSIGN:
        return left * left;
    default:
        return 1;
    }
}
