/* commands.h: the commands that open a screen that is no lesson, a file each. */
#ifndef GATESCOPE_COMMANDS_TOOLS_COMMANDS_H
#define GATESCOPE_COMMANDS_TOOLS_COMMANDS_H

#include "commands/line/command.h"
#include "commands/tools/tools.h"

/* What they do as commands (commands/window/tool.h); the window is given in. */
int tool_sandbox(const Command *command, int count, char **words, ToolWindow *window);
int tool_training(const Command *command, int count, char **words, ToolWindow *window);
int tool_text(const Command *command, int count, char **words, ToolWindow *window);
int tool_practise(const Command *command, int count, char **words, ToolWindow *window);
int tool_look(const Command *command, int count, char **words, ToolWindow *window);
int tool_digits(const Command *command, int count, char **words, ToolWindow *window);

#endif
