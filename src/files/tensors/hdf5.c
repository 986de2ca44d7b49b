/* hdf5.c: see hdf5.h: the file, and the headers of its objects. Sections of the specification are
 * named where they are used. */
#include "files/tensors/hdf5.h"

#include <string.h>

enum { VISITS_MOST = 1 << 22, BLOCKS_MOST = 64 };

static const unsigned char SIGNATURE[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

bool hdf5_part(Hdf5 *file, uint64_t address, uint64_t length, Hdf5Part *part) {
    uint64_t at = address + file->base;
    if (++file->visits > VISITS_MOST || at < address || at > file->length ||
        length > file->length - at)
        return false;
    *part = (Hdf5Part){file->bytes + at, (size_t)length};
    return true;
}

bool hdf5_skip(Hdf5Part *part, uint64_t size) {
    if (size > part->length) {
        part->length = 0;
        return false;
    }
    part->bytes += size;
    part->length -= (size_t)size;
    return true;
}

uint64_t hdf5_take(Hdf5Part *part, size_t size) {
    const unsigned char *bytes = part->bytes;
    return hdf5_skip(part, size) ? little_endian(bytes, size) : 0;
}

static bool begins(Hdf5Part part, const char *signature) {
    return part.length >= 4 && memcmp(part.bytes, signature, 4) == 0;
}

/* ---- II: the superblock ---- */

bool hdf5_open(Hdf5 *file, const unsigned char *bytes, size_t length) {
    *file = (Hdf5){.bytes = bytes, .length = length};
    Hdf5Part block;
    if (length < sizeof SIGNATURE + 1 || memcmp(bytes, SIGNATURE, sizeof SIGNATURE) != 0)
        return false;
    int version = bytes[8];
    if (version > 3 || !hdf5_part(file, 9, length - 9, &block))
        return false;
    hdf5_skip(&block, version < 2 ? 4 : 0);
    bool wide = hdf5_take(&block, 1) == 8;
    wide = wide && hdf5_take(&block, 1) == 8;
    hdf5_skip(&block, version == 0 ? 9 : version == 1 ? 13 : 1);
    file->base = hdf5_take(&block, 8);
    hdf5_skip(&block, version < 2 ? 32 : 16); /* sizes, and the name of the root's entry */
    file->root = hdf5_take(&block, 8);
    return wide && block.length > 0;
}

/* ---- IV.A: headers ---- */

typedef struct Walk {
    Hdf5Message *message;
    void *context;
    Hdf5Part blocks[BLOCKS_MOST]; /* that are gone through, and wait */
    int count;
    bool second, ordered; /* version 2; its messages have numbers */
} Walk;

static bool add_block(Hdf5 *file, Walk *walk, Hdf5Part body) {
    uint64_t address = hdf5_take(&body, 8), length = hdf5_take(&body, 8);
    Hdf5Part block;
    if (walk->count == BLOCKS_MOST || !hdf5_part(file, address, length, &block))
        return false;
    if (walk->second) {
        if (!begins(block, "OCHK") || block.length < 8)
            return false;
        hdf5_skip(&block, 4);
        block.length -= 4; /* the checksum */
    }
    walk->blocks[walk->count++] = block;
    return true;
}

static bool walk_block(Hdf5 *file, Walk *walk, Hdf5Part block) {
    size_t head = walk->second ? (walk->ordered ? 6 : 4) : 8;
    while (block.length >= head) {
        int type = (int)hdf5_take(&block, walk->second ? 1 : 2);
        size_t size = (size_t)hdf5_take(&block, 2);
        int flags = (int)hdf5_take(&block, 1);
        hdf5_skip(&block, walk->second ? (walk->ordered ? 2 : 0) : 3);
        Hdf5Part body = {block.bytes, size};
        if (!hdf5_skip(&block, size) || ++file->visits > VISITS_MOST)
            return false;
        if (type == 0x10 ? !add_block(file, walk, body)
                         : !walk->message(walk->context, type, flags, body))
            return false;
    }
    return true;
}

static bool begin_first(Hdf5 *file, uint64_t address, Walk *walk) {
    Hdf5Part head, block;
    if (!hdf5_part(file, address, 16, &head) || head.bytes[0] != 1)
        return false;
    hdf5_skip(&head, 8);
    uint64_t size = hdf5_take(&head, 4);
    if (!hdf5_part(file, address + 16, size, &block))
        return false;
    walk->blocks[walk->count++] = block;
    return true;
}

static bool begin_second(Hdf5 *file, uint64_t address, Walk *walk) {
    Hdf5Part head, block;
    if (!hdf5_part(file, address, 6, &head))
        return false;
    int flags = head.bytes[5];
    size_t before = 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0),
           wide = (size_t)1 << (flags & 3);
    if (head.bytes[4] != 2 || !hdf5_part(file, address + before, wide, &head))
        return false;
    uint64_t size = hdf5_take(&head, wide);
    if (!hdf5_part(file, address + before + wide, size, &block))
        return false;
    walk->second = true;
    walk->ordered = (flags & 4) != 0;
    walk->blocks[walk->count++] = block;
    return true;
}

bool hdf5_messages(Hdf5 *file, uint64_t address, Hdf5Message *message, void *context) {
    Walk walk = {.message = message, .context = context};
    Hdf5Part head;
    if (!hdf5_part(file, address, 4, &head) ||
        !(begins(head, "OHDR") ? begin_second(file, address, &walk)
                               : begin_first(file, address, &walk)))
        return false;
    for (int k = 0; k < walk.count; k++)
        if (!walk_block(file, &walk, walk.blocks[k]))
            return false;
    return true;
}

/* ---- IV.A.2: what they say of an array ---- */

/* IV.A.2.b */
static bool read_space(Hdf5Part body, int *rank, size_t *shape, size_t *count) {
    int version = (int)hdf5_take(&body, 1);
    *rank = (int)hdf5_take(&body, 1);
    hdf5_take(&body, 1);
    int kind = (int)hdf5_take(&body, 1); /* of version 2: 2 is no numbers at all */
    hdf5_skip(&body, version == 1 ? 4 : 0);
    *count = version == 2 && kind == 2 ? 0 : 1;
    if (*rank > HDF5_SIDES || body.length < (size_t)*rank * 8)
        return false;
    for (int k = 0; k < *rank; k++) {
        uint64_t side = hdf5_take(&body, 8);
        if (side > INT32_MAX || !sizes_multiply(*count, (size_t)side, count))
            return false;
        shape[k] = (size_t)side;
    }
    return *count <= (size_t)PTRDIFF_MAX / 16;
}

/* IV.A.2.d, of floating-point numbers: sizes of exponent and fraction. */
static NumberType float_type(size_t size, int exponent, int fraction) {
    return size == 8 && exponent == 11 && fraction == 52  ? NUMBER_F64
           : size == 4 && exponent == 8 && fraction == 23 ? NUMBER_F32
           : size == 2 && exponent == 5 && fraction == 10 ? NUMBER_F16
           : size == 2 && exponent == 8 && fraction == 7  ? NUMBER_BF16
                                                          : NUMBER_NONE;
}

static bool read_type(Hdf5Part body, Hdf5Type *type) {
    static const Hdf5Class CLASSES[] = {[0] = HDF5_WHOLE, [1] = HDF5_FLOAT, [3] = HDF5_TEXT};
    if (body.length < 8)
        return false;
    int class = body.bytes[0] & 15, bits = body.bytes[1];
    hdf5_skip(&body, 4);
    *type =
        (Hdf5Type){.class = class == 0 || class == 1 || class == 3 ? CLASSES[class] : HDF5_OTHER,
                   .big_endian = class < 2 && (bits & 1),
                   .size = (size_t)hdf5_take(&body, 4)};
    if (class == 9 && (bits & 15) == 1) {
        type->class = HDF5_TEXT;
        type->variable = true;
    }
    if (class == 1 && body.length >= 12)
        type->number = float_type(type->size, body.bytes[5], body.bytes[7]);
    return type->size > 0;
}

/* IV.A.2.l */
static bool read_filters(Hdf5Part body, Hdf5Object *object) {
    int version = (int)hdf5_take(&body, 1), count = (int)hdf5_take(&body, 1);
    hdf5_skip(&body, version == 1 ? 6 : 0);
    if (count > HDF5_FILTERS)
        return false;
    for (int k = 0; k < count; k++) {
        int id = (int)hdf5_take(&body, 2);
        size_t name = version == 1 || id >= 256 ? (size_t)hdf5_take(&body, 2) : 0;
        hdf5_skip(&body, 2);
        size_t values = (size_t)hdf5_take(&body, 2);
        hdf5_skip(&body, version == 1 ? (name + 7) / 8 * 8 : name);
        if (!hdf5_skip(&body, 4 * (values + (version == 1 && values % 2))))
            return false;
        object->filters[k] = id;
    }
    object->filter_count = count;
    return true;
}

static bool object_message(void *context, int type, int flags, Hdf5Part body) {
    Hdf5Object *object = context;
    bool shared = (flags & 2) != 0;
    switch (type) {
    case 0x01:
        return !shared && read_space(body, &object->rank, object->shape, &object->count);
    case 0x03:
        if (shared) /* one that is kept elsewhere, with a name: nobody's weights */
            object->type = (Hdf5Type){.class = HDF5_OTHER};
        return shared || read_type(body, &object->type);
    case 0x07:
        object->external = true;
        return true;
    case 0x08:
        object->layout = body;
        object->is_array = true;
        return true;
    case 0x0b:
        return read_filters(body, object);
    case 0x11:
        object->tree = hdf5_take(&body, 8);
        object->heap = hdf5_take(&body, 8);
        object->is_group = object->has_table = true;
        return true;
    case 0x02:
    case 0x06:
        object->is_group = true;
        return true;
    default:
        return true;
    }
}

bool hdf5_object(Hdf5 *file, uint64_t address, Hdf5Object *object) {
    *object = (Hdf5Object){.count = 1};
    return hdf5_messages(file, address, object_message, object);
}
