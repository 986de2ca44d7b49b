/* commands.h: the commands about lessons, a file each: making one, listing and checking them, their
 * numbers, pictures and sentences. */
#ifndef GATESCOPE_COMMANDS_LESSON_COMMANDS_H
#define GATESCOPE_COMMANDS_LESSON_COMMANDS_H

#include "commands/line/command.h"

int command_new(const Command *command, int count, char **words);
int command_list(const Command *command, int count, char **words);
int command_check(const Command *command, int count, char **words);
int command_trace(const Command *command, int count, char **words);
int command_render(const Command *command, int count, char **words);
int command_describe(const Command *command, int count, char **words);

#endif
