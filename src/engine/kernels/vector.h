/* vector.h: vectors of as many floats as the instruction set has, and the activations on them, in
 * the compiler's vector types, so that one text serves every instruction set. Only for
 * what is compiled once for each of them. */
#ifndef GATESCOPE_ENGINE_KERNELS_VECTOR_H
#define GATESCOPE_ENGINE_KERNELS_VECTOR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "engine/kernels/activations.h"

#if defined(__AVX512F__)
enum { WIDTH = 16 };
#elif defined(__AVX2__)
enum { WIDTH = 8 };
#else
enum { WIDTH = 4 };
#endif

/* Not left to the compiler: a call for a vector or two costs more than the work. */
#define INLINE static inline __attribute__((always_inline))

typedef float Floats __attribute__((vector_size(WIDTH * sizeof(float)), aligned(4), may_alias));
typedef int32_t Ints __attribute__((vector_size(WIDTH * sizeof(int32_t)), may_alias));
typedef uint32_t Words __attribute__((vector_size(WIDTH * sizeof(uint32_t)), may_alias));

INLINE Floats load(const float *from) {
    return *(const Floats *)from;
}

INLINE void store(float *to, Floats value) {
    *(Floats *)to = value;
}

INLINE Floats all(float value) {
    return (Floats){0} + value;
}

INLINE Floats choose(Ints mask, Floats yes, Floats no) {
    return (Floats)((mask & (Ints)yes) | (~mask & (Ints)no));
}

/* ---- fewer numbers than a vector has ---- */

/* In pieces of fixed sizes: as fast as that can be without instructions of one machine, and nothing
 * is read or written beyond the arrays. */
INLINE void copy_first(float *to, const float *from, int count) {
    int done = 0;
    for (int piece = WIDTH / 2; piece > 0; piece /= 2)
        if (count & piece) {
            memcpy(to + done, from + done, (size_t)piece * sizeof *to);
            done += piece;
        }
}

/* The lanes without a number are 0. */
INLINE Floats load_first(const float *from, int count) {
    float lanes[WIDTH] = {0};
    if (count >= WIDTH)
        return load(from);
    copy_first(lanes, from, count);
    return load(lanes);
}

INLINE void store_first(float *to, Floats value, int count) {
    float lanes[WIDTH];
    if (count >= WIDTH) {
        store(to, value);
    } else {
        store(lanes, value);
        copy_first(to, lanes, count);
    }
}

/* ---- activations ---- */

/* exp(v) - 1, v <= 0, as scale * q + (scale - 1), where scale = 2^n and q = exp(r) - 1, |r| <= ln 2
 * / 2; -1 below -87, where exp(v) is about to leave the normal numbers. q by its Taylor series to
 * r^7: the rest is below 2e-8 of q. A step waits for this twice, so the terms are added in pairs,
 * which is a shorter chain than one after the other, and the lower end is dealt with beside the
 * chain. */
typedef struct Power {
    Floats scale, q;
} Power;

INLINE Power power_of(Floats v) {
    Ints normal = ~(v < -87.0f);     /* NaN is left to go its way */
    const float shift = 12582912.0f; /* 1.5 * 2^23: adding it rounds to whole numbers */
    Floats n = v * 1.44269504f + shift;
    Words scale = ((Words)n << 23) + (127u << 23); /* wraps around where it is not used */
    n -= shift;
    Floats r = v - n * 0.693145752f; /* ln 2 in two parts */
    r -= n * 1.42860677e-6f;
    Floats square = r * r;
    Floats low = r * (1.0f / 6) + 0.5f;
    Floats middle = r * (1.0f / 120) + 1.0f / 24;
    Floats high = r * (1.0f / 5040) + 1.0f / 720;
    Floats q = ((high * square + middle) * square + low) * square + r;
    return (Power){(Floats)((Ints)scale & normal), (Floats)((Ints)q & normal)};
}

INLINE Floats minus_size(Floats v) {
    return (Floats)((Ints)v | INT32_MIN);
}

/* 1 / (1 + e) or e / (1 + e), e = exp(-|v|), which never overflows. */
INLINE Floats sigmoid(Floats v) {
    Power power = power_of(minus_size(v));
    Floats e = power.scale * power.q + power.scale;
    return choose(v < 0.0f, e, all(1.0f)) / (1.0f + e);
}

/* |tanh(v)| = -m / (m + 2), m = exp(-2 |v|) - 1. */
INLINE Floats hyperbolic_tangent(Floats v) {
    Power power = power_of(2.0f * minus_size(v));
    Floats m = power.scale * power.q + (power.scale - 1.0f);
    Floats size = -m / (m + 2.0f);
    return (Floats)(((Ints)size & INT32_MAX) | ((Ints)v & INT32_MIN));
}

INLINE Floats hard_sigmoid(Curve curve, Floats v) {
    v = v * curve.alpha + curve.beta;
    v = choose(v < 0.0f, all(0.0f), v);
    return choose(v > 1.0f, all(1.0f), v);
}

INLINE Floats softsign(Floats v) {
    Floats size = (Floats)((Ints)v & INT32_MAX);
    Floats near = v / (1.0f + size);
    Floats one = (Floats)((Ints)all(1.0f) | ((Ints)v & INT32_MIN));
    return choose(size > 3e38f, one, near); /* inf / inf */
}

/* exp(v) where v <= 0, and exp(v) - 1. */
INLINE Floats exponential(Floats v) {
    Power power = power_of(v);
    return power.scale * power.q + power.scale;
}

INLINE Floats power_less_one(Floats v) {
    Power power = power_of(v);
    return power.scale * power.q + (power.scale - 1.0f);
}

/* log(1 + e) = 2 artanh(s), s = e / (2 + e), for e = exp(-|v|): s is at most 1/3, so that its
 * series to s^15 leaves out less than 1e-9 of it. */
INLINE Floats softplus(Floats v) {
    Floats e = exponential(minus_size(v));
    Floats s = e / (2.0f + e), square = s * s;
    Floats sum = square * (1.0f / 15) + 1.0f / 13;
    sum = sum * square + 1.0f / 11;
    sum = sum * square + 1.0f / 9;
    sum = sum * square + 1.0f / 7;
    sum = sum * square + 1.0f / 5;
    sum = sum * square + 1.0f / 3;
    return choose(v < 0.0f, all(0.0f), v) + (2.0f * s + 2.0f * s * square * sum);
}

static __attribute__((noinline)) Floats activate_otherwise(Curve curve, Floats v) {
    switch (curve.activation) {
    case ACTIVATION_HARD_SIGMOID:
        return hard_sigmoid(curve, v);
    case ACTIVATION_RELU:
        return choose(v < 0.0f, all(0.0f), v);
    case ACTIVATION_SOFTSIGN:
        return softsign(v);
    case ACTIVATION_SCALED_TANH:
        return curve.alpha * hyperbolic_tangent(curve.beta * v);
    case ACTIVATION_LEAKY_RELU:
        return choose(v < 0.0f, curve.alpha * v, v);
    case ACTIVATION_THRESHOLDED_RELU:
        return choose(v <= curve.alpha, all(0.0f), v);
    case ACTIVATION_ELU:
        return choose(v < 0.0f, curve.alpha * power_less_one(minus_size(v)), v);
    case ACTIVATION_SOFTPLUS:
        return softplus(v);
    case ACTIVATION_AFFINE:
        return curve.alpha * v + curve.beta;
    default:
        return v;
    }
}

/* The two usual ones without a call. */
INLINE Floats activate(Curve curve, Floats v) {
    if (curve.activation == ACTIVATION_SIGMOID)
        return sigmoid(v);
    if (curve.activation == ACTIVATION_TANH)
        return hyperbolic_tangent(v);
    return activate_otherwise(curve, v);
}

/* ---- their slopes: activation.h's activation_slope ---- */

/* e / (1 + e)^2, e = exp(-|v|): without taking a number near 1 from 1. */
INLINE Floats bell(Floats minus_v) {
    Power power = power_of(minus_v);
    Floats e = power.scale * power.q + power.scale;
    return e / ((1.0f + e) * (1.0f + e));
}

static __attribute__((noinline)) Floats slope_otherwise(Curve curve, Floats v) {
    Floats size = (Floats)((Ints)v & INT32_MAX), value;
    switch (curve.activation) {
    case ACTIVATION_HARD_SIGMOID:
        value = v * curve.alpha + curve.beta;
        return choose((value > 0.0f) & (value < 1.0f), all(curve.alpha), all(0));
    case ACTIVATION_RELU:
        return choose(v > 0.0f, all(1), all(0));
    case ACTIVATION_SOFTSIGN:
        return 1.0f / ((1.0f + size) * (1.0f + size));
    case ACTIVATION_SCALED_TANH:
        return curve.alpha * curve.beta * (4.0f * bell(2.0f * minus_size(curve.beta * v)));
    case ACTIVATION_LEAKY_RELU:
        return choose(v > 0.0f, all(1), all(curve.alpha));
    case ACTIVATION_THRESHOLDED_RELU:
        return choose(v > curve.alpha, all(1), all(0));
    case ACTIVATION_ELU:
        return choose(v < 0.0f, curve.alpha * exponential(minus_size(v)), all(1));
    case ACTIVATION_SOFTPLUS:
        return sigmoid(v);
    case ACTIVATION_AFFINE:
        return all(curve.alpha);
    default:
        return all(1);
    }
}

INLINE Floats slope(Curve curve, Floats v) {
    if (curve.activation == ACTIVATION_SIGMOID)
        return bell(minus_size(v));
    if (curve.activation == ACTIVATION_TANH)
        return 4.0f * bell(2.0f * minus_size(v));
    return slope_otherwise(curve, v);
}

static __attribute__((noinline)) Floats slope_at_other_value(Curve curve, Floats value) {
    Floats left = 1.0f - (Floats)((Ints)value & INT32_MAX);
    switch (curve.activation) {
    case ACTIVATION_HARD_SIGMOID:
        return choose((value > 0.0f) & (value < 1.0f), all(curve.alpha), all(0));
    case ACTIVATION_RELU:
    case ACTIVATION_THRESHOLDED_RELU:
        return choose(value > 0.0f, all(1), all(0));
    case ACTIVATION_SOFTSIGN:
        return left * left;
    case ACTIVATION_SCALED_TANH:
        return curve.beta * (curve.alpha - value * value / curve.alpha);
    case ACTIVATION_LEAKY_RELU:
        return choose(value > 0.0f, all(1), all(curve.alpha));
    case ACTIVATION_ELU:
        return choose(value < 0.0f, value + curve.alpha, all(1));
    case ACTIVATION_SOFTPLUS:
        return -power_less_one(minus_size(value));
    case ACTIVATION_AFFINE:
        return all(curve.alpha);
    default:
        return all(1);
    }
}

/* The slope where only the activation's value is there; near a limit it has fewer digits. */
INLINE Floats slope_at_value(Curve curve, Floats value) {
    if (curve.activation == ACTIVATION_SIGMOID)
        return value * (1.0f - value);
    if (curve.activation == ACTIVATION_TANH)
        return 1.0f - value * value;
    return slope_at_other_value(curve, value);
}

#endif
