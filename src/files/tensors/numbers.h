/* numbers.h: how files write numbers, and those as float32. */
#ifndef GATESCOPE_FILES_TENSORS_NUMBERS_H
#define GATESCOPE_FILES_TENSORS_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* IEEE 754's binary64, 32 and 16; bfloat16, the upper half of a binary32; and floats of 8 bits as
 * the Open Compute Project specifies them (OFP8): 4 bits of exponent without infinities, or 5. */
typedef enum NumberType {
    NUMBER_NONE,
    NUMBER_F64,
    NUMBER_F32,
    NUMBER_F16,
    NUMBER_BF16,
    NUMBER_F8_E4M3,
    NUMBER_F8_E5M2
} NumberType;

size_t number_size(NumberType type); /* bytes; 0: NUMBER_NONE */

/* `count` numbers, one behind the other, lowest byte first or last. */
void numbers_read(float *numbers, const unsigned char *bytes, size_t count, NumberType type,
                  bool big_endian);

/* Whole numbers of up to 8 bytes, lowest byte first. */
uint64_t little_endian(const unsigned char *bytes, size_t size);

/* False where the product does not fit. */
bool sizes_multiply(size_t a, size_t b, size_t *product);

#endif
