/* phrase.h: the program's own words in the language that is shown. The code says them in English;
 * phrases.c has the other languages, by the English words, and tells how to add one. */
#ifndef GATESCOPE_SESSION_WORDS_PHRASE_H
#define GATESCOPE_SESSION_WORDS_PHRASE_H

#include "engine/cell.h"
#include "lesson/text.h"
#include "lesson/wave.h"

#if defined(__GNUC__)
#define PHRASE_FORMAT(place) __attribute__((format_arg(place)))
#else
#define PHRASE_FORMAT(place)
#endif

/* What says `english` in the language; `english` itself where nothing is known for it. A format
 * stays one for the same values, though maybe in another order ("%2$d"). Lives for ever. */
const char *phrase_in(Language language, const char *english) PHRASE_FORMAT(2);
/* Of a word that means something else elsewhere: the entry "group: english", else that of the word
 * alone. */
const char *phrase_among(Language language, const char *group, const char *english);

/* What a kind's signal is called, and what a curve is. */
const char *phrase_signal(Language language, CellKind kind, int signal);
const char *phrase_wave(Language language, Wave wave);

/* ---- the table ---- */

typedef struct Phrase {
    const char *in[LANGUAGE_COUNT]; /* English first */
} Phrase;

/* In the order of strcmp of the English. */
const Phrase *phrase_table(int *count);

#endif
