/* numbers.c: see numbers.h. */
#include "files/tensors/numbers.h"

#include <math.h>
#include <string.h>

size_t number_size(NumberType type) {
    static const size_t SIZES[] = {
        [NUMBER_NONE] = 0, [NUMBER_F64] = 8,     [NUMBER_F32] = 4,    [NUMBER_F16] = 2,
        [NUMBER_BF16] = 2, [NUMBER_F8_E4M3] = 1, [NUMBER_F8_E5M2] = 1};
    return SIZES[type];
}

uint64_t little_endian(const unsigned char *bytes, size_t size) {
    uint64_t value = 0;
    for (size_t k = size; k-- > 0;)
        value = value << 8 | bytes[k];
    return value;
}

static uint64_t big_endian_bits(const unsigned char *bytes, size_t size) {
    uint64_t value = 0;
    for (size_t k = 0; k < size; k++)
        value = value << 8 | bytes[k];
    return value;
}

bool sizes_multiply(size_t a, size_t b, size_t *product) {
    *product = a * b;
    return !a || *product / a == b;
}

/* 1 sign, 5 exponent (bias 15) and 10 fraction bits. */
static float from_half(unsigned bits) {
    int exponent = (int)(bits >> 10 & 31);
    float fraction = (float)(bits & 1023);
    float size = exponent == 31  ? (bits & 1023 ? NAN : INFINITY)
                 : exponent == 0 ? ldexpf(fraction, -24)
                                 : ldexpf(fraction + 1024, exponent - 25);
    return bits & 0x8000 ? -size : size;
}

/* 1 sign, 4 exponent (bias 7) and 3 fraction bits; all ones but for the sign is no number. */
static float from_e4m3(unsigned bits) {
    int exponent = (int)(bits >> 3 & 15);
    float fraction = (float)(bits & 7);
    float size = (bits & 127) == 127 ? NAN
                 : exponent == 0     ? ldexpf(fraction, -9)
                                     : ldexpf(fraction + 8, exponent - 10);
    return bits & 128 ? -size : size;
}

static float from_single(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static float from_double(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return (float)value;
}

static float from_bits(uint64_t bits, NumberType type) {
    switch (type) {
    case NUMBER_F64:
        return from_double(bits);
    case NUMBER_F32:
        return from_single((uint32_t)bits);
    case NUMBER_F16:
        return from_half((unsigned)bits);
    case NUMBER_BF16:
        return from_single((uint32_t)bits << 16);
    case NUMBER_F8_E4M3:
        return from_e4m3((unsigned)bits);
    case NUMBER_F8_E5M2:
        return from_half((unsigned)bits << 8);
    case NUMBER_NONE:
        break;
    }
    return NAN;
}

/* Whether this machine keeps numbers so. */
static bool is_own_order(bool big_endian) {
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return big_endian == (first == 0);
}

void numbers_read(float *numbers, const unsigned char *bytes, size_t count, NumberType type,
                  bool big_endian) {
    size_t size = number_size(type);
    if (type == NUMBER_F32 && is_own_order(big_endian)) {
        memcpy(numbers, bytes, count * size);
        return;
    }
    for (size_t k = 0; k < count; k++, bytes += size)
        numbers[k] =
            from_bits(big_endian ? big_endian_bits(bytes, size) : little_endian(bytes, size), type);
}
