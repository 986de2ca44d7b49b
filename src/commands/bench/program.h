/* program.h: what starting the program and leaving it open costs. */
#ifndef GATESCOPE_COMMANDS_BENCH_PROGRAM_H
#define GATESCOPE_COMMANDS_BENCH_PROGRAM_H

#include "base/error.h"

/* Where there is no display: SDL's, which shows nothing. */
void bench_without_display(void);

typedef struct ProgramCase {
    double start, floor;  /* ms: to the first frame and its end; a start that does nothing */
    double idle;          /* percent of a core, a lesson open, nothing moving */
    double resident, own; /* MiB of such a window: all, and what is not shared with files */
    double image;         /* MiB of code and data */
} ProgramCase;

bool bench_program(ProgramCase *program, int rounds, Error *error);

#endif
