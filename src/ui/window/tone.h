/* tone.h: the samples of one tone whose pitch and loudness change without a click. No device, no
 * clock: samples are all that time is here. */
#ifndef GATESCOPE_UI_WINDOW_TONE_H
#define GATESCOPE_UI_WINDOW_TONE_H

#include <stdbool.h>

typedef struct Tone {
    int rate;                    /* samples a second */
    double turn;                 /* of the wave, 0..1 */
    float hertz, loudness;       /* now */
    float to_hertz, to_loudness; /* on the way to these */
    long left;                   /* samples until it falls silent by itself */
} Tone;

/* Silent. */
Tone tone_new(int rate);

/* Goes to pitch and loudness (0..1), holds them for `seconds`, then fades away; the next call may
 * come before. */
void tone_set(Tone *tone, float hertz, float loudness, double seconds);

/* The next samples, -1..1; there is no jump between two of them, whatever was set when. */
void tone_fill(Tone *tone, float *samples, int count);

bool tone_silent(const Tone *tone);

#endif
