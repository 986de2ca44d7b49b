/* hdf5_group.c: see hdf5.h: what a group consists of, and texts in attributes. */
#include <string.h>

#include "files/tensors/hdf5.h"

enum { TREE_DEPTH = 16 };

typedef struct Listing {
    Hdf5 *file;
    Hdf5Part names; /* the data of the local heap */
    Hdf5Found *found;
    void *context;
} Listing;

static bool begins(Hdf5Part part, const char *signature) {
    return part.length >= 4 && memcmp(part.bytes, signature, 4) == 0;
}

/* ---- III.B to III.D: symbol tables ---- */

static bool name_at(const Listing *listing, uint64_t offset, Hdf5Part *name) {
    *name = listing->names;
    if (!hdf5_skip(name, offset))
        return false;
    const unsigned char *end = memchr(name->bytes, 0, name->length);
    if (!end || end - name->bytes >= HDF5_NAME)
        return false;
    name->length = (size_t)(end - name->bytes);
    return true;
}

static bool list_symbols(const Listing *listing, uint64_t address) {
    enum { ENTRY = 40, SOFT_LINK = 2 };
    Hdf5Part head, entries;
    if (!hdf5_part(listing->file, address, 8, &head) || !begins(head, "SNOD"))
        return false;
    hdf5_skip(&head, 6);
    uint64_t count = hdf5_take(&head, 2);
    if (!hdf5_part(listing->file, address + 8, count * ENTRY, &entries))
        return false;
    for (; count > 0; count--) {
        Hdf5Part name;
        uint64_t offset = hdf5_take(&entries, 8), header = hdf5_take(&entries, 8);
        uint64_t kind = hdf5_take(&entries, 4);
        hdf5_skip(&entries, 20);
        if (!name_at(listing, offset, &name))
            return false;
        if (kind != SOFT_LINK && !listing->found(listing->context, name, header))
            return false;
    }
    return true;
}

static bool list_tree(const Listing *listing, uint64_t address, int depth) {
    Hdf5Part head, entries;
    if (depth > TREE_DEPTH || !hdf5_part(listing->file, address, 24, &head) ||
        !begins(head, "TREE") || head.bytes[4] != 0)
        return false;
    int level = head.bytes[5];
    hdf5_skip(&head, 6);
    uint64_t count = hdf5_take(&head, 2);
    if (!hdf5_part(listing->file, address + 24, count * 16, &entries))
        return false;
    for (; count > 0; count--) {
        hdf5_skip(&entries, 8); /* the key */
        uint64_t child = hdf5_take(&entries, 8);
        if (!(level ? list_tree(listing, child, depth + 1) : list_symbols(listing, child)))
            return false;
    }
    return true;
}

static bool list_table(Listing *listing, const Hdf5Object *object) {
    Hdf5Part heap;
    if (!hdf5_part(listing->file, object->heap, 32, &heap) || !begins(heap, "HEAP"))
        return false;
    hdf5_skip(&heap, 8);
    uint64_t size = hdf5_take(&heap, 8);
    hdf5_skip(&heap, 8);
    return hdf5_part(listing->file, hdf5_take(&heap, 8), size, &listing->names) &&
           list_tree(listing, object->tree, 0);
}

/* ---- IV.A.2.g: links in the header ---- */

static bool link_message(void *context, int type, int flags, Hdf5Part body) {
    const Listing *listing = context;
    (void)flags;
    if (type ==
        0x02) { /* where more links are than a header holds, they lie in a heap of their own */
        hdf5_skip(&body, 1);
        hdf5_skip(&body, hdf5_take(&body, 1) & 1 ? 8 : 0);
        return hdf5_take(&body, 8) == UINT64_MAX;
    }
    if (type != 0x06)
        return true;
    hdf5_skip(&body, 1);
    int said = (int)hdf5_take(&body, 1);
    int kind = said & 8 ? (int)hdf5_take(&body, 1) : 0;
    hdf5_skip(&body, (said & 4 ? 8 : 0) + (said & 16 ? 1 : 0));
    uint64_t length = hdf5_take(&body, (size_t)1 << (said & 3));
    Hdf5Part name = {body.bytes, (size_t)length};
    if (length >= HDF5_NAME || !hdf5_skip(&body, length))
        return false;
    if (kind != 0) /* a soft or external link */
        return true;
    return body.length >= 8 && listing->found(listing->context, name, hdf5_take(&body, 8));
}

bool hdf5_group(Hdf5 *file, uint64_t address, const Hdf5Object *object, Hdf5Found *found,
                void *context) {
    Listing listing = {.file = file, .found = found, .context = context};
    return object->has_table ? list_table(&listing, object)
                             : hdf5_messages(file, address, link_message, &listing);
}

/* ---- IV.A.2.m: attributes ---- */

typedef struct Asked {
    Hdf5 *file;
    const char *name;
    Hdf5Part text;
} Asked;

/* III.E: a text in the global heap. */
static Hdf5Part heap_text(Hdf5 *file, Hdf5Part reference) {
    Hdf5Part heap, none = {NULL, 0};
    uint64_t length = hdf5_take(&reference, 4), address = hdf5_take(&reference, 8);
    uint64_t wished = hdf5_take(&reference, 4);
    if (!hdf5_part(file, address, 16, &heap) || !begins(heap, "GCOL"))
        return none;
    hdf5_skip(&heap, 8);
    uint64_t size = hdf5_take(&heap, 8);
    if (size < 16 || !hdf5_part(file, address + 16, size - 16, &heap))
        return none;
    while (heap.length >= 16) {
        uint64_t index = hdf5_take(&heap, 2);
        hdf5_skip(&heap, 6);
        uint64_t bytes = hdf5_take(&heap, 8);
        Hdf5Part text = {heap.bytes, (size_t)length};
        if (index == 0 || bytes > heap.length)
            break;
        if (index == wished)
            return length <= bytes ? text : none;
        hdf5_skip(&heap, (bytes + 7) / 8 * 8);
    }
    return none;
}

/* Its parts are padded to 8 bytes in version 1. */
static bool take_padded(Hdf5Part *body, size_t size, int version, Hdf5Part *part) {
    *part = (Hdf5Part){body->bytes, size};
    if (size > body->length)
        return false;
    return hdf5_skip(body, version == 1 ? (size + 7) / 8 * 8 : size) || body->length == 0;
}

static bool attribute_message(void *context, int type, int flags, Hdf5Part body) {
    enum { FIXED_TEXT = 3, VARIABLE = 9 };
    Asked *asked = context;
    (void)flags;
    if (type != 0x0c)
        return true;
    int version = (int)hdf5_take(&body, 1);
    hdf5_skip(&body, 1);
    size_t sizes[3];
    Hdf5Part parts[3];
    for (int k = 0; k < 3; k++)
        sizes[k] = (size_t)hdf5_take(&body, 2);
    hdf5_skip(&body, version == 3 ? 1 : 0);
    for (int k = 0; k < 3; k++)
        if (!take_padded(&body, sizes[k], version, &parts[k]))
            return true;
    size_t length = strlen(asked->name);
    if (parts[0].length != length + 1 || memcmp(parts[0].bytes, asked->name, length) != 0 ||
        parts[1].length < 8)
        return true;
    int class = parts[1].bytes[0] & 15;
    if (class == VARIABLE)
        asked->text = heap_text(asked->file, body);
    else if (class == FIXED_TEXT) {
        hdf5_skip(&parts[1], 4);
        uint64_t size = hdf5_take(&parts[1], 4);
        asked->text = (Hdf5Part){body.bytes, size <= body.length ? (size_t)size : 0};
    }
    return true;
}

Hdf5Part hdf5_attribute(Hdf5 *file, uint64_t address, const char *name) {
    Asked asked = {.file = file, .name = name};
    hdf5_messages(file, address, attribute_message, &asked);
    while (asked.text.length && !asked.text.bytes[asked.text.length - 1])
        asked.text.length--; /* what fills it up */
    return asked.text;
}
