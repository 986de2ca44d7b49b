/* phrase.c: finding phrases. See phrase.h. */
#include "session/words/phrase.h"

const char *phrase_in(Language language, const char *english) {
    const char *known = language_find(language, NULL, english);
    return known ? known : english;
}

const char *phrase_among(Language language, const char *context, const char *english) {
    const char *known = language_find(language, context, english);
    return known ? known : phrase_in(language, english);
}

const char *phrase_text(Language language, const Text *text) {
    const char *given = text_near(text, language);
    return given ? given : phrase_in(language, text_in(text, NULL));
}

const char *phrase_signal(Language language, CellKind kind, int signal) {
    const CellKindInfo *info = cell_kind(kind);
    return phrase_among(language, info->title, info->signals[signal].label);
}

const char *phrase_wave(Language language, Wave wave) {
    return phrase_among(language, "curve", wave_name(wave));
}

const Languages *phrase_languages(Language language) {
    return language && language->among ? language->among : &languages_built_in;
}

Language phrase_next(Language language) {
    const Languages *languages = phrase_languages(language);
    Language here = languages_find(languages, language_tag(language));
    int next = here ? (int)(here - languages->items) + 1 : 0;
    return &languages->items[next % languages->count];
}

const char *phrase_name(Language language) {
    return language ? language->name : languages_built_in.items[0].name;
}

const char *phrase_invitation(Language language) {
    const char *english = "Show in English (Shift+L)";
    const char *known = language_find(language, NULL, english);
    return known ? known : language && language->phrases ? language->name : english;
}
