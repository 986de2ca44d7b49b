/* new_file.h: the one way in which files are written.
 *
 * A file appears whole or not at all: it is written beside its target under another name
 * (TARGET.PROCESS-NUMBER.new), and takes the target's name when all its bytes are on the disk. What
 * fails leaves what was there, and nothing beside it; what a process that was killed has left goes
 * away the next time. Permissions are kept; a symbolic link stays, and what it points to is
 * replaced.
 *
 *     NewFile file;
 *     if (!new_file_open(&file, path, error))
 *         return false;
 *     bool whole = write_all(file.out);
 *     return new_file_close(&file, whole, error);
 *
 * Devices, pipes, and what the program was handed open (/dev/stdout) are written through and never
 * replaced: of what fails there, the beginning may have been read. Folders and sockets are errors. */
#ifndef GATESCOPE_BASE_NEW_FILE_H
#define GATESCOPE_BASE_NEW_FILE_H

#include <stdio.h>

#include "base/error.h"

typedef struct NewFile {
    FILE *out;       /* write here */
    char *path;      /* as it was named; NULL: standard output; owned */
    char *target;    /* where it is to be, links followed; NULL: it is written through; owned */
    char *temporary; /* where it is so far, for those that write by name; NULL alike; owned */
    bool only_new;   /* what is there already stays */
    int fault;       /* of new_file_put: what errno was; 0: none so far */
} NewFile;

/* path NULL: standard output, which stays open. A pipe that nobody reads is waited for some
 * seconds. False and an error that names the file where it cannot be. */
bool new_file_open(NewFile *file, const char *path, Error *error);
/* The same, but what is there already stays, whenever it has come. */
bool new_file_open_only(NewFile *file, const char *path, Error *error);
/* Ends the writing. `good` false, with an error that is set, takes the file away again and returns
 * false; the error then names it. */
bool new_file_close(NewFile *file, bool good, Error *error);

/* Writes the bytes past the buffer of `out`, for those who have them all in memory. Whether it went
 * well new_file_close says. */
void new_file_put(NewFile *file, const char *bytes, size_t length);

/* Gives what lies at `path` the first free name of those: path + ending, path + ending + "-1" and
 * so on; of a link, what it points to. `aside` is that name. Nothing is written over. False and an
 * error where it stays. */
bool file_set_aside(const char *path, const char *ending, char *aside, size_t size, Error *error);

/* A lock that one program at a time has on a file, by another one beside it (PATH.lock, which
 * stays). Waits for it a second at most. -1 where it cannot be had: one goes on without. */
int file_lock(const char *path);
void file_unlock(int lock);

/* Creates the folder that the file will lie in, and those above it. */
bool folder_create_for(const char *path, Error *error);

#endif
