/* wave.c: see wave.h. */
#include "lesson/wave.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>

static const double TURN = 6.28318530717958647692; /* a whole turn in radians */

const char *wave_name(Wave wave) {
    assert(wave < WAVE_COUNT);
    static const char *const NAMES[WAVE_COUNT] = {"silence", "pulse", "two pulses", "step",
                                                  "ramp",    "sine",  "noise"};
    return NAMES[wave];
}

const char *wave_word(Wave wave) {
    assert(wave < WAVE_COUNT);
    return wave == WAVE_TWO_PULSES ? "two_pulses" : wave_name(wave);
}

/* Mixes all bits with each other, so that neighbouring indices give unlike numbers: the finalizer
 * of SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t mix(uint64_t bits) {
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9u;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebu;
    return bits ^ (bits >> 31);
}

float noise_at(unsigned seed, unsigned long index) {
    uint64_t start = mix((uint64_t)seed + 1);
    uint64_t bits = mix(start + ((uint64_t)index + 1) * 0x9e3779b97f4a7c15u) >> 40;
    return (float)((double)bits / (1 << 23) - 1);
}

float wave_at(Wave wave, long t, long period, unsigned seed) {
    assert(t >= 0 && period >= 1);
    long at = t % period, third = period / 3 > 0 ? period / 3 : 1;
    switch (wave) {
    case WAVE_PULSE:
        return at == 0;
    case WAVE_TWO_PULSES:
        return at == 0 || at == third;
    case WAVE_STEP:
        return at >= (period + 1) / 2;
    case WAVE_RAMP:
        return period > 1 ? (float)at / (float)(period - 1) : 1;
    case WAVE_SINE:
        return (float)sin(TURN * (double)at / (double)period);
    case WAVE_NOISE:
        return noise_at(seed, (unsigned long)t);
    default:
        return 0;
    }
}
