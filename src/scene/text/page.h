/* page.h: what the files of the text screen share. Private to them.
 *
 * A text in lines of equal characters; under each that was read the selected unit's memory after
 * it: a tint, and a bar above or below a line, so that colour is never alone. Under the text what
 * the model thinks comes next, and all units; at the right what the selected unit follows, and
 * which units follow the chosen property most closely. */
#ifndef GATESCOPE_SCENE_TEXT_PAGE_H
#define GATESCOPE_SCENE_TEXT_PAGE_H

#include "scene/paint/paint.h"
#include "session/kinds/text.h"

typedef struct TextPage {
    Painter *p;
    const TextReading *reading;
    long t, length;         /* the character on stage, -1: none; how many there are */
    Rect text, next, units; /* the lines; the chances; the strip of all units */
    Rect transport;
} TextPage;

/* A character as one reads it alone: "q", "space", "line end". */
const char *text_character_name(const Painter *p, unsigned char c, char name[16]);
/* "UNIT 12" and so on above a part; returns the height that it takes. */
float text_heading(Painter *p, Rect rect, Color color, const char *text);

/* lines.c */
float text_width_wanted(const Painter *p); /* of a text's card, for lines as books have them */
void text_lines(TextPage *page);
/* next.c */
void text_next(TextPage *page);
void text_units(TextPage *page);
/* gates.c: of the selected unit, over the last characters; how high it is. */
void text_gates(Painter *p, Rect rect);
float text_gates_height(const Painter *p);
/* ranks.c: the column on the right. */
void text_ranks(Painter *p, Rect rect);

#endif
