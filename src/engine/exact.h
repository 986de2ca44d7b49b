/* exact.h: a run in float64, to hold one in float32 against: how much of what it shows is rounding.
 *
 * The equations are those of the kinds (engine/kinds), in plain loops over units; the weights are
 * the cell's own float32 numbers. One step at a time, in the cell's own direction; nothing but the
 * step before is kept. */
#ifndef GATESCOPE_ENGINE_EXACT_H
#define GATESCOPE_ENGINE_EXACT_H

#include "engine/cell.h"

typedef struct Exact {
    const Cell *cell; /* not owned; stays as it is */
    long t;           /* the step that is being computed: holds ask for it */
    int product_count;
    ProductInfo products[MAX_PRODUCTS];
    double *now[MAX_SIGNALS], *before[MAX_SIGNALS]; /* by signal, a number a unit */
    double *numbers;                                /* owned: what they point into */
} Exact;

/* At the cell's initial state. NULL and an error where memory lacks. */
Exact *exact_new(const Cell *cell, Error *error);
void exact_free(Exact *exact); /* NULL is allowed */

/* Step t on d inputs; then exact->now has its signals. t only tells which gates are held. */
void exact_step(Exact *exact, long t, const double *x);

/* ---- for the kinds' files ---- */

/* Product k: bias + x W_x + h' W_h, into the signals of its blocks. */
void exact_product(Exact *exact, int k);
/* A unit's pre-activation, with the peephole's share (NO_WEIGHT: none) of c, kept within the cell's
 * clip; its activation; a gate's level, or what it is held at. */
double exact_sum(Exact *exact, int pre, int unit, int peephole, double c);
double exact_activated(const Exact *exact, ActivationSlot slot, double sum);
double exact_held(const Exact *exact, int gate, int unit, double level);

#endif
