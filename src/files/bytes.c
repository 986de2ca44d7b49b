/* bytes.c: see bytes.h. */
#include "files/bytes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"

enum { TRIES_MOST = 100 }; /* of a call that signals interrupt */

static bool fail(Error *error, const char *path, const char *what) {
    int number = errno;
    error_set(error, "%s: %s", what, strerror(number));
    if (error)
        snprintf(error->file, sizeof error->file, "%s", path);
    return false;
}

static bool fail_plain(Error *error, const char *path, const char *what) {
    error_set(error, "%s", what);
    if (error)
        snprintf(error->file, sizeof error->file, "%s", path);
    return false;
}

static bool too_large(Error *error, const char *path, size_t most) {
    fail_plain(error, path, "the file is too large");
    error_expected(error, "at most %zu MiB", most >> 20);
    return false;
}

/* Reads to the end whatever the size that was told: a pipe has none, and a file may grow. */
static char *read_all(FILE *in, const char *path, size_t most, size_t *length, Error *error) {
    enum { PIECE = 16384 };
    size_t capacity = 0, used = 0;
    char *bytes = NULL;
    bool more = true;
    int tries = 0;
    while (more) {
        char *larger = array_room_large(bytes, &capacity, used, PIECE + 1, 1);
        if (!larger) {
            free(bytes);
            error_memory(error, used + PIECE + 1, "a file");
            return NULL;
        }
        bytes = larger;
        size_t room = capacity - used - 1, got = fread(bytes + used, 1, room, in);
        used += got;
        bool interrupted = got < room && ferror(in) && errno == EINTR && ++tries < TRIES_MOST;
        if (interrupted)
            clearerr(in);
        more = (got == room || interrupted) && used <= most;
    }
    bool good = ferror(in)    ? fail(error, path, "cannot read the file")
                : used > most ? too_large(error, path, most)
                              : true;
    if (!good) {
        free(bytes);
        return NULL;
    }
    bytes[used] = '\0';
    *length = used;
    return bytes;
}

char *bytes_read(const char *path, size_t most, size_t *length, Error *error) {
    struct stat status;
    FILE *in;
    char *bytes = NULL;
    int tries = 0;
    do /* a signal may interrupt it, as it may the reading */
        in = fopen(path, "rb");
    while (!in && errno == EINTR && ++tries < TRIES_MOST);
    if (!in) {
        fail(error, path, "cannot open the file");
        return NULL;
    }
    if (fstat(fileno(in), &status) != 0)
        fail(error, path, "cannot read the file");
    else if (S_ISDIR(status.st_mode))
        fail_plain(error, path, "this is a folder, not a file");
    else if (S_ISREG(status.st_mode) && (unsigned long long)status.st_size > most)
        too_large(error, path, most);
    else
        bytes = read_all(in, path, most, length, error);
    fclose(in);
    return bytes;
}
