/* kernels.c: the inner loops, in vectors of the instruction set that it is compiled for. */
#include "engine/kernels/kernels.h"

#include "engine/kernels/optimizer_loops.h"
#include "engine/kernels/roof_loops.h"

static void activation_kernel(Curve curve, const float *in, float *out, size_t count) {
    size_t k = 0;
    for (; k + WIDTH <= count; k += WIDTH)
        store(out + k, activate(curve, load(in + k)));
    if (k < count) {
        int left = (int)(count - k);
        store_first(out + k, activate(curve, load_first(in + k, left)), left);
    }
}

static void exact_add(double *restrict out, const double *restrict in,
                      const float *restrict weights, int rows, int columns) {
    for (int row = 0; row < rows; row++, weights += columns)
        for (int column = 0; column < columns; column++)
            out[column] += in[row] * (double)weights[column];
}

/* ---- products ---- */

/* One panel, its sums in registers while its rows stream by. An addition waits for the one before,
 * so that there have to be many sums: a narrow panel deals its rows out to several, its chains,
 * which are added at the end. */
INLINE void panel(const Product *p, int column, const int width) {
    enum { SUMS = PANEL / WIDTH };
    const int vectors = width / WIDTH, chains = SUMS / vectors;
    const float *w = p->packed + (1 + (size_t)p->rows_a + (size_t)p->rows_b) * (size_t)column;
    Floats sum[SUMS];
    for (int v = 0; v < SUMS; v++)
        sum[v] = v < vectors ? load(w + v * WIDTH) : all(0);
    w += width;
    for (int part = 0; part < 2; part++) {
        const float *in = part ? p->b : p->a;
        int rows = part ? p->rows_b : p->rows_a, r = 0;
        for (; r + chains <= rows; r += chains, w += chains * width)
            for (int v = 0; v < SUMS; v++)
                sum[v] += in[r + v / vectors] * load(w + v * WIDTH);
        for (; r < rows; r++, w += width)
            for (int v = 0; v < vectors; v++)
                sum[v] += in[r] * load(w + v * WIDTH);
    }
    for (int half = chains / 2; half > 0; half /= 2)
        for (int v = 0; v < half * vectors; v++)
            sum[v] += sum[v + half * vectors];
    for (int v = 0; v < vectors; v++, column += WIDTH)
        if (column < p->columns)
            store_first(p->out + column, sum[v], p->columns - column);
}

static void product(const Product *p) {
    int wide = p->columns / PANEL, column = wide * PANEL;
    for (int k = 0; k < wide; k++)
        panel(p, (p->backwards ? wide - 1 - k : k) * PANEL, PANEL);
    for (; column < p->columns; column += panel_width(p->columns - column))
        if (panel_width(p->columns - column) == HALF_PANEL)
            panel(p, column, HALF_PANEL);
        else
            panel(p, column, SLIVER);
}

/* ---- products of a batch ---- */

/* As many sums as there are registers for, beside the weights and a number of the batch: TALLEST
 * rows by TILE_VECTORS vectors. In a browser also beside the products, which are no part of an
 * addition there. */
#if defined(__wasm__)
enum { TALLEST = 4, TILE_VECTORS = 2 };
#else
enum { TALLEST = WIDTH == 16 ? 4 : 6, TILE_VECTORS = WIDTH == 16 ? 4 : 2 };
#endif

/* Vector v of a row that has so many numbers; whole vectors, the usual ones, without a look. */
INLINE Floats load_vector(const float *row, int v, int numbers, bool whole) {
    if (whole)
        return load(row + v * WIDTH);
    return numbers > v * WIDTH ? load_first(row + v * WIDTH, numbers - v * WIDTH) : all(0);
}

INLINE void store_vector(float *row, int v, Floats value, int numbers, bool whole) {
    if (whole)
        store(row + v * WIDTH, value);
    else if (numbers > v * WIDTH)
        store_first(row + v * WIDTH, value, numbers - v * WIDTH);
}

/* `height` rows from `row` on, `vectors` vectors of columns from `column` on. `w` is their bias,
 * and `width` floats further their weights of the first row. The rows that are written are fetched
 * before there is anything to write: they are seldom in the cache. */
INLINE void tile(const BatchProduct *p, const float *w, int width, int column, int row,
                 const int height, const int vectors) {
    Floats sum[TALLEST][TILE_VECTORS];
    const size_t down = p->stride_out;
    const int numbers = p->columns - column;
    const bool whole = numbers >= vectors * WIDTH;
    float *out = p->out + (size_t)row * down + column;
    for (int r = 0; r < height; r++)
        for (int v = 0; v < vectors; v++) {
            __builtin_prefetch(out + (size_t)r * down + v * WIDTH, 1);
            sum[r][v] = load(w + v * WIDTH);
        }
    for (int r = 0; p->add && r < height; r++)
        for (int v = 0; v < vectors; v++)
            sum[r][v] += load_vector(out + (size_t)r * down, v, numbers, whole);
    for (int part = 0; part < 2; part++) {
        const size_t stride = part ? p->stride_b : p->stride_a;
        const int lines = part ? (p->zero ? 0 : p->rows_b) : p->rows_a;
        const float *in = (part ? p->b : p->a) + (size_t)row * stride;
        for (int line = 0; line < lines; line++) {
            w += width;
            for (int r = 0; r < height; r++)
                for (int v = 0; v < vectors; v++)
                    sum[r][v] += in[(size_t)r * stride + (size_t)line] * load(w + v * WIDTH);
        }
    }
    for (int r = 0; r < height; r++)
        for (int v = 0; v < vectors; v++)
            store_vector(out + (size_t)r * down, v, sum[r][v], numbers, whole);
}

INLINE void tiles(const BatchProduct *p, const float *w, int width, int column, const int vectors) {
    int row = 0;
    for (; row + TALLEST <= p->rows; row += TALLEST)
        tile(p, w, width, column, row, TALLEST, vectors);
    for (; row + 2 <= p->rows; row += 2)
        tile(p, w, width, column, row, 2, vectors);
    if (row < p->rows)
        tile(p, w, width, column, row, 1, vectors);
}

static void batch_product(const BatchProduct *p) {
    int width;
    for (int column = 0; column < p->columns; column += width) {
        width = panel_width(p->columns - column);
        const float *w = p->packed + (1 + (size_t)p->rows_a + (size_t)p->rows_b) * (size_t)column;
        int vectors = width / WIDTH < TILE_VECTORS ? width / WIDTH : TILE_VECTORS;
        for (int part = 0; part < width; part += vectors * WIDTH)
            if (vectors == 4)
                tiles(p, w + part, width, column + part, 4 < TILE_VECTORS ? 4 : TILE_VECTORS);
            else if (vectors == 2)
                tiles(p, w + part, width, column + part, 2);
            else
                tiles(p, w + part, width, column + part, 1);
    }
}

/* ---- products of matrices as they lie ---- */

enum { NARROW = 64 }; /* rows of B that are copied at once where its columns do not fill a vector */

/* Rows `row` on and columns `column` on of the sum: `height` rows, `vectors` vectors of columns or,
 * in one vector, the last `left` of them. B's rows from the `from`-th to before the `to`-th, the
 * first of them at b. */
INLINE void spot(const MatrixProduct *p, const float *b, size_t b_row, int from, int to, int row,
                 int column, const int height, const int vectors, int left) {
    Floats sum[TALLEST][TILE_VECTORS];
    const float *a = p->a + (size_t)row * p->a_row + (size_t)from * p->a_column;
    float *out = p->sum + (size_t)row * p->sum_row + column;
    for (int r = 0; r < height; r++)
        for (int v = 0; v < vectors; v++)
            sum[r][v] = all(0);
    for (int k = from; k < to; k++, a += p->a_column, b += b_row)
        for (int r = 0; r < height; r++)
            for (int v = 0; v < vectors; v++)
                sum[r][v] += a[(size_t)r * p->a_row] * load(b + v * WIDTH);
    for (int r = 0; r < height; r++)
        for (int v = 0; v < vectors; v++) {
            float *into = out + (size_t)r * p->sum_row + v * WIDTH;
            store_first(into, load_first(into, left) + sum[r][v], left);
        }
}

INLINE void spots(const MatrixProduct *p, const float *b, size_t b_row, int from, int to,
                  int column, const int vectors, int left) {
    int row = 0;
    for (; row + TALLEST <= p->rows; row += TALLEST)
        spot(p, b, b_row, from, to, row, column, TALLEST, vectors, left);
    for (; row < p->rows; row++)
        spot(p, b, b_row, from, to, row, column, 1, vectors, left);
}

/* The columns that do not fill a vector, copied into vectors. */
static void narrow_columns(const MatrixProduct *p, int column) {
    float copy[NARROW * WIDTH];
    int left = p->columns - column;
    for (int from = 0, to; from < p->inner; from = to) {
        to = from + NARROW < p->inner ? from + NARROW : p->inner;
        for (int k = from; k < to; k++)
            store(copy + (k - from) * WIDTH,
                  load_first(p->b + (size_t)k * p->b_row + column, left));
        spots(p, copy, WIDTH, from, to, column, 1, left);
    }
}

static void multiply(const MatrixProduct *p) {
    enum { WIDE = TILE_VECTORS * WIDTH };
    int column = 0;
    for (; column + WIDE <= p->columns; column += WIDE)
        spots(p, p->b + column, p->b_row, 0, p->inner, column, TILE_VECTORS, WIDTH);
    for (; column + WIDTH <= p->columns; column += WIDTH)
        spots(p, p->b + column, p->b_row, 0, p->inner, column, 1, WIDTH);
    if (column < p->columns)
        narrow_columns(p, column);
}

#if defined(__AVX512F__)
enum { SET = KERNEL_SET_AVX512 };
static const char NAME[] = "avx512";
#elif defined(__AVX2__)
enum { SET = KERNEL_SET_AVX2 };
static const char NAME[] = "avx2";
#elif defined(__ARM_NEON)
enum { SET = KERNEL_SET_BASE };
static const char NAME[] = "neon";
#elif defined(__wasm_simd128__)
enum { SET = KERNEL_SET_BASE };
static const char NAME[] = "simd128";
#elif defined(__wasm__)
enum { SET = KERNEL_SET_BASE };
static const char NAME[] = "plain";
#else
/* x86-64 has it always; elsewhere: what the compiler makes of its vectors */
enum { SET = KERNEL_SET_BASE };
static const char NAME[] = "sse2";
#endif

extern const Kernels KERNELS;

const Kernels KERNELS = {.name = NAME,
                         .set = (KernelSet)SET,
                         .width = WIDTH,
                         .product = product,
                         .batch_product = batch_product,
                         .multiply = multiply,
                         .activation = activation_kernel,
                         .exact_add = exact_add,
                         .adam = adam,
                         .momentum = momentum,
                         .gradient_add = gradient_add_kernel,
                         .roof_sums = ROOF_SUMS,
                         .roof_multiply = roof_multiply,
                         .roof_read = roof_read};
