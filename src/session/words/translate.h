/* translate.h: what the files beside the lessons say, in the languages of the program.
 *
 * The glossary, the tracks and the titles of passages stand in their files in English; what a
 * language's file says of them goes to the contexts below, so that a translator has one file to
 * work in. What such a file itself gives in another language stays as it is. */
#ifndef GATESCOPE_SESSION_WORDS_TRANSLATE_H
#define GATESCOPE_SESSION_WORDS_TRANSLATE_H

#include "lesson/glossary.h"
#include "lesson/track.h"

#define CONTEXT_GLOSSARY "glossary"       /* a term, and what it means */
#define CONTEXT_FORMS    "glossary forms" /* of a term: its other forms, "one | another" */
#define CONTEXT_TRACK    "track"          /* a track's title, and the line about it */
#define CONTEXT_PASSAGE  "passage"        /* a passage's title */

/* Add to the texts what the languages have for them; false where memory lacks. */
bool translate_text(Text *text, const char *context, const Languages *languages);
bool translate_glossary(Glossary *glossary, const Languages *languages);
bool translate_tracks(Tracks *tracks, const Languages *languages);

#endif
