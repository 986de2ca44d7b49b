/* table.h: the table of commands. Help, the man page and completions are made from it. */
#ifndef GATESCOPE_COMMANDS_TABLE_H
#define GATESCOPE_COMMANDS_TABLE_H

#include "commands/line/command.h"

/* Ends with a run of NULL. */
extern const Command commands[];

#endif
