/* text.h: a session that reads a text character by character: which text, what of it the model
 * wrote itself, and which property its units are compared with.
 *
 * The session's lesson is the one of lesson/reading/characters.h. What is read begins with a
 * passage or with the learner's own text, as far as it was kept, and goes on with what the model
 * wrote: it writes behind the character on stage, so what follows there gives way. Picking the
 * passage once more brings it back whole. Time goes by whole characters, `rate` of them a second.
 */
#ifndef GATESCOPE_SESSION_KINDS_TEXT_H
#define GATESCOPE_SESSION_KINDS_TEXT_H

#include "lesson/reading/characters.h"
#include "lesson/reading/feature.h"
#include "lesson/reading/passage.h"
#include "session/state.h"

/* Which model reads it: one of those that come with the program, or another one. */
typedef enum TextModel {
    TEXT_ENGLISH, /* that has read novels */
    TEXT_LISP,    /* that has read a program */
    TEXT_MODELS,
    TEXT_OTHER = -1,  /* out of a file */
    TEXT_TRAINED = -2 /* just trained, on the screen for that */
} TextModel;

enum { TEXT_SEEDS = 999, TEXT_OWN = -1, TEXT_RATE_MOST = 48 };

typedef struct TextReading {
    Lesson *lesson; /* the session's; owned */
    Alphabet alphabet;
    TextModel model;
    const PassageSet *set;               /* not owned: it must outlive the session */
    int passage;                         /* that is read; TEXT_OWN: the learner's own */
    unsigned char text[CHARACTERS_MOST]; /* what is read: lesson->steps characters */
    unsigned char own[CHARACTERS_MOST];  /* kept while a passage is read */
    long own_length;
    long written; /* the model wrote what stands from here on */
    bool typing;  /* what is typed goes to the end of the own text */
    bool writing; /* reading goes on beyond the end: the model writes */
    float temperature;
    unsigned seed;
    float rate; /* characters a second */
    double due; /* parts of a character that have passed since the last */
    Feature feature;
    Correlation correlation; /* of all that is read */
    double surprise;         /* the sum of -log2 of the chance that the model gave each character of
                                it but the first, at temperature 1 */
    int *order; /* the units, the one that follows the feature most closely first; owned */
} TextReading;

/* The model is the session's from then on, also where it fails; the set must outlive it. It has
 * read the first passage to its end, and the unit that follows most closely what lasts for some
 * characters is selected.
 * NULL and an error where the model does not read the alphabet or memory lacks. */
Session *session_new_text(Model *model, const Alphabet *alphabet, const PassageSet *set,
                          Error *error);

/* Says which model it is that the session was made with; TEXT_OTHER until then. */
void session_text_is(Session *session, TextModel model);

/* NULL: the session is of another kind. */
const TextReading *session_text(const Session *session);

/* The passage that stands so many places on, or back, in a circle through all of them and the own
 * text: an index, or TEXT_OWN. Of a session that reads a text. */
int session_text_beside(const Session *session, int by);

/* What counts as memory: c of an LSTM, else h. */
int session_text_signal(const Session *session);
/* The selected unit's memory after character t. */
float session_text_value(const Session *session, long t);
/* Where units stand: many keep far from nought and tell things by small changes. So what is shown
 * of a memory is how far it is above or below the unit's mean over all that is read, -1..1; 1: two
 * standard deviations or more. */
typedef struct TextScale {
    float mean, reach; /* reach 0: it never changes */
} TextScale;
TextScale session_text_scale(const Session *session, int unit);
float text_scale_level(TextScale scale, float value);
/* What is typed goes to the text. */
bool session_text_typing(const Session *session);
/* How likely each character is to follow character t, at the session's temperature; t -1: before
 * the first one nothing is known. */
void session_text_chances(const Session *session, long t, float chances[ALPHABET_MOST]);
/* The mean of these surprises: bits a character; NAN of a text of less than two characters. */
float session_text_bits(const Session *session);

#endif
