/* race.h: how a window fares while three cells learn beside it, by the clock on the wall unless
 * it is said. */
#ifndef GATESCOPE_COMMANDS_BENCH_RACE_H
#define GATESCOPE_COMMANDS_BENCH_RACE_H

#include "engine/cell.h"

/* ms */
typedef struct FrameTimes {
    int count;
    double median, percentile_99, worst;
} FrameTimes;

typedef struct RaceCase {
    int width, height;                 /* of the window */
    FrameTimes drawn, others;          /* frames that show something new, and the rest */
    FrameTimes computed;               /* of those drawn, by the time of the processor */
    FrameTimes pace;                   /* from the start of a frame to that of the next */
    double sequences[CELL_KIND_COUNT]; /* that each cell learnt from meanwhile, a second */
} RaceCase;

bool bench_race(RaceCase *result, int rounds, Error *error);

#endif
