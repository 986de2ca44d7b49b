/* share_bytes.c: see share_bytes.h. */
#include "files/state/share_bytes.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
enum { CHECK_BYTES = 4 };

static bool damaged(Error *error) {
    error_set(error, "the shared state is damaged or not whole");
    error_hint(error, "copy all of it once more");
    return false;
}

static void put_check(unsigned char *to, unsigned long check) {
    for (int k = 0; k < CHECK_BYTES; k++)
        to[k] = (unsigned char)(check >> (8 * k) & 0xff);
}

static unsigned long get_check(const unsigned char *from) {
    unsigned long check = 0;
    for (int k = 0; k < CHECK_BYTES; k++)
        check |= (unsigned long)from[k] << (8 * k);
    return check;
}

static unsigned long check_of(const unsigned char *bytes, size_t length) {
    return crc32(crc32(0, NULL, 0), bytes, (uInt)length);
}

/* ---- writing ---- */

/* Checksum and compressed bytes; the caller's. */
static unsigned char *pack(const char *plain, size_t length, size_t *packed, Error *error) {
    uLongf size = compressBound((uLong)length);
    unsigned char *bytes = malloc(CHECK_BYTES + size);
    if (!bytes ||
        compress2(bytes + CHECK_BYTES, &size, (const Bytef *)plain, (uLong)length, 9) != Z_OK) {
        free(bytes);
        error_memory(error, CHECK_BYTES + size, "a shared state");
        return NULL;
    }
    put_check(bytes, check_of(bytes + CHECK_BYTES, size));
    *packed = CHECK_BYTES + size;
    return bytes;
}

/* Three bytes are four letters; what is left at the end is padded with zero bits. */
static void write_letters(char *to, const unsigned char *bytes, size_t length) {
    unsigned long bits = 0;
    int held = 0;
    for (size_t k = 0; k < length; k++) {
        bits = (bits << 8 | bytes[k]) & 0xffff;
        for (held += 8; held >= 6; held -= 6)
            *to++ = LETTERS[bits >> (held - 6) & 63];
    }
    if (held)
        *to++ = LETTERS[bits << (6 - held) & 63];
    *to = '\0';
}

char *share_letters(const char *prefix, const char *plain, size_t length, Error *error) {
    size_t packed, start = strlen(prefix);
    if (length > SHARE_PLAIN_MOST) {
        error_set(error, "too much was changed to be shared as a text");
        return NULL;
    }
    unsigned char *bytes = pack(plain, length, &packed, error);
    if (!bytes)
        return NULL;
    size_t letters = (packed * 8 + 5) / 6;
    char *text = letters <= SHARE_LETTERS_MOST ? malloc(start + letters + 1) : NULL;
    if (text) {
        memcpy(text, prefix, start);
        write_letters(text + start, bytes, packed);
    } else if (letters > SHARE_LETTERS_MOST) {
        error_set(error, "too much was changed to be shared as a text");
    } else {
        error_memory(error, letters, "a shared state");
    }
    free(bytes);
    return text;
}

/* ---- reading ---- */

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t count_letters(const char *text) {
    size_t count = 0;
    for (; *text && count <= SHARE_LETTERS_MOST; text++)
        count += !is_space(*text);
    return count;
}

/* False where the text has another sign, or letters that no bytes give. */
static bool read_letters(const char *text, unsigned char *bytes, size_t *length) {
    unsigned long bits = 0;
    int held = 0;
    *length = 0;
    for (; *text; text++) {
        if (is_space(*text))
            continue;
        const char *letter = strchr(LETTERS, *text);
        if (!letter)
            return false;
        bits = (bits << 6 | (unsigned long)(letter - LETTERS)) & 0xffff;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes[(*length)++] = (unsigned char)(bits >> held & 0xff);
        }
    }
    return held < 6 && !(bits & ((1UL << held) - 1));
}

/* Bounded: what would become larger is refused before it has. */
static char *unpack(const unsigned char *bytes, size_t packed, size_t *length, Error *error) {
    if (packed <= CHECK_BYTES ||
        get_check(bytes) != check_of(bytes + CHECK_BYTES, packed - CHECK_BYTES)) {
        damaged(error);
        return NULL;
    }
    uLongf size = SHARE_PLAIN_MOST;
    unsigned char *plain = malloc(size + 1);
    if (!plain) {
        error_memory(error, size + 1, "a shared state");
        return NULL;
    }
    int result = uncompress(plain, &size, bytes + CHECK_BYTES, (uLong)(packed - CHECK_BYTES));
    if (result != Z_OK) {
        free(plain);
        if (result == Z_BUF_ERROR && size == SHARE_PLAIN_MOST)
            error_set(error, "the shared state is too large");
        else
            damaged(error);
        return NULL;
    }
    plain[size] = '\0';
    *length = size;
    return (char *)plain;
}

char *share_plain(const char *letters, size_t *length, Error *error) {
    size_t count = count_letters(letters), packed;
    if (count > SHARE_LETTERS_MOST) {
        error_set(error, "the shared state is too long");
        error_expected(error, "at most %d letters", SHARE_LETTERS_MOST);
        return NULL;
    }
    unsigned char *bytes = malloc(count + 1);
    if (!bytes) {
        error_memory(error, count + 1, "a shared state");
        return NULL;
    }
    char *plain = NULL;
    if (read_letters(letters, bytes, &packed))
        plain = unpack(bytes, packed, length, error);
    else
        damaged(error);
    free(bytes);
    return plain;
}
