/* zip_open.c: zip archives, see door.h. The library keeps a list of all members in memory, some five
 * times as large as the archive's own directory: so the size of that is looked at first. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/tensors/door.h"
#include "files/tensors/numbers.h"

enum {
    END_BYTES = 22,          /* of the record at an archive's end, without its comment */
    WIDE_BYTES = 56,         /* of the record that large archives have before it */
    LOCATOR = 20,            /* of what says where that one is */
    COMMENT_MOST = 65535,    /* bytes */
    DIRECTORY_MOST = 4 << 20 /* bytes */
};

/* The directory's size, where it lies before the record at `at` that tells of it; else 0: then the
 * record is none, only bytes that look like one. */
static uint64_t size_before(uint64_t size, uint64_t offset, uint64_t at) {
    return size <= at && offset <= at - size ? size : 0;
}

static uint64_t directory_size(int in, const unsigned char *record, uint64_t at) {
    unsigned char locator[LOCATOR], wide[WIDE_BYTES];
    uint64_t size = size_before(little_endian(record + 12, 4), little_endian(record + 16, 4), at);
    if (at < LOCATOR || pread(in, locator, LOCATOR, (off_t)(at - LOCATOR)) != LOCATOR ||
        memcmp(locator, "PK\6\7", 4) != 0)
        return size;
    uint64_t offset = little_endian(locator + 8, 8);
    if (offset > INT64_MAX || pread(in, wide, WIDE_BYTES, (off_t)offset) != WIDE_BYTES)
        return size;
    uint64_t larger = size_before(little_endian(wide + 40, 8), little_endian(wide + 48, 8), at);
    return larger > size ? larger : size;
}

/* Whether each record that could be the archive's end tells of a directory that is small enough. */
static bool check_directory(int in, uint64_t size, Error *error) {
    uint64_t most = END_BYTES + COMMENT_MOST, length = size < most ? size : most;
    unsigned char *tail = malloc((size_t)length + 1);
    bool small = true;
    if (!tail)
        return error_memory(error, (size_t)length, "the end of an archive");
    if (pread(in, tail, (size_t)length, (off_t)(size - length)) != (ssize_t)length)
        length = 0; /* the library will say so */
    for (uint64_t k = 0; small && k + END_BYTES <= length; k++)
        if (memcmp(tail + k, "PK\5\6", 4) == 0)
            small = directory_size(in, tail + k, size - length + k) <= DIRECTORY_MOST;
    free(tail);
    return small || error_set(error, "the archive has too many members");
}

static zip_t *open_archive(int in, uint64_t *bytes, Error *error) {
    struct stat status;
    int fault = 0;
    if (fstat(in, &status) != 0) {
        error_set(error, "cannot read the file: %s", strerror(errno));
        return NULL;
    }
    *bytes = (uint64_t)status.st_size;
    if (!check_directory(in, *bytes, error))
        return NULL;
    zip_t *zip = zip_fdopen(in, 0, &fault); /* which takes it over */
    if (!zip && fault == ZIP_ER_MEMORY) {
        error_memory(error, (size_t)*bytes, "an archive's list of members");
    } else if (!zip) {
        zip_error_t why;
        zip_error_init_with_code(&why, fault);
        error_set(error, "%s", zip_error_strerror(&why));
        zip_error_fini(&why);
    }
    return zip;
}

zip_t *zip_open_bounded(const char *path, uint64_t *bytes, Error *error) {
    int in = bytes_open(path, error);
    if (in < 0)
        return NULL;
    zip_t *zip = open_archive(in, bytes, error);
    if (!zip) {
        error_in_file(error, path);
        close(in);
    }
    return zip;
}
