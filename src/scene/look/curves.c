/* curves.c: all signals of the selected unit over the run, each with its axis, and the numbers under the
 * cursor. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/page.h"

float look_curve_height(const Painter *p) {
    return roundf(1.5f * p->small);
}

const char *look_number(float value, char text[24]) {
    float size = fabsf(value);
    if (isnan(value))
        snprintf(text, 24, "\u2013");
    else if (isinf(value))
        snprintf(text, 24, value > 0 ? "\u221e" : "\u2212\u221e");
    else
        snprintf(text, 24,
                 size >= 1e5f                          ? "%.1e"
                 : size >= 1000 || size == rintf(size) ? "%.0f"
                 : size >= 10                          ? "%.1f"
                                                       : "%.2f",
                 (double)size);
    if (isfinite(value) && value < 0 &&
        strpbrk(text, "123456789")) { /* a minus as wide as a digit */
        memmove(text + 3, text, strlen(text) + 1);
        memcpy(text, "\u2212", 3);
    }
    return text;
}

/* ---- an axis ---- */

typedef struct Axis {
    float low, high;
} Axis;

static size_t at_of(const LookMap *map, int column, int unit) {
    return (size_t)column * (size_t)map->rows + (size_t)unit;
}

/* The smallest of 1, 2, 5, 10 ... that nothing of the unit lies beyond. */
static Axis axis_of(const LookMap *map, int unit) {
    float most = 0, least = 0, reach = 1;
    for (int column = 0; column < map->columns; column++) {
        float low = map->low[at_of(map, column, unit)], high = map->high[at_of(map, column, unit)];
        most = isfinite(high) ? fmaxf(most, high) : most;
        least = isfinite(low) ? fminf(least, low) : least;
    }
    if (map->gate && least >= 0 && most <= 1)
        return (Axis){0, 1};
    most = fmaxf(most, -least);
    for (int k = 0; k < 120 && reach < most; k++)
        reach *= k % 3 == 1 ? 2.5f : 2;
    return (Axis){-reach, reach};
}

static void draw_ends(LookPage *page, Rect row, Axis axis) {
    Painter *p = page->p;
    char high[24], low[32];
    float x = page->side.x + 6 * p->u, room = page->side.w - 8 * p->u, h = 0.9f * p->small;
    look_number(axis.high, high);
    look_number(axis.low, low);
    if (paint_text_width(p, FACE_NUMBER, p->small, low) > room)
        return;
    if (row.h < 2.2f * p->small) {
        snprintf(low, sizeof low, "%s%s", axis.low < 0 ? "\u00b1" : "", high);
        paint_text_fit(p, x, text_top_for_centre(p, FACE_NUMBER, p->small, row.y + row.h / 2), room,
                       FACE_NUMBER, p->small, p->theme->dim, low);
        return;
    }
    paint_text(p, x, text_top_for_centre(p, FACE_NUMBER, p->small, row.y + h / 2 + 1), FACE_NUMBER,
               p->small, p->theme->dim, high);
    paint_text(p, x, text_top_for_centre(p, FACE_NUMBER, p->small, row.y + row.h - h / 2 - 1),
               FACE_NUMBER, p->small, p->theme->dim, low);
}

/* ---- a row ---- */

static void draw_name(LookPage *page, Rect row, int signal, int unit) {
    Painter *p = page->p;
    CellKind kind = page->spec->kind;
    char number[24];
    float middle = row.y + row.h / 2;
    look_number(look_value(p->session, signal, unit), number);
    paint_symbol(p, page->names + 6 * p->u, middle + 0.3f * p->body, p->body,
                 cell_kind(kind)->signals[signal].role, paint_signal_symbol(p, kind, signal), NULL);
    paint_text_right(p, page->x - 12 * p->u,
                     text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, middle), FACE_NUMBER_BOLD,
                     p->small, p->theme->text, number);
}

/* Where a column has several steps, the lowest and the highest. */
static int points_of(const LookMap *map, int unit, float points[LOOK_POINTS]) {
    bool folded = map->steps > map->columns;
    int count = 0;
    for (int column = 0; column < map->columns; column++) {
        points[count++] = map->low[at_of(map, column, unit)];
        if (folded)
            points[count++] = map->high[at_of(map, column, unit)];
    }
    return count;
}

static void draw_curve_row(LookPage *page, Rect row, const LookMap *map) {
    Painter *p = page->p;
    int unit = p->session->unit;
    if (unit >= map->rows) /* a projected hidden state has fewer */
        return;
    Axis axis = axis_of(map, unit);
    float pad = roundf(2 * p->u);
    Rect ground = {page->x, row.y + pad / 2, page->w, row.h - pad};
    Rect line = {page->x, row.y + pad, page->w, row.h - 2 * pad};
    draw_fill(p->list, ground, 0, p->theme->panel);
    float zero = line.y + line.h * axis.high / (axis.high - axis.low);
    draw_line(p->list, page->x, zero, page->x + page->w, zero, fmaxf(roundf(p->u), 1),
              p->theme->line);
    float points[LOOK_POINTS];
    int count = points_of(map, unit, points);
    look_line(page, line, points, count, axis.low, axis.high,
              p->theme->role[cell_kind(page->spec->kind)->signals[map->signal].role]);
    draw_name(page, row, map->signal, unit);
    draw_ends(page, row, axis);
}

void look_curves(LookPage *page) {
    int count = page->look->map_count;
    float h = page->curves.h / (float)count;
    for (int k = 0; k < count; k++)
        draw_curve_row(page,
                       (Rect){page->curves.x, roundf(page->curves.y + h * (float)k), page->curves.w,
                              roundf(h)},
                       &page->look->maps[k]);
}
