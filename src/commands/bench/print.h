/* print.h: what was measured, as tables and as JSON. */
#ifndef GATESCOPE_COMMANDS_BENCH_PRINT_H
#define GATESCOPE_COMMANDS_BENCH_PRINT_H

#include "commands/bench/edit.h"
#include "commands/bench/frame.h"
#include "commands/bench/program.h"
#include "commands/bench/race.h"
#include "commands/bench/step.h"

typedef enum BenchPart {
    BENCH_STEPS,
    BENCH_TRAINING,
    BENCH_FRAMES,
    BENCH_EDIT,
    BENCH_RACE,
    BENCH_PROGRAM,
    BENCH_PARTS
} BenchPart;

typedef struct BenchResults {
    StepCase steps[STEP_CASES];
    TrainingCase training[TRAINING_CASES];
    FrameCase frames[FRAME_CASES];
    EditTimes edit;
    RaceCase race;
    ProgramCase program;
    const char *peer;           /* its name; "": none */
    bool measured[BENCH_PARTS]; /* what of these there is */
} BenchResults;

void bench_print_table(const BenchResults *results);
void bench_print_json(const BenchResults *results);

#endif
