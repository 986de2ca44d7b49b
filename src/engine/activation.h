/* activation.h: the activation functions a gate, a candidate or an output can have. */
#ifndef GATESCOPE_ENGINE_ACTIVATION_H
#define GATESCOPE_ENGINE_ACTIVATION_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/kernels/activations.h"

/* The name a lesson file uses: "hard_sigmoid". */
const char *activation_name(Activation activation);
bool activation_from_name(const char *name, Activation *activation);

/* The function's range, for axes and warnings; an unbounded end is -INFINITY or INFINITY. */
void activation_range(Activation activation, float *low, float *high);

/* out[k] = activation(in[k]) for k < count; in and out may be the same. Vectorised; within 4 ulp or
 * 2e-7 of the exact value; NaN stays NaN, infinities go to the function's limit. */
void activation_apply(Activation activation, const float *in, float *out, size_t count);

/* The derivative at pre-activation v, to a few ulp also where it is small; at a corner (of the hard
 * sigmoid and of relu) that of the flat side; NaN stays NaN where the function is smooth. */
float activation_slope(Activation activation, float v);

/* The same where only the activation's value is known; small slopes near its ends are coarser. */
float activation_slope_at(Activation activation, float value);

#endif
