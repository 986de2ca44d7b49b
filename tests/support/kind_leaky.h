/* kind_leaky.h: the signals of the leaky unit (kind_leaky.c) by number. */
#ifndef GATESCOPE_TESTS_KIND_LEAKY_H
#define GATESCOPE_TESTS_KIND_LEAKY_H

#include "engine/spec.h"

enum {
    LEAKY_X = SIGNAL_X,
    LEAKY_H = SIGNAL_H,
    LEAKY_A_PRE,
    LEAKY_N_PRE,
    LEAKY_A,
    LEAKY_N,
    LEAKY_SIGNALS
};

#endif
