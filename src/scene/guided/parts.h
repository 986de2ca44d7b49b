/* parts.h: the plan of the guided stage, and the column at its left. Private to this folder. */
#ifndef GATESCOPE_SCENE_GUIDED_PARTS_H
#define GATESCOPE_SCENE_GUIDED_PARTS_H

#include "scene/strip/strip.h"

enum { STRIPS_MOST = 3 };

/* What a strip's height is made of: its labels, the ribbon, its names, and of the one in focus the
 * cards. */
typedef struct Heights {
    float head, ribbon, names, cards;
} Heights;

/* Its strips, one above the other, and what is left for names and inputs beside them. */
typedef struct Stage {
    int cells[STRIPS_MOST], count, focus;
    Rect strips[STRIPS_MOST];
    Heights heights;
    Yard yard;
    bool narrow; /* the strips take the whole width, and have the inputs in them */
    float order; /* height of what orders the units; 0: there is none */
    float left;  /* width of the names */
    float title; /* height of each name within its strip; 0: they stand beside them */
    float card;  /* height that the cards need, with what is above and under them */
} Stage;

/* The button that unrolls, a name for each strip, and the inputs between the first two or under the
 * only one: each near what it belongs to, none over another. */
typedef struct Names {
    Rect unroll, order, titles[STRIPS_MOST], inputs; /* h 0: there is no room for it */
} Names;

/* names.c: the names, and the inputs that all read */
Names names_lay(const Painter *p, const Stage *stage, Rect rect);
void names_draw(Painter *p, const Stage *stage, Names names);
/* The height that the inputs need, and below which they are not drawn. */
float names_inputs_least(const Painter *p);
float names_push_height(const Painter *p); /* of a button among them */
/* A cell's name, and (several) the button that brings it into focus, the index-th. */
void names_title(Painter *p, Rect rect, int cell, int index, bool focus, bool several);
/* Where the strips take the whole width, the switch of the units' order stands under them. */
void names_order_below(Painter *p, const Stage *stage, Rect rect);

#endif
