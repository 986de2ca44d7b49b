/* page.h: what the files of the digits screen share. Private to them.
 *
 *     panel.c   left: which digit, the list to pick from, how to draw one
 *     digits.c  right: where everything stands; the image, which one can draw on
 *     nets.c    what each network thinks after every row, and now
 *     unit.c    the gates of the selected unit beside the rows; all units of its cell
 *
 * Time goes downwards: a step is a row of the image, and all that belongs to it stands on that row.
 * So one sees which rows moved a probability and which opened a gate. */
#ifndef GATESCOPE_SCENE_DIGITS_PAGE_H
#define GATESCOPE_SCENE_DIGITS_PAGE_H

#include "scene/paint/paint.h"
#include "session/kinds/digits.h"

typedef struct DigitsPage {
    Painter *p;
    const DigitReading *digits;
    long t;                                /* row that is read; -1: none yet */
    float part;                            /* how much of it, 0..1 */
    int kinds[CELL_KIND_COUNT], net_count; /* networks that are shown */
    float pitch;                           /* height of a row, side of a pixel */
    float column;                          /* width of a class */
    float gap;                             /* before each network */
    Rect gutter, image;                    /* row numbers; DIGIT_SIDE rows and columns */
    Rect nets[CELL_KIND_COUNT];            /* DIGIT_SIDE rows, DIGIT_CLASSES columns */
    Rect unit;                             /* the selected unit's signals */
    bool unit_hidden;                      /* they have no room */
    bool for_class;                        /* only what is read, large: no strip of all units */
    float head_y, head_h, foot_y, foot_h;  /* over and under the rows; foot_h 0: it has no room */
    Rect units; /* all units of the selected cell; h 0: they have no room */
} DigitsPage;

/* A network's ten probabilities on the way from the row before to the one that is read; false: no
 * row is read yet. */
bool digits_now(const DigitsPage *page, int kind, float chances[DIGIT_CLASSES]);
/* The row of the page's table, all across a part of it. */
Rect digits_row(const DigitsPage *page, Rect part, long t);
/* How far the rows were read: pixels of the table's height. */
float digits_read_height(const DigitsPage *page);
/* Rows of a part of the table as a scrub, with what a click with Ctrl looks into. */
void digits_add_scrub(const DigitsPage *page, Rect part, const char *name, int index,
                      const char *label, Action inspect);

/* nets.c */
void digits_net_head(DigitsPage *page, int net);
void digits_net_rows(DigitsPage *page, int net);
void digits_net_foot(DigitsPage *page, int net);

/* unit.c */
int digits_unit_signals(const DigitsPage *page, int signals[MAX_SIGNALS]); /* shown ones */
void digits_unit_head(DigitsPage *page);
void digits_unit_rows(DigitsPage *page);
void digits_unit_foot(DigitsPage *page);
void digits_units(DigitsPage *page);

#endif
