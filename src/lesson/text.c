/* text.c: see text.h. */
#include "lesson/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const CODES[LANGUAGE_COUNT] = {[LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh"};

const char *text_in(const Text *text, Language language) {
    if (text->in[language])
        return text->in[language];
    for (int other = 0; other < LANGUAGE_COUNT; other++)
        if (text->in[other])
            return text->in[other];
    return "";
}

void text_free(Text *text) {
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        free(text->in[language]);
        text->in[language] = NULL;
    }
}

const char *language_code(Language language) {
    return CODES[language];
}

bool language_from_locale(const char *locale, Language *language) {
    for (int k = 0; k < LANGUAGE_COUNT; k++) {
        size_t length = strlen(CODES[k]);
        if (strncmp(locale, CODES[k], length) == 0 && !isalnum((unsigned char)locale[length])) {
            *language = (Language)k;
            return true;
        }
    }
    return false;
}
