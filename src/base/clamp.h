/* clamp.h: a value, or the end of a range where it lies outside.
 *
 * What is no number becomes low. Where low is above high, as it happens where a window has less room
 * than what it shows, the result is high. Without a call, as fminf and fmaxf are, so that loops over
 * pixels may use them too. */
#ifndef GATESCOPE_BASE_CLAMP_H
#define GATESCOPE_BASE_CLAMP_H

static inline float clamp_float(float value, float low, float high) {
    float raised = value > low ? value : low;
    return raised < high ? raised : high;
}

static inline double clamp_double(double value, double low, double high) {
    double raised = value > low ? value : low;
    return raised < high ? raised : high;
}

static inline int clamp_int(int value, int low, int high) {
    int raised = value > low ? value : low;
    return raised < high ? raised : high;
}

static inline long clamp_long(long value, long low, long high) {
    long raised = value > low ? value : low;
    return raised < high ? raised : high;
}

#endif
