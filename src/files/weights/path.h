/* path.h: where a file that a lesson names lies. */
#ifndef GATESCOPE_FILES_WEIGHTS_PATH_H
#define GATESCOPE_FILES_WEIGHTS_PATH_H

#include "base/error.h"

/* The path of the file `name` in the folder of the lesson file (NULL: the current folder); the
 * caller's. A lesson may come from anywhere, so it reaches nothing outside its folder: NULL and an
 * error for an absolute name, a "..", a symbolic link that leads out, or a file that is not there.
 */
char *weight_path(const char *lesson_file, const char *name, Error *error);

#endif
