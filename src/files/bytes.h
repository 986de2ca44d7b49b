/* bytes.h: whole files in; base/new_file.h is the way out. */
#ifndef GATESCOPE_FILES_BYTES_H
#define GATESCOPE_FILES_BYTES_H

#include <stdio.h>

#include "base/error.h"

/* A file's content with a NUL behind it, which does not count into *length; the caller's (free).
 * NULL and an error that names the file where it cannot be read, is a folder, or is larger than
 * `most` bytes. */
char *bytes_read(const char *path, size_t most, size_t *length, Error *error);

#endif
