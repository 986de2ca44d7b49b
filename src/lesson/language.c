/* language.c: tags, and finding what is said. See language.h. */
#include "lesson/language.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SIZE = 2048, LOCALE_SIZE = 64 };

const char *language_tag(Language language) {
    return language ? language->tag : "en";
}

bool language_same(Language a, Language b) {
    const char *tag = language_tag(b);
    return tag_is(language_tag(a), tag, strlen(tag));
}

/* ---- what is said ---- */

static int compare(const void *english, const void *phrase) {
    return strcmp(english, ((const Phrase *)phrase)->english);
}

const char *language_find(Language language, const char *context, const char *english) {
    char key[KEY_SIZE];
    if (!language || !language->phrases)
        return NULL;
    if (context) {
        int length = snprintf(key, sizeof key, "%s%c%s", context, PHRASE_CONTEXT_END, english);
        if (length < 0 || (size_t)length >= sizeof key)
            return NULL;
        english = key;
    }
    const Phrase *found = bsearch(english, language->phrases, (size_t)language->phrase_count,
                                  sizeof *language->phrases, compare);
    return found ? found->said : NULL;
}

/* ---- lists ---- */

static Language find_span(const Languages *languages, const char *tag, size_t length) {
    for (int k = 0; k < languages->count; k++)
        if (tag_is(languages->items[k].tag, tag, length))
            return &languages->items[k];
    return NULL;
}

Language languages_find(const Languages *languages, const char *tag) {
    return find_span(languages, tag, strlen(tag));
}

Language languages_near(const Languages *languages, const char *tag) {
    Language found = NULL;
    for (size_t length = strlen(tag); length > 0 && !found; length = tag_shorter(tag, length))
        found = find_span(languages, tag, length);
    return found;
}

Language languages_of_locale(const Languages *languages, const char *locale) {
    char tag[LOCALE_SIZE];
    snprintf(tag, sizeof tag, "%.*s", (int)strcspn(locale, ".@"), locale);
    for (char *c = tag; *c; c++)
        if (*c == '_')
            *c = '-';
    return languages_near(languages, tag);
}

/* ---- tags ---- */

bool tag_is(const char *tag, const char *other, size_t length) {
    for (size_t k = 0; k < length; k++)
        if (!tag[k] || tolower((unsigned char)tag[k]) != tolower((unsigned char)other[k]))
            return false;
    return tag[length] == '\0';
}

size_t tag_shorter(const char *tag, size_t length) {
    while (length > 0 && tag[length - 1] != '-')
        length--;
    if (length > 0)
        length--;
    if (length >= 2 && tag[length - 2] == '-')
        length -= 2;
    return length == 1 ? 0 : length;
}

/* The parts of a tag, one after the other. */
typedef struct Part {
    const char *text;
    size_t length;
} Part;

static Part part_at(const char *text) {
    return (Part){text, strcspn(text, "-")};
}

static Part next_part(Part part) {
    const char *end = part.text + part.length;
    return *end ? part_at(end + 1) : (Part){end, 0};
}

static bool all(Part part, int (*is)(int)) {
    for (size_t k = 0; k < part.length; k++)
        if ((unsigned char)part.text[k] >= 0x80 || !is((unsigned char)part.text[k]))
            return false;
    return true;
}

static bool is_of(Part part, size_t least, size_t most, int (*is)(int)) {
    return part.length >= least && part.length <= most && all(part, is);
}

static bool is_variant(Part part) {
    return is_of(part, 5, 8, isalnum) ||
           (is_of(part, 4, 4, isalnum) && isdigit((unsigned char)part.text[0]));
}

/* What was written before there were rules, and may still be: the irregular tags of section 2.1. */
static bool is_grandfathered(const char *tag) {
    static const char *const tags[] = {"en-GB-oed", "i-ami",     "i-bnn", "i-default", "i-enochian",
                                       "i-hak",     "i-klingon", "i-lux", "i-mingo",   "i-navajo",
                                       "i-pwn",     "i-tao",     "i-tay", "i-tsu",     "sgn-BE-FR",
                                       "sgn-BE-NL", "sgn-CH-DE"};
    for (size_t k = 0; k < sizeof tags / sizeof *tags; k++)
        if (tag_is(tag, tags[k], strlen(tags[k])))
            return true;
    return false;
}

static bool is_single(Part part) {
    return is_of(part, 1, 1, isalnum);
}

static bool is_private(Part part) {
    return is_single(part) && tolower((unsigned char)part.text[0]) == 'x';
}

/* Skips parts of least..most letters and digits, of which there is one at least; a part without a
 * text: there was none. */
static Part skip_some(Part part, size_t least, size_t most) {
    const char *none = "";
    if (!is_of(part, least, most, isalnum))
        return (Part){none, 1};
    while (is_of(part, least, most, isalnum))
        part = next_part(part);
    return part;
}

/* Language, its extensions, script, region and variants. */
static Part skip_language(Part part) {
    bool shortest = is_of(part, 2, 3, isalpha);
    part = next_part(part);
    for (int k = 0; k < 3 && shortest && is_of(part, 3, 3, isalpha); k++)
        part = next_part(part);
    if (is_of(part, 4, 4, isalpha))
        part = next_part(part);
    if (is_of(part, 2, 2, isalpha) || is_of(part, 3, 3, isdigit))
        part = next_part(part);
    while (is_variant(part))
        part = next_part(part);
    return part;
}

bool tag_well_formed(const char *tag) {
    Part part = part_at(tag);
    size_t length = strlen(tag);
    if (length == 0 || length >= TAG_SIZE || tag[length - 1] == '-')
        return false;
    if (is_grandfathered(tag))
        return true;
    if (!is_private(part)) {
        if (!is_of(part, 2, 8, isalpha))
            return false;
        part = skip_language(part);
        while (is_single(part) && !is_private(part))
            part = skip_some(next_part(part), 2, 8);
    }
    if (is_private(part))
        part = skip_some(next_part(part), 1, 8);
    return part.length == 0 && *part.text == '\0';
}
