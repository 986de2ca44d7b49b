/* languages.c: see languages.h. */
#include "commands/library/languages.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/line/say.h"
#include "commands/line/words.h"
#include "files/language/po.h"
#include "session/words/phrase.h"

enum { PATH_SIZE = 4096, LANGUAGES_MOST = 64 };

/* ---- which there are ---- */

/* Of one tag a language is there once: the file's instead of that which was built in. */
static void add(Languages *languages, LanguageInfo *items, const LanguageInfo *language) {
    int index = 0;
    while (index < languages->count && !language_same(&items[index], language))
        index++;
    if (index == LANGUAGES_MOST)
        return;
    items[index] = *language;
    items[index].among = languages;
    languages->count += index == languages->count;
}

static void add_file(Languages *languages, LanguageInfo *items, const char *path) {
    PoFile po;
    Error error;
    if (po_read(path, &po, &error))
        add(languages, items, &po.language);
    else
        say_error(0, &error);
}

static int is_language(const struct dirent *entry) {
    return has_ending(entry->d_name, ".po");
}

static void add_folder(Languages *languages, LanguageInfo *items, const char *folder) {
    struct dirent **entries;
    char path[PATH_SIZE];
    int count = scandir(folder, &entries, is_language, alphasort);
    if (count < 0)
        say(0, "%s: GATESCOPE_LANGUAGES names no folder that can be read", folder);
    for (int k = 0; k < count; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, entries[k]->d_name);
        add_file(languages, items, path);
        free(entries[k]);
    }
    if (count >= 0)
        free(entries);
}

const Languages *languages_here(void) {
    static LanguageInfo items[LANGUAGES_MOST];
    static Languages languages = {items, 0};
    const char *folder = getenv("GATESCOPE_LANGUAGES");
    if (languages.count || !folder || !*folder)
        return languages.count ? &languages : &languages_built_in;
    for (int k = 0; k < languages_built_in.count; k++)
        add(&languages, items, &languages_built_in.items[k]);
    add_folder(&languages, items, folder);
    return &languages;
}

/* ---- others ---- */

/* A language that was named and is none of those here. */
typedef struct Stranger {
    LanguageInfo language;
    char tag[TAG_SIZE];
    struct Stranger *next;
} Stranger;

static Language meet(const char *tag) {
    static Stranger *strangers;
    for (const Stranger *known = strangers; known; known = known->next)
        if (tag_is(known->tag, tag, strlen(tag)))
            return &known->language;
    Stranger *stranger = malloc(sizeof *stranger);
    Language near = languages_near(languages_here(), tag);
    if (!stranger)
        return near;
    *stranger =
        (Stranger){.language = near ? *near : languages_here()->items[0], .next = strangers};
    memcpy(stranger->tag, tag, strlen(tag) + 1);
    stranger->language.tag = stranger->tag;
    strangers = stranger;
    return &stranger->language;
}

Language language_of_tag(const char *tag) {
    Language known = languages_find(languages_here(), *tag ? tag : "en");
    return known ? known : meet(tag);
}
