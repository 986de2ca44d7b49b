/* memory.c: asks before memory is taken: a system that promises more than it has would end the
 * whole program later, when the memory is written to. */
#include "engine/memory.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* What the process may have, all in all (ulimit -v); infinite: as much as there is. */
static double memory_allowed(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY
               ? INFINITY
               : (double)limit.rlim_cur;
}

bool memory_fits(double bytes, const char *what, Error *error) {
    double there = 0.75 * (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
    double allowed = memory_allowed();
    char amount[ERROR_BYTES_SIZE];
    if (bytes <= there && bytes <= allowed)
        return true;
    error_set(error, "%s needs %s", what, error_bytes(bytes, amount));
    if (allowed < there)
        error_expected(error, "at most %s, which the system allows the program (ulimit -v)",
                       error_bytes(allowed, amount));
    else
        error_expected(error, "at most %s, three quarters of this machine's memory",
                       error_bytes(there, amount));
    return false;
}

/* By calloc, since it takes no pages that are never written to: recordings have room to grow. */
float *memory_zeros(size_t count, void **block) {
    enum { LINE = 64 };
    *block =
        count < (SIZE_MAX - LINE) / sizeof(float) ? calloc(1, count * sizeof(float) + LINE) : NULL;
    if (!*block)
        return NULL;
    size_t past = (uintptr_t)*block % LINE;
    return (void *)((char *)*block + (past ? LINE - past : 0));
}
