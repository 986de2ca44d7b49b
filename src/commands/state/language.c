/* language.c: see language.h. */
#include "commands/state/language.h"

#include <stdlib.h>

#include "commands/state/place.h"

static Language of_locale(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    Language language = LANGUAGE_EN;
    for (size_t k = 0; k < sizeof variables / sizeof *variables; k++) {
        const char *locale = getenv(variables[k]);
        if (!locale || !*locale)
            continue;
        language_from_locale(locale, &language);
        break;
    }
    return language;
}

static Language of_state(const SavedState *state) {
    return state->language_kept ? state->language : of_locale();
}

/* A state that cannot be read says nothing: that is told where it is needed. */
static Language of_state_file(void) {
    SavedState state;
    Error error;
    char path[4096];
    if (!place_path(path, sizeof path) || !state_read(path, &state, &error))
        return of_locale();
    Language language = of_state(&state);
    state_free(&state);
    return language;
}

bool language_choose(const Words *words, const SavedState *state, Language *language) {
    const char *codes[LANGUAGE_COUNT + 1] = {NULL};
    int chosen = -1;
    for (int k = 0; k < LANGUAGE_COUNT; k++)
        codes[k] = language_code((Language)k);
    if (!words_name(words, "--lang", codes, &chosen))
        return false;
    if (chosen >= 0)
        *language = (Language)chosen;
    else
        *language = state ? of_state(state) : of_state_file();
    return true;
}
