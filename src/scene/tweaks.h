/* tweaks.h: the pieces of the tweaks panel: a column that grows downwards, sliders, rows of
 * buttons. */
#ifndef GATESCOPE_SCENE_TWEAKS_H
#define GATESCOPE_SCENE_TWEAKS_H

#include "scene/scene.h"

typedef struct Tweaks {
    Painter *p;
    float x, y, w;
} Tweaks;

/* A slider of one number: what it is called, what it changes, between what. */
typedef struct Dial {
    const char *name; /* of its region */
    int index;
    Role role;
    const char *symbol, *subscript;
    const char *label; /* in words */
    Edit edit;         /* with its target; the value is filled in */
    float value, low, high, step;
} Dial;

void tweaks_heading(Tweaks *t, const char *text);
void tweaks_dial(Tweaks *t, const Dial *dial);
/* The mark of a number that was changed, at the left of a row. */
void tweaks_mark(Tweaks *t, const Edit *edit, float middle);
float tweaks_row_height(const Painter *p);

/* tweaks_gates.c */
void tweaks_inputs(Tweaks *t);
void tweaks_gates(Tweaks *t);
/* tweaks_weights.c */
void tweaks_weights(Tweaks *t);
/* tweaks_menus.c: activations and variants; the open menu is drawn last, above everything */
void tweaks_activations(Tweaks *t);
void tweaks_open_menu(Painter *p, Rect panel);

#endif
