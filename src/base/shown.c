/* shown.c: see shown.h. */
#include "base/shown.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

/* What is not seen itself but changes how the text round it is read. */
static bool is_hidden(uint32_t character) {
    static const struct {
        uint32_t first, last;
    } blocks[] = {
        {0x061c, 0x061c},   /* a mark of direction */
        {0x200e, 0x200f},   /* marks of direction */
        {0x2028, 0x202e},   /* separators of lines; embeddings and overrides of direction */
        {0x2066, 0x2069},   /* isolates of direction */
        {0xfeff, 0xfeff},   /* the mark of byte order */
        {0xe0000, 0xe007f}, /* tags */
    };
    for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++)
        if (character >= blocks[k].first && character <= blocks[k].last)
            return true;
    return false;
}

static void escape(uint32_t character, char shown[SHOWN_SIZE]) {
    const char *format = character < 0x80 ? "\\x%02x" : character < 0x10000 ? "\\u%04x" : "\\U%08x";
    if (character == '\n' || character == '\r' || character == '\t')
        format = character == '\n' ? "\\n" : character == '\r' ? "\\r" : "\\t";
    snprintf(shown, SHOWN_SIZE, format, (unsigned)character);
}

size_t shown_character(const char *text, size_t length, char shown[SHOWN_SIZE]) {
    assert(length > 0);
    uint32_t character;
    size_t size = utf8_decode(text, length, &character);
    if (!utf8_length(text, length)) {
        snprintf(shown, SHOWN_SIZE, "\\x%02x", (unsigned)(unsigned char)text[0]);
    } else if (utf8_control(character) || is_hidden(character)) {
        escape(character, shown);
    } else {
        memcpy(shown, text, size);
        shown[size] = '\0';
    }
    return size;
}

void shown_write(FILE *out, const char *text, size_t length, bool lines) {
    char shown[SHOWN_SIZE];
    for (size_t at = 0; at < length;) {
        bool new_line = lines && text[at] == '\n';
        at += shown_character(text + at, length - at, shown);
        fputs(new_line ? "\n" : shown, out);
    }
}

int shown_columns(const char *text) {
    char shown[SHOWN_SIZE];
    int columns = 0;
    for (size_t at = 0, length = strlen(text); at < length;) {
        uint32_t character;
        size_t size = shown_character(text + at, length - at, shown);
        utf8_decode(text + at, length - at, &character);
        bool same = memcmp(shown, text + at, size) == 0 && !shown[size];
        columns += !same                                          ? (int)strlen(shown)
                   : character >= 0x3000 && character != UTF8_BAD ? 2
                                                                  : 1;
        at += size;
    }
    return columns;
}
