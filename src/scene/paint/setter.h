/* setter.h: sets pieces of text into lines. Private to rich_text.c.
 *
 * A word is made of pieces of different looks ("**bold**," is two) that no break separates; a line
 * break comes where a word would not fit. Words of one look that follow each other in the source
 * are drawn as one run, so that the font sets the spaces between them. A paragraph that begins in
 * Hebrew or Arabic runs from the right edge, and its lines are put in order when they are full. */
#ifndef GATESCOPE_SCENE_PAINT_SETTER_H
#define GATESCOPE_SCENE_PAINT_SETTER_H

#include "scene/paint/line_order.h"
#include "scene/paint/rich_text.h"
#include "scene/words/entity.h"

enum { PIECES_MOST = 24, LISTS_MOST = 6, TERMS_LINKED = 1024, LINE_PARTS = 64 };

typedef struct Piece {
    const char *text;
    size_t length;
    Face face;
    float px, width;
    Color color;
    int term; /* of the glossary that it is a link to, from 1; 0: none */
} Piece;

typedef struct ListLevel {
    bool ordered;
    unsigned number;
} ListLevel;

typedef struct Setter {
    Painter *p;
    RichStyle style;
    float right, x, y;         /* y: top of the line */
    float start;               /* left edge of the present block */
    float gap;                 /* space that the next block keeps to what is above */
    bool anything;             /* something stands on this line */
    bool space;                /* a space comes before the next word */
    uint32_t last;             /* the character before; 0: the line begins, or a space was there */
    Piece pieces[PIECES_MOST]; /* of the word that is being gathered */
    int count;
    float word_width;
    Piece run; /* what is to be drawn next; length 0: nothing */
    float run_x;
    char entities[PIECES_MOST][ENTITY_BYTES]; /* characters that pieces of the word point to */
    int term;                                 /* that what is added next belongs to, as in Piece */
    uint64_t linked[TERMS_LINKED / 64];       /* terms that have shown that they are links */
    int strong, emphasis, code, heading;
    bool code_block; /* line breaks count */
    float left;      /* edge of all the text */
    Direction way;   /* that the paragraph runs, as its first letter says */
    bool turns;      /* something on the line runs from right to left */
    LinePart
        parts[LINE_PARTS]; /* what was drawn of the line; those that are more stay where they are */
    bool marking;          /* what is put is the mark of a list */
    int part_count;
    ListLevel lists[LISTS_MOST];
    int depth;
} Setter;

Face setter_face(const Setter *s);  /* of text in the present spans */
float setter_size(const Setter *s); /* px alike */
float setter_width(const Setter *s, const Piece *piece, size_t length);

/* Adds a piece to the word that is being gathered, or to the next where a line of Chinese may break
 * before it; its text must last until the setter is done. */
void setter_add(Setter *s, Piece piece);
/* The same of one character of look.length bytes, which is kept. */
void setter_add_character(Setter *s, const char *character, Piece look);
/* Words of plain text in a look; the last one may go on with what is added next. */
void setter_add_words(Setter *s, const char *text, size_t length, Face face, float px, Color color);
void setter_end_word(Setter *s); /* sets the gathered word */
void setter_new_line(Setter *s);
/* Puts a piece at s->x at once; space: one stands between it and what is before. */
void setter_put(Setter *s, const Piece *piece, bool space);
void setter_flush(Setter *s); /* draws what was put */

#endif
