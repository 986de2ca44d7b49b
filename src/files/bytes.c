/* bytes.c: see bytes.h. */
#include "files/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"

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
        more = got == room && used <= most;
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
    FILE *in = fopen(path, "rb");
    char *bytes = NULL;
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

static char *copy(const char *string) {
    size_t size = strlen(string) + 1;
    char *same = malloc(size);
    return same ? memcpy(same, string, size) : NULL;
}

static void new_file_forget(NewFile *file) {
    free(file->path);
    free(file->temporary);
    *file = (NewFile){0};
}

/* A new file with a name that nobody has, so that two programs saving at once do not mix. */
static FILE *create_beside(NewFile *file) {
    enum { ATTEMPTS = 100 };
    size_t size = strlen(file->path) + 32;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        snprintf(file->temporary, size, "%s.%ld-%d.new", file->path, (long)getpid(), attempt);
        FILE *out = fopen(file->temporary, "wbx");
        if (out || errno != EEXIST)
            return out;
    }
    return NULL;
}

bool new_file_open(NewFile *file, const char *path, Error *error) {
    *file = (NewFile){.path = copy(path), .temporary = malloc(strlen(path) + 32)};
    if (!file->path || !file->temporary) {
        new_file_forget(file);
        return error_memory(error, 2 * strlen(path), "the name of a file");
    }
    file->out = create_beside(file);
    if (file->out)
        return true;
    fail(error, path, "cannot write the file");
    new_file_forget(file);
    return false;
}

bool new_file_close(NewFile *file, bool good, Error *error) {
    if (good && (ferror(file->out) || fflush(file->out) != 0 || fsync(fileno(file->out)) != 0))
        good = fail(error, file->path, "cannot write the file");
    if (fclose(file->out) != 0 && good)
        good = fail(error, file->path, "cannot write the file");
    if (good && rename(file->temporary, file->path) != 0)
        good = fail(error, file->path, "cannot write the file");
    if (!good)
        unlink(file->temporary);
    new_file_forget(file);
    return good;
}

int file_lock(const char *path) {
    enum { ATTEMPTS = 500 };
    const struct timespec pause = {.tv_nsec = 2000000};
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char name[4096];
    int length = snprintf(name, sizeof name, "%s.lock", path);
    int lock = length > 0 && (size_t)length < sizeof name
                   ? open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666)
                   : -1;
    for (int attempt = 0; lock >= 0 && attempt < ATTEMPTS; attempt++) {
        if (fcntl(lock, F_SETLK, &whole) == 0)
            return lock;
        nanosleep(&pause, NULL);
    }
    file_unlock(lock);
    return -1;
}

void file_unlock(int lock) {
    if (lock >= 0)
        close(lock);
}

bool folder_create_for(const char *path, Error *error) {
    char *folder = copy(path);
    bool good = true;
    if (!folder)
        return error_memory(error, strlen(path), "the name of a folder");
    for (char *slash = strchr(folder + 1, '/'); slash && good; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0777) != 0 && errno != EEXIST)
            good = fail(error, folder, "cannot create the folder");
        *slash = '/';
    }
    free(folder);
    return good;
}
