/* tone.c: a sine. Loudness goes in straight ramps, so that silence is reached and not only
 * approached; pitch follows like a weight on a spring without swing. */
#include "ui/window/tone.h"

#include <assert.h>
#include <math.h>

static const float AMPLITUDE = 0.25f;     /* of the loudest tone: room is left for other programs */
static const float RAMP_SECONDS = 0.03f;  /* from silent to loud */
static const float GLIDE_SECONDS = 0.02f; /* for two thirds of the way to another pitch */
static const double TURN = 6.283185307179586;

Tone tone_new(int rate) {
    assert(rate > 0);
    return (Tone){.rate = rate, .hertz = 440, .to_hertz = 440};
}

bool tone_silent(const Tone *tone) {
    return tone->loudness <= 0 && (tone->to_loudness <= 0 || tone->left <= 0);
}

void tone_set(Tone *tone, float hertz, float loudness, double seconds) {
    assert(loudness >= 0 && loudness <= 1);
    if (tone_silent(tone))
        tone->hertz = hertz; /* it begins where it shall be */
    tone->to_hertz = hertz;
    tone->to_loudness = loudness;
    tone->left = (long)(seconds * tone->rate);
}

static float towards(float from, float to, float step) {
    return from < to ? fminf(from + step, to) : fmaxf(from - step, to);
}

void tone_fill(Tone *tone, float *samples, int count) {
    float ramp = 1 / (RAMP_SECONDS * (float)tone->rate);
    float glide = 1 - expf(-1 / (GLIDE_SECONDS * (float)tone->rate));
    for (int k = 0; k < count; k++) {
        bool holds = tone->left > 0;
        tone->left -= holds;
        tone->loudness = towards(tone->loudness, holds ? tone->to_loudness : 0, ramp);
        tone->hertz += (tone->to_hertz - tone->hertz) * glide;
        tone->turn += (double)tone->hertz / tone->rate;
        tone->turn -= floor(tone->turn);
        samples[k] = AMPLITUDE * tone->loudness * (float)sin(TURN * tone->turn);
    }
}
