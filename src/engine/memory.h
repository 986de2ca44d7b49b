/* memory.h: how much of the machine's memory the engine may take at once. */
#ifndef GATESCOPE_ENGINE_MEMORY_H
#define GATESCOPE_ENGINE_MEMORY_H

#include "base/error.h"

/* Whether so many bytes are within three quarters of the machine's memory; where not, the error
 * says that `what` ("a trace of 10 steps") needs them, and how many there may be. */
bool memory_fits(double bytes, const char *what, Error *error);

/* So many zeros, from the beginning of a cache line on, in a block that the caller frees; NULL:
 * memory lacks. */
float *memory_zeros(size_t count, void **block);

#endif
