/* kernels.c: the inner loops, in vectors of the instruction set that it is compiled for. */
#include "engine/back_units.h"
#include "engine/optimizer_loops.h"
#include "engine/roof_loops.h"

static void activation_kernel(Activation activation, const float *in, float *out, size_t count) {
    size_t k = 0;
    for (; k + WIDTH <= count; k += WIDTH)
        store(out + k, activate(activation, load(in + k)));
    if (k < count) {
        int left = (int)(count - k);
        store_first(out + k, activate(activation, load_first(in + k, left)), left);
    }
}

/* ---- products ---- */

/* One panel, its sums in registers while its rows stream by. An addition waits for the one before,
 * so that there have to be many sums: a narrow panel deals its rows out to several, its chains,
 * which are added at the end. */
static inline __attribute__((always_inline)) void panel(const Product *p, int column,
                                                        const int width) {
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
 * rows by TILE_VECTORS vectors. */
enum { TALLEST = 6, TILE_VECTORS = WIDTH == 16 ? 4 : 2 };

/* `height` rows from `row` on, `vectors` vectors of columns from `column` on. `w` is their bias,
 * and `width` floats further their weights of the first row. */
static inline __attribute__((always_inline)) void tile(const BatchProduct *p, const float *w,
                                                       int width, int column, int row,
                                                       const int height, const int vectors) {
    Floats sum[TALLEST][TILE_VECTORS];
    float *out = p->out + (size_t)row * p->stride_out + column;
    for (int r = 0; r < height; r++)
        for (int v = 0; v < vectors; v++) {
            int left = p->columns - column - v * WIDTH;
            sum[r][v] = load(w + v * WIDTH);
            if (p->add && left > 0)
                sum[r][v] += load_first(out + (size_t)r * p->stride_out + v * WIDTH, left);
        }
    for (int part = 0; part < 2; part++) {
        size_t stride = part ? p->stride_b : p->stride_a;
        int lines = part ? p->rows_b : p->rows_a;
        const float *in = (part ? p->b : p->a) + (size_t)row * stride;
        for (int line = 0; line < lines; line++) {
            w += width;
            for (int r = 0; r < height; r++)
                for (int v = 0; v < vectors; v++)
                    sum[r][v] += in[(size_t)r * stride + (size_t)line] * load(w + v * WIDTH);
        }
    }
    for (int r = 0; r < height; r++)
        for (int v = 0; v < vectors; v++) {
            int left = p->columns - column - v * WIDTH;
            if (left > 0)
                store_first(out + (size_t)r * p->stride_out + v * WIDTH, sum[r][v], left);
        }
}

static inline __attribute__((always_inline)) void tiles(const BatchProduct *p, const float *w,
                                                        int width, int column, const int vectors) {
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

static void add(float *restrict sum, const float *restrict more, size_t count) {
    for (size_t k = 0; k < count; k++)
        sum[k] += more[k];
}

#if defined(__AVX512F__)
static const char NAME[] = "avx512";
#elif defined(__AVX2__)
static const char NAME[] = "avx2";
#elif defined(__ARM_NEON)
static const char NAME[] = "neon";
#else
/* x86-64 has it always; elsewhere: what the compiler makes of its vectors */
static const char NAME[] = "sse2";
#endif

const Kernels KERNELS = {.name = NAME,
                         .width = WIDTH,
                         .product = product,
                         .batch_product = batch_product,
                         .add = add,
                         .activation = activation_kernel,
                         .lstm = lstm_units,
                         .gru_gates = gru_gates,
                         .gru_state = gru_state,
                         .rnn = rnn_units,
                         .lstm_back = lstm_back_units,
                         .gru_state_back = gru_state_back_units,
                         .gru_gates_back = gru_gates_back_units,
                         .rnn_back = rnn_back_units,
                         .adam = adam,
                         .momentum = momentum,
                         .gradient_add = gradient_add_kernel,
                         .roof_sums = ROOF_SUMS,
                         .roof_multiply = roof_multiply,
                         .roof_read = roof_read};
