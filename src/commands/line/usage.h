/* usage.h: the help of one command: how it is used, what it does, its options. */
#ifndef GATESCOPE_COMMANDS_LINE_USAGE_H
#define GATESCOPE_COMMANDS_LINE_USAGE_H

#include <stdio.h>

#include "commands/line/command.h"

void usage_command(FILE *out, const Command *command);
/* Words of a text in lines of at most 78 columns. */
void usage_fill(FILE *out, const char *text, int indent);

#endif
