/* order.c: in what order units stand in the large map: the axis at its left; at its right how each goes
 * along with the chosen input, and which are saturated. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/look/page.h"

float look_row_y(const LookPage *page, int rank) {
    return page->area.y + page->area.h * (float)rank / (float)page->map->rows;
}

const char *look_order_name(const Painter *p, LookOrder order) {
    static const char *const NAMES[LOOK_ORDERS] = {
        [LOOK_BY_MEMORY] = "memory time",
        [LOOK_BY_SATURATION] = "saturation",
        [LOOK_BY_INPUT] = "correlation",
        [LOOK_BY_NUMBER] = "unit number",
    };
    return paint_phrase(p, NAMES[order]);
}

/* ---- the axis ---- */

/* A tick of an order: units above it have at least that. */
typedef struct Tick {
    float key;
    const char *word;
} Tick;

static const Tick MEMORY[] = {{1000, "1000"}, {300, "300"}, {100, "100"}, {30, "30"},
                              {10, "10"},     {3, "3"},     {1, "1"},     {0, NULL}};
static const Tick SATURATION[] = {{0.9f, "90%"}, {0.5f, "50%"}, {0.2f, "20%"}, {0.1f, "10%"},
                                  {0.05f, "5%"}, {0.01f, "1%"}, {0, NULL}};
static const Tick INPUT[] = {
    {0.8f, ".8"},        {0.5f, ".5"},        {0.2f, ".2"},        {0, "0"},
    {-0.2f, "\u2212.2"}, {-0.5f, "\u2212.5"}, {-0.8f, "\u2212.8"}, {0, NULL}};

static int units_from(const LookPage *page, float key) {
    int rank = 0;
    while (rank < page->map->rows && page->look->keys[page->look->rows[rank]] >= key)
        rank++;
    return rank;
}

/* What stands on the axis so far, so that nothing is set upon it. */
typedef struct Taken {
    Rect rects[2 * LOOK_MAPS];
    int count;
} Taken;

static void draw_tick(LookPage *page, Taken *taken, float y, const char *word) {
    Painter *p = page->p;
    float h = 1.1f * p->small, w = paint_text_width(p, FACE_NUMBER, p->small, word);
    float middle = clamp_float(y, page->area.y + h / 2, page->area.y + page->area.h - h / 2);
    Rect rect = {page->x - 12 * p->u - w, middle - h / 2, w, h};
    for (int k = 0; k < taken->count; k++)
        if (rect.y < taken->rects[k].y + taken->rects[k].h && taken->rects[k].y < rect.y + h)
            return;
    if (taken->count == (int)(sizeof taken->rects / sizeof *taken->rects))
        return;
    taken->rects[taken->count++] = rect;
    draw_line(p->list, page->x - 9 * p->u, y, page->x - 3 * p->u, y, fmaxf(p->u, 1),
              p->theme->faint);
    paint_text_right(p, page->x - 12 * p->u, text_top_for_centre(p, FACE_NUMBER, p->small, middle),
                     FACE_NUMBER, p->small, p->theme->dim, word);
}

static void draw_numbers(LookPage *page, Taken *taken) {
    int rows = page->map->rows, pitch = rows <= 8 ? 1 : rows <= 64 ? 8 : rows <= 256 ? 32 : 128;
    for (int k = 0; k < rows; k += pitch) {
        char word[16];
        snprintf(word, sizeof word, "%d", k + 1);
        draw_tick(page, taken, (look_row_y(page, k) + look_row_y(page, k + 1)) / 2, word);
    }
}

static void draw_ticks(LookPage *page, Taken *taken, const Tick *ticks) {
    int before = -1;
    for (; ticks->word; ticks++) {
        int rank = units_from(page, ticks->key);
        if (rank > 0 && rank < page->map->rows && rank != before)
            draw_tick(page, taken, look_row_y(page, rank), ticks->word);
        before = rank;
    }
}

/* The selected unit with its key, beside its row. */
static void draw_chip(LookPage *page, Taken *taken, LookOrder order) {
    Painter *p = page->p;
    int unit = p->session->unit, rank = look_rank(p->session);
    char name[48], key[24] = "";
    float u = p->u, h = roundf(1.75f * p->small), room = page->x - 14 * u - page->names;
    float y = (look_row_y(page, rank) + look_row_y(page, rank + 1)) / 2;
    y = clamp_float(y, page->area.y + h / 2, page->area.y + page->area.h - h / 2);
    Rect box = {page->names, roundf(y - h / 2), room, h};
    snprintf(name, sizeof name, paint_phrase(p, "unit %d"), unit + 1);
    if (order != LOOK_BY_NUMBER)
        look_number(page->look->keys[unit], key);
    float number = paint_text_width(p, FACE_NUMBER_BOLD, p->small, key);
    draw_fill(p->list, box, 5 * u, p->theme->text);
    draw_triangle(p->list, (Rect){page->x - 12 * u, box.y + h / 2 - 5 * u, 9 * u, 10 * u}, 0,
                  p->theme->text);
    bool both = paint_text_width(p, FACE_TEXT_BOLD, p->small, name) + number + 24 * u < room;
    paint_text_fit(p, box.x + 8 * u,
                   text_top_for_centre(p, FACE_TEXT_BOLD, p->small, box.y + h / 2),
                   room - (both ? number + 20 * u : 12 * u), FACE_TEXT_BOLD, p->small,
                   p->theme->background, name);
    if (both)
        paint_text_right(p, box.x + room - 8 * u,
                         text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, box.y + h / 2),
                         FACE_NUMBER_BOLD, p->small, p->theme->background, key);
    taken->rects[taken->count++] = box;
}

void look_order_axis(LookPage *page) {
    static const Tick *const TICKS[LOOK_ORDERS] = {
        [LOOK_BY_MEMORY] = MEMORY, [LOOK_BY_SATURATION] = SATURATION, [LOOK_BY_INPUT] = INPUT};
    Painter *p = page->p;
    LookOrder order = look_order(p->session);
    Taken taken = {.count = 0};
    if (page->area.h < 4 * p->small)
        return;
    paint_text_fit(p, page->names, roundf(page->area.y - 1.45f * p->small),
                   page->x - page->names - 8 * p->u, FACE_TEXT_BOLD, p->small, p->theme->text,
                   look_order_name(p, order));
    draw_chip(page, &taken, order);
    if (TICKS[order])
        draw_ticks(page, &taken, TICKS[order]);
    else
        draw_numbers(page, &taken);
}

/* ---- the other side ---- */

static void draw_r(LookPage *page, Rect strip) {
    Color palette[RASTER_COLORS];
    int units = page->map->rows, rows = clamp_int((int)strip.h, 1, units);
    look_r_palette(page->p, palette);
    unsigned char *levels = draw_raster(page->p->list, strip, rows, 1, palette);
    for (int k = 0; levels && k < rows; k++)
        levels[k] = look_level(false, 1, page->look->r[page->look->rows[k * units / rows]]);
}

/* A tick at each unit that is saturated, a ring at each that is dead. */
static void draw_states(LookPage *page, float x) {
    Painter *p = page->p;
    const CellFigures *figures = &page->look->cells[p->session->cell].figures;
    Color color = p->theme->role[ROLE_FORGET];
    float u = p->u, h = fmaxf(page->area.h / (float)page->map->rows, 1);
    if (page->map->rows != figures->unit_count)
        return;
    for (int rank = 0; rank < page->map->rows; rank++) {
        const UnitFigures *unit = &figures->units[page->look->rows[rank]];
        float y = look_row_y(page, rank);
        if (unit->saturated >= FIGURES_SATURATED)
            draw_fill(p->list, (Rect){x, y, 8 * u, fmaxf(0.7f * h, 1)}, 0, color);
        if (unit->dead)
            draw_ring(p->list, x + 4 * u, y + h / 2, 3 * u, fmaxf(u, 1), p->theme->dim);
    }
}

void look_side(LookPage *page) {
    Painter *p = page->p;
    float u = p->u;
    bool wide = page->side.w > 60 * u;
    char text[128];
    if (page->area.h < 8 * u)
        return;
    Rect strip = {page->side.x + 6 * u, page->area.y, roundf(wide ? 14 * u : 8 * u), page->area.h};
    draw_r(page, strip);
    draw_states(page, strip.x + strip.w + 4 * u);
    float x = strip.x + strip.w + (wide ? 16 : 8) * u;
    int rank = look_rank(p->session);
    float y = (look_row_y(page, rank) + look_row_y(page, rank + 1)) / 2;
    if (x + 8 * u <= page->side.x + page->side.w)
        draw_triangle(p->list, (Rect){x, y - 5 * u, 8 * u, 10 * u}, 2, p->theme->text);
    if (!wide)
        return;
    snprintf(text, sizeof text, paint_phrase(p, "r with %s"),
             paint_input_name(p, page->look->input));
    float left = page->side.x - 4 * p->small;
    paint_text_fit(p, left, roundf(page->area.y - 1.45f * p->small),
                   page->side.x + page->side.w - left, FACE_TEXT, p->small, p->theme->dim, text);
}
