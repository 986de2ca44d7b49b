/* kernels.c: the inner loops, in vectors of the instruction set that it is compiled for. */
#include "engine/back_units.h"
#include "engine/optimizer_loops.h"

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
                         .gradient_add = gradient_add_kernel};
