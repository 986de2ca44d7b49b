/* commands.h: the commands that open a screen without a course around it, a file each. */
#ifndef GATESCOPE_COMMANDS_TOOLS_COMMANDS_H
#define GATESCOPE_COMMANDS_TOOLS_COMMANDS_H

#include "commands/line/command.h"

int command_sandbox(const Command *command, int count, char **words);
int command_training(const Command *command, int count, char **words);
int command_text(const Command *command, int count, char **words);
int command_digits(const Command *command, int count, char **words);

#endif
