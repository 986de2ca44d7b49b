/* completion.h: what a shell completes, from the table of commands. */
#ifndef GATESCOPE_COMMANDS_COMPLETION_H
#define GATESCOPE_COMMANDS_COMPLETION_H

#include <stdbool.h>
#include <stdio.h>

/* shell: "bash", "zsh" or "fish". False: there is no such shell. */
bool completion_script(FILE *out, const char *shell);

#endif
