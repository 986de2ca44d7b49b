/* readout.h: a trained model's linear readout as a cell: an RNN without memory, with the identity
 * as its activation, which reads the layer's hidden state. So traces, edits and the origin of a
 * number work on it as on any other. */
#ifndef GATESCOPE_LESSON_READING_READOUT_H
#define GATESCOPE_LESSON_READING_READOUT_H

#include "engine/model.h"

/* NULL and an error where memory lacks. The caller's. */
Cell *readout_cell(const Model *model, Error *error);

#endif
