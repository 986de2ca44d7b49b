/* parts.h: what the files of the inspector share: the number that is looked into, a column that
 * grows downwards, rows that lead to other numbers. Private to them.
 *
 *     inspect.c  the number, what is said where there is no sum
 *     trail.c    the numbers that led to it
 *     sum.c      the terms that it was made of, as a waterfall
 *     curve.c    the activation, with the point where it stands
 *     after.c    what it takes part in, and what follows if it changes */
#ifndef GATESCOPE_SCENE_INSPECT_PARTS_H
#define GATESCOPE_SCENE_INSPECT_PARTS_H

#include "engine/origin.h"
#include "scene/paint/paint.h"

enum { INSPECT_TERMS = 12, INSPECT_LETTER = 24 /* bytes of a number's letter */ };

typedef struct Inspect {
    Painter *p;
    Place place;
    const Cell *cell;
    const Trace *trace;
    const CellKindInfo *kind;
    Origin origin;
    float x, y, w; /* the column */
    float row;     /* height of a row */
    int rows;      /* drawn so far: names of their regions */
} Inspect;

/* ---- words and letters (inspect.c) ---- */

Role inspect_role(const Inspect *in, const Place *place);
/* The letter of a number in the session's notation, with a prime where it is of the step before
 * `t`, and its unit's number as a subscript (empty: there is only one). */
void inspect_letter(const Inspect *in, const Place *place, long t, char letter[INSPECT_LETTER],
                    char subscript[16]);
/* Draws the letter with its subscript from x, about the middle of a line; returns the width. */
float inspect_draw_letter(Inspect *in, float x, float middle, const Place *place, long t);
float inspect_letter_size(const Inspect *in);
/* "LSTM forget gate of unit 2 at t = 5" */
void inspect_words(const Inspect *in, const Place *place, char *text, size_t size);

/* Both say a phrase of the program (session/words/phrase.h), by its English words. */
void inspect_heading(Inspect *in, const char *text);
/* Dim running text, in as many lines as it takes. */
void inspect_note(Inspect *in, const char *text);
/* The same of a text that is in the language already. */
void inspect_say(Inspect *in, const char *text);
void inspect_gap(Inspect *in);

typedef enum Way { WAY_NONE, WAY_BACK, WAY_ON } Way;
/* A piece of a row that leads to a place, with a chevron at its right end for the way there (none:
 * WAY_NONE): call first, it draws what lies below the row's content; said: what the row says of it.
 * A place that is not known yet leads nowhere. */
void inspect_link(Inspect *in, Rect rect, const Place *place, Way way, const char *said);
/* Room that the chevron of a row takes at its right end. */
float inspect_chevron(const Inspect *in);

/* A bar from `from` to `to` on an axis low..high that covers rect; pale where it goes down. */
void inspect_bar(Inspect *in, Rect rect, float from, float to, float low, float high, Color color);

/* ---- the parts ---- */

void inspect_trail(Inspect *in);
void inspect_sum(Inspect *in);
/* Terms as rows, each with a bar of its own. */
void inspect_products(Inspect *in, const Term *terms, int count);
void inspect_curve(Inspect *in);
void inspect_uses(Inspect *in);
void inspect_follows(Inspect *in);

#endif
