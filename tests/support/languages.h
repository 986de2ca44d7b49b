/* languages.h: the languages of the tests, with the program's own words. */
#ifndef GATESCOPE_TESTS_LANGUAGES_H
#define GATESCOPE_TESTS_LANGUAGES_H

#include "language_sample.h"
#include "session/words/phrase.h"

enum { CHINESE = 1 }; /* its number among those built in, for actions */
#define LANGUAGE_ZH (&languages_built_in.items[CHINESE])

#endif
