/* gather.h: the terms of one number, as a kind's own file tells them (CellKindInfo.terms): sums of
 * weights, which the products' table says, and products of two numbers. See origin.h. Only for the
 * kinds and what runs them. */
#ifndef GATESCOPE_ENGINE_GATHER_H
#define GATESCOPE_ENGINE_GATHER_H

#include "engine/origin.h"

/* The number whose terms are gathered. */
typedef struct Gather {
    const Cell *cell;
    const Trace *trace;
    int unit;
    long t;
    int only; /* a signal: terms with it as a factor, of this unit; -1: all */
    Origin *origin;
} Gather;

/* Factors of the number's own unit: a signal now, a step earlier, and what it leaves to 1. */
Factor gather_now(const Gather *g, int signal);
Factor gather_past(const Gather *g, int signal);
Factor gather_complement(const Gather *g, int signal);

void gather_one(const Gather *g, Factor a);
void gather_two(const Gather *g, Factor a, Factor b);

/* The order of the terms of a sum of weights. */
typedef enum GatherRank { GATHER_INPUTS, GATHER_HIDDEN, GATHER_PEEPHOLE, GATHER_BIAS } GatherRank;

/* Of the sum that makes `fed` (a product's out) the terms of these ranks. */
void gather_weights(const Gather *g, int fed, GatherRank from, GatherRank to);
/* All of them, of the signal's pre-activation or, where it has none, of itself. */
void gather_sum(const Gather *g, int signal);

#endif
