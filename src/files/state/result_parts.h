/* result_parts.h: what result.c and result_write.c share. Private to this folder. */
#ifndef GATESCOPE_FILES_STATE_RESULT_PARTS_H
#define GATESCOPE_FILES_STATE_RESULT_PARTS_H

#include "files/state/result.h"

enum { RESULT_FORMAT = 1 };
#define RESULT_KIND "results"

#endif
