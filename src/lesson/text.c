/* text.c: see text.h. */
#include "lesson/text.h"

#include <stdlib.h>

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
