/* share_bytes.h: bytes as letters that survive mail, chat and command lines. Private to
 * share_text.c.
 *
 * The bytes are compressed (zlib), a checksum of what that gives (CRC-32, lowest byte first) is put
 * before it, and all is written in base64url without padding. */
#ifndef GATESCOPE_FILES_STATE_SHARE_BYTES_H
#define GATESCOPE_FILES_STATE_SHARE_BYTES_H

#include "base/error.h"

enum {
    SHARE_PLAIN_MOST = 4 << 20,   /* bytes, before compression */
    SHARE_LETTERS_MOST = 1 << 20, /* letters, after it; white space may come on top */
};

/* `prefix`, then the letters for the bytes; the caller's. NULL and an error where it would be too
 * long or memory lacks. */
char *share_letters(const char *prefix, const char *plain, size_t length, Error *error);

/* The bytes of the letters, with a NUL behind them that does not count; the caller's. NULL and an
 * error where the letters are damaged or too many, or the bytes would be too many. */
char *share_plain(const char *letters, size_t *length, Error *error);

#endif
