/* commands.h: picks the command that a command line names, and runs it. */
#ifndef GATESCOPE_COMMANDS_COMMANDS_H
#define GATESCOPE_COMMANDS_COMMANDS_H

#include "commands/line/command.h"

/* The words without the program's own name; returns an exit status (line/command.h). */
int commands_main(int count, char **words);

#endif
