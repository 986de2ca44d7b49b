/* path.h: where a file lies that another one names: a lesson's weights, the numbers of a model. */
#ifndef GATESCOPE_FILES_TENSORS_PATH_H
#define GATESCOPE_FILES_TENSORS_PATH_H

#include "base/error.h"

/* The path of the file `name` in the folder of `file` (NULL: the current folder); the caller's.
 * `whose` says in errors whose folder that is: "lesson", "model". Files come from anywhere, so they
 * reach nothing outside their folder: NULL and an error for an absolute name, a "..", a symbolic
 * link that leads out, or a file that is not there. */
char *path_beside(const char *file, const char *name, const char *whose, Error *error);

#endif
