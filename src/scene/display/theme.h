/* theme.h: colours of roles and surfaces, and sizes of type, in one place. */
#ifndef GATESCOPE_SCENE_DISPLAY_THEME_H
#define GATESCOPE_SCENE_DISPLAY_THEME_H

#include "scene/display/display.h"

typedef struct Theme {
    const char *name; /* "dark" */
    Color role[ROLE_COUNT];
    Color on_role[ROLE_COUNT]; /* text upon a fill of the role's colour, 4.5:1 */
    Color background, panel, card, line, track;
    Color hollow;           /* edge of an empty tube, and of buttons where it is not the track */
    Color text, dim, faint; /* text and dim: 4.5:1 on card; faint: not for text that must be read */
    Color accent, on_accent, good, bad;
    Color kind[CELL_KIND_MOST];    /* of a whole cell, where cells are compared; 4.5:1 on panel */
    Color on_kind[CELL_KIND_MOST]; /* text upon it, 4.5:1 */
    Color select;                  /* frame round the selected unit, and round what has the focus */
    float stroke;                  /* frames and rings are so many times as wide */
    float unlit; /* how much of its colour a wire keeps that nothing has passed yet */
    float veil;  /* over what the spotlight leaves out */
    float pale;  /* how much of the card is in a bar below zero */
} Theme;

enum { THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_COUNT };
const Theme *theme_get(int index);
int theme_from_name(const char *name); /* -1: unknown */

/* Contrast of two opaque colours by WCAG 2: 1..21. */
float color_contrast(Color a, Color b);
Color color_mix(Color a, Color b, float part); /* part 0: a, 1: b; opaque colours */
Color color_alpha(Color a, float alpha);

#endif
