/* desktop.h: what the program tells of itself for its installation: version, icon, completions.
 *
 * `make install` and packages call them, as they call --man. */
#ifndef GATESCOPE_COMMANDS_DESKTOP_H
#define GATESCOPE_COMMANDS_DESKTOP_H

#include <stdbool.h>

/* Carries out --version, --icon SIZE FILE or --completion SHELL: true, and *status is how it
 * ended. False: the first word is none of them. */
bool desktop_word(int count, char **words, int *status);

#endif
