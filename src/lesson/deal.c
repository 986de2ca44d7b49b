/* deal.c: see deal.h. The shuffle is Fisher and Yates'. */
#include "lesson/deal.h"

#include "engine/random.h"

void deal_order(uint32_t seed, const char *id, int beat, int count, int order[DEAL_MOST]) {
    uint64_t mixed = seed;
    for (const char *c = id; c && *c; c++)
        mixed = random_mix(mixed, (unsigned char)*c);
    Random random = {random_mix(mixed, (uint64_t)beat)};
    for (int k = 0; k < count && k < DEAL_MOST; k++) {
        int at = (int)random_below(&random, k + 1);
        order[k] = order[at];
        order[at] = k;
    }
}
