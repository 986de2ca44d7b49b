/* rnn.h: the RNN's signals by number, for its own files: rnn.c, rnn_units.h and its lane. Others
 * read the table. */
#ifndef GATESCOPE_ENGINE_KINDS_RNN_H
#define GATESCOPE_ENGINE_KINDS_RNN_H

#include "engine/spec.h"

enum { RNN_X = SIGNAL_X, RNN_H = SIGNAL_H, RNN_H_PRE, RNN_SIGNALS };

#endif
