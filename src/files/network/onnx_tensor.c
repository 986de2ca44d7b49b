/* onnx_tensor.c: the numbers of a tensor: in one piece, in fields, or in a file beside the model. */
#include "files/network/onnx_tensor.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/tensors/numbers.h"
#include "files/tensors/path.h"

enum { TENSOR_FLOATS = 4, TENSOR_INT32S };
enum { TENSOR_INT64S = 7, TENSOR_DOUBLES = 10, TENSOR_UINT64S };

static NumberType number_type(OnnxType type) {
    switch (type) {
    case ONNX_FLOAT:
        return NUMBER_F32;
    case ONNX_DOUBLE:
        return NUMBER_F64;
    case ONNX_FLOAT16:
        return NUMBER_F16;
    case ONNX_BFLOAT16:
        return NUMBER_BF16;
    default:
        return NUMBER_NONE;
    }
}

static bool is_signed(OnnxType type) {
    return type == ONNX_INT8 || type == ONNX_INT16 || type == ONNX_INT32 || type == ONNX_INT64;
}

static int64_t whole_of(uint64_t bits, OnnxType type) {
    size_t size = onnx_type_size(type);
    uint64_t sign = size < 8 ? (uint64_t)1 << (8 * size - 1) : 0;
    return is_signed(type) ? (int64_t)((bits ^ sign) - sign) : (int64_t)bits;
}

/* ---- in one piece ---- */

static void read_raw(const unsigned char *bytes, OnnxType type, Array *array) {
    NumberType number = number_type(type);
    size_t size = onnx_type_size(type);
    if (number != NUMBER_NONE) {
        numbers_read(array->numbers, bytes, array->count, number, false);
        return;
    }
    for (size_t k = 0; k < array->count; k++) {
        int64_t whole = whole_of(little_endian(bytes + k * size, size), type);
        array->numbers[k] = (float)whole;
        if (array->wholes)
            array->wholes[k] = whole;
    }
}

/* ---- in fields ---- */

typedef struct Filling {
    OnnxType type;
    Array *array;
    size_t count;
} Filling;

static void put(Filling *filling, int64_t whole, float number) {
    if (filling->count < filling->array->count) {
        filling->array->numbers[filling->count] = number;
        if (filling->array->wholes)
            filling->array->wholes[filling->count] = whole;
    }
    filling->count++;
}

static void put_bits(Filling *filling, uint64_t bits, size_t size, NumberType type) {
    unsigned char bytes[8];
    float number;
    for (size_t k = 0; k < size; k++)
        bytes[k] = (unsigned char)(bits >> 8 * k);
    numbers_read(&number, bytes, 1, type, false);
    put(filling, 0, number);
}

static void put_varint(Filling *filling, uint64_t bits) {
    NumberType type = number_type(filling->type);
    if (type != NUMBER_NONE)
        put_bits(filling, bits, number_size(type), type);
    else
        put(filling, (int64_t)bits, (float)(int64_t)bits);
}

static void put_field(Filling *filling, WireField *field, size_t size) {
    NumberType type = size == 4 ? NUMBER_F32 : NUMBER_F64;
    if (field->type == WIRE_BYTES)
        for (size_t k = 0; k + size <= field->bytes.length; k += size)
            put_bits(filling, little_endian(field->bytes.bytes + k, size), size, type);
    else if (field->type == (size == 4 ? WIRE_32 : WIRE_64))
        put_bits(filling, field->value, size, type);
}

static void put_varints(Filling *filling, WireField *field) {
    if (field->type == WIRE_VARINT)
        put_varint(filling, field->value);
    for (uint64_t value; field->type == WIRE_BYTES && wire_varint(&field->bytes, &value);)
        put_varint(filling, value);
}

static bool read_fields(Wire message, OnnxType type, Array *array) {
    Filling filling = {type, array, 0};
    for (WireField field; wire_next(&message, &field);) {
        if (field.number == TENSOR_FLOATS)
            put_field(&filling, &field, 4);
        else if (field.number == TENSOR_DOUBLES)
            put_field(&filling, &field, 8);
        else if (field.number == TENSOR_INT32S || field.number == TENSOR_INT64S ||
                 field.number == TENSOR_UINT64S)
            put_varints(&filling, &field);
    }
    return filling.count == array->count;
}

/* ---- in another file ---- */

static bool fail_beside(Onnx *onnx, const OnnxTensor *tensor, const Error *cause) {
    char name[64], file[128];
    wire_copy(tensor->name, name, sizeof name);
    wire_copy(tensor->location, file, sizeof file);
    return onnx_fail(onnx, "the tensor \"%s\" lies in \"%s\": %.60s", name, file, cause->what);
}

static bool read_bytes(int file, unsigned char *bytes, size_t count, uint64_t from) {
    while (count) {
        ssize_t got = pread(file, bytes, count, (off_t)from);
        if (got <= 0)
            return false;
        bytes += got;
        count -= (size_t)got;
        from += (uint64_t)got;
    }
    return true;
}

enum { PIECE = 1 << 16 }; /* bytes, of which each type's size is a part */

static bool read_pieces(int file, const OnnxTensor *tensor, Array *array) {
    unsigned char bytes[PIECE];
    size_t size = onnx_type_size(tensor->type);
    for (size_t done = 0; done < array->count;) {
        size_t rest = array->count - done, count = rest < PIECE / size ? rest : PIECE / size;
        Array piece = {.count = count,
                       .numbers = array->numbers + done,
                       .wholes = array->wholes ? array->wholes + done : NULL};
        if (!read_bytes(file, bytes, count * size, tensor->from + done * size))
            return false;
        read_raw(bytes, tensor->type, &piece);
        done += count;
    }
    return true;
}

/* The file that holds the numbers, found long enough; -1 and an error. */
static int open_beside(Onnx *onnx, const OnnxTensor *tensor, Error *error) {
    char name[256];
    struct stat status;
    if (!tensor->location.length || tensor->location.length >= sizeof name ||
        memchr(tensor->location.bytes, 0, tensor->location.length)) {
        error_set(error, "that is no name of a file");
        return -1;
    }
    wire_copy(tensor->location, name, sizeof name);
    char *path = path_beside(onnx->path, name, "model", error);
    int file = path ? bytes_open(path, error) : -1;
    free(path);
    if (file < 0)
        return -1;
    uint64_t bytes = (uint64_t)tensor->count * onnx_type_size(tensor->type);
    if (fstat(file, &status) == 0 && (uint64_t)status.st_size >= bytes &&
        tensor->from <= (uint64_t)status.st_size - bytes &&
        (!tensor->size || tensor->size == bytes))
        return file;
    error_set(error, "it has not the bytes that the shape asks for");
    close(file);
    return -1;
}

static bool read_beside(Onnx *onnx, const OnnxTensor *tensor, Array *array, bool *wholes) {
    Error error = {0};
    int file = open_beside(onnx, tensor, &error);
    if (file < 0)
        return fail_beside(onnx, tensor, &error);
    /* What lies in another file is no part of this one's length. */
    bool good = array_make(array, tensor->rank, tensor->shape, *wholes, (size_t)PTRDIFF_MAX / 16);
    if (good && tensor->count * 2 > onnx->most)
        onnx->most = tensor->count * 2;
    array->most = onnx->most;
    if (!good)
        error_memory(&error, tensor->count * sizeof(float), "a tensor");
    else if (!read_pieces(file, tensor, array)) {
        error_set(&error, "it cannot be read");
        good = false;
    }
    close(file);
    return good || fail_beside(onnx, tensor, &error);
}

/* ---- all of them ---- */

static bool read_inside(Onnx *onnx, const OnnxTensor *tensor, Array *array, bool wholes) {
    /* Each number takes a byte of the file at least. */
    if (tensor->count > tensor->message.length ||
        !array_make(array, tensor->rank, tensor->shape, wholes, (size_t)PTRDIFF_MAX / 16))
        return false;
    array->most = onnx->most;
    if (tensor->raw.length)
        read_raw(tensor->raw.bytes, tensor->type, array);
    else if (!read_fields(tensor->message, tensor->type, array))
        return false;
    return true;
}

bool onnx_tensor_load(Onnx *onnx, Wire message, Array *array) {
    OnnxTensor tensor;
    Error error = {0};
    *array = (Array){0};
    if (!onnx_tensor(message, &tensor, &error)) {
        onnx_fail_as(onnx, &error);
        return false;
    }
    if (!onnx_type_size(tensor.type))
        return false;
    bool wholes = number_type(tensor.type) == NUMBER_NONE;
    bool good = tensor.external ? read_beside(onnx, &tensor, array, &wholes)
                                : read_inside(onnx, &tensor, array, wholes);
    char name[64];
    wire_copy(tensor.name, name, sizeof name);
    if (!good) {
        array_free(array);
        onnx_fail(onnx, "the tensor \"%s\" has not the numbers that its shape asks for", name);
    }
    return good;
}
