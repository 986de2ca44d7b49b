/* roof.c: what this machine can do at most. See bench.h. */
#include "commands/bench/roof.h"

#include <stdlib.h>
#include <string.h>

#include "commands/bench/measure.h"
#include "engine/kernels/kernels.h"

enum {
    TURNS = 4,
    ROOF_ROUNDS = 100000,
    ROOF_BYTES = 4 << 20, /* moved in one measurement, at least */
};

/* So that what is computed is needed. */
static volatile float sink;

double bench_multiply_ns(void) {
    const Kernels *kernels = kernels_get();
    double least = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        double start = measure_cpu();
        sink = kernels->roof_multiply(ROOF_ROUNDS);
        bench_keep(&least, measure_cpu() - start);
    }
    return least / ((double)ROOF_ROUNDS * kernels->roof_sums * kernels->width);
}

double bench_read_ns(size_t bytes) {
    const Kernels *kernels = kernels_get();
    size_t vector = 8 * (size_t)kernels->width * sizeof(float);
    size_t whole = (bytes + vector - 1) / vector * vector, times = ROOF_BYTES / whole + 1;
    float *numbers = calloc(1, whole);
    if (!numbers)
        return 0;
    memset(numbers, 1, whole);
    sink = kernels->roof_read(numbers, whole / sizeof *numbers);
    double least = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        double start = measure_cpu();
        for (size_t k = 0; k < times; k++)
            sink = kernels->roof_read(numbers, whole / sizeof *numbers);
        bench_keep(&least, (measure_cpu() - start) / (double)times * (double)bytes / (double)whole);
    }
    free(numbers);
    return least;
}

double bench_write_ns(size_t bytes) {
    volatile unsigned char *pixels = malloc(bytes);
    double least = 0;
    for (int k = 0; pixels && k <= TURNS; k++) { /* the first brings the pages to life */
        double start = measure_cpu();
        memset((unsigned char *)pixels, k, bytes);
        if (pixels[bytes / 2] == k && k)
            bench_keep(&least, measure_cpu() - start);
    }
    free((unsigned char *)pixels);
    return least;
}
