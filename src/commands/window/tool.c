/* tool.c: see tool.h. */
#include "commands/window/tool.h"

#include "commands/tools/commands.h"
#include "commands/window/open.h"

int command_sandbox(const Command *command, int count, char **words) {
    return tool_sandbox(command, count, words, open_tool_window);
}

int command_training(const Command *command, int count, char **words) {
    return tool_training(command, count, words, open_tool_window);
}

int command_text(const Command *command, int count, char **words) {
    return tool_text(command, count, words, open_tool_window);
}

int command_practise(const Command *command, int count, char **words) {
    return tool_practise(command, count, words, open_tool_window);
}

int command_look(const Command *command, int count, char **words) {
    return tool_look(command, count, words, open_tool_window);
}

int command_digits(const Command *command, int count, char **words) {
    return tool_digits(command, count, words, open_tool_window);
}
