/* commands.h: the commands about models of others (see commands/table.c). */
#ifndef GATESCOPE_COMMANDS_MODELS_COMMANDS_H
#define GATESCOPE_COMMANDS_MODELS_COMMANDS_H

#include "commands/line/command.h"

int command_layers(const Command *command, int count, char **line);

#endif
