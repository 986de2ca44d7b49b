/* train.h: `gatescope train`: trains a model and writes it as a file. */
#ifndef GATESCOPE_COMMANDS_TRAIN_TRAIN_H
#define GATESCOPE_COMMANDS_TRAIN_TRAIN_H

#include "commands/line/command.h"

int command_train(const Command *command, int count, char **words);

#endif
