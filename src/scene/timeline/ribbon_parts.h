/* ribbon_parts.h: the ribbon of time, as its files share it: ribbon.c draws it, predict.c what is drawn,
 * dragged or picked on it. Private to this folder. */
#ifndef GATESCOPE_SCENE_TIMELINE_RIBBON_PARTS_H
#define GATESCOPE_SCENE_TIMELINE_RIBBON_PARTS_H

#include "scene/flow/flow.h"

enum { ROWS_MOST = 8, INPUTS_MOST = 3 };

/* Rows of one family share a yard. */
typedef enum Family { FAMILY_INPUT, FAMILY_STATE, FAMILY_GATE, FAMILY_COUNT } Family;

typedef struct Row {
    int cell; /* -1: the lesson's inputs */
    int signal, index;
    Family family;
    bool asked; /* what is drawn, dragged, or asked about at each step */
    Yard yard;
    Rect rect; /* all of its columns */
} Row;

typedef struct Ribbon {
    Painter *p;
    Row rows[ROWS_MOST];
    int count;
    Rect rect; /* the columns */
    long from, to;
    float column, gap;
} Ribbon;

/* ---- ribbon.c ---- */

Rect ribbon_column(const Ribbon *ribbon, const Row *row, long t);
float ribbon_value(const Ribbon *ribbon, const Row *row, long t);
Color ribbon_color(const Ribbon *ribbon, const Row *row);

/* ---- predict.c ---- */

/* The rows of a question on the ribbon: inputs, what is asked, and the gate that made the gap. */
void predict_rows(Ribbon *ribbon);
/* Whether that number is drawn by predict_draw, and not as the others. */
bool predict_owns(const Ribbon *ribbon, const Row *row, long t);
/* What was guessed and, once it was answered, the truth and the gap between; what is pressed for it. */
void predict_draw(const Ribbon *ribbon, float bottom);
/* Under the row's letter: whose line is whose. */
void predict_legend(const Ribbon *ribbon, const Row *row, float left, float right);
/* The steps that have to be in view; false: any. */
bool predict_window(const Painter *p, long *from, long *to);

#endif
