/* deal.h: a shuffled order out of a seed: in which order the choices of a question stand. */
#ifndef GATESCOPE_LESSON_DEAL_H
#define GATESCOPE_LESSON_DEAL_H

#include <stdint.h>

enum { DEAL_MOST = 16, DEAL_SEED = 1 }; /* of films, pictures and sentences: always the same */

/* order[at] is what stands there, 0..count-1, count at most DEAL_MOST: each lesson and beat has an
 * order of its own under a seed. */
void deal_order(uint32_t seed, const char *id, int beat, int count, int order[DEAL_MOST]);

#endif
