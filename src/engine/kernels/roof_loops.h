/* roof_loops.h: what the machine can do at most, in the vectors of one instruction set: the roofs
 * that `bench` measures everything else against. Only for what kernels.c is made of. */
#ifndef GATESCOPE_ENGINE_KERNELS_ROOF_LOOPS_H
#define GATESCOPE_ENGINE_KERNELS_ROOF_LOOPS_H

#include "engine/kernels/vector.h"

/* Sums that do not wait for each other: two multiply-adds may begin in a cycle and take four. */
enum { ROOF_SUMS = 12 };

/* rounds x ROOF_SUMS x WIDTH multiplications, each with its addition, all in registers. */
static float roof_multiply(long rounds) {
    Floats sum[ROOF_SUMS], by = all(0.999f), more = all(0.001f);
    for (int k = 0; k < ROOF_SUMS; k++)
        sum[k] = all((float)k);
    for (long round = 0; round < rounds; round++)
        for (int k = 0; k < ROOF_SUMS; k++)
            sum[k] = sum[k] * by + more;
    for (int k = 1; k < ROOF_SUMS; k++)
        sum[0] += sum[k];
    return sum[0][0];
}

/* Reads the numbers once; count is a multiple of 8 x WIDTH. */
static float roof_read(const float *from, size_t count) {
    Floats sum[8] = {0};
    for (size_t k = 0; k < count; k += 8 * WIDTH)
        for (int v = 0; v < 8; v++)
            sum[v] += load(from + k + (size_t)v * WIDTH);
    for (int v = 1; v < 8; v++)
        sum[0] += sum[v];
    return sum[0][0];
}

#endif
