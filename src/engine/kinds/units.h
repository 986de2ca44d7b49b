/* units.h: the kinds' elementwise equations in vectors, made once for each instruction set.
 *
 * vectors.c is compiled several times, as the kernels are (see the Makefile), each time with UNITS
 * defined as the name of its table. A kind whose equations are not here steps all the same, with
 * loops of its own; here they are faster. */
#ifndef GATESCOPE_ENGINE_KINDS_UNITS_H
#define GATESCOPE_ENGINE_KINDS_UNITS_H

#include "engine/back_step.h"
#include "engine/step.h"

/* For one row each: the LSTM's; the GRU's before and after its candidate's product; the RNN's. Back
 * in the order in which they are needed. */
typedef struct KindUnits {
    void (*lstm)(const Step *step, int row);
    void (*gru_gates)(const Step *step, int row);
    void (*gru_state)(const Step *step, int row);
    void (*rnn)(const Step *step, int row);
    void (*lstm_back)(const BackStep *step, int row);
    void (*gru_state_back)(const BackStep *step, int row);
    void (*gru_gates_back)(const BackStep *step, int row);
    void (*rnn_back)(const BackStep *step, int row);
} KindUnits;

/* By KernelSet; NULL: this machine's kind of processor has no such set. */
extern const KindUnits *const UNIT_SETS[KERNEL_SET_COUNT];

/* Those of the kernels' instruction set. */
static inline const KindUnits *units_of(const Kernels *kernels) {
    return UNIT_SETS[kernels->set];
}

/* The same of every row of the batch. */
static inline void step_rows(const Step *step, void (*units)(const Step *step, int row)) {
    for (int row = 0; row < step->trace->batch; row++)
        units(step, row);
}

static inline void back_rows(const BackStep *step, void (*units)(const BackStep *step, int row)) {
    for (int row = 0; row < step->trace->batch; row++)
        units(step, row);
}

#endif
