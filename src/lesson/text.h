/* text.h: a text in the languages it was given in. */
#ifndef GATESCOPE_LESSON_TEXT_H
#define GATESCOPE_LESSON_TEXT_H

#include <stdbool.h>

typedef enum Language { LANGUAGE_EN, LANGUAGE_ZH, LANGUAGE_COUNT } Language;

typedef struct Text {
    char *in[LANGUAGE_COUNT]; /* UTF-8, owned; NULL where the text was not given in that language */
} Text;

/* The text in the language, else in any it has, else "". */
const char *text_in(const Text *text, Language language);
void text_free(Text *text);
const char *language_code(Language language); /* "en", "zh" */
/* The language that a name of a locale begins with ("zh_CN.UTF-8", "en"). False: none of ours. */
bool language_from_locale(const char *locale, Language *language);

#endif
