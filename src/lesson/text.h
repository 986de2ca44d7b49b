/* text.h: a text in the languages it was given in. */
#ifndef GATESCOPE_LESSON_TEXT_H
#define GATESCOPE_LESSON_TEXT_H

#include "lesson/language.h"

typedef struct TextEntry {
    char tag[TAG_SIZE]; /* the language's, as it was written */
    char *said;         /* UTF-8, owned */
} TextEntry;

typedef struct Text {
    TextEntry *items; /* owned; no two of one language */
    int count, capacity;
} Text;

/* The text in the language, else in the nearest (RFC 4647, section 3.4: "pt" for "pt-BR"), else in
 * English, else in any it has, else "". */
const char *text_in(const Text *text, Language language);
/* The same, but NULL where it is in neither the language nor one near. */
const char *text_near(const Text *text, Language language);
/* What was given in that very language; NULL: nothing. */
const char *text_own(const Text *text, const char *tag);
/* Gives it in a language, in which it was not given yet, as a copy. False where memory lacks. The
 * tag is well-formed. */
bool text_set(Text *text, const char *tag, const char *said);
/* As `from`, which is left as it is; `to` is empty before. False where memory lacks. */
bool text_copy(Text *to, const Text *from);
bool text_same(const Text *a, const Text *b);
void text_free(Text *text);

#endif
