/* show.h: how a training is told on the command line: on a terminal one line that is written
 * again and again, with a bar; elsewhere a line for each epoch. */
#ifndef GATESCOPE_COMMANDS_TRAIN_SHOW_H
#define GATESCOPE_COMMANDS_TRAIN_SHOW_H

#include <stdio.h>

#include "engine/training/train.h"

typedef struct TrainShow {
    const TrainProgress *progress;
    FILE *out;
    bool terminal;
    double shown; /* the progress' seconds when the line was written last */
    long from;    /* minibatches that were done before */
} TrainShow;

TrainShow train_show(const TrainProgress *progress, FILE *out, bool terminal);
/* After each minibatch; test: after the last of an epoch. */
void train_show_step(TrainShow *show, const LossSum *test);
void train_show_end(TrainShow *show);

#endif
