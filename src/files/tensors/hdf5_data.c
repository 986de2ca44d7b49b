/* hdf5_data.c: see hdf5.h: the numbers of an array, IV.A.2.i: in the header, in one piece, in chunks. */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "files/tensors/hdf5.h"

enum { COMPACT, CONTIGUOUS, CHUNKED };
enum { DEFLATE = 1, SHUFFLE, FLETCHER };
enum { TREE_DEPTH = 16, CHUNK_MOST = 1 << 28 };

typedef struct Loading {
    Hdf5 *file;
    const Hdf5Object *object;
    float *numbers;
    size_t chunk[HDF5_SIDES], chunk_count; /* its sides, and numbers */
    unsigned char *packed, *bytes;         /* of a chunk, before and after it is unpacked */
    const char *why;
} Loading;

static const char *const BROKEN = "its place in the file is broken";

static const char *read_piece(const Loading *loading, Hdf5Part data) {
    const Hdf5Object *object = loading->object;
    if (data.length / object->type.size < object->count)
        return "it is shorter than its shape says";
    numbers_read(loading->numbers, data.bytes, object->count, object->type.number,
                 object->type.big_endian);
    return NULL;
}

/* ---- chunks ---- */

/* Bytes of the numbers' first, second ... byte each behind each other. */
static void unshuffle(const unsigned char *from, unsigned char *to, size_t length, size_t size) {
    size_t count = length / size;
    for (size_t byte = 0; byte < size; byte++)
        for (size_t k = 0; k < count; k++)
            to[k * size + byte] = from[byte * count + k];
    memcpy(to + count * size, from + count * size, length - count * size);
}

static void swap(Loading *loading) {
    unsigned char *bytes = loading->bytes;
    loading->bytes = loading->packed;
    loading->packed = bytes;
}

/* Unpacks a chunk into loading->bytes, by its filters from the last to the first. */
static bool unpack(Loading *loading, Hdf5Part data, uint32_t mask) {
    size_t size = loading->object->type.size, whole = loading->chunk_count * size;
    const unsigned char *from = data.bytes;
    size_t length = data.length;
    for (int k = loading->object->filter_count - 1; k >= 0; k--) {
        if (mask >> k & 1)
            continue;
        uLongf got = whole;
        switch (loading->object->filters[k]) {
        case DEFLATE:
            if (uncompress(loading->packed, &got, from, length) != Z_OK)
                return false;
            length = got;
            break;
        case SHUFFLE:
            if (length > whole)
                return false;
            unshuffle(from, loading->packed, length, size);
            break;
        default: /* a checksum behind it */
            if (length < 4)
                return false;
            length -= 4;
            continue;
        }
        swap(loading);
        from = loading->bytes;
    }
    if (length < whole)
        return false;
    if (from != loading->bytes)
        memcpy(loading->bytes, from, whole);
    return true;
}

/* Puts a chunk to where it begins; what leads over the array's edge is left out. */
static void place_chunk(Loading *loading, const uint64_t *at) {
    const Hdf5Object *object = loading->object;
    size_t row = loading->chunk[object->rank - 1], rows = loading->chunk_count / row;
    size_t last = (size_t)object->rank - 1;
    for (size_t k = 0; k < rows; k++) {
        size_t rest = k, to = 0, stride = object->shape[last];
        bool inside = at[last] < object->shape[last];
        for (size_t axis = last; axis-- > 0;) {
            uint64_t index = at[axis] + rest % loading->chunk[axis];
            rest /= loading->chunk[axis];
            inside = inside && index < object->shape[axis];
            to += (size_t)index * stride;
            stride *= object->shape[axis];
        }
        if (!inside)
            continue;
        size_t left = object->shape[last] - (size_t)at[last];
        numbers_read(loading->numbers + to + at[last], loading->bytes + k * row * object->type.size,
                     row < left ? row : left, object->type.number, object->type.big_endian);
    }
}

static bool load_chunk(Loading *loading, uint64_t address, uint32_t size, uint32_t mask,
                       const uint64_t *at) {
    Hdf5Part data;
    for (int k = 0; k < loading->object->rank; k++)
        if (at[k] >= loading->object->shape[k] || at[k] % loading->chunk[k])
            return false;
    if (!hdf5_part(loading->file, address, size, &data) || !unpack(loading, data, mask))
        return false;
    place_chunk(loading, at);
    return true;
}

/* III.A.1, nodes of type 1. */
static bool load_tree(Loading *loading, uint64_t address, int depth) {
    Hdf5Part head, entries;
    int rank = loading->object->rank;
    if (depth > TREE_DEPTH || !hdf5_part(loading->file, address, 24, &head) ||
        memcmp(head.bytes, "TREE", 4) != 0 || head.bytes[4] != 1)
        return false;
    int level = head.bytes[5];
    hdf5_skip(&head, 6);
    uint64_t count = hdf5_take(&head, 2), entry = 8 + 8 * ((uint64_t)rank + 1) + 8;
    if (!hdf5_part(loading->file, address + 24, count * entry, &entries))
        return false;
    for (; count > 0; count--) {
        uint64_t at[HDF5_SIDES];
        uint32_t size = (uint32_t)hdf5_take(&entries, 4), mask = (uint32_t)hdf5_take(&entries, 4);
        for (int k = 0; k < rank; k++)
            at[k] = hdf5_take(&entries, 8);
        hdf5_skip(&entries, 8);
        uint64_t child = hdf5_take(&entries, 8);
        if (!(level ? load_tree(loading, child, depth + 1)
                    : load_chunk(loading, child, size, mask, at)))
            return false;
    }
    return true;
}

static const char *find_chunk(Loading *loading, Hdf5Part *layout) {
    const Hdf5Object *object = loading->object;
    loading->chunk_count = 1;
    for (int k = 0; k < object->rank; k++) {
        loading->chunk[k] = (size_t)hdf5_take(layout, 4);
        if (!loading->chunk[k] ||
            !sizes_multiply(loading->chunk_count, loading->chunk[k], &loading->chunk_count))
            return BROKEN;
    }
    /* A chunk is not larger than the array by much, nor than what a file makes of itself. */
    if (loading->chunk_count > CHUNK_MOST / 8 || loading->chunk_count / 64 > object->count + 4096)
        return "its chunks are too large";
    return NULL;
}

static const char *read_chunks(Loading *loading, Hdf5Part layout) {
    const Hdf5Object *object = loading->object;
    int sides = (int)hdf5_take(&layout, 1);
    uint64_t tree = hdf5_take(&layout, 8);
    if (sides != object->rank + 1 || !object->rank)
        return BROKEN;
    const char *why = find_chunk(loading, &layout);
    if (why)
        return why;
    for (int k = 0; k < object->filter_count; k++)
        if (object->filters[k] < DEFLATE || object->filters[k] > FLETCHER)
            return "it is packed in a way that is not read here (gzip and shuffle are)";
    if (tree == UINT64_MAX)
        return NULL; /* nothing was ever written: zeros */
    size_t bytes = loading->chunk_count * object->type.size;
    loading->packed = malloc(bytes + 1);
    loading->bytes = malloc(bytes + 1);
    bool good = loading->packed && loading->bytes && load_tree(loading, tree, 0);
    free(loading->packed);
    free(loading->bytes);
    return good ? NULL : "its chunks are broken";
}

/* ---- all of them ---- */

static const char *read_third(Loading *loading, Hdf5Part layout) {
    Hdf5Part data;
    switch (hdf5_take(&layout, 1)) {
    case COMPACT:
        data.length = (size_t)hdf5_take(&layout, 2);
        data.bytes = layout.bytes;
        return data.length <= layout.length ? read_piece(loading, data) : BROKEN;
    case CONTIGUOUS: {
        uint64_t address = hdf5_take(&layout, 8), size = hdf5_take(&layout, 8);
        if (address == UINT64_MAX)
            return NULL; /* nothing was ever written: zeros */
        return hdf5_part(loading->file, address, size, &data) ? read_piece(loading, data) : BROKEN;
    }
    case CHUNKED:
        return read_chunks(loading, layout);
    default:
        return "it is stored in a way that is not read here";
    }
}

const char *hdf5_load(Hdf5 *file, const Hdf5Object *object, float *numbers) {
    Loading loading = {.file = file, .object = object, .numbers = numbers};
    Hdf5Part layout = object->layout;
    if (object->external)
        return "its numbers lie in another file";
    memset(numbers, 0, object->count * sizeof *numbers);
    if (hdf5_take(&layout, 1) != 3)
        return "it is stored as older or newer versions of HDF5 do: h5py's libver=\"earliest\" is "
               "read";
    return read_third(&loading, layout);
}
