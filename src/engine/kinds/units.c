/* units.c: the table of the kinds' equations that belongs to a table of kernels. */
#include "engine/kinds/units.h"

extern const KindUnits units_base;

#if defined(__x86_64__)

extern const KindUnits units_avx2, units_avx512;

const KindUnits *units_of(const Kernels *kernels) {
    static const KindUnits *const sets[] = {
        [KERNEL_SET_BASE] = &units_base,
        [KERNEL_SET_AVX2] = &units_avx2,
        [KERNEL_SET_AVX512] = &units_avx512,
    };
    return sets[kernels->set];
}

#else

const KindUnits *units_of(const Kernels *kernels) {
    (void)kernels;
    return &units_base;
}

#endif
