/* activation.h: the activation functions a gate, a candidate or an output can have. */
#ifndef GATESCOPE_ENGINE_ACTIVATION_H
#define GATESCOPE_ENGINE_ACTIVATION_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/kernels/activations.h"

/* The name a lesson file uses: "hard_sigmoid". */
const char *activation_name(Activation activation);
bool activation_from_name(const char *name, Activation *activation);

/* How many numbers of its own the function has: 0, 1 (alpha) or 2 (beta too). */
int activation_numbers(Activation activation);
/* The function with its usual numbers: of the hard sigmoid alpha 1/6 and beta 1/2; of the leaky
 * relu alpha 0.01; of all others alpha 1, of the affine one beta 0, else 1. Where a function has
 * none of its own they are 0. */
Curve activation_usual(Activation activation);
bool activation_same(Curve a, Curve b);
/* The name and, of numbers that are not the usual ones, these: "hard_sigmoid", "hard_sigmoid 0.2",
 * "scaled_tanh 1.7159 0.6667". */
enum { ACTIVATION_TEXT = 56 };
const char *activation_text(Curve curve, char text[ACTIVATION_TEXT]);

/* The function's range, for axes and warnings; an unbounded end is -INFINITY or INFINITY. */
void activation_range(Curve curve, float *low, float *high);

/* out[k] = the function of in[k] for k < count; in and out may be the same. Vectorised; within 4 ulp
 * or 2e-7 of the exact value (2e-7 of alpha, where it scales), NaN stays NaN, infinities go to the
 * function's limit. */
void activation_apply(Curve curve, const float *in, float *out, size_t count);

/* The derivative at pre-activation v, to a few ulp also where it is small; at a corner (of the hard
 * sigmoid and of the relus) that of the flat side; NaN stays NaN where the function is smooth. */
float activation_slope(Curve curve, float v);

/* The same where only the activation's value is known; small slopes near its ends are coarser.
 * Whether that can be: a function that has a value at several places has not one slope there. */
float activation_slope_at(Curve curve, float value);
bool activation_slope_known(Curve curve);

/* The activation in double precision, as the C library has it. */
double activation_exact(Curve curve, double v);

#endif
