/* commands.c: see commands.h. */
#include "commands/commands.h"

#include <string.h>
#include <unistd.h>

#include "commands/desktop.h"
#include "commands/line/say.h"
#include "commands/line/usage.h"
#include "commands/manual.h"
#include "commands/table.h"
#include "files/state/share_text.h"

static const Command *find_command(const char *name) {
    for (const Command *command = commands; command->run; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

static int unknown_command(const char *word) {
    const char *names[24];
    size_t count = 0;
    for (const Command *command = commands; command->run; command++)
        if (command->name[0] && count < sizeof names / sizeof *names)
            names[count++] = command->name;
    const char *near = nearest_name(word, names, count);
    return say(EXIT_USAGE, "there is neither a command nor a file \"%s\"%s%s%s", word,
               near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static int help(int count, char **words) {
    if (!count) {
        manual_overview(stdout);
        return EXIT_GOOD;
    }
    const Command *command = find_command(words[0]);
    if (!command)
        return unknown_command(words[0]);
    usage_command(stdout, command);
    return EXIT_GOOD;
}

/* A word that names no command is a lesson where it looks like a path or is a file; or a state. */
static bool may_be_lesson(const char *word) {
    if (share_looks_like(word) || word[0] == '-' || strchr(word, '/') || strchr(word, '.'))
        return true;
    return access(word, F_OK) == 0;
}

int commands_main(int count, char **words) {
    if (!count)
        return commands[0].run(&commands[0], 0, words);
    const char *word = words[0];
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0)
        return help(count - 1, words + 1);
    if (strcmp(word, "--man") == 0) {
        manual_page(stdout);
        return EXIT_GOOD;
    }
    int status;
    if (desktop_word(count, words, &status))
        return status;
    const Command *command = find_command(word);
    if (command && word[0])
        return command->run(command, count - 1, words + 1);
    if (!may_be_lesson(word))
        return unknown_command(word);
    return commands[0].run(&commands[0], count, words);
}
