/* parts.h: the pieces of the tweaks panel: a column that grows downwards, sliders, rows of
 * buttons. Private to its files. */
#ifndef GATESCOPE_SCENE_TWEAKS_PARTS_H
#define GATESCOPE_SCENE_TWEAKS_PARTS_H

#include "scene/paint/paint.h"

typedef struct Tweaks {
    Painter *p;
    float x, y, w;
    float label_w; /* where the sliders of this section begin, seen from x */
} Tweaks;

/* A slider of one number: what it is called, what it changes, between what. */
typedef struct Dial {
    const char *name; /* of its region */
    int index;
    Role role;
    const char *symbol, *subscript;
    const char *word;  /* beside the symbol, small; NULL: none */
    const char *label; /* in words, for the region */
    Edit edit;         /* with its target; the value is filled in */
    float value, low, high, step;
} Dial;

void tweaks_heading(Tweaks *t, const char *text);
/* Sliders after this begin where symbols with such a subscript end, and words of that width. */
void tweaks_column(Tweaks *t, const char *longest_symbol, const char *longest_subscript,
                   float word_width);
void tweaks_dial(Tweaks *t, const Dial *dial);
/* The end of a slider that shows value, where the lesson gives original: at least `least`, and
 * large enough for what the lesson's script makes of it. It does not follow the value while that is
 * dragged, which would move the slider under the hand. */
float tweaks_limit(const Painter *p, const Edit *target, float original, float value, float least);
void tweaks_note(Tweaks *t, const char *text); /* a line of small dim text */
void tweaks_gap(Tweaks *t);                    /* between sections */
/* The mark of a number that was changed, at the left of a row. */
void tweaks_mark(Tweaks *t, const Edit *edit, float middle);
float tweaks_row_height(const Painter *p);
float tweaks_symbol_size(const Painter *p);

/* gates.c */
void tweaks_inputs(Tweaks *t);
void tweaks_gates(Tweaks *t);
/* weights.c */
void tweaks_biases(Tweaks *t);
void tweaks_weights(Tweaks *t);
void tweaks_initial(Tweaks *t); /* of the selected unit */
/* The slider of one number of a weight; name and index are its region's. */
void tweaks_weight_dial(Tweaks *t, const char *name, int index, Pick at, const char *subscript);
/* matrix.c: a whole matrix by sign and size, and the number of it that is picked */
void tweaks_matrix(Tweaks *t);
/* menus.c: activations and variants; the open menu is drawn last, above everything */
void tweaks_activations(Tweaks *t);
void tweaks_open_menu(Painter *p, Rect panel);

/* changes.c: the number of changes with the way to take all back, and, opened, the list of
 * them, drawn last */
void changes_head(Painter *p, Rect rect);
void changes_list(Painter *p, Rect panel);

/* equation.c: the selected unit's equation with its numbers. */
void scene_equation(Painter *p, Rect rect);
float scene_equation_height(Painter *p, float width);

#endif
