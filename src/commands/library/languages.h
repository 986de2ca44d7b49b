/* languages.h: which languages there are: those that the program was built with and, where the
 * environment names a folder in GATESCOPE_LANGUAGES, those of its .po files (files/language/po.h):
 * so a translator sees a file in the program without building anything. They are read once, and
 * stay as long as the program runs; so does every other language that somebody names. */
#ifndef GATESCOPE_COMMANDS_LIBRARY_LANGUAGES_H
#define GATESCOPE_COMMANDS_LIBRARY_LANGUAGES_H

#include "lesson/language.h"

/* What is wrong with a file of the folder is said, and the language left out. */
const Languages *languages_here(void);
/* The language of a well-formed tag, known here or not (then lessons' texts show in it, and the
 * words of the nearest that is known); an empty one: English. */
Language language_of_tag(const char *tag);

#endif
