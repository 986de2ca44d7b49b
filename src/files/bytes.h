/* bytes.h: whole files in and out. */
#ifndef GATESCOPE_FILES_BYTES_H
#define GATESCOPE_FILES_BYTES_H

#include <stdio.h>

#include "base/error.h"

/* A file's content with a NUL behind it, which does not count into *length; the caller's (free).
 * NULL and an error that names the file where it cannot be read, is a folder, or is larger than
 * `most` bytes. */
char *bytes_read(const char *path, size_t most, size_t *length, Error *error);

/* A file that appears whole or not at all: it is written beside its place under another name, and
 * renamed when all its bytes are on the disk. A failed write leaves what was there before. */
typedef struct NewFile {
    FILE *out;       /* write here */
    char *path;      /* where it is to be; owned */
    char *temporary; /* where it is so far; owned */
} NewFile;

bool new_file_open(NewFile *file, const char *path, Error *error);
/* Ends the writing. `good` false takes the file away again and returns false. */
bool new_file_close(NewFile *file, bool good, Error *error);

/* A lock that one program at a time has on a file, by another one beside it (PATH.lock, which
 * stays). Waits for it a second at most. -1 where it cannot be had: one goes on without. */
int file_lock(const char *path);
void file_unlock(int lock);

/* Creates the folder that the file will lie in, and those above it. */
bool folder_create_for(const char *path, Error *error);

#endif
