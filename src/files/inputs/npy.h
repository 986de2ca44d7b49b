/* npy.h: an array in numpy's format, and one of several in an archive. Private to this folder. */
#ifndef GATESCOPE_FILES_INPUTS_NPY_H
#define GATESCOPE_FILES_INPUTS_NPY_H

#include "files/inputs/data.h"
#include "files/inputs/source.h"

bool inputs_read_npy(InputData *data, const char *path, ByteSource *source,
                     const InputOptions *options, Error *error);

#endif
