/* units.c: the tables of the kinds' equations, one an instruction set. */
#include "engine/kinds/units.h"

extern const KindUnits units_base;

#if defined(__x86_64__)
extern const KindUnits units_avx2, units_avx512;
#define SET(NAME) &units_##NAME
#else
#define SET(NAME) NULL
#endif

const KindUnits *const UNIT_SETS[KERNEL_SET_COUNT] = {
    [KERNEL_SET_BASE] = &units_base,
    [KERNEL_SET_AVX2] = SET(avx2),
    [KERNEL_SET_AVX512] = SET(avx512),
};
