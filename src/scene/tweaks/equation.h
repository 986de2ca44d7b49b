/* equation.h: what equation.c and equation_sum.c share: where we are, and a pen that sets tokens
 * one after the other and breaks a line before one that does not fit. An equation is measured by
 * setting it without drawing. Private to them. */
#ifndef GATESCOPE_SCENE_TWEAKS_EQUATION_H
#define GATESCOPE_SCENE_TWEAKS_EQUATION_H

#include "scene/paint/paint.h"

typedef struct Pen {
    Painter *p;
    float left, right, x, y, line;
    bool draw;
    int links; /* numbers that lead somewhere, so far */
} Pen;

/* The selected unit at the step on stage. */
typedef struct Here {
    const Session *session;
    const Trace *trace;
    const Cell *cell;
    const CellKindInfo *kind;
    int unit;
    long t;
    Moment moment;
} Here;

void pen_line(Pen *pen); /* to the next line */
void pen_put(Pen *pen, Face face, float px, Color color, const char *text);
void pen_dim(Pen *pen, const char *text);  /* signs and brackets, in the type of numbers */
void pen_word(Pen *pen, const char *text); /* running text, dim */
void pen_symbol(Pen *pen, Role role, const char *text, const char *subscript);
/* The letter of a signal, in the session's notation. */
void pen_letter(Pen *pen, const Here *here, int signal, const char *subscript);
/* A number with room for its sign, "..." where it is not known. */
void pen_number(Pen *pen, Role role, float value, bool known, bool bold);
/* The line from pen->left (or pen->x - width, where that is further on) over width leads to where a
 * number of the cell came from, as far as it is known. */
void pen_link(Pen *pen, const Here *here, float width, int signal, int unit, long t);

/* The moment has shown the signal. */
bool here_known(const Here *here, int signal);
float here_now(const Here *here, int signal);
float here_before(const Here *here, int signal); /* of h and c, a step earlier */

/* The sum of products that made the pre-activation of the gate that the beat points at. */
void equation_sum(Pen *pen, const Here *here);

#endif
