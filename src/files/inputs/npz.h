/* npz.h: one array of an archive. Private to this folder. */
#ifndef GATESCOPE_FILES_INPUTS_NPZ_H
#define GATESCOPE_FILES_INPUTS_NPZ_H

#include "files/inputs/data.h"

/* The descriptor is taken over. */
bool inputs_read_npz(InputData *data, const char *path, int file, const InputOptions *options,
                     Error *error);

#endif
