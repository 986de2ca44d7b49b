/* wave.h: shapes that inputs can have over the steps, and numbers that look random but follow from
 * a seed. */
#ifndef GATESCOPE_LESSON_WAVE_H
#define GATESCOPE_LESSON_WAVE_H

typedef enum Wave {
    WAVE_SILENCE,    /* 0 */
    WAVE_PULSE,      /* 1 at the first step of each period */
    WAVE_TWO_PULSES, /* another one a third of the period later */
    WAVE_STEP,       /* 1 for the second half of each period */
    WAVE_RAMP,       /* from 0 to 1 within each period */
    WAVE_SINE,
    WAVE_NOISE, /* -1..1, another number every step, whatever the period */
    WAVE_COUNT
} Wave;

const char *wave_name(Wave wave); /* "two pulses" */
const char *wave_word(Wave wave); /* "two_pulses": the same in one word, for texts that are read */

/* The wave at step t >= 0; period >= 1, in steps. Only noise reads the seed. */
float wave_at(Wave wave, long t, long period, unsigned seed);

/* The index-th number of a seed's row, evenly spread over -1..1; the same on every machine. */
float noise_at(unsigned seed, unsigned long index);

#endif
