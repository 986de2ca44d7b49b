/* braces.c: see braces.h. */
#include "scene/words/braces.h"

#include <string.h>

static bool find_signal(Braces *braces) {
    char name[8];
    if (!braces->letter_length || braces->letter_length >= sizeof name)
        return false;
    memcpy(name, braces->letter, braces->letter_length);
    name[braces->letter_length] = '\0';
    for (int k = 0; k < cell_kind_count(); k++) {
        braces->kind = (CellKind)k;
        braces->signal = signal_find(braces->kind, name);
        if (braces->signal >= 0)
            return true;
    }
    return false;
}

/* text begins with a brace; false: it stands for no signal. */
static bool read_one(const char *text, size_t length, Braces *braces) {
    const char *end = memchr(text, '}', length);
    if (!end)
        return false;
    const char *colon = memchr(text, ':', (size_t)(end - text)), *stop = colon ? colon : end;
    *braces = (Braces){.letter = text + 1,
                       .letter_length = (size_t)(stop - text - 1),
                       .words = colon ? colon + 1 : NULL,
                       .words_length = colon ? (size_t)(end - colon - 1) : 0,
                       .length = (size_t)(end - text) + 1};
    return find_signal(braces);
}

void braces_read(const BracesReader *reader, const char *text, size_t length) {
    size_t from = 0, at = 0;
    while (at < length) {
        Braces braces;
        if (text[at] != '{' && text[at] != '}') {
            at++;
            continue;
        }
        bool doubled = at + 1 < length && text[at + 1] == text[at];
        reader->plain(reader->context, text + from, at - from);
        if (!doubled && text[at] == '{' && read_one(text + at, length - at, &braces)) {
            at += braces.length;
            at += reader->signal(reader->context, &braces, text + at, length - at);
            from = at;
        } else { /* of two braces the second stands */
            from = at + doubled;
            at = from + 1;
        }
    }
    reader->plain(reader->context, text + from, length - from);
}
