/* bytes.h: whole files in; base/new_file.h is the way out.
 *
 * Whatever is read is a regular file, or a pipe that somebody writes into: `<(...)` of a shell, or
 * a FIFO. Nothing waits for ever: a pipe without a writer is an error at once, one from which
 * nothing comes for PIPE_PATIENCE is one then, and devices, sockets and folders are none that can
 * be read. What has to be read out of order is a regular file. */
#ifndef GATESCOPE_BASE_BYTES_H
#define GATESCOPE_BASE_BYTES_H

#include "base/error.h"

enum { PIPE_PATIENCE = 10000 }; /* milliseconds */

/* A file's content with a NUL behind it, which does not count into *length; the caller's (free).
 * NULL and an error that names the file where it cannot be read, is no file, or is larger than
 * `most` bytes. */
char *bytes_read(const char *path, size_t most, size_t *length, Error *error);
/* The same with so many milliseconds for each byte that a pipe lets wait for. */
char *bytes_read_within(const char *path, size_t most, int patience, size_t *length, Error *error);

/* Whether it is a page of the web (HTML), as servers send in place of a file: by its beginning. */
bool bytes_are_page(const char *bytes, size_t length);

/* Opens a regular file to read from; the descriptor is the caller's (close). -1 and an error that
 * names the file where it cannot be read, or is none. */
int bytes_open(const char *path, Error *error);

#endif
