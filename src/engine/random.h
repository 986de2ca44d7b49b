/* random.h: random numbers that depend on nothing but what they are for: the same seed, epoch and
 * example give the same, whatever was drawn before, so that training can be stopped and resumed
 * anywhere. The generator is splitmix64 (Steele, Lea and Flood 2014). */
#ifndef GATESCOPE_ENGINE_RANDOM_H
#define GATESCOPE_ENGINE_RANDOM_H

#include <stdint.h>

typedef struct Random {
    uint64_t state;
} Random;

static inline uint64_t random_next(Random *random) {
    uint64_t mixed = random->state += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    return mixed ^ mixed >> 31;
}

/* A seed out of a seed and what it is for. */
static inline uint64_t random_mix(uint64_t seed, uint64_t purpose) {
    Random random = {seed ^ (purpose + 1) * 0xd6e8feb86659fd93u};
    return random_next(&random);
}

/* 0..1, 1 excluded. */
static inline float random_share(Random *random) {
    return (float)(random_next(random) >> 40) * 0x1p-24f;
}

/* 0..below-1, below at least 1 and far below 2^64. */
static inline long random_below(Random *random, long below) {
    return (long)(random_next(random) % (uint64_t)below);
}

#endif
