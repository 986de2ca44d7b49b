/* look_sort.h: which of several files is a model, and which is data for it. */
#ifndef GATESCOPE_COMMANDS_TOOLS_LOOK_SORT_H
#define GATESCOPE_COMMANDS_TOOLS_LOOK_SORT_H

#include "base/error.h"

typedef struct LookSorted {
    const char *model, *data; /* of the paths; NULL: none is */
} LookSorted;

/* By what is in them; what is left may belong to the model, as TensorFlow.js' bytes do. Where none is a
 * model *error says why not. */
LookSorted look_sort(char *const *paths, int count, Error *error);

#endif
