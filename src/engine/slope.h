/* slope.h: one step of a tangent, as a kind's own file takes it: pieces for its equations
 * differentiated (tangent.h). Only for the kinds and what runs them. */
#ifndef GATESCOPE_ENGINE_SLOPE_H
#define GATESCOPE_ENGINE_SLOPE_H

#include "engine/tangent.h"

/* Values and derivatives of a step and of the one before it. */
typedef struct Slope {
    const Cell *cell;
    const Trace *trace;
    Tangent *tangent;
    const TangentSeed *seed;
    long t;
    size_t h; /* units */
} Slope;

/* A signal's numbers at this step and at the one before; their derivatives. */
const float *slope_value(const Slope *s, int signal);
const float *slope_past(const Slope *s, int signal);
float *slope_d(const Slope *s, int signal);
const float *slope_d_past(const Slope *s, int signal);

/* Product k: d(out) = dX W_x + d(second) W_h; a bias does not change. */
void slope_product(const Slope *s, int k);
/* d(pre) += p.d(state) of a peephole; nothing where the cell has none. */
void slope_look(const Slope *s, int weight);
/* d(out) = s'(pre).d(pre) */
void slope_through(const Slope *s, ActivationSlot slot, int pre, int out);
/* A held gate stays where it is. */
void slope_hold(const Slope *s, int signal);
/* The number itself, where it is of this signal: what it was made from does not change in its step,
 * so all that was computed of it so far is 0. Of every signal once, when its own is computed. */
void slope_plant(const Slope *s, int signal);
/* All of that for a gate and its pre-activation, and for a candidate. */
void slope_gate(const Slope *s, int pre, int out);
void slope_candidate(const Slope *s, int pre, int out);

#endif
