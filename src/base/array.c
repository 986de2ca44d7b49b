/* array.c: see array.h. */
#include "base/array.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

enum { LEAST = 8 /* items: smaller arrays are not worth their reallocations */ };

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

/* most: the largest capacity that its variable can tell. */
static void *room(void *items, size_t *capacity, size_t count, size_t more, size_t size,
                  size_t most) {
    assert(more > 0 && size > 0 && count <= *capacity && (items || !*capacity));
    if (more <= *capacity - count)
        return items;
    if (more > most - count)
        return NULL;
    size_t doubled = *capacity <= most / 2 ? 2 * *capacity : most;
    size_t wanted = larger(larger(doubled, count + more), LEAST);
    void *grown = wanted <= SIZE_MAX / size ? realloc(items, wanted * size) : NULL;
    if (grown)
        *capacity = wanted;
    return grown;
}

void *array_room(void *items, int *capacity, int count, int more, size_t size) {
    assert(*capacity >= 0 && count >= 0 && more > 0);
    size_t wide = (size_t)*capacity;
    void *grown = room(items, &wide, (size_t)count, (size_t)more, size, INT_MAX);
    *capacity = (int)wide;
    return grown;
}

void *array_room_large(void *items, size_t *capacity, size_t count, size_t more, size_t size) {
    return room(items, capacity, count, more, size, SIZE_MAX);
}
