/* sandbox_panel.h: what the files of the sandbox's panel share. Private to sandbox*.c. */
#ifndef GATESCOPE_SCENE_SANDBOX_PANEL_H
#define GATESCOPE_SCENE_SANDBOX_PANEL_H

#include "scene/lesson_panel.h"

/* A row with a slider: word  ----o----  value. */
typedef struct Control {
    const char *name; /* of its region */
    int index;
    const char *word, *value_text;
    const char *label; /* in words, for the region */
    Action action;     /* its value is filled in */
    float value, low, high, step;
    bool disabled;
} Control;

void sandbox_control(Column *c, const Control *control);

/* Buttons side by side, all as wide. */
typedef struct Choices {
    const char *name;
    const char *const *words;
    const char *const *labels;
    int count;
} Choices;

/* Rects of `count` things that share a row of height h, a gap between them. */
Rect sandbox_share(const Column *c, float h, int count, int index);
float sandbox_row_height(const Painter *p);

/* sandbox_inputs.c */
void sandbox_inputs(Column *c);

#endif
