/* vectors.c: the kinds' elementwise equations, in vectors of the instruction set that it is
 * compiled for. */
#include "engine/kinds/units.h"

#include "engine/kinds/gru_units.h"
#include "engine/kinds/lstm_units.h"
#include "engine/kinds/rnn_units.h"

extern const KindUnits UNITS;

const KindUnits UNITS = {.lstm = lstm_units,
                         .gru_gates = gru_gates,
                         .gru_state = gru_state,
                         .rnn = rnn_units,
                         .lstm_back = lstm_back_units,
                         .gru_state_back = gru_state_back_units,
                         .gru_gates_back = gru_gates_back_units,
                         .rnn_back = rnn_back_units};
