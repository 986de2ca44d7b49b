/* utf8.c: see utf8.h. */
#include "base/utf8.h"

#include <assert.h>

/* Table 3-7 of the Unicode standard, which is the grammar of RFC 3629: what the first byte is, how
 * many bytes the character has, and what the second byte is. All others are 80 to BF. */
static const struct {
    unsigned char first, last, size, low, high;
} SHAPES[] = {
    {0x00, 0x7f, 1, 0x00, 0x00}, {0xc2, 0xdf, 2, 0x80, 0xbf}, {0xe0, 0xe0, 3, 0xa0, 0xbf},
    {0xe1, 0xec, 3, 0x80, 0xbf}, {0xed, 0xed, 3, 0x80, 0x9f}, {0xee, 0xef, 3, 0x80, 0xbf},
    {0xf0, 0xf0, 4, 0x90, 0xbf}, {0xf1, 0xf3, 4, 0x80, 0xbf}, {0xf4, 0xf4, 4, 0x80, 0x8f},
};

size_t utf8_promised(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    size_t row = 0, rows = sizeof SHAPES / sizeof *SHAPES;
    while (length && row < rows && bytes[0] > SHAPES[row].last)
        row++;
    if (!length || row == rows || bytes[0] < SHAPES[row].first)
        return 0;
    size_t size = SHAPES[row].size, there = size < length ? size : length;
    if (there > 1 && (bytes[1] < SHAPES[row].low || bytes[1] > SHAPES[row].high))
        return 0;
    for (size_t k = 2; k < there; k++)
        if (bytes[k] < 0x80 || bytes[k] > 0xbf)
            return 0;
    return size;
}

size_t utf8_length(const char *text, size_t length) {
    size_t size = utf8_promised(text, length);
    return size <= length ? size : 0;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *character) {
    assert(length > 0);
    const unsigned char *bytes = (const unsigned char *)text;
    size_t size = utf8_length(text, length);
    *character = size == 0 ? UTF8_BAD : size == 1 ? bytes[0] : bytes[0] & (0xffu >> (size + 1));
    for (size_t k = 1; k < size; k++)
        *character = *character << 6 | (bytes[k] & 0x3f);
    return size ? size : 1;
}

size_t utf8_encode(uint32_t character, char text[UTF8_MOST]) {
    static const unsigned char leads[] = {0, 0x00, 0xc0, 0xe0, 0xf0};
    if (character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff))
        return 0;
    size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t k = size; k-- > 1; character >>= 6)
        text[k] = (char)(0x80 | (character & 0x3f));
    text[0] = (char)(leads[size] | character);
    return size;
}

size_t utf8_start(const char *text, size_t length, size_t at) {
    assert(at <= length);
    for (size_t back = 1; back < UTF8_MOST && back <= at; back++)
        if (utf8_length(text + at - back, length - at + back) > back)
            return at - back;
    return at;
}

size_t utf8_whole(const char *text, size_t length) {
    for (size_t back = 1; back < UTF8_MOST && back <= length; back++)
        if (utf8_promised(text + length - back, back) > back)
            return length - back;
    return length;
}

uint32_t utf8_last(const char *text, size_t length) {
    uint32_t character = 0;
    if (length) {
        size_t start = utf8_start(text, length, length - 1);
        utf8_decode(text + start, length - start, &character);
    }
    return character;
}

bool utf8_control(uint32_t character) {
    return character < 0x20 || (character >= 0x7f && character <= 0x9f);
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
