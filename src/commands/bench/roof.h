/* roof.h: what this machine can do at most: the roofs of bench.h. */
#ifndef GATESCOPE_COMMANDS_BENCH_ROOF_H
#define GATESCOPE_COMMANDS_BENCH_ROOF_H

#include <stddef.h>

double bench_multiply_ns(void);      /* of one multiplication with its addition, on one core */
double bench_read_ns(size_t bytes);  /* of reading so many bytes, again and again */
double bench_write_ns(size_t bytes); /* of writing them; both 0 where memory lacks */

#endif
