/* dispatch.c: the best table of kernels for the machine that the program runs on. */
#include "engine/kernels/kernels.h"

extern const Kernels kernels_base;

#if defined(__x86_64__)

extern const Kernels kernels_avx2, kernels_avx512;

const Kernels *kernels_nth(int k) {
    const Kernels *able[3];
    int count = 0;
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        able[count++] = &kernels_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        able[count++] = &kernels_avx2;
    able[count++] = &kernels_base;
    return k < count ? able[k] : (const Kernels *)0;
}

#else

const Kernels *kernels_nth(int k) {
    return k == 0 ? &kernels_base : (const Kernels *)0;
}

#endif

const Kernels *kernels_get(void) {
    return kernels_nth(0);
}

const Kernels *kernels_for(int hidden) {
    int k = 0;
    while (kernels_nth(k)->width > hidden && kernels_nth(k + 1))
        k++;
    return kernels_nth(k);
}
