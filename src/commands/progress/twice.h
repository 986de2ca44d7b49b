/* twice.h: results that were handed in more than once. Private to this folder. */
#ifndef GATESCOPE_COMMANDS_PROGRESS_TWICE_H
#define GATESCOPE_COMMANDS_PROGRESS_TWICE_H

#include <stdbool.h>

#include "files/state/result.h"

/* Whether both say the same of somebody of the same name, whichever files they came in. */
bool results_same(const Results *a, const Results *b);

/* The first of those before `class[index]` that is the same; -1: none. */
int results_before(const Results *class, int index);

#endif
