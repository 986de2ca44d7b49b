/* bidi.c: see bidi.h. */
#include "scene/paint/bidi.h"

#include <fribidi.h>
#include <string.h>

#include "base/utf8.h"

static FriBidiCharType type_of(const char *text, size_t length, size_t *bytes) {
    uint32_t character;
    *bytes = utf8_decode(text, length, &character);
    return character < 0x80 && (character | 0x20) >= 'a' && (character | 0x20) <= 'z'
               ? FRIBIDI_TYPE_LTR
               : fribidi_get_bidi_type(character);
}

Direction bidi_direction(const char *text, size_t length) {
    for (size_t at = 0, bytes; at < length; at += bytes) {
        FriBidiCharType type = type_of(text + at, length - at, &bytes);
        if (FRIBIDI_IS_LETTER(type))
            return FRIBIDI_IS_RTL(type) ? DIRECTION_LEFT : DIRECTION_RIGHT;
    }
    return DIRECTION_OPEN;
}

/* All of them stand at U+0590 and above. */
bool bidi_needed(const char *text, size_t length) {
    for (size_t at = 0, bytes = 1; at < length; at += bytes) {
        bytes = 1;
        if ((unsigned char)text[at] >= 0xd6 &&
            FRIBIDI_IS_RTL(type_of(text + at, length - at, &bytes)))
            return true;
    }
    return false;
}

/* A text as FriBidi takes it: a character a place, and where each begins. */
typedef struct Characters {
    FriBidiChar text[BIDI_MOST];
    FriBidiCharType types[BIDI_MOST];
    FriBidiBracketType brackets[BIDI_MOST];
    FriBidiLevel levels[BIDI_MOST];
    int count;
} Characters;

static void take_characters(Characters *into, const char *text, size_t length) {
    into->count = 0;
    for (size_t at = 0; at < length; into->count++) {
        uint32_t character;
        at += utf8_decode(text + at, length - at, &character);
        into->text[into->count] = character;
    }
    fribidi_get_bidi_types(into->text, into->count, into->types);
    fribidi_get_bracket_types(into->text, into->count, into->types, into->brackets);
}

bool bidi_levels(const char *text, size_t length, unsigned char *levels) {
    Characters characters;
    bool left = bidi_direction(text, length) == DIRECTION_LEFT;
    FriBidiParType way = left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    memset(levels, 0, length);
    if (length > BIDI_MOST || !length)
        return !length;
    take_characters(&characters, text, length);
    if (!fribidi_get_par_embedding_levels_ex(characters.types, characters.brackets,
                                             characters.count, &way, characters.levels))
        return false;
    size_t at = 0;
    for (int k = 0; k < characters.count; k++) {
        uint32_t character;
        size_t bytes = utf8_decode(text + at, length - at, &character);
        memset(levels + at, characters.levels[k], bytes);
        at += bytes;
    }
    return true;
}

static void reverse(int *order, int count) {
    for (int k = 0; k < count / 2; k++) {
        int other = order[count - 1 - k];
        order[count - 1 - k] = order[k];
        order[k] = other;
    }
}

/* Rule L2: from the highest level down, what lies at it or above is turned round. */
void bidi_order(const unsigned char *levels, int count, int *order) {
    int highest = 0;
    for (int k = 0; k < count; k++) {
        order[k] = k;
        highest = levels[k] > highest ? levels[k] : highest;
    }
    for (int level = highest; level > 0; level--)
        for (int from = 0, to; from < count; from = to + 1) {
            for (to = from; to < count && levels[order[to]] >= level; to++)
                ;
            reverse(order + from, to - from);
        }
}
