/* edit.h: an input that is dragged at step 0 of a long run of three cells, the LSTM, the GRU and
 * the RNN: from the action to its picture, which is not presented. Milliseconds of computing. */
#ifndef GATESCOPE_COMMANDS_BENCH_EDIT_H
#define GATESCOPE_COMMANDS_BENCH_EDIT_H

#include "base/error.h"

enum { EDIT_RUN_STEPS = 1000, EDIT_RUN_UNITS = 64, EDIT_RUN_WIDTH = 1600, EDIT_RUN_HEIGHT = 900 };
typedef struct EditTimes {
    double median, percentile_95;
    double recompute, draw; /* their medians: session_apply; scene and canvas */
    double roof;            /* all steps at the roof of a step; writing what changed once */
} EditTimes;
bool measure_edit(EditTimes *times, Error *error);

#endif
