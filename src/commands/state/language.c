/* language.c: see language.h. */
#include "commands/state/language.h"

#include <stdlib.h>

#include "commands/library/languages.h"
#include "commands/line/say.h"
#include "commands/state/saved.h"

enum { PATH_SIZE = 4096 };

static Language of_locale(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t k = 0; k < sizeof variables / sizeof *variables; k++) {
        const char *locale = getenv(variables[k]);
        Language language =
            locale && *locale ? languages_of_locale(languages_here(), locale) : NULL;
        if (locale && *locale)
            return language ? language : language_of_tag("en");
    }
    return language_of_tag("en");
}

static Language of_state(const SavedState *state) {
    return state->language[0] ? language_of_tag(state->language) : of_locale();
}

/* A state that cannot be read says nothing: that is told where it is needed. */
static Language of_state_file(void) {
    SavedState state;
    Error error;
    char path[PATH_SIZE];
    if (!saved_path(path, sizeof path) || !state_read(path, &state, &error))
        return of_locale();
    Language language = of_state(&state);
    state_free(&state);
    return language;
}

bool language_choose(const Words *words, const SavedState *state, Language *language) {
    const char *told = words_value(words, "--lang");
    if (told && !tag_well_formed(told))
        return say(0, "--lang: expected a language's tag, such as en, zh or pt-BR, found \"%s\"",
                   told);
    *language = told ? language_of_tag(told) : state ? of_state(state) : of_state_file();
    return true;
}
