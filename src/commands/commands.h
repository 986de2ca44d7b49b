/* commands.h: the table of commands: names, help, what runs them. The man page is made from it. */
#ifndef GATESCOPE_COMMANDS_COMMANDS_H
#define GATESCOPE_COMMANDS_COMMANDS_H

#include "base/error.h"

/* Exit statuses. */
enum { EXIT_GOOD = 0, EXIT_FAILED_CHECK = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3 };

typedef struct Option {
    const char *name;  /* "--beat" or "-o" */
    const char *value; /* what its value is called, "N"; NULL: it takes none */
    const char *help;
} Option;

typedef struct Command {
    const char *name;      /* "" is the command without a name: opening the window */
    const char *arguments; /* "LESSON..." */
    const char *summary;   /* one line */
    const char *help;      /* paragraphs; may be empty */
    const Option *options; /* ends with a name of NULL */
    int (*run)(const struct Command *command, int count, char **words);
} Command;

/* Ends with a run of NULL. */
extern const Command commands[];

int commands_main(int count, char **words);

int command_open(const Command *command, int count, char **words);
int command_new(const Command *command, int count, char **words);
int command_progress(const Command *command, int count, char **words);
int command_list(const Command *command, int count, char **words);
int command_check(const Command *command, int count, char **words);
int command_trace(const Command *command, int count, char **words);
int command_render(const Command *command, int count, char **words);
int command_describe(const Command *command, int count, char **words);
int command_sandbox(const Command *command, int count, char **words);
int command_training(const Command *command, int count, char **words);
int command_text(const Command *command, int count, char **words);
int command_train(const Command *command, int count, char **words);
int command_digits(const Command *command, int count, char **words);
int command_bench(const Command *command, int count, char **words);

#endif
