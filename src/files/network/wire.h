/* wire.h: Protocol Buffers' wire format, read field by field, without their library and without a
 * copy: what is read points into the bytes. Private to this folder.
 *
 *     Wire message = wire_of(bytes, length);
 *     for (WireField field; wire_next(&message, &field);)
 *         if (field.number == 7) ...
 *     if (message.broken) ...
 *
 * A length that leads out of the message that it stands in breaks that message: nothing more is
 * read from it. Groups, which nobody writes any more, are refused alike. */
#ifndef GATESCOPE_FILES_NETWORK_WIRE_H
#define GATESCOPE_FILES_NETWORK_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Wire {
    const unsigned char *bytes;
    size_t length; /* what is not read yet */
    bool broken;
} Wire;

typedef enum WireType { WIRE_VARINT, WIRE_64, WIRE_BYTES, WIRE_32 = 5 } WireType;

typedef struct WireField {
    uint32_t number;
    WireType type;
    uint64_t value; /* of WIRE_VARINT, WIRE_64 and WIRE_32 */
    Wire bytes;     /* of WIRE_BYTES: a message, a text or packed numbers */
} WireField;

Wire wire_of(const unsigned char *bytes, size_t length);
/* The next field; false at the end, or where the message is broken. */
bool wire_next(Wire *message, WireField *field);
/* The next number of packed varints; false at the end, or where they are broken. */
bool wire_varint(Wire *packed, uint64_t *value);

bool wire_is(Wire text, const char *other);
bool wire_same(Wire a, Wire b);
/* The text with its end, cut to size. */
void wire_copy(Wire text, char *copy, size_t size);

#endif
