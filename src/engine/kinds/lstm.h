/* lstm.h: the LSTM's signals and variants by number, for its own files: lstm.c, lstm_units.h and
 * its lane. Others read the table. */
#ifndef GATESCOPE_ENGINE_KINDS_LSTM_H
#define GATESCOPE_ENGINE_KINDS_LSTM_H

#include "engine/spec.h"

enum {
    LSTM_X = SIGNAL_X,
    LSTM_H = SIGNAL_H,
    LSTM_F_PRE,
    LSTM_I_PRE,
    LSTM_O_PRE,
    LSTM_G_PRE,
    LSTM_F,
    LSTM_I,
    LSTM_O,
    LSTM_G,
    LSTM_C,
    LSTM_TANH_C,
    LSTM_M, /* what a projection takes */
    LSTM_SIGNALS
};

/* The weights that the elementwise equations read; products read the others. */
enum { LSTM_P_F = 12, LSTM_P_I, LSTM_P_O, LSTM_W_HR, LSTM_WEIGHTS };

enum { LSTM_PEEPHOLES, LSTM_COUPLED, LSTM_VARIANTS };

#endif
