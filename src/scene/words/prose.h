/* prose.h: sentences written into a buffer, and the words for numbers and for what has a name on
 * screen. Units and inputs are counted from 1, steps from 0 as on screen. */
#ifndef GATESCOPE_SCENE_WORDS_PROSE_H
#define GATESCOPE_SCENE_WORDS_PROSE_H

#include "session/state.h"
#include "session/words/phrase.h"

enum { PROSE_TAIL = 32, PROSE_NUMBER = 32 };

/* Like snprintf over many calls: what does not fit is counted, not written, and what does fit is
 * always terminated. */
typedef struct Prose {
    char *text;
    size_t size, length;   /* length: of the whole, whether it fitted or not */
    char tail[PROSE_TAIL]; /* how the whole ends, without an end */
    bool capital;          /* the next letter is to be a capital */
    Language language;
} Prose;

Prose prose_new(char *text, size_t size, Language language);
/* The format is a phrase of the program, in English (session/words/phrase.h). New lines stand at its
 * beginning and its end; those in its values, which may come from files, become spaces. */
void prose_add(Prose *prose, const char *format, ...) ERROR_FORMAT(2, 3);
const char *prose_phrase(const Prose *prose, const char *english) PHRASE_FORMAT(2);
void prose_span(Prose *prose, const char *text, size_t length);
/* What stands between two sentences: a space, or nothing. */
const char *prose_gap(const Prose *prose);
/* What stands before item k of count of them: "", ", ", " and ". */
const char *prose_joint(const Prose *prose, int k, int count);
/* The byte that ends the text, blanks left aside; '\0': nothing stands there, or a new line. */
char prose_end(const Prose *prose);
/* Whether a full stop, an exclamation or a question mark stands there, in any language. */
bool prose_ends_sentence(const Prose *prose);

/* What was computed: two digits behind the point, none from 1,000 on: "0.98", "-3.00", "12000",
 * "infinity", "not a number". */
const char *prose_number(const Prose *prose, float value, char text[PROSE_NUMBER]);
/* What was set: three digits that count, fewer where they say all: "-3", "0.875", "0.333". */
const char *prose_setting(const Prose *prose, float value, char text[PROSE_NUMBER]);

/* "the LSTM"; where several cells have the same name, 'the LSTM "big"'. */
void prose_cell(Prose *prose, const Session *session, int cell);
/* "the forget gate" */
void prose_signal(Prose *prose, const Session *session, int cell, int signal);
/* "the forget gate of unit 2 of the LSTM"; unit -1: "the forget gates of the LSTM". */
void prose_signal_of(Prose *prose, const Session *session, int cell, int signal, int unit);
/* "unit 2 of the LSTM"; unit -1: "the LSTM". */
void prose_unit(Prose *prose, const Session *session, int cell, int unit);
/* What an edit changes: "the forget gate's weight from input 2 to unit 1 of the LSTM (W_xf)". */
void prose_edit_place(Prose *prose, const Session *session, const Edit *edit);
void prose_target(Prose *prose, const Session *session, const Target *target);
/* What an edit does, as a sentence without its full stop; was: the number before it, NAN: not told.
 */
void prose_edit(Prose *prose, const Session *session, const Edit *edit, float was);

#endif
