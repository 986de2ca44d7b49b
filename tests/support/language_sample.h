/* language_sample.h: the languages of the tests, and texts in both. */
#ifndef GATESCOPE_TESTS_LANGUAGE_SAMPLE_H
#define GATESCOPE_TESTS_LANGUAGE_SAMPLE_H

#include "lesson/text.h"

#define LANGUAGE_EN ((Language)NULL)

/* Chinese without the program's words, for rooms that have none. */
static const LanguageInfo SAMPLE_CHINESE = {.tag = "zh", .name = "zh"};

/* A text that is not to be freed, NULL: not in that language; of the last 512 that were made. */
static inline Text sample_text(const char *english, const char *chinese) {
    static TextEntry entries[512][2];
    static int made;
    TextEntry *items = entries[made++ % 512];
    Text text = {.items = items};
    if (english)
        items[text.count++] = (TextEntry){"en", (char *)english};
    if (chinese)
        items[text.count++] = (TextEntry){"zh", (char *)chinese};
    return text;
}

#endif
