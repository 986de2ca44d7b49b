/* phrase.c: finding phrases. See phrase.h. */
#include "session/words/phrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 96 };

static int compare(const void *english, const void *phrase) {
    return strcmp(english, ((const Phrase *)phrase)->in[LANGUAGE_EN]);
}

/* NULL: nothing is known for it. */
static const char *find(Language language, const char *english) {
    int count;
    const Phrase *table = phrase_table(&count);
    const Phrase *found = bsearch(english, table, (size_t)count, sizeof *table, compare);
    return found ? found->in[language] : NULL;
}

const char *phrase_in(Language language, const char *english) {
    const char *known = language == LANGUAGE_EN ? NULL : find(language, english);
    return known ? known : english;
}

const char *phrase_among(Language language, const char *group, const char *english) {
    char name[NAME_SIZE];
    if (language == LANGUAGE_EN)
        return english;
    snprintf(name, sizeof name, "%s: %s", group, english);
    const char *known = find(language, name);
    return known ? known : phrase_in(language, english);
}

const char *phrase_signal(Language language, CellKind kind, int signal) {
    const CellKindInfo *info = cell_kind(kind);
    return phrase_among(language, info->title, info->signals[signal].label);
}

const char *phrase_wave(Language language, Wave wave) {
    return phrase_among(language, "curve", wave_name(wave));
}
