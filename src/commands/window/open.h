/* open.h: the command without a name: lessons in a window. */
#ifndef GATESCOPE_COMMANDS_WINDOW_OPEN_H
#define GATESCOPE_COMMANDS_WINDOW_OPEN_H

#include "commands/line/command.h"

int command_open(const Command *command, int count, char **words);

#endif
