/* tool.h: the commands of the tools, whose windows have the lessons behind them: Escape and H lead
 * there. */
#ifndef GATESCOPE_COMMANDS_WINDOW_TOOL_H
#define GATESCOPE_COMMANDS_WINDOW_TOOL_H

#include "commands/line/command.h"

int command_sandbox(const Command *command, int count, char **words);
int command_training(const Command *command, int count, char **words);
int command_text(const Command *command, int count, char **words);
int command_practise(const Command *command, int count, char **words);
int command_look(const Command *command, int count, char **words);
int command_digits(const Command *command, int count, char **words);

#endif
