/* usage.c: see usage.h. */
#include "commands/line/usage.h"

#include <string.h>

static void usage(FILE *out, const Command *command) {
    fprintf(out, "gatescope%s%s", command->name[0] ? " " : "", command->name);
    for (const Option *option = command->options; option->name; option++)
        if (option->value)
            fprintf(out, " [%s %s]", option->name, option->value);
        else
            fprintf(out, " [%s]", option->name);
    if (command->arguments[0])
        fprintf(out, " %s", command->arguments);
}

void usage_fill(FILE *out, const char *text, int indent) {
    int column = 0;
    while (*text) {
        size_t word = strcspn(text, " ");
        if (column && column + 1 + (int)word > 78) {
            fputc('\n', out);
            column = 0;
        }
        if (!column)
            column = fprintf(out, "%*s%.*s", indent, "", (int)word, text);
        else
            column += fprintf(out, " %.*s", (int)word, text);
        text += word;
        text += strspn(text, " ");
    }
    fputc('\n', out);
}

void usage_command(FILE *out, const Command *command) {
    fputs("Usage: ", out);
    usage(out, command);
    fprintf(out, "\n\n");
    usage_fill(out, command->summary, 0);
    if (command->help[0]) {
        fputc('\n', out);
        usage_fill(out, command->help, 0);
    }
    if (command->options[0].name)
        fputs("\nOptions:\n", out);
    for (const Option *option = command->options; option->name; option++) {
        char name[48];
        snprintf(name, sizeof name, "%s %s", option->name, option->value ? option->value : "");
        fprintf(out, "  %-24s %s\n", name, option->help);
    }
}
