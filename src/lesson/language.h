/* language.h: languages, each named by its BCP 47 tag ("en", "zh", "pt-BR"), and what the program
 * says in them.
 *
 * A language is a file of translations (in src/session/words); the program is built with
 * some, and may be given more when it starts. What it says is kept by the English words, in the way
 * of gettext's own tables: behind the context in which they mean something else elsewhere, and the
 * character 4, where there is one.
 *
 * A tag that the program has no file for is a language too: texts of lessons show in it, and the
 * program's own words in English. */
#ifndef GATESCOPE_LESSON_LANGUAGE_H
#define GATESCOPE_LESSON_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

enum { TAG_SIZE = 36 }; /* with its end: what RFC 5646, section 4.4.1, asks to have room for */

#define PHRASE_CONTEXT_END '\004'

typedef struct Phrase {
    const char *english; /* behind its context, if it has one */
    const char *said;
} Phrase;

typedef struct LanguageInfo {
    const char *tag;
    const char *name;      /* in the language itself: the word on the button that leads to it */
    bool unspaced;         /* no space stands between two sentences */
    const Phrase *phrases; /* in the order of strcmp of the English; NULL: English is said */
    int phrase_count;
    const struct Languages *among; /* those that one can go to; NULL: those built in */
} LanguageInfo;

/* English first. */
typedef struct Languages {
    const LanguageInfo *items;
    int count;
} Languages;

/* NULL: English. It lives as long as the program. */
typedef const LanguageInfo *Language;

const char *language_tag(Language language);
bool language_same(Language a, Language b);
/* What says these words; NULL: it is not known. Context NULL: none. */
const char *language_find(Language language, const char *context, const char *english);

/* The one with that tag; NULL: it is not among them. */
Language languages_find(const Languages *languages, const char *tag);
/* The one that comes nearest: by the tag, else without its last part, and so on (RFC 4647, section
 * 3.4); NULL: none does. */
Language languages_near(const Languages *languages, const char *tag);
/* The same for the name of a locale, "zh_CN.UTF-8". */
Language languages_of_locale(const Languages *languages, const char *locale);

/* ---- tags ---- */

/* Whether it has the form that RFC 5646, section 2.1, gives to a tag, and at most TAG_SIZE - 1
 * bytes; not whether there is such a language. */
bool tag_well_formed(const char *tag);
/* Whether the tag is that of `length` bytes; case does not count. */
bool tag_is(const char *tag, const char *other, size_t length);
/* The length of the tag without its last part, nor a single letter before that (RFC 4647, section
 * 3.4); 0: nothing is left. */
size_t tag_shorter(const char *tag, size_t length);

#endif
