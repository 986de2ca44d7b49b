/* gru.h: the GRU's signals and variants by number, for its own files: gru.c, gru_units.h and its
 * lane. Others read the table. */
#ifndef GATESCOPE_ENGINE_KINDS_GRU_H
#define GATESCOPE_ENGINE_KINDS_GRU_H

#include "engine/spec.h"

enum {
    GRU_X = SIGNAL_X,
    GRU_H = SIGNAL_H,
    GRU_Z_PRE,
    GRU_R_PRE,
    GRU_N_PRE,
    GRU_Z,
    GRU_R,
    GRU_N,
    GRU_N_REC, /* the reset's other factor: reset before: r.h'; reset after: h' W_hh + b_hh */
    GRU_SIGNALS
};

enum { GRU_RESET, GRU_VARIANTS };

#endif
