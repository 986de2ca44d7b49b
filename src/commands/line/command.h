/* command.h: what a command is: its name, its help and its options, and how it can end. All of them
 * stand in commands/table.c. */
#ifndef GATESCOPE_COMMANDS_LINE_COMMAND_H
#define GATESCOPE_COMMANDS_LINE_COMMAND_H

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

#endif
