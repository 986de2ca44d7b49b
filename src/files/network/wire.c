/* wire.c: see wire.h. */
#include "files/network/wire.h"

#include <string.h>

#include "base/utf8.h"

enum { VARINT_BYTES = 10 };

Wire wire_of(const unsigned char *bytes, size_t length) {
    return (Wire){bytes, length, false};
}

static bool fail(Wire *message) {
    message->broken = true;
    message->length = 0;
    return false;
}

static void skip(Wire *message, size_t length) {
    message->bytes += length;
    message->length -= length;
}

bool wire_varint(Wire *packed, uint64_t *value) {
    if (!packed->length)
        return false;
    *value = 0;
    for (size_t k = 0; k < packed->length && k < VARINT_BYTES; k++) {
        unsigned char byte = packed->bytes[k];
        if (k == VARINT_BYTES - 1 && byte > 1)
            break;
        *value |= (uint64_t)(byte & 127) << 7 * k;
        if (byte < 128) {
            skip(packed, k + 1);
            return true;
        }
    }
    return fail(packed);
}

static bool read_fixed(Wire *message, WireField *field, size_t size) {
    if (message->length < size)
        return fail(message);
    for (size_t k = size; k-- > 0;)
        field->value = field->value << 8 | message->bytes[k];
    skip(message, size);
    return true;
}

static bool read_bytes(Wire *message, WireField *field) {
    uint64_t length;
    if (!wire_varint(message, &length) || length > message->length)
        return fail(message);
    field->bytes = wire_of(message->bytes, (size_t)length);
    skip(message, (size_t)length);
    return true;
}

bool wire_next(Wire *message, WireField *field) {
    uint64_t tag;
    if (!wire_varint(message, &tag))
        return false;
    *field = (WireField){.number = (uint32_t)(tag >> 3), .type = (WireType)(tag & 7)};
    if (tag >> 3 == 0 || tag >> 32)
        return fail(message);
    switch (field->type) {
    case WIRE_VARINT:
        return wire_varint(message, &field->value) || fail(message);
    case WIRE_64:
        return read_fixed(message, field, 8);
    case WIRE_BYTES:
        return read_bytes(message, field);
    case WIRE_32:
        return read_fixed(message, field, 4);
    }
    return fail(message);
}

bool wire_is(Wire text, const char *other) {
    return text.length == strlen(other) && memcmp(text.bytes, other, text.length) == 0;
}

bool wire_same(Wire a, Wire b) {
    return a.length == b.length && (!a.length || memcmp(a.bytes, b.bytes, a.length) == 0);
}

void wire_copy(Wire text, char *copy, size_t size) {
    size_t length = text.length < size ? text.length : size - 1;
    if (length)
        memcpy(copy, text.bytes, length);
    copy[utf8_whole(copy, length)] = '\0';
}
