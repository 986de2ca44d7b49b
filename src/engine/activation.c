/* activation.c: names, ranges and slopes of the activation functions. */
#include "engine/activation.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/kernels/kernels.h"

static const struct {
    const char *name;
    float low, high; /* with the usual numbers */
    int numbers;
    float alpha, beta;
} table[ACTIVATION_COUNT] = {
    [ACTIVATION_SIGMOID] = {"sigmoid", 0, 1, 0, 0, 0},
    [ACTIVATION_HARD_SIGMOID] = {"hard_sigmoid", 0, 1, 2, 1.0f / 6, 0.5f},
    [ACTIVATION_TANH] = {"tanh", -1, 1, 0, 0, 0},
    [ACTIVATION_RELU] = {"relu", 0, INFINITY, 0, 0, 0},
    [ACTIVATION_SOFTSIGN] = {"softsign", -1, 1, 0, 0, 0},
    [ACTIVATION_IDENTITY] = {"identity", -INFINITY, INFINITY, 0, 0, 0},
    [ACTIVATION_SCALED_TANH] = {"scaled_tanh", -1, 1, 2, 1, 1},
    [ACTIVATION_LEAKY_RELU] = {"leaky_relu", -INFINITY, INFINITY, 1, 0.01f, 0},
    [ACTIVATION_THRESHOLDED_RELU] = {"thresholded_relu", 0, INFINITY, 1, 1, 0},
    [ACTIVATION_ELU] = {"elu", -1, INFINITY, 1, 1, 0},
    [ACTIVATION_SOFTPLUS] = {"softplus", 0, INFINITY, 0, 0, 0},
    [ACTIVATION_AFFINE] = {"affine", -INFINITY, INFINITY, 2, 1, 0}};

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

int activation_numbers(Activation activation) {
    return table[activation].numbers;
}

Curve activation_usual(Activation activation) {
    assert(activation < ACTIVATION_COUNT);
    return (Curve){activation, table[activation].alpha, table[activation].beta};
}

bool activation_same(Curve a, Curve b) {
    int numbers = activation_numbers(a.activation);
    return a.activation == b.activation && (numbers < 1 || a.alpha == b.alpha) &&
           (numbers < 2 || a.beta == b.beta);
}

const char *activation_text(Curve curve, char text[ACTIVATION_TEXT]) {
    const Curve usual = activation_usual(curve.activation);
    const char *name = activation_name(curve.activation);
    if (activation_same(curve, usual))
        snprintf(text, ACTIVATION_TEXT, "%s", name);
    else if (activation_numbers(curve.activation) < 2 || curve.beta == usual.beta)
        snprintf(text, ACTIVATION_TEXT, "%s %.6g", name, (double)curve.alpha);
    else
        snprintf(text, ACTIVATION_TEXT, "%s %.6g %.6g", name, (double)curve.alpha,
                 (double)curve.beta);
    return text;
}

void activation_range(Curve curve, float *low, float *high) {
    float alpha = curve.alpha;
    *low = table[curve.activation].low;
    *high = table[curve.activation].high;
    if (curve.activation == ACTIVATION_SCALED_TANH) {
        *low = -fabsf(alpha);
        *high = fabsf(alpha);
    } else if (curve.activation == ACTIVATION_ELU) {
        *low = alpha > 0 ? -alpha : 0;
    } else if (curve.activation == ACTIVATION_THRESHOLDED_RELU) {
        *low = fminf(alpha, 0);
    } else if (curve.activation == ACTIVATION_LEAKY_RELU && alpha <= 0) {
        *low = 0;
    } else if (curve.activation == ACTIVATION_AFFINE && alpha == 0) {
        *low = *high = curve.beta;
    }
}

void activation_apply(Curve curve, const float *in, float *out, size_t count) {
    kernels_get()->activation(curve, in, out, count);
}

/* e / (1 + e)^2, e = exp(-size): without taking a number near 1 from 1. */
static float bell(float size) {
    float e = expf(-size);
    return e / ((1 + e) * (1 + e));
}

float activation_slope(Curve curve, float v) {
    float value;
    switch (curve.activation) {
    case ACTIVATION_SIGMOID:
        return bell(fabsf(v));
    case ACTIVATION_HARD_SIGMOID:
        value = v * curve.alpha + curve.beta;
        return value > 0 && value < 1 ? curve.alpha : 0;
    case ACTIVATION_TANH:
        return 4 * bell(2 * fabsf(v));
    case ACTIVATION_RELU:
        return v > 0 ? 1 : 0;
    case ACTIVATION_SOFTSIGN:
        value = 1 + fabsf(v);
        return 1 / (value * value);
    case ACTIVATION_SCALED_TANH:
        return curve.alpha * curve.beta * (4 * bell(2 * fabsf(curve.beta * v)));
    case ACTIVATION_LEAKY_RELU:
        return v > 0 ? 1 : curve.alpha;
    case ACTIVATION_THRESHOLDED_RELU:
        return v > curve.alpha ? 1 : 0;
    case ACTIVATION_ELU:
        return v < 0 ? curve.alpha * expf(v) : 1;
    case ACTIVATION_SOFTPLUS:
        return v < 0 ? expf(v) / (1 + expf(v)) : 1 / (1 + expf(-v));
    case ACTIVATION_AFFINE:
        return curve.alpha;
    default:
        return 1;
    }
}

float activation_slope_at(Curve curve, float value) {
    float left = 1 - fabsf(value);
    switch (curve.activation) {
    case ACTIVATION_SIGMOID:
        return value * (1 - value);
    case ACTIVATION_HARD_SIGMOID:
        return value > 0 && value < 1 ? curve.alpha : 0;
    case ACTIVATION_TANH:
        return 1 - value * value;
    case ACTIVATION_RELU:
    case ACTIVATION_THRESHOLDED_RELU:
        return value > 0 ? 1 : 0;
    case ACTIVATION_SOFTSIGN:
        return left * left;
    case ACTIVATION_SCALED_TANH:
        return curve.beta * (curve.alpha - value * value / curve.alpha);
    case ACTIVATION_LEAKY_RELU:
        return value > 0 ? 1 : curve.alpha;
    case ACTIVATION_ELU:
        return value < 0 ? value + curve.alpha : 1;
    case ACTIVATION_SOFTPLUS:
        return -expm1f(-value);
    case ACTIVATION_AFFINE:
        return curve.alpha;
    default:
        return 1;
    }
}

bool activation_slope_known(Curve curve) {
    switch (curve.activation) {
    case ACTIVATION_SCALED_TANH:
        return curve.alpha != 0;
    case ACTIVATION_LEAKY_RELU:
    case ACTIVATION_ELU:
    case ACTIVATION_THRESHOLDED_RELU:
        return curve.alpha >= 0;
    default:
        return true;
    }
}

double activation_exact(Curve curve, double v) {
    double alpha = (double)curve.alpha, beta = (double)curve.beta;
    switch (curve.activation) {
    case ACTIVATION_SIGMOID:
        return 1 / (1 + exp(-v));
    case ACTIVATION_HARD_SIGMOID:
        return fmin(fmax(alpha * v + beta, 0), 1);
    case ACTIVATION_TANH:
        return tanh(v);
    case ACTIVATION_RELU:
        return v < 0 ? 0 : v;
    case ACTIVATION_SOFTSIGN:
        return v / (1 + fabs(v));
    case ACTIVATION_SCALED_TANH:
        return alpha * tanh(beta * v);
    case ACTIVATION_LEAKY_RELU:
        return v < 0 ? alpha * v : v;
    case ACTIVATION_THRESHOLDED_RELU:
        return v <= alpha ? 0 : v;
    case ACTIVATION_ELU:
        return v < 0 ? alpha * expm1(v) : v;
    case ACTIVATION_SOFTPLUS:
        return fmax(v, 0) + log1p(exp(-fabs(v)));
    case ACTIVATION_AFFINE:
        return alpha * v + beta;
    default:
        return v;
    }
}
