/* npy.c: arrays in numpy's format (numpy.lib.format, versions 1 to 3): a short text that says type,
 * order and shape, and the numbers behind it. See npy.h. */
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/inputs/npy.h"

enum { HEADER_MOST = 1 << 16, MAGIC = 6, SIDES = 3, TYPE_SIZE = 16, WIDEST = 8, CHUNK = 8192 };

typedef struct Array {
    char type[TYPE_SIZE]; /* as written: "<f4" */
    char kind;            /* 'f', 'i', 'u', 'b' */
    size_t width;         /* bytes of a number */
    bool swapped;         /* its bytes stand the other way round than this machine's */
    bool fortran;
    int rank;
    uint64_t shape[SIDES];
    uint64_t count;
} Array;

/* ---- the header ---- */

/* What stands behind 'key': in the dict; NULL: the key is not there. */
static const char *value_of(const char *dict, const char *key) {
    const char *at = strstr(dict, key);
    if (!at)
        return NULL;
    at += strlen(key);
    at += strspn(at, " ");
    return *at == ':' ? at + 1 + strspn(at + 1, " ") : NULL;
}

static bool read_type(const char *dict, Array *array) {
    const char *value = value_of(dict, "'descr'");
    size_t length = value && *value == '\'' ? strcspn(value + 1, "'") : 0;
    if (value && *value == '[') {
        snprintf(array->type, sizeof array->type, "a record");
        return true;
    }
    if (!length || value[1 + length] != '\'')
        return false;
    snprintf(array->type, sizeof array->type, "%.*s",
             (int)(length < TYPE_SIZE ? length : TYPE_SIZE), value + 1);
    return true;
}

static bool read_order(const char *dict, Array *array) {
    const char *value = value_of(dict, "'fortran_order'");
    array->fortran = value && strncmp(value, "True", 4) == 0;
    return value && (array->fortran || strncmp(value, "False", 5) == 0);
}

/* "(3, 4)", "(3,)" or "()"; a rank above SIDES is kept as SIDES + 1. */
static bool read_shape(const char *dict, Array *array) {
    const char *value = value_of(dict, "'shape'");
    array->count = 1;
    if (!value || *value++ != '(')
        return false;
    for (;;) {
        value += strspn(value, " ,");
        if (*value == ')')
            return true;
        if (*value < '0' || *value > '9')
            return false;
        char *end;
        uint64_t side = strtoull(value, &end, 10);
        if (__builtin_mul_overflow(array->count, side, &array->count))
            return false;
        if (array->rank < SIDES)
            array->shape[array->rank] = side;
        array->rank += array->rank <= SIDES;
        value = end;
    }
}

static bool read_dict(ByteSource *source, char *dict) {
    unsigned char head[MAGIC + 2], size[4] = {0};
    if (!source_take(source, head, sizeof head) || memcmp(head, "\x93NUMPY", MAGIC) != 0)
        return false;
    if (head[MAGIC] < 1 || head[MAGIC] > 3 || !source_take(source, size, head[MAGIC] == 1 ? 2 : 4))
        return false;
    size_t length =
        (size_t)size[0] | (size_t)size[1] << 8 | (size_t)size[2] << 16 | (size_t)size[3] << 24;
    if (length >= HEADER_MOST || !source_take(source, dict, length))
        return false;
    dict[length] = '\0';
    return true;
}

static bool read_header(ByteSource *source, Array *array) {
    char *dict = malloc(HEADER_MOST);
    bool good = dict && read_dict(source, dict) && read_type(dict, array) &&
                read_order(dict, array) && read_shape(dict, array);
    free(dict);
    return good;
}

/* ---- what can be read ---- */

static bool is_big_endian(void) {
    const unsigned one = 1;
    return *(const unsigned char *)&one == 0;
}

static bool know_type(Array *array) {
    char *end;
    const char *type = array->type;
    bool known = strchr("<>=|", type[0]) && type[0] && type[1] && strchr("fiub", type[1]);
    unsigned long width = known ? strtoul(type + 2, &end, 10) : 0;
    if (!known || *end || !width || width > WIDEST || (width & (width - 1)))
        return false;
    array->kind = type[1];
    array->width = width;
    array->swapped = (type[0] == '>' && !is_big_endian()) || (type[0] == '<' && is_big_endian());
    return array->kind == 'f' ? width > 1 : array->kind != 'b' || width == 1;
}

static bool check(const char *path, const ByteSource *source, Array *array, Error *error) {
    uint64_t bytes;
    if (!know_type(array)) {
        inputs_fail(error, path, "the array has no numbers that can be inputs");
        error_expected(error, "floats of 2, 4 or 8 bytes, whole numbers or truth values");
        error_found(error,
                    strcmp(array->type, "|O") == 0 ? "objects, which are never opened" : "%s",
                    array->type);
        return false;
    }
    if (array->rank < 1 || array->rank > SIDES) {
        inputs_fail(error, path, "the array has another number of sides");
        error_expected(error, "(T,), (T, inputs) or (T, batch, inputs)");
        error_found(error, array->rank ? "more than %d" : "one number", SIDES);
        return false;
    }
    if (__builtin_mul_overflow(array->count, array->width, &bytes) || bytes != source->left) {
        inputs_fail(error, path, "the array's length is not that of its shape");
        error_expected(error, "%llu numbers of %zu bytes", (unsigned long long)array->count,
                       array->width);
        error_found(error, "%llu bytes", (unsigned long long)source->left);
        return false;
    }
    return true;
}

/* ---- numbers ---- */

static double half_of(uint16_t bits) {
    int exponent = bits >> 10 & 31, fraction = bits & 1023;
    double size = exponent == 31 ? (fraction ? NAN : INFINITY)
                  : exponent     ? ldexp(1024 + fraction, exponent - 25)
                                 : ldexp(fraction, -24);
    return bits >> 15 ? -size : size;
}

static double float_of(const unsigned char *bytes, size_t width) {
    double wide;
    float number;
    uint16_t half;
    switch (width) {
    case sizeof half:
        memcpy(&half, bytes, sizeof half);
        return half_of(half);
    case sizeof number:
        memcpy(&number, bytes, sizeof number);
        return (double)number;
    default:
        memcpy(&wide, bytes, sizeof wide);
        return wide;
    }
}

/* Bytes in the order of this machine; two's complement. */
static double whole_of(const unsigned char *bytes, size_t width, bool is_signed) {
    uint64_t value = 0;
    for (size_t k = 0; k < width; k++)
        value |= (uint64_t)bytes[is_big_endian() ? width - 1 - k : k] << 8 * k;
    if (!is_signed)
        return (double)value;
    size_t unused = 8 * (sizeof value - width);
    return (double)((int64_t)(value << unused) / ((int64_t)1 << unused));
}

static float number_of(const Array *array, const unsigned char *bytes) {
    unsigned char turned[WIDEST];
    for (size_t k = 0; array->swapped && k < array->width; k++)
        turned[k] = bytes[array->width - 1 - k];
    const unsigned char *from = array->swapped ? turned : bytes;
    return (float)(array->kind == 'f' ? float_of(from, array->width)
                                      : whole_of(from, array->width, array->kind == 'i'));
}

/* How far apart, in the file, are numbers that follow each other along each side. */
static void strides_of(const Array *array, uint64_t strides[SIDES]) {
    uint64_t stride = 1;
    for (int k = 0; k < array->rank; k++) {
        int side = array->fortran ? k : array->rank - 1 - k;
        strides[side] = stride;
        stride *= array->shape[side];
    }
}

/* As sequences, each its steps one behind the other. */
typedef struct Shape {
    uint64_t sequences, steps, inputs;
    uint64_t by_sequence, by_step, by_input; /* strides in the file */
} Shape;

static Shape shape_of(const Array *array, bool batch_first) {
    uint64_t strides[SIDES] = {0};
    strides_of(array, strides);
    if (array->rank == 1)
        return (Shape){1, array->shape[0], 1, 0, strides[0], 0};
    if (array->rank == 2)
        return (Shape){1, array->shape[0], array->shape[1], 0, strides[0], strides[1]};
    int batch = batch_first ? 0 : 1, time = batch_first ? 1 : 0;
    return (Shape){array->shape[batch], array->shape[time], array->shape[2],
                   strides[batch],      strides[time],      strides[2]};
}

/* Where number k of the file goes. */
static size_t index_of(const Array *array, const Shape *shape, uint64_t k) {
    (void)array;
    uint64_t at[3] = {0}, sides[3] = {shape->sequences, shape->steps, shape->inputs};
    uint64_t strides[3] = {shape->by_sequence, shape->by_step, shape->by_input};
    for (int side = 0; side < 3; side++)
        at[side] = sides[side] > 1 ? k / strides[side] % sides[side] : 0;
    return (size_t)((at[0] * shape->steps + at[1]) * shape->inputs + at[2]);
}

static bool in_order(const Shape *shape) {
    return (shape->inputs < 2 || shape->by_input == 1) &&
           (shape->steps < 2 || shape->by_step == shape->inputs) &&
           (shape->sequences < 2 || shape->by_sequence == shape->steps * shape->inputs);
}

static bool read_numbers(InputData *data, const Array *array, const Shape *shape,
                         ByteSource *source) {
    unsigned char bytes[CHUNK];
    bool straight = in_order(shape);
    for (uint64_t k = 0; k < array->count;) {
        uint64_t rest = array->count - k, part = sizeof bytes / array->width;
        part = part < rest ? part : rest;
        if (!source_take(source, bytes, (size_t)part * array->width))
            return false;
        for (uint64_t n = 0; n < part; n++)
            data->numbers[straight ? k + n : index_of(array, shape, k + n)] =
                number_of(array, bytes + n * array->width);
        k += part;
    }
    return true;
}

bool inputs_read_npy(InputData *data, const char *path, ByteSource *source,
                     const InputOptions *options, Error *error) {
    Array array = {.rank = 0};
    if (!read_header(source, &array))
        return inputs_fail(error, path, "the array's header cannot be used");
    if (!check(path, source, &array, error))
        return false;
    Shape shape = shape_of(&array, options->batch_first);
    if (!array.count || shape.inputs > INPUT_COLUMNS || shape.sequences > INT_MAX) {
        inputs_fail(error, path, "the array has no numbers, or too many inputs");
        error_expected(error, "1 to %d inputs, at least one step", INPUT_COLUMNS);
        return false;
    }
    data->inputs = (int)shape.inputs;
    data->many = array.rank == SIDES;
    if (data->many && !options->batch_first)
        inputs_left(data, path,
                    "the sides of the array are taken for (T, batch, inputs): %llu "
                    "steps of %llu sequences; --batch-first changes it",
                    (unsigned long long)shape.steps, (unsigned long long)shape.sequences);
    if (!inputs_room(data, path, (int)shape.sequences, array.count, error))
        return false;
    for (int k = 0; k < data->count; k++)
        data->sequences[k] =
            (InputSequence){.steps = (long)shape.steps,
                            .numbers = data->numbers + (uint64_t)k * shape.steps * shape.inputs};
    return read_numbers(data, &array, &shape, source) ||
           inputs_fail(error, path, "the array cannot be read");
}
