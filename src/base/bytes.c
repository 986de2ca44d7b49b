/* bytes.c: see bytes.h. */
#include "base/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"

enum { TRIES_MOST = 100 }; /* of a call that signals interrupt */

static bool fail(Error *error, const char *path, const char *what) {
    int number = errno;
    error_set(error, "%s: %s", what, strerror(number));
    return error_in_file(error, path);
}

static bool fail_plain(Error *error, const char *path, const char *what) {
    error_set(error, "%s", what);
    return error_in_file(error, path);
}

static bool too_large(Error *error, const char *path, size_t most) {
    fail_plain(error, path, "the file is too large");
    error_expected(error, "at most %zu MiB", most >> 20);
    return false;
}

/* ---- opening ---- */

static const char *kind_of(mode_t mode) {
    return S_ISDIR(mode)    ? "this is a folder, not a file"
           : S_ISFIFO(mode) ? "this is a pipe, not a file"
           : S_ISSOCK(mode) ? "this is a socket, not a file"
                            : "this is a device, not a file";
}

/* Without waiting for whoever is at its other end. */
static int open_to_read(const char *path, struct stat *status, Error *error) {
    int file, tries = 0;
    do
        file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    while (file < 0 && errno == EINTR && ++tries < TRIES_MOST);
    if (file < 0) {
        if (stat(path, status) == 0 && S_ISSOCK(status->st_mode))
            fail_plain(error, path, kind_of(status->st_mode));
        else
            fail(error, path, "cannot open the file");
        return -1;
    }
    if (fstat(file, status) == 0)
        return file;
    fail(error, path, "cannot read the file");
    close(file);
    return -1;
}

int bytes_open(const char *path, Error *error) {
    struct stat status;
    int file = open_to_read(path, &status, error);
    if (file < 0 || S_ISREG(status.st_mode))
        return file;
    fail_plain(error, path, kind_of(status.st_mode));
    close(file);
    return -1;
}

/* ---- reading ---- */

/* Bytes that came, 0 at the end, -1 and errno. */
static ssize_t read_some(int file, char *to, size_t room, int patience) {
    for (int tries = 0;;) {
        ssize_t got = read(file, to, room);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN) ||
            (errno == EINTR && ++tries == TRIES_MOST))
            return got;
        struct pollfd wait = {.fd = file, .events = POLLIN};
        if (errno == EAGAIN && poll(&wait, 1, patience) == 0) {
            errno = ETIMEDOUT;
            return -1;
        }
    }
}

typedef struct Content {
    char *bytes; /* owned */
    size_t capacity, used;
} Content;

/* To the end whatever the size that was told: a pipe has none, and a file may grow. */
static bool read_all(int file, const char *path, size_t most, int patience, Content *content,
                     Error *error) {
    enum { PIECE = 16384 };
    ssize_t got = 1;
    while (got > 0 && content->used <= most) {
        char *larger =
            array_room_large(content->bytes, &content->capacity, content->used, PIECE + 1, 1);
        if (!larger)
            return error_memory(error, content->used + PIECE + 1, "a file");
        content->bytes = larger;
        got = read_some(file, larger + content->used, content->capacity - content->used - 1,
                        patience);
        content->used += got > 0 ? (size_t)got : 0;
    }
    if (got < 0)
        return errno == ETIMEDOUT ? fail_plain(error, path, "nothing comes out of this pipe")
                                  : fail(error, path, "cannot read the file");
    content->bytes[content->used] = '\0';
    return content->used <= most || too_large(error, path, most);
}

static bool read_file(int file, const struct stat *status, const char *path, size_t most,
                      int patience, Content *content, Error *error) {
    if (!S_ISREG(status->st_mode) && !S_ISFIFO(status->st_mode))
        return fail_plain(error, path, kind_of(status->st_mode));
    if (S_ISREG(status->st_mode) && (unsigned long long)status->st_size > most)
        return too_large(error, path, most);
    if (!read_all(file, path, most, patience, content, error))
        return false;
    return content->used || S_ISREG(status->st_mode) ||
           fail_plain(error, path, "nobody writes into this pipe");
}

char *bytes_read_within(const char *path, size_t most, int patience, size_t *length, Error *error) {
    struct stat status;
    Content content = {0};
    int file = open_to_read(path, &status, error);
    if (file < 0)
        return NULL;
    bool good = read_file(file, &status, path, most, patience, &content, error);
    close(file);
    if (good) {
        *length = content.used;
        return content.bytes;
    }
    free(content.bytes);
    return NULL;
}

char *bytes_read(const char *path, size_t most, size_t *length, Error *error) {
    return bytes_read_within(path, most, PIPE_PATIENCE, length, error);
}

/* Behind spaces, a byte order mark, comments and a declaration of XML. */
static const char *skip_before_page(const char *text) {
    static const char *const PARTS[][2] = {{"<!--", "-->"}, {"<?xml", "?>"}};
    text += strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    for (;;) {
        const char *begin = text += strspn(text, " \t\r\n");
        for (int k = 0; k < 2; k++)
            if (strncmp(text, PARTS[k][0], strlen(PARTS[k][0])) == 0) {
                const char *end = strstr(text, PARTS[k][1]);
                text = end ? end + strlen(PARTS[k][1]) : text;
            }
        if (text == begin)
            return text;
    }
}

bool bytes_are_page(const char *bytes, size_t length) {
    enum { BEGINNING = 2048 };
    static const char *const BEGINS[] = {"<!doctype html", "<html", "<head", "<body"};
    char text[BEGINNING + 1];
    length = length < BEGINNING ? length : BEGINNING;
    memcpy(text, bytes, length);
    text[length] = '\0';
    const char *begin = skip_before_page(text);
    for (size_t k = 0; k < sizeof BEGINS / sizeof *BEGINS; k++)
        if (strncasecmp(begin, BEGINS[k], strlen(BEGINS[k])) == 0)
            return true;
    return false;
}
