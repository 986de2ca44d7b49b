/* mask.c: the cache is a hash table with chains; each entry also stands in a list by last use. */
#include "ui/draw/mask.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "ui/draw/hash.h"

typedef struct Entry Entry;
struct Entry {
    Entry *chain;         /* next of the same bucket */
    Entry *newer, *older; /* by last use */
    uint64_t hash;
    unsigned frame; /* of the last use */
    size_t bytes;   /* of the whole entry */
    Mask mask;
    size_t key_size;
    unsigned char key[];
};

enum { BUCKETS = 2048 }; /* a screen has some 300 masks; a power of two */

struct MaskCache {
    Entry *buckets[BUCKETS];
    Entry *newest, *oldest;
    size_t bytes, limit;
    int count;
    unsigned frame;
};

MaskCache *mask_cache_new(size_t bytes) {
    MaskCache *cache = calloc(1, sizeof *cache);
    if (cache)
        cache->limit = bytes;
    return cache;
}

void mask_cache_free(MaskCache *cache) {
    if (!cache)
        return;
    for (Entry *entry = cache->newest, *older; entry; entry = older) {
        older = entry->older;
        free(entry->mask.coverage);
        free(entry);
    }
    free(cache);
}

void mask_cache_frame(MaskCache *cache) {
    cache->frame++;
}

size_t mask_cache_bytes(const MaskCache *cache) {
    return cache->bytes;
}

int mask_cache_count(const MaskCache *cache) {
    return cache->count;
}

static void unlink_use(MaskCache *cache, Entry *entry) {
    *(entry->newer ? &entry->newer->older : &cache->newest) = entry->older;
    *(entry->older ? &entry->older->newer : &cache->oldest) = entry->newer;
}

static void mark_newest(MaskCache *cache, Entry *entry) {
    entry->frame = cache->frame;
    entry->newer = NULL;
    entry->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = entry;
    cache->newest = entry;
}

const Mask *mask_cache_find(MaskCache *cache, const void *key, size_t size) {
    uint64_t hash = hash_bytes(0, key, size);
    Entry *entry = cache->buckets[hash % BUCKETS];
    while (entry &&
           (entry->hash != hash || entry->key_size != size || memcmp(entry->key, key, size) != 0))
        entry = entry->chain;
    if (!entry)
        return NULL;
    unlink_use(cache, entry);
    mark_newest(cache, entry);
    return &entry->mask;
}

static void drop(MaskCache *cache, Entry *entry) {
    Entry **link = &cache->buckets[entry->hash % BUCKETS];
    while (*link != entry)
        link = &(*link)->chain;
    *link = entry->chain;
    unlink_use(cache, entry);
    cache->bytes -= entry->bytes;
    cache->count--;
    free(entry->mask.coverage);
    free(entry);
}

static void keep_bound(MaskCache *cache) {
    while (cache->bytes > cache->limit && cache->oldest &&
           cache->oldest->frame != cache->frame) /* NOLINT: unlinked first */
        drop(cache, cache->oldest);
}

const Mask *mask_cache_add(MaskCache *cache, const void *key, size_t size, Mask mask) {
    assert(!mask_cache_find(cache, key, size));
    Entry *entry = malloc(sizeof *entry + size);
    if (!entry) {
        free(mask.coverage);
        return NULL;
    }
    entry->hash = hash_bytes(0, key, size);
    entry->bytes = sizeof *entry + size + (size_t)mask.width * (size_t)mask.height;
    entry->mask = mask;
    entry->key_size = size;
    memcpy(entry->key, key, size);
    entry->chain = cache->buckets[entry->hash % BUCKETS];
    cache->buckets[entry->hash % BUCKETS] = entry;
    mark_newest(cache, entry);
    cache->bytes += entry->bytes;
    cache->count++;
    keep_bound(cache);
    return &entry->mask;
}

bool mask_draw(Mask *mask, int width, int height, MaskDepth depth, const void *shape) {
    *mask = (Mask){.width = width, .height = height};
    if (width <= 0 || height <= 0)
        return true;
    mask->coverage = malloc((size_t)width * (size_t)height);
    if (!mask->coverage)
        return false;
    uint8_t *at = mask->coverage;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            float inside = depth(shape, (float)x + 0.5f, (float)y + 0.5f) + 0.5f;
            *at++ = (uint8_t)lrintf(255 * clamp_float(inside, 0, 1));
        }
    }
    return true;
}
