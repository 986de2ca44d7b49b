/* head.c: how a file begins, see door.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/tensors/door.h"

bool head_begins(const FileHead *head, const char *bytes, size_t length) {
    return head->length >= length && memcmp(head->bytes, bytes, length) == 0;
}

bool head_json(const FileHead *head, const char *key) {
    const char *text = (const char *)head->bytes;
    char quoted[64];
    snprintf(quoted, sizeof quoted, "\"%s\"", key);
    return text[strspn(text, " \t\r\n")] == '{' && strstr(text, quoted);
}

static bool ends_in(const char *name, const char *ending) {
    size_t whole = strlen(name), part = strlen(ending);
    return whole >= part && strcmp(name + whole - part, ending) == 0;
}

bool head_member(const FileHead *head, const char *ending) {
    zip_int64_t count = head->zip ? zip_get_num_entries(head->zip, 0) : 0;
    for (zip_int64_t k = 0; k < count; k++) {
        const char *name = zip_get_name(head->zip, (zip_uint64_t)k, 0);
        if (name && ends_in(name, ending))
            return true;
    }
    return false;
}

static bool read_bytes(FileHead *head, Error *error) {
    struct stat status;
    int in = bytes_open(head->path, error);
    if (in < 0)
        return false;
    ssize_t got = pread(in, head->bytes, HEAD_BYTES, 0);
    if (got < 0 || fstat(in, &status) != 0) {
        error_set(error, "cannot read the file: %s", strerror(errno));
        error_in_file(error, head->path);
    } else {
        head->length = (size_t)got;
        head->size = (uint64_t)status.st_size;
    }
    close(in);
    return got >= 0;
}

/* False and an error only where memory lacks: an archive that cannot be read is none. */
static bool open_archive(FileHead *head, Error *error) {
    Error inside = {0};
    head->zip = zip_open_bounded(head->path, &head->size, &inside);
    if (head->zip || strncmp(inside.what, "out of memory", sizeof "out of memory" - 1) != 0)
        return true;
    if (error)
        *error = inside;
    return false;
}

bool head_read(FileHead *head, const char *path, Error *error) {
    struct stat status;
    memset(head, 0, sizeof *head);
    head->path = path;
    head->folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    if (head->folder)
        return true;
    if (!read_bytes(head, error))
        return false;
    return !head_begins(head, "PK\3\4", 4) || open_archive(head, error);
}

void head_end(FileHead *head) {
    if (head->zip)
        zip_discard(head->zip);
    head->zip = NULL;
}
