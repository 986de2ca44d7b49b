/* npy.h: an array in numpy's format, and one of several in an archive. Private to this folder. */
#ifndef GATESCOPE_FILES_INPUTS_NPY_H
#define GATESCOPE_FILES_INPUTS_NPY_H

#include "files/inputs/data.h"

/* Bytes that come one after the other: a file's, an archive's member's, or those in memory. */
typedef struct ByteSource {
    bool (*read)(struct ByteSource *source, void *bytes, size_t count); /* all of them, or false */
    void *from;
    uint64_t left; /* bytes that are there */
} ByteSource;

bool inputs_read_npy(InputData *data, const char *path, ByteSource *source,
                     const InputOptions *options, Error *error);

#endif
