/* manual.h: the overview and the man page, made from the table of commands. */
#ifndef GATESCOPE_COMMANDS_MANUAL_H
#define GATESCOPE_COMMANDS_MANUAL_H

#include <stdio.h>

void manual_overview(FILE *out);
void manual_page(FILE *out); /* roff, section 1 */

#endif
