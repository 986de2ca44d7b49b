/* control.h: rows of controls in a column: sliders with a word and a number, buttons side by side.
 */
#ifndef GATESCOPE_SCENE_PAINT_CONTROL_H
#define GATESCOPE_SCENE_PAINT_CONTROL_H

#include "scene/paint/panel.h"

/* A row with a slider: word  ----o----  value. */
typedef struct Control {
    const char *name; /* of its region */
    int index;
    const char *word, *value_text;
    const char *label; /* in words, for the region */
    Action action;     /* its value is filled in */
    float value, low, high, step;
    bool disabled, asked;
} Control;

void control_slider(Column *c, const Control *control);

/* Buttons side by side, all as wide. */
typedef struct Choices {
    const char *name;
    const char *const *words;
    const char *const *labels;
    int count;
} Choices;

/* Rects of `count` things that share a row of height h, a gap between them. */
Rect control_share(const Column *c, float h, int count, int index);
float control_row_height(const Painter *p);

#endif
