/* glossary.c: see glossary.h. */
#include "lesson/glossary.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

void glossary_free(Glossary *glossary) {
    for (int k = 0; k < glossary->count; k++) {
        GlossaryTerm *term = &glossary->items[k];
        free(term->id);
        text_free(&term->term);
        for (int also = 0; also < term->also_count; also++)
            for (int name = 0; name < TERM_NAMES; name++)
                free(term->also[also].names[name]);
        free(term->also);
        free(term->signal);
        text_free(&term->means);
        free(term->lesson);
    }
    free(glossary->items);
    *glossary = (Glossary){0};
}

TermNames *glossary_also(GlossaryTerm *term, const char *tag) {
    assert(tag_well_formed(tag));
    TermNames *also =
        array_room(term->also, &term->also_capacity, term->also_count, 1, sizeof *also);
    if (!also)
        return NULL;
    term->also = also;
    TermNames *names = &also[term->also_count++];
    *names = (TermNames){.tag = ""};
    memcpy(names->tag, tag, strlen(tag) + 1);
    return names;
}

int glossary_find(const Glossary *glossary, const char *id) {
    for (int k = 0; k < glossary->count; k++)
        if (glossary->items[k].id && strcmp(glossary->items[k].id, id) == 0)
            return k;
    return -1;
}

int glossary_signal(const Glossary *glossary, const char *letter, size_t length) {
    if (length == 1 && letter[0] == 'n')
        letter = "g";
    for (int k = 0; k < glossary->count; k++) {
        const char *signal = glossary->items[k].signal;
        if (signal && strlen(signal) == length && memcmp(signal, letter, length) == 0)
            return k;
    }
    return -1;
}

/* ---- names in a text ---- */

static bool is_latin(char c) {
    return isalnum((unsigned char)c) != 0;
}

/* Whether a word could go on between these two characters. */
static bool inside_word(char before, char after) {
    return (is_latin(before) && (is_latin(after) || after == '-')) ||
           (before == '-' && is_latin(after));
}

static bool begins_with(const char *text, size_t length, const char *name, size_t part) {
    if (part > length)
        return false;
    for (size_t k = 0; k < part; k++)
        if (tolower((unsigned char)text[k]) != tolower((unsigned char)name[k]))
            return false;
    return true;
}

/* The name's length where it stands at text + at, where one can begin, as a word of its own; else
 * 0. */
static size_t stands_at(const char *name, const char *text, size_t length, size_t at) {
    size_t part = name ? strlen(name) : 0;
    if (!part || !begins_with(text + at, length - at, name, part))
        return 0;
    bool joined = at + part < length && inside_word(text[at + part - 1], text[at + part]);
    return joined ? 0 : part;
}

/* The forms in the language or one near it; NULL: none. */
static const TermNames *names_near(const GlossaryTerm *term, Language language) {
    const char *tag = language_tag(language);
    for (size_t length = strlen(tag); length > 0; length = tag_shorter(tag, length))
        for (int k = 0; k < term->also_count; k++)
            if (tag_is(term->also[k].tag, tag, length))
                return &term->also[k];
    return NULL;
}

/* Whether no name can begin here: inside a word, or inside a character. */
static bool begins_nothing(const char *text, size_t length, size_t at) {
    return (at > 0 && inside_word(text[at - 1], text[at])) || utf8_start(text, length, at) != at;
}

static size_t longest_name(const GlossaryTerm *term, Language language, const char *text,
                           size_t length, size_t at) {
    size_t most = stands_at(text_near(&term->term, language), text, length, at);
    const TermNames *also = names_near(term, language);
    for (int k = 0; also && k < TERM_NAMES; k++) {
        size_t part = stands_at(also->names[k], text, length, at);
        most = part > most ? part : most;
    }
    return most;
}

int glossary_match(const Glossary *glossary, Language language, const char *text, size_t length,
                   size_t at, size_t *matched) {
    int found = -1;
    *matched = 0;
    if (begins_nothing(text, length, at))
        return -1;
    for (int k = 0; k < glossary->count; k++) {
        size_t part = longest_name(&glossary->items[k], language, text, length, at);
        if (part > *matched) {
            *matched = part;
            found = k;
        }
    }
    return found;
}
