/* source.h: bytes that come one after the other: a file's, an archive's member's, or those in memory.
 * Private to this folder. */
#ifndef GATESCOPE_FILES_INPUTS_SOURCE_H
#define GATESCOPE_FILES_INPUTS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ByteSource {
    bool (*read)(struct ByteSource *source, void *bytes, size_t count); /* all of them, or false */
    void *from;
    uint64_t left; /* bytes that are there */
} ByteSource;

/* So many bytes, or false where fewer are left. */
static inline bool source_take(ByteSource *source, void *bytes, size_t count) {
    if (count > source->left || !source->read(source, bytes, count))
        return false;
    source->left -= count;
    return true;
}

#endif
