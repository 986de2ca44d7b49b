/* utf8.c: see utf8.h. */
#include "base/utf8.h"

static bool continues(char byte) {
    return ((unsigned char)byte & 0xc0) == 0x80;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *character) {
    const unsigned char *at = (const unsigned char *)text;
    size_t size = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
    *character = size == 1 ? at[0] : size ? at[0] & (0xffu >> (size + 1)) : 0;
    for (size_t k = 1; k < size; k++) {
        if (k >= length || !continues(text[k]))
            size = 0;
        else
            *character = *character << 6 | (at[k] & 0x3f);
    }
    if (size == 0 || *character > 0x10ffff)
        *character = UTF8_BAD;
    return size ? size : 1;
}

size_t utf8_start(const char *text, size_t at) {
    while (at > 0 && continues(text[at]))
        at--;
    return at;
}

uint32_t utf8_last(const char *text, size_t length) {
    uint32_t character = 0;
    if (length) {
        size_t start = utf8_start(text, length - 1);
        utf8_decode(text + start, length - start, &character);
    }
    return character;
}

/* The blocks of Unicode whose East Asian Width is Wide or Fullwidth, as far as Chinese, Japanese
 * and Korean need them (Unicode Standard Annex 11). */
bool utf8_wide(uint32_t character) {
    static const struct {
        uint32_t first, last;
    } blocks[] = {
        {0x1100, 0x115f},   /* Hangul Jamo */
        {0x2e80, 0x303e},   /* radicals; signs */
        {0x3041, 0x33ff},   /* kana; enclosed */
        {0x3400, 0x4dbf},   /* ideographs A */
        {0x4e00, 0x9fff},   /* ideographs */
        {0xac00, 0xd7a3},   /* Hangul */
        {0xf900, 0xfaff},   /* compatibility ideographs */
        {0xfe30, 0xfe4f},   /* compatibility forms */
        {0xff01, 0xff60},   /* full-width forms */
        {0xffe0, 0xffe6},   /* full-width currency */
        {0x20000, 0x3fffd}, /* ideographs B and on */
    };
    for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++)
        if (character >= blocks[k].first && character <= blocks[k].last)
            return true;
    return false;
}
