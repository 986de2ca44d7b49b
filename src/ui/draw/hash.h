/* hash.h: a 64-bit hash of bytes, for caches and for finding what changed in a picture. */
#ifndef GATESCOPE_UI_DRAW_HASH_H
#define GATESCOPE_UI_DRAW_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { HASH_WORD = sizeof(uint64_t) };

/* One multiplication mixes low bits upwards, the shift brings them down again. */
static inline uint64_t hash_word(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

/* The hash of bytes, continued from `hash` (any seed; the result is never 0). Words, not bytes: a
 * heat map of a long run is hashed in every frame. */
static inline uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size) {
    const unsigned char *at = bytes;
    uint64_t word;
    hash = hash_word(hash, size + 1);
    for (; size >= HASH_WORD; at += HASH_WORD, size -= HASH_WORD) {
        memcpy(&word, at, HASH_WORD);
        hash = hash_word(hash, word);
    }
    if (size) {
        word = 0;
        memcpy(&word, at, size);
        hash = hash_word(hash, word);
    }
    return hash ? hash : 1;
}

#endif
