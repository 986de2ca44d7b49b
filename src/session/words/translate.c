/* translate.c: see translate.h. */
#include "session/words/translate.h"

#include <stdlib.h>
#include <string.h>

bool translate_text(Text *text, const char *context, const Languages *languages) {
    for (int k = 0; k < languages->count; k++) {
        Language language = &languages->items[k];
        const char *english = text_own(text, "en");
        const char *said = english ? language_find(language, context, english) : NULL;
        if (said && !text_own(text, language->tag) && !text_set(text, language->tag, said))
            return false;
    }
    return true;
}

/* The next of "one | another" at *at, which goes behind it, and its length. */
static const char *next_form(const char **at, size_t *length) {
    const char *form = *at + strspn(*at, " |");
    *length = strcspn(form, "|");
    *at = form + *length;
    while (*length && form[*length - 1] == ' ')
        (*length)--;
    return form;
}

static bool add_forms(GlossaryTerm *term, const char *tag, const char *said) {
    size_t length;
    TermNames *also = glossary_also(term, tag);
    for (int k = 0; also && k < TERM_NAMES; k++) {
        const char *form = next_form(&said, &length);
        if (length && !(also->names[k] = strndup(form, length)))
            return false;
    }
    return also != NULL;
}

static bool has_forms(const GlossaryTerm *term, const char *tag) {
    for (int k = 0; k < term->also_count; k++)
        if (tag_is(term->also[k].tag, tag, strlen(tag)))
            return true;
    return false;
}

static bool translate_forms(GlossaryTerm *term, const Languages *languages) {
    const char *english = text_own(&term->term, "en");
    for (int k = 0; english && k < languages->count; k++) {
        Language language = &languages->items[k];
        const char *said = language_find(language, CONTEXT_FORMS, english);
        if (said && !has_forms(term, language->tag) && !add_forms(term, language->tag, said))
            return false;
    }
    return true;
}

bool translate_glossary(Glossary *glossary, const Languages *languages) {
    for (int k = 0; k < glossary->count; k++) {
        GlossaryTerm *term = &glossary->items[k];
        if (!translate_text(&term->term, CONTEXT_GLOSSARY, languages) ||
            !translate_text(&term->means, CONTEXT_GLOSSARY, languages) ||
            !translate_forms(term, languages))
            return false;
    }
    return true;
}

bool translate_tracks(Tracks *tracks, const Languages *languages) {
    for (int k = 0; k < tracks->count; k++)
        if (!translate_text(&tracks->items[k].title, CONTEXT_TRACK, languages) ||
            !translate_text(&tracks->items[k].about, CONTEXT_TRACK, languages))
            return false;
    return true;
}
