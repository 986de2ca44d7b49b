/* digits.c: see digits.h. */
#include "files/data/digits.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/bytes.h"

enum { MOST_DIGITS = 100000, MOST_SIDES = 3, IDX_BYTES = 8, PATH_SIZE = 4096 };

typedef struct IdxFile {
    gzFile in;
    const char *path;
    Error *error;
} IdxFile;

static bool fail(const IdxFile *idx, const char *what) {
    error_set(idx->error, "%s", what);
    return error_in_file(idx->error, idx->path);
}

static bool read_exactly(const IdxFile *idx, unsigned char *bytes, unsigned count) {
    return gzread(idx->in, bytes, count) == (int)count ||
           fail(idx, "the file is damaged or ends too early");
}

/* The header: `sides` dimensions, which have to be size[1], ...; size[0] is found. */
static bool read_header(const IdxFile *idx, int sides, uint32_t size[MOST_SIDES]) {
    unsigned char head[4], word[4];
    if (!read_exactly(idx, head, sizeof head))
        return false;
    if (head[0] || head[1] || head[2] != IDX_BYTES || head[3] != sides)
        return fail(idx, sides == 1 ? "this is no IDX file of labels"
                                    : "this is no IDX file of pictures");
    for (int k = 0; k < sides; k++) {
        if (!read_exactly(idx, word, sizeof word))
            return false;
        uint32_t found =
            (uint32_t)word[0] << 24 | (uint32_t)word[1] << 16 | (uint32_t)word[2] << 8 | word[3];
        if (k && found != size[k])
            return fail(idx, "the pictures are not 28 pixels wide and high");
        size[k] = found;
    }
    if (size[0] < 1 || size[0] > MOST_DIGITS)
        return fail(idx, "the file has no pictures or labels, or more than 100,000");
    return true;
}

/* The content, the caller's; *count: how many things there are, `each` bytes each. */
static unsigned char *read_content(const IdxFile *idx, int sides, unsigned each, long *count) {
    uint32_t size[MOST_SIDES] = {0, DIGIT_SIDE, DIGIT_SIDE};
    unsigned char beyond;
    if (!read_header(idx, sides, size))
        return NULL;
    unsigned bytes = size[0] * each; /* at most 78,400,000 */
    unsigned char *content = malloc(bytes);
    if (!content) {
        error_memory(idx->error, bytes, "pictures");
        return NULL;
    }
    bool good = read_exactly(idx, content, bytes);
    if (good && gzread(idx->in, &beyond, 1) != 0)
        good = fail(idx, "the file is longer than its header says, or damaged");
    *count = (long)size[0];
    if (good)
        return content;
    free(content);
    return NULL;
}

static unsigned char *read_idx(const char *path, int sides, unsigned each, long *count,
                               Error *error) {
    int in = bytes_open(path, error);
    if (in < 0)
        return NULL;
    errno = 0;
    IdxFile idx = {gzdopen(in, "rb"), path, error};
    if (!idx.in) {
        close(in);
        fail(&idx, errno ? strerror(errno) : "out of memory");
        return NULL;
    }
    unsigned char *content = read_content(&idx, sides, each, count);
    gzclose(idx.in);
    return content;
}

static bool check_labels(const DigitSet *set, long labels, const char *path, Error *error) {
    const IdxFile idx = {.path = path, .error = error};
    if (labels != set->count) {
        fail(&idx, "there are not as many labels as pictures");
        error_expected(error, "%ld", set->count);
        error_found(error, "%ld", labels);
        return false;
    }
    for (long k = 0; k < labels; k++)
        if (set->labels[k] >= DIGIT_CLASSES)
            return fail(&idx, "a label is no digit from 0 to 9");
    return true;
}

bool digit_set_read(DigitSet *set, const char *images, const char *labels, Error *error) {
    long count = 0;
    *set = (DigitSet){0};
    set->pixels = read_idx(images, 3, DIGIT_PIXELS, &set->count, error);
    if (set->pixels)
        set->labels = read_idx(labels, 1, 1, &count, error);
    if (set->labels && check_labels(set, count, labels, error))
        return true;
    digit_set_free(set);
    return false;
}

void digit_set_free(DigitSet *set) {
    free(set->pixels);
    free(set->labels);
    *set = (DigitSet){0};
}

static bool read_part(DigitSet *set, const char *folder, const char *part, Error *error) {
    char images[PATH_SIZE], labels[PATH_SIZE];
    int needed = snprintf(images, sizeof images, "%s/%s-images-idx3-ubyte.gz", folder, part);
    snprintf(labels, sizeof labels, "%s/%s-labels-idx1-ubyte.gz", folder, part);
    if (needed >= PATH_SIZE)
        return error_set(error, "the path of the digits is too long");
    return digit_set_read(set, images, labels, error);
}

Digits *digits_read(const char *folder, Error *error) {
    Digits *digits = calloc(1, sizeof *digits);
    if (!digits) {
        error_memory(error, sizeof *digits, "pictures");
        return NULL;
    }
    if (read_part(&digits->train, folder, "train", error) &&
        read_part(&digits->test, folder, "test", error))
        return digits;
    digits_free(digits);
    return NULL;
}

void digits_free(Digits *digits) {
    if (!digits)
        return;
    digit_set_free(&digits->train);
    digit_set_free(&digits->test);
    free(digits);
}
