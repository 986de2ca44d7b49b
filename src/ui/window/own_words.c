/* own_words.c: what is said of files that were chosen, dropped, kept, or named by a link. */
#include <string.h>

#include "session/words/phrase.h"
#include "ui/window/own.h"

/* %1$s is the first of two values, %2$s the second; a phrase that has only one of them says so. */
static const struct {
    const char *name, *english;
} WORDS[] = {
    {"large", "%1$s is too large to be opened here: all files together may have %2$s"},
    {"unread", "%1$s cannot be read: %2$s"},
    {"memory", "%1$s has no room in the memory that the browser gives: %2$s"},
    {"renamed", "There is another %1$s among your own: this one is kept as %2$s"},
    {"full", "%1$s is open, but not kept: there is no room left for it here (%2$s)"},
    {"denied", "%1$s is open, but not kept: the browser keeps nothing for this page (%2$s)"},
    {"newer",
     "What a newer version has kept of your own is not understood here, and left as it is%1$s%2$s"},
    {"lost", "%1$s cannot be opened any more: %2$s"},
    {"gone", "There is nothing called %1$s among your own%2$s"},
    {"text", "The lesson that is in the link cannot be unpacked: %1$s%2$s"},
    {"far",
     "The link names a lesson of another site, %1$s, and only this site\u2019s are opened%2$s"},
    {"fetch", "The lesson that the link names, %1$s, is not there: %2$s"},
    {"long", "The link leads to this place, but does not carry the lesson, which is too large: "
             "%1$s, and %2$s "
             "fit. Send its file as well"},
    {"beside", "The link leads to this place, but does not carry the lesson, which needs %1$s "
               "beside it. Send "
               "its files as well%2$s"},
};

bool own_words(Language language, const char *name, const char *one, const char *two,
               Error *notice) {
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++)
        if (strcmp(WORDS[k].name, name) == 0) {
            error_set(notice, phrase_in(language, WORDS[k].english), one, two);
            return true;
        }
    return false;
}
