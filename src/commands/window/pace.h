/* pace.h: how long a step of each cell of a lesson takes on this machine, measured while it is
 * open, so that the price of a cell stands beside its name. */
#ifndef GATESCOPE_COMMANDS_WINDOW_PACE_H
#define GATESCOPE_COMMANDS_WINDOW_PACE_H

#include "lesson/run/run.h"

enum { PACE_CELLS = 8 };

typedef struct Pace {
    CellSpec specs[PACE_CELLS]; /* that were measured */
    float ns[PACE_CELLS];       /* nanoseconds a step; 0: not known */
    int count;
} Pace;

/* Measures the cells that are another kind, size or variant than last time, about a millisecond
 * each; true where one was. A cell for which memory lacks is not known. */
bool pace_look(Pace *pace, const Run *run);

#endif
