/* step.h: what a step and a trained sequence cost, beside their roofs and another library. */
#ifndef GATESCOPE_COMMANDS_BENCH_STEP_H
#define GATESCOPE_COMMANDS_BENCH_STEP_H

#include "commands/bench/peer.h"
#include "engine/cell.h"

typedef struct StepCase {
    CellKind kind;
    int inputs, hidden;
    long weights;
    double own, peer, roof; /* ns a step */
} StepCase;

typedef struct TrainingCase {
    CellKind kind;
    int threads;
    double own, peer, roof; /* sequences a second */
} TrainingCase;

enum {
    STEP_SIZES = 4,
    STEP_CASES = CELL_KIND_COUNT * STEP_SIZES,
    TRAINING_CASES = 2 * CELL_KIND_COUNT
};
enum { LEARN_INPUTS = 28, LEARN_HIDDEN = 128, LEARN_STEPS = 28, LEARN_BATCH = 64 };

bool bench_steps(StepCase cases[STEP_CASES], Peer *peer, int rounds, Error *error);
bool bench_training(TrainingCase cases[TRAINING_CASES], Peer *peer, int rounds, Error *error);

#endif
