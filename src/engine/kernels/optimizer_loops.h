/* optimizer_loops.h: the loops of training/optimizer.h over many numbers. Only for kernels.c. */
#ifndef GATESCOPE_ENGINE_KERNELS_OPTIMIZER_LOOPS_H
#define GATESCOPE_ENGINE_KERNELS_OPTIMIZER_LOOPS_H

#include <math.h>

#include "engine/kernels/kernels.h"
#include "engine/kernels/vector.h"

/* m = beta_1 m + (1 - beta_1) g    v = beta_2 v + (1 - beta_2) g^2
 * w -= rate m / (1 - beta_1^t) / (sqrt(v / (1 - beta_2^t)) + epsilon) */
static void adam(const OptimizerWork *work) {
    float *restrict w = work->numbers, *restrict m = work->first, *restrict v = work->second;
    const float *restrict gradient = work->gradient;
    float scale = work->scale, rate = work->rate, bias = work->bias;
    for (size_t k = 0; k < work->count; k++) {
        float g = scale * gradient[k];
        m[k] = ADAM_FIRST * m[k] + (1 - ADAM_FIRST) * g;
        v[k] = ADAM_SECOND * v[k] + (1 - ADAM_SECOND) * g * g;
        w[k] -= rate * m[k] / (sqrtf(v[k]) * bias + ADAM_EPSILON);
    }
}

/* v = momentum v + g    w -= rate v */
static void momentum(const OptimizerWork *work) {
    float *restrict w = work->numbers, *restrict v = work->first;
    const float *restrict gradient = work->gradient;
    float scale = work->scale, rate = work->rate, keep = work->momentum;
    for (size_t k = 0; k < work->count; k++) {
        v[k] = keep * v[k] + scale * gradient[k];
        w[k] -= rate * v[k];
    }
}

/* Squares are added a lane each and, so that none gets lost beside a large sum, block by block. */
static double gradient_add_kernel(float *sum, const float *more, size_t count) {
    enum { BLOCK = 64 * WIDTH };
    double squares = 0;
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t to = count - from < BLOCK ? count : from + BLOCK, k = from;
        Floats lanes = all(0);
        for (; k + WIDTH <= to; k += WIDTH) {
            Floats both = load(sum + k) + load(more + k);
            store(sum + k, both);
            lanes += both * both;
        }
        for (; k < to; k++) {
            sum[k] += more[k];
            squares += (double)sum[k] * (double)sum[k];
        }
        for (int lane = 0; lane < WIDTH; lane++)
            squares += (double)lanes[lane];
    }
    return squares;
}

#endif
