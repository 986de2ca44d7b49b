/* onnx_model.c: see onnx_model.h. The numbers of the fields are onnx.proto's. */
#include "files/network/onnx_model.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- nodes ---- */

enum { NODE_INPUT = 1, NODE_OUTPUT, NODE_NAME, NODE_OP, NODE_ATTRIBUTE, NODE_DOMAIN = 7 };
enum { NODE_NOTES = 9 };

/* The text or message that is the index-th of those fields; empty: there are fewer. */
static Wire field_of(Wire message, uint32_t number, int index) {
    for (WireField field; wire_next(&message, &field);)
        if (field.number == number && field.type == WIRE_BYTES && index-- == 0)
            return field.bytes;
    return wire_of(NULL, 0);
}

static int fields_of(Wire message, uint32_t number) {
    int count = 0;
    for (WireField field; wire_next(&message, &field);)
        count += field.number == number && field.type == WIRE_BYTES && count < INT_MAX;
    return count;
}

OnnxNode onnx_node(Wire message, const OnnxNode *call) {
    return (OnnxNode){message, field_of(message, NODE_OP, 0), field_of(message, NODE_DOMAIN, 0),
                      call};
}

Wire onnx_input(const OnnxNode *node, int index) {
    return field_of(node->message, NODE_INPUT, index);
}

Wire onnx_output(const OnnxNode *node, int index) {
    return field_of(node->message, NODE_OUTPUT, index);
}

int onnx_input_count(const OnnxNode *node) {
    return fields_of(node->message, NODE_INPUT);
}

int onnx_output_count(const OnnxNode *node) {
    return fields_of(node->message, NODE_OUTPUT);
}

Wire onnx_node_name(const OnnxNode *node) {
    return field_of(node->message, NODE_NAME, 0);
}

Wire onnx_node_note(const OnnxNode *node, const char *key) {
    Wire message = node->message;
    for (WireField field; wire_next(&message, &field);)
        if (field.number == NODE_NOTES && field.type == WIRE_BYTES &&
            wire_is(field_of(field.bytes, 1, 0), key))
            return field_of(field.bytes, 2, 0);
    return wire_of(NULL, 0);
}

/* ---- attributes ---- */

enum { ATTRIBUTE_FLOAT = 2, ATTRIBUTE_WHOLE, ATTRIBUTE_TEXT };
enum { ATTRIBUTE_FLOATS = 7, ATTRIBUTE_WHOLES, ATTRIBUTE_TEXTS, ATTRIBUTE_REFERENCE = 21 };

/* The attribute's message; one that refers to a function's is that of the call. */
static bool find(const OnnxNode *node, Wire name, Wire *attribute) {
    Wire message = node->message;
    for (WireField field; wire_next(&message, &field);) {
        if (field.number != NODE_ATTRIBUTE || field.type != WIRE_BYTES ||
            !wire_same(field_of(field.bytes, 1, 0), name))
            continue;
        Wire reference = field_of(field.bytes, ATTRIBUTE_REFERENCE, 0);
        if (reference.length)
            return node->call && find(node->call, reference, attribute);
        *attribute = field.bytes;
        return true;
    }
    return false;
}

static bool find_named(const OnnxNode *node, const char *name, Wire *attribute) {
    return find(node, wire_of((const unsigned char *)name, strlen(name)), attribute);
}

bool onnx_has(const OnnxNode *node, const char *name) {
    Wire attribute;
    return find_named(node, name, &attribute);
}

int64_t onnx_whole(const OnnxNode *node, const char *name, int64_t otherwise) {
    Wire attribute;
    if (!find_named(node, name, &attribute))
        return otherwise;
    for (WireField field; wire_next(&attribute, &field);)
        if (field.number == ATTRIBUTE_WHOLE && field.type == WIRE_VARINT)
            return (int64_t)field.value;
    return 0;
}

static float float_of(uint64_t bits) {
    uint32_t low = (uint32_t)bits;
    float value;
    memcpy(&value, &low, sizeof value);
    return value;
}

float onnx_float(const OnnxNode *node, const char *name, float otherwise) {
    Wire attribute;
    if (!find_named(node, name, &attribute))
        return otherwise;
    for (WireField field; wire_next(&attribute, &field);)
        if (field.number == ATTRIBUTE_FLOAT && field.type == WIRE_32)
            return float_of(field.value);
    return 0;
}

Wire onnx_message(const OnnxNode *node, const char *name, uint32_t number) {
    Wire attribute;
    return find_named(node, name, &attribute) ? field_of(attribute, number, 0) : wire_of(NULL, 0);
}

Wire onnx_text(const OnnxNode *node, const char *name) {
    return onnx_message(node, name, ATTRIBUTE_TEXT);
}

int onnx_wholes(const OnnxNode *node, const char *name, int64_t *list, int most) {
    Wire attribute;
    int count = 0;
    if (!find_named(node, name, &attribute))
        return 0;
    for (WireField field; wire_next(&attribute, &field);) {
        if (field.number != ATTRIBUTE_WHOLES)
            continue;
        if (field.type == WIRE_VARINT && count < most)
            list[count] = (int64_t)field.value;
        count += field.type == WIRE_VARINT;
        uint64_t value;
        while (field.type == WIRE_BYTES && wire_varint(&field.bytes, &value)) {
            if (count < most)
                list[count] = (int64_t)value;
            count++;
        }
    }
    return count;
}

int onnx_floats(const OnnxNode *node, const char *name, float *list, int most) {
    Wire attribute;
    int count = 0;
    if (!find_named(node, name, &attribute))
        return 0;
    for (WireField field; wire_next(&attribute, &field);) {
        if (field.number != ATTRIBUTE_FLOATS)
            continue;
        if (field.type == WIRE_32 && count < most)
            list[count] = float_of(field.value);
        count += field.type == WIRE_32;
        for (; field.type == WIRE_BYTES && field.bytes.length >= sizeof(float); count++) {
            if (count < most)
                memcpy(&list[count], field.bytes.bytes, sizeof(float));
            field.bytes.bytes += sizeof(float);
            field.bytes.length -= sizeof(float);
        }
    }
    return count;
}

int onnx_texts(const OnnxNode *node, const char *name, Wire *list, int most) {
    Wire attribute;
    if (!find_named(node, name, &attribute))
        return 0;
    int count = fields_of(attribute, ATTRIBUTE_TEXTS);
    for (int k = 0; k < count && k < most; k++)
        list[k] = field_of(attribute, ATTRIBUTE_TEXTS, k);
    return count;
}

/* ---- tensors ---- */

enum { TENSOR_SIDE = 1, TENSOR_TYPE, TENSOR_FLOATS = 4, TENSOR_INT32S };
enum { TENSOR_INT64S = 7, TENSOR_NAME, TENSOR_RAW, TENSOR_DOUBLES, TENSOR_UINT64S };
enum { TENSOR_EXTERNAL = 13, TENSOR_PLACED = 14 };

size_t onnx_type_size(OnnxType type) {
    switch (type) {
    case ONNX_DOUBLE:
    case ONNX_INT64:
    case ONNX_UINT64:
        return 8;
    case ONNX_FLOAT:
    case ONNX_INT32:
    case ONNX_UINT32:
        return 4;
    case ONNX_FLOAT16:
    case ONNX_BFLOAT16:
    case ONNX_INT16:
    case ONNX_UINT16:
        return 2;
    case ONNX_INT8:
    case ONNX_UINT8:
    case ONNX_BOOL:
        return 1;
    case ONNX_STRING:
        break;
    }
    return 0;
}

const char *onnx_type_name(OnnxType type) {
    static const char *const NAMES[] = {"undefined",  "float",   "uint8",  "int8",   "uint16",
                                        "int16",      "int32",   "int64",  "string", "bool",
                                        "float16",    "double",  "uint32", "uint64", "complex64",
                                        "complex128", "bfloat16"};
    return (size_t)type < sizeof NAMES / sizeof *NAMES ? NAMES[type] : "of another type";
}

bool onnx_is_float(OnnxType type) {
    return type == ONNX_FLOAT || type == ONNX_DOUBLE || type == ONNX_FLOAT16 ||
           type == ONNX_BFLOAT16;
}

static bool add_side(OnnxTensor *tensor, uint64_t side) {
    if (tensor->rank == ONNX_SIDES || side > INT_MAX)
        return false;
    tensor->shape[tensor->rank++] = (size_t)side;
    return true;
}

static bool read_shape(OnnxTensor *tensor, WireField *field) {
    if (field->type == WIRE_VARINT)
        return add_side(tensor, field->value);
    bool good = field->type == WIRE_BYTES;
    for (uint64_t side; good && wire_varint(&field->bytes, &side);)
        good = add_side(tensor, side);
    return good && !field->bytes.broken;
}

static uint64_t number_of(Wire text) {
    char digits[24];
    wire_copy(text, digits, sizeof digits);
    return strtoull(digits, NULL, 10);
}

static void read_external(OnnxTensor *tensor, Wire pair) {
    Wire key = field_of(pair, 1, 0), value = field_of(pair, 2, 0);
    if (wire_is(key, "location"))
        tensor->location = value;
    else if (wire_is(key, "offset"))
        tensor->from = number_of(value);
    else if (wire_is(key, "length"))
        tensor->size = number_of(value);
}

static bool read_field(OnnxTensor *tensor, WireField *field) {
    if (field->number == TENSOR_SIDE)
        return read_shape(tensor, field);
    if (field->number == TENSOR_TYPE && field->type == WIRE_VARINT)
        tensor->type = (OnnxType)(field->value & 255);
    else if (field->number == TENSOR_PLACED && field->type == WIRE_VARINT)
        tensor->external = field->value == 1;
    else if (field->number == TENSOR_NAME && field->type == WIRE_BYTES)
        tensor->name = field->bytes;
    else if (field->number == TENSOR_RAW && field->type == WIRE_BYTES)
        tensor->raw = field->bytes;
    else if (field->number == TENSOR_EXTERNAL && field->type == WIRE_BYTES)
        read_external(tensor, field->bytes);
    return true;
}

static bool count_numbers(OnnxTensor *tensor) {
    tensor->count = 1;
    for (int k = 0; k < tensor->rank; k++) {
        size_t side = tensor->shape[k];
        if (side && tensor->count > (size_t)PTRDIFF_MAX / 16 / side)
            return false;
        tensor->count *= side;
    }
    return true;
}

bool onnx_tensor(Wire message, OnnxTensor *tensor, Error *error) {
    *tensor = (OnnxTensor){.message = message};
    bool good = true;
    for (WireField field; good && wire_next(&message, &field);)
        good = read_field(tensor, &field);
    char name[64];
    wire_copy(tensor->name, name, sizeof name);
    if (!good || message.broken || !count_numbers(tensor))
        return error_set(error, "the tensor \"%s\" is broken: its shape or a length cannot be",
                         name);
    if (tensor->raw.length && !tensor->external &&
        (onnx_type_size(tensor->type) == 0 ||
         tensor->raw.length != tensor->count * onnx_type_size(tensor->type))) {
        if (!onnx_type_size(tensor->type))
            return true; /* a type that nobody asks numbers of */
        error_set(error, "the tensor \"%s\" is not as long as its shape says", name);
        error_expected(error, "%zu bytes", tensor->count * onnx_type_size(tensor->type));
        error_found(error, "%zu bytes", tensor->raw.length);
        return false;
    }
    return true;
}

/* ---- shapes of inputs ---- */

int onnx_value_info(Wire message, Wire *name, long sides[ONNX_SIDES]) {
    *name = field_of(message, 1, 0);
    Wire tensor = field_of(field_of(message, 2, 0), 1, 0);
    bool said = false;
    Wire shape = wire_of(NULL, 0);
    for (WireField field; wire_next(&tensor, &field);)
        if (field.number == 2 && field.type == WIRE_BYTES) {
            shape = field.bytes;
            said = true;
        }
    int rank = 0;
    for (WireField field; wire_next(&shape, &field);) {
        if (field.number != 1 || field.type != WIRE_BYTES)
            continue;
        if (rank == ONNX_SIDES)
            return -1;
        sides[rank] = -1;
        for (WireField side; wire_next(&field.bytes, &side);)
            if (side.number == 1 && side.type == WIRE_VARINT && side.value <= INT_MAX)
                sides[rank] = (long)side.value;
        rank++;
    }
    return said ? rank : -1;
}
