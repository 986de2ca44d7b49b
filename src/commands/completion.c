/* completion.c: completion for bash, zsh and fish, made from the table of commands so that no
 * option is missing in it.
 *
 * What a value or argument is follows from what the table calls it: "a|b|c" are the choices, KINDS
 * the kinds of cells, LANGUAGE the languages that the program is built with, LESSON a lesson's
 * file, FILE any file; all else is free. */
#include "commands/completion.h"

#include <string.h>

#include "commands/table.h"
#include "engine/cell.h"
#include "session/words/phrase.h"

typedef enum Sort { SORT_FREE, SORT_CHOICE, SORT_FILE, SORT_LESSON } Sort;

static Sort sort_of(const char *called) {
    if (strchr(called, '|') || strcmp(called, "KINDS") == 0 || strcmp(called, "LANGUAGE") == 0)
        return SORT_CHOICE;
    if (strstr(called, "LESSON"))
        return SORT_LESSON;
    return strstr(called, "FILE") ? SORT_FILE : SORT_FREE;
}

/* The choices with blanks between. */
static void put_choices(FILE *out, const char *called) {
    if (strcmp(called, "KINDS") == 0) {
        for (int kind = 0; kind < cell_kind_count(); kind++)
            fprintf(out, "%s%s", kind ? " " : "", cell_kind((CellKind)kind)->name);
        return;
    }
    if (strcmp(called, "LANGUAGE") == 0) {
        for (int k = 0; k < languages_built_in.count; k++)
            fprintf(out, "%s%s", k ? " " : "", languages_built_in.items[k].tag);
        return;
    }
    for (const char *c = called; *c; c++)
        fputc(*c == '|' ? ' ' : *c, out);
}

/* Within single quotes, where `also` (zsh: brackets and colons) needs a backslash. */
static void put_quoted(FILE *out, const char *text, const char *also) {
    for (const char *c = text; *c; c++) {
        if (*c == '\'') {
            fputs("'\\''", out);
            continue;
        }
        if (strchr(also, *c))
            fputc('\\', out);
        fputc(*c, out);
    }
}

/* ---- bash ---- */

static void bash_values(FILE *out, const Command *command) {
    for (const Option *option = command->options; option->name; option++) {
        if (!option->value)
            continue;
        fprintf(out, "    '%s '%s) ", command->name, option->name);
        Sort sort = sort_of(option->value);
        if (sort == SORT_CHOICE) {
            fputs("words='", out);
            put_choices(out, option->value);
            fputs("' ;;\n", out);
        } else {
            fputs(sort == SORT_FILE     ? "files='*' ;;\n"
                  : sort == SORT_LESSON ? "files='*.json' ;;\n"
                                        : "return ;;\n",
                  out);
        }
    }
}

static void bash_command(FILE *out, const Command *command) {
    fprintf(out, "    '%s') words='", command->name);
    for (const Option *option = command->options; option->name; option++)
        fprintf(out, "%s ", option->name);
    fputs("--help'", out);
    if (sort_of(command->arguments) == SORT_LESSON)
        fputs(" files='*.json'", out);
    fputs(" ;;\n", out);
}

static void put_bash(FILE *out) {
    fputs("# bash completion for gatescope; made by gatescope --completion bash\n"
          "_gatescope() {\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]} command='' words='' files='' commands='",
          out);
    for (const Command *command = commands; command->run; command++)
        if (command->name[0])
            fprintf(out, "%s ", command->name);
    fputs("help'\n"
          "    if [ \"$COMP_CWORD\" -gt 1 ]; then\n"
          "        [[ \" $commands \" == *\" ${COMP_WORDS[1]} \"* ]] && command=${COMP_WORDS[1]}\n"
          "    fi\n"
          "    case \"$command ${COMP_WORDS[COMP_CWORD-1]}\" in\n",
          out);
    for (const Command *command = commands; command->run; command++)
        bash_values(out, command);
    fputs("    *) case $command in\n", out);
    for (const Command *command = commands; command->run; command++)
        bash_command(out, command);
    fputs(
        "    'help') words=$commands ;;\n"
        "    esac\n"
        "    [ \"$COMP_CWORD\" -eq 1 ] && words=\"$commands --version $words\" ;;\n"
        "    esac\n"
        "    [[ $cur == -* || $words != --* ]] || words=''\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "    [ -n \"$files\" ] || return 0\n"
        "    local found\n"
        "    mapfile -t found < <(compgen -f -X \"!$files\" -- \"$cur\"; compgen -d -- \"$cur\")\n"
        "    COMPREPLY+=(\"${found[@]}\")\n"
        "    compopt -o filenames 2>/dev/null\n"
        "    return 0\n"
        "}\n"
        "complete -F _gatescope gatescope\n",
        out);
}

/* ---- zsh ---- */

static void zsh_value(FILE *out, const char *called) {
    switch (sort_of(called)) {
    case SORT_CHOICE:
        fputc('(', out);
        put_choices(out, called);
        fputc(')', out);
        break;
    case SORT_LESSON:
        fputs("_files -g \"*.json\"", out);
        break;
    case SORT_FILE:
        fputs("_files", out);
        break;
    case SORT_FREE:
        fputc(' ', out);
        break;
    }
}

static void zsh_command(FILE *out, const Command *command) {
    fprintf(out, "    '%s') _arguments", command->name);
    for (const Option *option = command->options; option->name; option++) {
        fprintf(out, " \\\n        '%s[", option->name);
        put_quoted(out, option->help, "[]:\\");
        fputc(']', out);
        if (option->value) {
            fputs(":value:", out);
            zsh_value(out, option->value);
        }
        fputc('\'', out);
    }
    fputs(" \\\n        '--help[all about it]'", out);
    if (command->arguments[0]) {
        fputs(" \\\n        '*:argument:", out);
        zsh_value(out, command->arguments);
        fputc('\'', out);
    }
    fputs(" ;;\n", out);
}

static void put_zsh(FILE *out) {
    fputs("#compdef gatescope\n"
          "# zsh completion for gatescope; made by gatescope --completion zsh\n"
          "local -a known\n"
          "known=(",
          out);
    for (const Command *command = commands; command->run; command++) {
        if (!command->name[0])
            continue;
        fprintf(out, "\n    '%s:", command->name);
        put_quoted(out, command->summary, ":\\");
        fputc('\'', out);
    }
    fputs("\n    'help:all about a command')\n"
          "local command=''\n"
          "if (( CURRENT > 2 )) && [[ -n ${(M)known:#${words[2]}:*} ]]; then\n"
          "    command=$words[2]\n"
          "    shift words\n"
          "    (( CURRENT-- ))\n"
          "elif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
          "    _describe command known\n"
          "fi\n"
          "case $command in\n",
          out);
    for (const Command *command = commands; command->run; command++)
        zsh_command(out, command);
    fputs("    help) _describe command known ;;\nesac\n", out);
}

/* ---- fish ---- */

static void fish_condition(FILE *out, const Command *command) {
    if (command->name[0])
        fprintf(out, " -n '__fish_seen_subcommand_from %s'", command->name);
    else
        fputs(" -n '__fish_use_subcommand'", out);
}

static void fish_option(FILE *out, const Command *command, const Option *option) {
    bool is_long = option->name[1] == '-';
    fputs("complete -c gatescope", out);
    fish_condition(out, command);
    fprintf(out, " %s %s", is_long ? "-l" : "-s", option->name + (is_long ? 2 : 1));
    if (option->value) {
        Sort sort = sort_of(option->value);
        fputs(sort == SORT_FILE || sort == SORT_LESSON ? " -rF" : " -x", out);
        if (sort == SORT_CHOICE) {
            fputs(" -a '", out);
            put_choices(out, option->value);
            fputc('\'', out);
        }
    }
    fputs(" -d '", out);
    put_quoted(out, option->help, "");
    fputs("'\n", out);
}

static void put_fish(FILE *out) {
    fputs("# fish completion for gatescope; made by gatescope --completion fish\n", out);
    for (const Command *command = commands; command->run; command++) {
        if (command->name[0]) {
            fprintf(out, "complete -c gatescope -n '__fish_use_subcommand' -a %s -d '",
                    command->name);
            put_quoted(out, command->summary, "");
            fputs("'\n", out);
            if (sort_of(command->arguments) != SORT_LESSON)
                fprintf(out, "complete -c gatescope -n '__fish_seen_subcommand_from %s' -f\n",
                        command->name);
        }
        for (const Option *option = command->options; option->name; option++)
            fish_option(out, command, option);
    }
    fputs("complete -c gatescope -n '__fish_use_subcommand' -a help -d 'all about a command'\n"
          "complete -c gatescope -l help -d 'all about it'\n",
          out);
}

bool completion_script(FILE *out, const char *shell) {
    static const struct {
        const char *name;
        void (*put)(FILE *out);
    } shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
    for (size_t k = 0; k < sizeof shells / sizeof *shells; k++)
        if (strcmp(shells[k].name, shell) == 0) {
            shells[k].put(out);
            return true;
        }
    return false;
}
