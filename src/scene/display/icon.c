/* icon.c: see icon.h. Lengths are in parts of 64 of the icon's side. */
#include "scene/display/icon.h"

#include <math.h>

#include "scene/display/theme.h"

enum { GATES = 3, SMALL = 32 /* below it: no wires and knots */ };

typedef struct Gate {
    Role role;
    float level; /* of its tube, 0..1 */
} Gate;

static const Gate gates[GATES] = {{ROLE_FORGET, 0.88f}, {ROLE_WRITE, 0.38f}, {ROLE_OUTPUT, 0.64f}};

/* Whole pixels: an icon of 16 has none to spare for half-lit edges. */
static float pixels(float parts, int size, float least) {
    return fmaxf(roundf(parts * (float)size / 64), least);
}

static void draw_card(DisplayList *list, int size, const Theme *theme) {
    float edge = pixels(1, size, 1), radius = pixels(14, size, 3);
    Rect all = {0, 0, (float)size, (float)size};
    draw_fill(list, all, radius, theme->hollow);
    draw_fill(list, (Rect){edge, edge, all.w - 2 * edge, all.h - 2 * edge}, radius - edge,
              theme->panel);
}

static void draw_gate(DisplayList *list, const Gate *gate, float x, int size, const Theme *theme) {
    float width = 2 * pixels(5, size, 1), radius = pixels(3, size, 0);
    float top = pixels(29, size, 1), foot = pixels(55, size, 1);
    Rect tube = {x - width / 2, top, width, foot - top}, level = tube;
    level.h = roundf(gate->level * tube.h);
    level.y = foot - level.h;
    draw_fill(list, tube, radius, theme->line);
    draw_fill(list, level, radius, theme->role[gate->role]);
}

/* What the gate does to the memory: a valve upon the highway. */
static void draw_valve(DisplayList *list, const Gate *gate, float x, int size, const Theme *theme) {
    float y = pixels(16, size, 1), stroke = 2 * pixels(1, size, 1), radius = pixels(5.5f, size, 2);
    draw_line(list, x, y, x, pixels(29, size, 1), stroke, theme->role[gate->role]);
    draw_disc(list, x, y, radius, theme->role[gate->role]);
    draw_disc(list, x, y, radius - stroke, theme->panel);
}

void scene_icon(DisplayList *list, int size, Color ground) {
    const Theme *theme = theme_get(THEME_DARK);
    display_clear(list);
    draw_fill(list, (Rect){0, 0, (float)size, (float)size}, 0, ground);
    draw_card(list, size, theme);
    float y = pixels(16, size, 1), from = pixels(7, size, 1), road = 2 * pixels(2.4f, size, 1);
    draw_fill(list, (Rect){from, y - road / 2, (float)size - 2 * from, road}, 0,
              theme->role[ROLE_CELL]);
    for (int k = 0; k < GATES; k++) {
        float x = pixels(16 + 16 * (float)k, size, 1);
        draw_gate(list, &gates[k], x, size, theme);
        if (size >= SMALL)
            draw_valve(list, &gates[k], x, size, theme);
    }
}
