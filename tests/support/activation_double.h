/* activation_double.h: the activations in double precision, as libm has them. */
#ifndef GATESCOPE_TESTS_ACTIVATION_DOUBLE_H
#define GATESCOPE_TESTS_ACTIVATION_DOUBLE_H

#include <math.h>

#include "engine/activation.h"

static inline double exact_activation(Curve curve, double v) {
    double alpha = (double)curve.alpha, beta = (double)curve.beta;
    switch (curve.activation) {
    case ACTIVATION_SIGMOID:
        return 1 / (1 + exp(-v));
    case ACTIVATION_HARD_SIGMOID:
        return fmin(fmax(alpha * v + beta, 0), 1);
    case ACTIVATION_TANH:
        return tanh(v);
    case ACTIVATION_RELU:
        return fmax(v, 0);
    case ACTIVATION_SOFTSIGN:
        return isinf(v) ? copysign(1, v) : v / (1 + fabs(v));
    case ACTIVATION_SCALED_TANH:
        return alpha * tanh(beta * v);
    case ACTIVATION_LEAKY_RELU:
        return v < 0 ? alpha * v : v;
    case ACTIVATION_THRESHOLDED_RELU:
        return v > alpha ? v : 0;
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

/* Numbers that are not the usual ones, for those that have some. */
static inline Curve unusual_curve(Activation activation) {
    Curve curve = activation_usual(activation);
    if (activation_numbers(activation) > 0)
        curve.alpha = activation == ACTIVATION_HARD_SIGMOID ? 0.2f : 1.2f * curve.alpha + 0.3f;
    if (activation_numbers(activation) > 1)
        curve.beta = 0.7f * curve.beta + 0.1f;
    return curve;
}

#endif
