/* kernels.h: the loops that a step spends its time in, made once for each instruction set:
 * products, activations, the optimizers'. They know nothing of cells: the engine's lowest room.
 *
 * kernels.c is compiled several times (see the Makefile), each time with other flags and with
 * KERNELS defined as the name of its table; kernels_get picks the best table that the machine can
 * run. */
#ifndef GATESCOPE_ENGINE_KERNELS_KERNELS_H
#define GATESCOPE_ENGINE_KERNELS_KERNELS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/kernels/activations.h"

/* A product of packed weights: out = bias + a A + b B, where A is rows_a x columns and B rows_b x
 * columns. The columns are cut into panels, the last of them narrower and filled up with zeros; a
 * panel is one run of memory: its bias, then its rows of A, then its rows of B. */
enum { PANEL = 64, HALF_PANEL = 32, SLIVER = 16 };

/* Columns of the next panel, where so many columns are left. */
static inline int panel_width(int left) {
    return left >= PANEL ? PANEL : left > SLIVER ? HALF_PANEL : SLIVER;
}

typedef struct Product {
    const float *packed;
    const float *a, *b; /* row vectors */
    int rows_a, rows_b, columns;
    float *out;     /* columns floats */
    bool backwards; /* last panel first: what the step before streamed last is still in the cache */
} Product;

/* The same for many rows: row r of a factor begins at a + r * stride_a. The weights stay packed
 * from step to step, which a library that gets matrices as they are cannot know. */
typedef struct BatchProduct {
    const float *packed;
    const float *a, *b;
    float *out;
    size_t stride_a, stride_b, stride_out;
    int rows; /* of the batch */
    int rows_a, rows_b, columns;
    bool zero; /* b is nothing but zeros */
    bool add;  /* to what out holds */
} BatchProduct;

/* sum += A B for matrices as they lie: number (i, k) of A is at a + i * a_row + k * a_column, so
 * that a matrix is transposed by exchanging the two; number (k, j) of B at b + k * b_row + j. */
typedef struct MatrixProduct {
    float *sum;
    const float *a, *b;
    size_t sum_row, a_row, a_column, b_row;
    int rows, inner, columns;
} MatrixProduct;

/* One step of an optimizer (training/optimizer.h) for a run of numbers. */
typedef struct OptimizerWork {
    float *numbers, *first, *second;
    const float *gradient;
    size_t count;
    float scale; /* of the gradient: clipping */
    float rate;  /* for Adam already divided by 1 - beta_1^t */
    float bias;  /* 1 / sqrt(1 - beta_2^t) */
    float momentum;
} OptimizerWork;

#define ADAM_FIRST   0.9f /* decay of the moments: beta_1, beta_2 */
#define ADAM_SECOND  0.999f
#define ADAM_EPSILON 1e-8f

/* Which instruction set a table is for. */
typedef enum KernelSet {
    KERNEL_SET_BASE,
    KERNEL_SET_AVX2,
    KERNEL_SET_AVX512,
    KERNEL_SET_COUNT
} KernelSet;

typedef struct Kernels {
    const char *name; /* "avx512" */
    KernelSet set;
    int width; /* floats in a vector */
    void (*product)(const Product *product);
    void (*batch_product)(const BatchProduct *product);
    void (*multiply)(const MatrixProduct *product);
    void (*activation)(Curve curve, const float *in, float *out, size_t count);
    /* out += in W in float64, W rows x columns as it lies. */
    void (*exact_add)(double *out, const double *in, const float *weights, int rows, int columns);
    /* A step of training for many numbers (engine/training/optimizer.h). */
    void (*adam)(const OptimizerWork *work);
    void (*momentum)(const OptimizerWork *work);
    double (*gradient_add)(float *sum, const float *more, size_t count);
    /* What these vectors can do at most, for measurements (roof_loops.h): rounds x roof_sums x
     * width multiplications and additions; reading count numbers, a multiple of 8 x width. */
    int roof_sums;
    float (*roof_multiply)(long rounds);
    float (*roof_read)(const float *from, size_t count);
} Kernels;

/* Floats that a product of that shape has when packed. */
static inline size_t product_size(int rows_a, int rows_b, int columns) {
    size_t rows = 1 + (size_t)rows_a + (size_t)rows_b;
    return rows * (((size_t)columns + SLIVER - 1) / SLIVER * SLIVER);
}

/* The best for long arrays, and the best for cells of so many units: narrow cells do not fill the
 * widest vectors. */
const Kernels *kernels_get(void);
const Kernels *kernels_for(int hidden);
/* All tables that this machine can run, for tests and measurements: the k-th, or NULL. */
const Kernels *kernels_nth(int k);

#endif
