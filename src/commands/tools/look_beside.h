/* look_beside.h: two exports of one network over the same data, compared number by number. */
#ifndef GATESCOPE_COMMANDS_TOOLS_LOOK_BESIDE_H
#define GATESCOPE_COMMANDS_TOOLS_LOOK_BESIDE_H

#include "commands/tools/look_files.h"

/* Says of each layer of both where they part. Returns the status of the command: 1 also where they part
 * or cannot be compared. */
int look_beside(const LookWish *wish, const char *beside, float within);

#endif
