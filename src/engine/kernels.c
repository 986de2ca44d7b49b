/* kernels.c: the inner loops, in the compiler's vector types, so that one text serves every
 * instruction set. Tails are done one by one: nothing is read or written beyond the arrays. */
#include "engine/kernels.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__)
enum { WIDTH = 16 };
#elif defined(__AVX2__)
enum { WIDTH = 8 };
#else
enum { WIDTH = 4 };
#endif

typedef float Floats __attribute__((vector_size(WIDTH * sizeof(float)), aligned(4), may_alias));
typedef int32_t Ints __attribute__((vector_size(WIDTH * sizeof(int32_t)), may_alias));

static inline Floats load(const float *from) {
    return *(const Floats *)from;
}

static inline void store(float *to, Floats value) {
    *(Floats *)to = value;
}

static inline Floats all(float value) {
    return (Floats){0} + value;
}

static inline Floats choose(Ints mask, Floats yes, Floats no) {
    return (Floats)((mask & (Ints)yes) | (~mask & (Ints)no));
}

/* ---- activations ---- */

/* exp(v) - 1 split as scale * q + (scale - 1), where scale = 2^n and q = exp(r) - 1, |r| <= ln 2
 * / 2. q by its Taylor series to r^7: the rest is below 2e-8 of q. */
typedef struct Power {
    Floats scale, q;
} Power;

static inline Power power_of(Floats v) {
    v = choose(v > 88.0f, all(88.0f), v); /* comparisons that keep NaN */
    v = choose(v < -87.0f, all(-87.0f), v);
    const float shift = 12582912.0f; /* 1.5 * 2^23: adding it rounds to whole numbers */
    Floats n = v * 1.44269504f + shift;
    Ints bits = (Ints)n << 23;
    n -= shift;
    Floats r = v - n * 0.693145752f; /* ln 2 in two parts */
    r -= n * 1.42860677e-6f;
    Floats p = all(1.0f / 5040) * r + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    return (Power){(Floats)(bits + (127 << 23)), p * r * r + r};
}

static inline Floats sigmoid(Floats v) {
    Power e = power_of(-v);
    return 1.0f / (1.0f + (e.scale * e.q + e.scale));
}

/* tanh(v) = m / (m + 2), m = exp(2 v) - 1; taken at -|v| so that m never overflows. */
static inline Floats hyperbolic_tangent(Floats v) {
    Ints sign = (Ints)v & INT32_MIN;
    Floats low = (Floats)((Ints)v | INT32_MIN);
    Power e = power_of(2.0f * low);
    Floats m = e.scale * e.q + (e.scale - 1.0f);
    Floats size = -m / (m + 2.0f);
    return (Floats)(((Ints)size & INT32_MAX) | sign);
}

static inline Floats hard_sigmoid(Floats v) {
    v = v * (1.0f / 6) + 0.5f;
    v = choose(v < 0.0f, all(0.0f), v);
    return choose(v > 1.0f, all(1.0f), v);
}

static inline Floats softsign(Floats v) {
    Floats size = (Floats)((Ints)v & INT32_MAX);
    Floats near = v / (1.0f + size);
    Floats one = (Floats)((Ints)all(1.0f) | ((Ints)v & INT32_MIN));
    return choose(size > 3e38f, one, near); /* inf / inf */
}

static inline Floats activate(Activation activation, Floats v) {
    switch (activation) {
    case ACTIVATION_SIGMOID:
        return sigmoid(v);
    case ACTIVATION_HARD_SIGMOID:
        return hard_sigmoid(v);
    case ACTIVATION_TANH:
        return hyperbolic_tangent(v);
    case ACTIVATION_RELU:
        return choose(v < 0.0f, all(0.0f), v);
    case ACTIVATION_SOFTSIGN:
        return softsign(v);
    default:
        return v;
    }
}

static inline __attribute__((always_inline)) void apply(Activation activation, const float *in,
                                                        float *out, size_t count) {
    size_t k = 0;
    for (; k + WIDTH <= count; k += WIDTH)
        store(out + k, activate(activation, load(in + k)));
    if (k < count) {
        float rest[WIDTH] = {0};
        memcpy(rest, in + k, (count - k) * sizeof *rest);
        store(rest, activate(activation, load(rest)));
        memcpy(out + k, rest, (count - k) * sizeof *rest);
    }
}

static void activation_kernel(Activation activation, const float *in, float *out, size_t count) {
    switch (activation) { /* a loop each, so that the choice is made outside */
    case ACTIVATION_SIGMOID:
        apply(ACTIVATION_SIGMOID, in, out, count);
        break;
    case ACTIVATION_HARD_SIGMOID:
        apply(ACTIVATION_HARD_SIGMOID, in, out, count);
        break;
    case ACTIVATION_TANH:
        apply(ACTIVATION_TANH, in, out, count);
        break;
    case ACTIVATION_RELU:
        apply(ACTIVATION_RELU, in, out, count);
        break;
    case ACTIVATION_SOFTSIGN:
        apply(ACTIVATION_SOFTSIGN, in, out, count);
        break;
    default:
        apply(ACTIVATION_IDENTITY, in, out, count);
        break;
    }
}

/* ---- elementwise ---- */

static void mix(const float *a, const float *b, const float *c, const float *d, float *out,
                size_t count) {
    size_t k = 0;
    for (; k + WIDTH <= count; k += WIDTH)
        store(out + k, load(a + k) * load(b + k) + load(c + k) * load(d + k));
    for (; k < count; k++)
        out[k] = a[k] * b[k] + c[k] * d[k];
}

static void multiply(const float *a, const float *b, float *out, size_t count) {
    size_t k = 0;
    for (; k + WIDTH <= count; k += WIDTH)
        store(out + k, load(a + k) * load(b + k));
    for (; k < count; k++)
        out[k] = a[k] * b[k];
}

static void blend(const float *z, const float *a, const float *b, float *out, size_t count) {
    size_t k = 0;
    for (; k + WIDTH <= count; k += WIDTH)
        store(out + k, load(z + k) * load(a + k) + (1.0f - load(z + k)) * load(b + k));
    for (; k < count; k++)
        out[k] = z[k] * a[k] + (1.0f - z[k]) * b[k];
}

/* ---- products ---- */

/* One panel: `vectors` accumulators stay in registers while the panel's rows stream by. */
static inline __attribute__((always_inline)) const float *panel(const Product *p, const float *w,
                                                                int vectors, Floats *sum) {
    for (int v = 0; v < vectors; v++)
        sum[v] = load(w + v * WIDTH);
    w += vectors * WIDTH;
    for (int part = 0; part < 2; part++) {
        const float *in = part ? p->b : p->a;
        int rows = part ? p->rows_b : p->rows_a;
        for (int r = 0; r < rows; r++, w += vectors * WIDTH)
            for (int v = 0; v < vectors; v++)
                sum[v] += in[r] * load(w + v * WIDTH);
    }
    return w;
}

static void wide_panel(const Product *p, int column) {
    Floats sum[PANEL / WIDTH];
    size_t rows = 1 + (size_t)p->rows_a + (size_t)p->rows_b;
    panel(p, p->packed + rows * (size_t)column, PANEL / WIDTH, sum);
    for (int v = 0; v < PANEL / WIDTH; v++)
        store(p->out + column + v * WIDTH, sum[v]);
}

static void sliver_panel(const Product *p, int column) {
    Floats sum[SLIVER / WIDTH];
    float rest[SLIVER];
    size_t rows = 1 + (size_t)p->rows_a + (size_t)p->rows_b;
    int left = p->columns - column < SLIVER ? p->columns - column : SLIVER;
    panel(p, p->packed + rows * (size_t)column, SLIVER / WIDTH, sum);
    for (int v = 0; v < SLIVER / WIDTH; v++)
        store(rest + v * WIDTH, sum[v]);
    memcpy(p->out + column, rest, (size_t)left * sizeof *rest);
}

static void product(const Product *p) {
    int wide = p->columns / PANEL;
    for (int k = 0; k < wide; k++)
        wide_panel(p, (p->backwards ? wide - 1 - k : k) * PANEL);
    for (int column = wide * PANEL; column < p->columns; column += SLIVER)
        sliver_panel(p, column);
}

#if defined(__AVX512F__)
static const char NAME[] = "avx512";
#elif defined(__AVX2__)
static const char NAME[] = "avx2";
#elif defined(__ARM_NEON)
static const char NAME[] = "neon";
#else
static const char NAME[] =
    "sse2"; /* x86-64 has it always; elsewhere what the compiler makes of its vectors */
#endif

const Kernels KERNELS = {NAME, product, activation_kernel, mix, multiply, blend};
