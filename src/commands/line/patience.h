/* patience.h: what is said on standard error while a run takes long: how far it is. Ctrl+C ends the
 * program. On a terminal it is a line that stays up to date from the first moment that is felt,
 * elsewhere a line after a second, and one every ten. */
#ifndef GATESCOPE_COMMANDS_LINE_PATIENCE_H
#define GATESCOPE_COMMANDS_LINE_PATIENCE_H

#include "lesson/run/watch.h"

/* So much of a run of so many steps is done, 0 to 1; told every now and then, and 1 where it ends. */
void patience_tell(long steps, double done);

/* For the lessons that a command reads. */
const RunWatch *patience_watch(void);

#endif
