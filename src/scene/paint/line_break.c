/* line_break.c: the usual prohibitions of Chinese setting (GB/T 15834, W3C clreq 3.1.3). */
#include "scene/paint/line_break.h"

#include <stddef.h>

#include "base/utf8.h"

/* Ends with 0. */
static bool is_among(const uint32_t *signs, uint32_t character) {
    for (; *signs; signs++)
        if (*signs == character)
            return true;
    return false;
}

/* Never at the start of a line. */
static bool closes(uint32_t character) {
    static const uint32_t signs[] = {')',    ']',    '}',    ',',    '.',    ';',    ':',    '!',
                                     '?',    '%',    0xb7,   0x2019, 0x201d, 0x2026, 0x2014, 0x2013,
                                     0x3001, 0x3002, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015,
                                     0x3017, 0xff01, 0xff05, 0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b,
                                     0xff1f, 0xff3d, 0xff5d, 0xff5e, 0};
    return is_among(signs, character);
}

/* Never at the end of a line. */
static bool opens(uint32_t character) {
    static const uint32_t signs[] = {'(',    '[',    '{',    0x2018, 0x201c, 0x3008, 0x300a, 0x300c,
                                     0x300e, 0x3010, 0x3014, 0x3016, 0xff08, 0xff3b, 0xff5b, 0};
    return is_among(signs, character);
}

bool line_may_break(uint32_t before, uint32_t after) {
    if (before == 0 || closes(after) || opens(before))
        return false;
    /* an opening quotation mark is Latin by its code, and goes with what it opens; a closing one
     * ends a word of Chinese when Chinese follows */
    return utf8_wide(before) || utf8_wide(after);
}
