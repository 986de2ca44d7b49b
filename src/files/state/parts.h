/* parts.h: what state.c, value.c and result.c share. Private to this folder. */
#ifndef GATESCOPE_FILES_STATE_PARTS_H
#define GATESCOPE_FILES_STATE_PARTS_H

#include "files/state/state.h"

SavedState state_empty(void);
char *state_copy(const char *string); /* NULL where memory lacks */

#endif
