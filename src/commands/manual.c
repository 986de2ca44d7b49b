/* manual.c: see manual.h. */
#include "commands/manual.h"

#include <string.h>

#include "commands/line/usage.h"
#include "commands/table.h"
#include "scene/words/keys.h"

static const char ABOUT[] =
    "Gatescope shows what the gates of a recurrent network do. It steps an LSTM one time step "
    "at a time, draws its gates, memory cell and hidden state as bars, and runs a GRU and a "
    "plain RNN beside it on the same input. Lessons are JSON files; every number that is shown "
    "is computed.";

typedef struct Note {
    const char *name, *text;
} Note;

static const Note environment[] = {
    {"GATESCOPE_LESSONS", "the folder of lessons, instead of the one that came with the program"},
    {"GATESCOPE_FONTS", "a folder that is searched for fonts before the system's"},
    {"XDG_STATE_HOME", "where gatescope/state.json is kept: places, answers, tweaks, progress "
                       "(default ~/.local/state)"},
};

static const Note statuses[] = {
    {"0", "all is well"},
    {"1", "a lesson is broken, or something that it claims does not hold"},
    {"2", "the command line is wrong"},
    {"3", "the machine lacks something: a display, a font, memory, a file that can be written"},
};

static void notes(FILE *out, const Note *list, size_t count) {
    for (size_t k = 0; k < count; k++)
        fprintf(out, "  %-18s %s\n", list[k].name, list[k].text);
}

void manual_overview(FILE *out) {
    usage_fill(out, ABOUT, 0);
    fputs("\nCommands:\n", out);
    for (const Command *command = commands; command->run; command++)
        fprintf(out, "  gatescope %-8s %-14s %s\n", command->name, command->arguments,
                command->summary);
    fputs("  gatescope help     [COMMAND]      this, or all about a command\n"
          "  gatescope --version               which one this is\n\nEnvironment:\n",
          out);
    notes(out, environment, sizeof environment / sizeof *environment);
    fputs("\nExit status:\n", out);
    notes(out, statuses, sizeof statuses / sizeof *statuses);
}

/* ---- roff ---- */

/* Text with what roff would take as its own escaped. */
static void roff(FILE *out, const char *text) {
    for (const char *c = text; *c; c++) {
        if (*c == '\\')
            fputs("\\e", out);
        else if (*c == '-')
            fputs("\\-", out);
        else if ((*c == '.' || *c == '\'') && (c == text || c[-1] == '\n'))
            fprintf(out, "\\&%c", *c);
        else
            fputc(*c, out);
    }
}

static void item(FILE *out, const char *name, const char *value, const char *text) {
    fputs(".TP\n.B ", out);
    roff(out, name);
    if (value) {
        fputs("\\fR \\fI", out);
        roff(out, value);
        fputs("\\fR", out);
    }
    fputc('\n', out);
    roff(out, text);
    fputc('\n', out);
}

static void page_command(FILE *out, const Command *command) {
    fputs(".SS \"", out);
    fprintf(out, "gatescope %s%s%s\"\n", command->name, command->name[0] ? " " : "",
            command->arguments);
    roff(out, command->summary);
    fputc('\n', out);
    if (command->help[0]) {
        fputs(".PP\n", out);
        roff(out, command->help);
        fputc('\n', out);
    }
    for (const Option *option = command->options; option->name; option++)
        item(out, option->name, option->value, option->help);
}

static void page_keys(FILE *out) {
    int count, group = -1;
    const KeyRow *rows = key_rows(&count);
    for (int k = 0; k < count; k++) {
        if (!rows[k].words || rows[k].told & TOLD_IN_PAGE)
            continue;
        if ((int)rows[k].group != group)
            fprintf(out, ".SS %s\n", key_group_name(rows[k].group));
        group = (int)rows[k].group;
        item(out, rows[k].keys, NULL, rows[k].words);
    }
}

void manual_page(FILE *out) {
    fputs(".TH GATESCOPE 1\n.SH NAME\ngatescope \\- see what the gates of a recurrent network do\n"
          ".SH SYNOPSIS\n.B gatescope\n.RI [ LESSON ]\n.br\n.B gatescope\n.I COMMAND\n.RI [ OPTION "
          "...]\n"
          ".SH DESCRIPTION\n",
          out);
    roff(out, ABOUT);
    fputs("\n.SH COMMANDS\n", out);
    for (const Command *command = commands; command->run; command++)
        page_command(out, command);
    fputs(".SH KEYS\n", out);
    page_keys(out);
    fputs(".SH ENVIRONMENT\n", out);
    for (size_t k = 0; k < sizeof environment / sizeof *environment; k++)
        item(out, environment[k].name, NULL, environment[k].text);
    fputs(".SH EXIT STATUS\n", out);
    for (size_t k = 0; k < sizeof statuses / sizeof *statuses; k++)
        item(out, statuses[k].name, NULL, statuses[k].text);
}
