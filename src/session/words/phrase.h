/* phrase.h: the program's own words in the language that is shown. The code says them in English;
 * the .po files beside this one are the other languages, a file each, by the English words.
 *
 * To add a phrase, write it in English where it is said, through paint_phrase(p, "...") in the scene
 * or phrase_in(language, "...") elsewhere, and add it to the files of the languages that you know
 * (tests/scene/phrases.c tells what is missing in those of the program or no longer said); what is
 * not translated shows in English. A word that means something else elsewhere has a context
 * (phrase_among). Errors of files and what the command line prints stay English. */
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

/* English, and the languages whose files the program was built with (files/language/table.c). */
extern const Languages languages_built_in;

/* What says `english` in the language; `english` itself where nothing is known for it. A format
 * stays one for the same values, though maybe in another order ("%2$d"). Lives for ever. */
const char *phrase_in(Language language, const char *english) PHRASE_FORMAT(2);
/* Of a word that means something else elsewhere: the entry with that context, else that of the word
 * alone. Never a format. */
const char *phrase_among(Language language, const char *context, const char *english);
/* A text that its file, or the program, may not have given in the language: as a phrase then. */
const char *phrase_text(Language language, const Text *text);

/* What a kind's signal is called, and what a curve is. */
const char *phrase_signal(Language language, CellKind kind, int signal);
const char *phrase_wave(Language language, Wave wave);

/* ---- going from one language to another ---- */

/* Those that one can go to from here. */
const Languages *phrase_languages(Language language);
/* The one behind it among them; the first behind the last, and behind one that is none of them. */
Language phrase_next(Language language);
/* The word on a button that leads to it, and what that does, in that language. */
const char *phrase_name(Language language);
const char *phrase_invitation(Language language);

#endif
