/* alphabet.c: see alphabet.h. */
#include "lesson/reading/alphabet.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

bool alphabet_make(Alphabet *alphabet, const unsigned char *characters, int count) {
    for (int k = 0; k < ALPHABET_MOST; k++)
        alphabet->symbol_of[k] = -1;
    alphabet->count = count;
    if (count < 1 || count > ALPHABET_MOST)
        return false;
    for (int k = 0; k < count; k++) {
        unsigned char character = characters[k];
        if (alphabet->symbol_of[character] >= 0)
            return false;
        alphabet->symbol_of[character] = (short)k;
        alphabet->character_of[k] = character;
    }
    return true;
}

/* What typographic signs are in plain characters. */
static const struct {
    const char *sign, *plain;
} PLAIN[] = {{"\u201c", "\""},  {"\u201d", "\""}, {"\u201e", "\""}, {"\u2018", "'"},
             {"\u2019", "'"},   {"\u2013", "-"},  {"\u2014", "--"}, {"\u2212", "-"},
             {"\u2026", "..."}, {"\u00a0", " "},  {"\u3000", " "},  {"\t", "    "},
             {"\r\n", "\n"},    {"\r", "\n"},     {"\u00ab", "\""}, {"\u00bb", "\""}};

/* Bytes of the sign that the text begins with; 0: none. */
static size_t plain_of(const char *text, size_t length, const char **plain) {
    for (size_t k = 0; k < sizeof PLAIN / sizeof *PLAIN; k++) {
        size_t size = strlen(PLAIN[k].sign);
        if (size <= length && memcmp(text, PLAIN[k].sign, size) == 0) {
            *plain = PLAIN[k].plain;
            return size;
        }
    }
    return 0;
}

static bool all_known(const Alphabet *alphabet, const char *text, size_t length) {
    for (size_t k = 0; k < length; k++)
        if (alphabet->symbol_of[(unsigned char)text[k]] < 0)
            return false;
    return true;
}

int alphabet_write(const Alphabet *alphabet, const char *text, size_t length, unsigned char *to,
                   int most, int *lost) {
    assert(most >= 0);
    int count = 0, left_out = 0;
    for (size_t at = 0, size; at < length && count < most; at += size) {
        const char *plain = text + at;
        uint32_t character;
        size = utf8_decode(text + at, length - at, &character);
        size_t plain_length = size;
        if (!all_known(alphabet, plain, plain_length)) {
            size_t sign = plain_of(text + at, length - at, &plain);
            if (sign)
                size = sign;
            plain_length = sign ? strlen(plain) : 0;
        }
        if (!plain_length || !all_known(alphabet, plain, plain_length)) {
            left_out++;
            continue;
        }
        for (size_t k = 0; k < plain_length && count < most; k++)
            to[count++] = (unsigned char)plain[k];
    }
    if (lost)
        *lost = left_out;
    return count;
}
