/* export.h: what was done, written into a file to hand in. Private to this folder. */
#ifndef GATESCOPE_COMMANDS_PROGRESS_EXPORT_H
#define GATESCOPE_COMMANDS_PROGRESS_EXPORT_H

#include "commands/line/words.h"
#include "commands/progress/table.h"

/* Writes the list's lessons, and what was practised: all of it, or where lessons are named what
 * belongs to them. Returns the status to end with, and says why where that is not EXIT_GOOD. */
int export_results(const ProgressList *list, const SavedState *state, const Words *words);

#endif
