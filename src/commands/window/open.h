/* open.h: the commands whose window has the course in it: lessons, and the opening before them. */
#ifndef GATESCOPE_COMMANDS_WINDOW_OPEN_H
#define GATESCOPE_COMMANDS_WINDOW_OPEN_H

#include "commands/line/words.h"
#include "commands/tools/tools.h"

int command_open(const Command *command, int count, char **words);
int command_opening(const Command *command, int count, char **words);

/* The window that the words ask for. tool: the SessionKindId of what is open in it first, with the
 * lessons behind it; 0: a lesson is, or the home screen. Returns the exit status. */
int open_window(const Words *words, int tool);
/* The same with a tool that a command has made. */
ToolWindow open_tool_window;

#endif
