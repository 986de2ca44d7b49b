/* progress.h: `gatescope progress`: what was done of the lessons, one's own and a class's. */
#ifndef GATESCOPE_COMMANDS_PROGRESS_PROGRESS_H
#define GATESCOPE_COMMANDS_PROGRESS_PROGRESS_H

#include "commands/line/command.h"

int command_progress(const Command *command, int count, char **words);

#endif
