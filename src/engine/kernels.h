/* kernels.h: the loops that a step spends its time in, made once for each instruction set.
 *
 * kernels.c is compiled several times (see the Makefile), each time with other flags and with
 * KERNELS defined as the name of its table; kernels_get picks the best table that the machine can
 * run. */
#ifndef GATESCOPE_ENGINE_KERNELS_H
#define GATESCOPE_ENGINE_KERNELS_H

#include "engine/activation.h"

/* A product of packed weights: out = bias + a A + b B, where A is rows_a x columns and B rows_b x
 * columns. The columns are cut into panels of PANEL and, at the end, of SLIVER columns; a panel is
 * one run of memory: its bias, then its rows of A, then its rows of B. */
enum { PANEL = 64, SLIVER = 16 };

typedef struct Product {
    const float *packed;
    const float *a, *b; /* row vectors */
    int rows_a, rows_b, columns;
    float *out;     /* columns floats */
    bool backwards; /* last panel first: what the step before streamed last is still in the cache */
} Product;

typedef struct Kernels {
    const char *name; /* "avx512" */
    void (*product)(const Product *product);
    void (*activation)(Activation activation, const float *in, float *out, size_t count);
    /* out = a b + c d; out = a b */
    void (*mix)(const float *a, const float *b, const float *c, const float *d, float *out,
                size_t count);
    void (*multiply)(const float *a, const float *b, float *out, size_t count);
    /* out = z a + (1 - z) b */
    void (*blend)(const float *z, const float *a, const float *b, float *out, size_t count);
} Kernels;

/* Floats that a product of that shape has when packed. */
size_t product_size(int rows_a, int rows_b, int columns);

const Kernels *kernels_get(void);
/* All tables that this machine can run, for tests and measurements: the k-th, or NULL. */
const Kernels *kernels_nth(int k);

#endif
