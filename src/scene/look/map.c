/* map.c: the maps of units over time: small ones to choose from, and the large one. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/look/page.h"

static const SignalInfo *info_of(const LookPage *page, int signal) {
    return &cell_kind(page->spec->kind)->signals[signal];
}

static const char *signal_name(const LookPage *page, int signal) {
    return phrase_signal(page->p->session->view.language, page->spec->kind, signal);
}

/* A picture of the map, which has no more rows and columns than pixels. */
static void draw_map(LookPage *page, Rect rect, const LookMap *map, const int *order) {
    Color palette[RASTER_COLORS];
    int rows = clamp_int((int)rect.h, 1, map->rows),
        columns = clamp_int((int)rect.w, 1, map->columns);
    look_palette(page->p, info_of(page, map->signal), palette);
    unsigned char *levels = draw_raster(page->p->list, rect, rows, columns, palette);
    if (levels)
        look_map_lay(map, order, rows, columns, levels);
}

/* ---- the small ones ---- */

static void draw_thumb_marks(LookPage *page, Rect rect, bool chosen) {
    Painter *p = page->p;
    float u = p->u, from, to, scale = rect.w / page->w;
    float x = rect.x + (look_x(page, page->t) - page->x) * scale;
    if (look_veiled(page, &from, &to)) {
        float edge = rect.x + ((page->spec->backward ? to : from) - page->x) * scale;
        draw_dashed_line(p->list, edge, rect.y, edge, rect.y + rect.h, fmaxf(u, 1), 3 * u,
                         p->theme->bad);
    }
    draw_line(p->list, x, rect.y, x, rect.y + rect.h, fmaxf(u, 1), p->theme->accent);
    if (chosen)
        draw_frame(p->list, (Rect){rect.x - 2 * u, rect.y - 2 * u, rect.w + 4 * u, rect.h + 4 * u},
                   4 * u, fmaxf(2 * u, 2), p->theme->text);
}

static void draw_letter(LookPage *page, Rect rect, const LookMap *map) {
    Painter *p = page->p;
    const SignalInfo *info = info_of(page, map->signal);
    const char *letter = paint_signal_symbol(p, page->spec->kind, map->signal);
    float px = fminf(p->body, 0.6f * rect.h), size = roundf(1.5f * px);
    Rect box = {rect.x + 3 * p->u, rect.y + 3 * p->u, size, fminf(size, rect.h - 6 * p->u)};
    draw_fill(p->list, box, 4 * p->u, p->theme->background);
    float w = paint_text_width(p, FACE_SYMBOL, px, letter);
    paint_symbol(p, box.x + (box.w - w) / 2, box.y + box.h / 2 + 0.3f * px, px, info->role, letter,
                 NULL);
}

static void draw_thumb(LookPage *page, Rect rect, int index) {
    Painter *p = page->p;
    const LookMap *map = &page->look->maps[index];
    unsigned id = region_id("look.map", index);
    char label[192];
    draw_map(page, rect, map,
             page->look->maps[index].rows == page->map->rows ? page->look->rows : NULL);
    draw_letter(page, rect, map);
    draw_thumb_marks(page, rect, index == page->look->map);
    paint_focus(p, rect, id, 4 * p->u);
    snprintf(label, sizeof label, paint_phrase(p, "Map %d: %s"), index + 1,
             signal_name(page, map->signal));
    Region *region = region_add(p->list, REGION_BUTTON, rect, "look.map", index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_LOOK, .number = LOOK_SIGNAL, .unit = index};
    region->on = index == page->look->map;
    region->focusable = true;
}

static void draw_heading(LookPage *page) {
    Painter *p = page->p;
    char text[64];
    float room = page->x - page->names - 8 * p->u, line = paint_line_pitch(p->small);
    bool two = page->thumbs.h >= 2 * line;
    float y = roundf(page->thumbs.y + (page->thumbs.h - (two ? 2 : 1) * line) / 2);
    paint_text_fit(p, page->names, y, room, FACE_TEXT_BOLD, p->small, p->theme->text,
                   paint_phrase(p, "Maps"));
    snprintf(text, sizeof text, paint_phrase(p, "%d units \u00d7 time"), page->map->rows);
    if (two)
        paint_text_fit(p, page->names, y + line, room, FACE_TEXT, p->small, p->theme->dim, text);
}

void look_thumbs(LookPage *page) {
    int count = page->look->map_count;
    float gap = roundf(fminf(10 * page->p->u, 0.02f * page->w));
    float w = (page->w - gap * (float)(count - 1)) / (float)count;
    draw_heading(page);
    for (int k = 0; k < count; k++) {
        float left = roundf(page->x + (w + gap) * (float)k);
        draw_thumb(page, (Rect){left, page->thumbs.y, floorf(w), page->thumbs.h}, k);
    }
}

/* ---- the large one ---- */

static int units_a_row(const LookPage *page) {
    int rows = clamp_int((int)page->area.h, 1, page->map->rows);
    return (page->map->rows + rows - 1) / rows;
}

/* What the colours run from and to, what lies beyond, and what a row is. */
static void say_axis(const LookPage *page, char *text, size_t size) {
    const Painter *p = page->p;
    const LookMap *map = page->map;
    char reach[24];
    const char *label = signal_name(page, map->signal);
    size_t length;
    if (map->gate)
        length = (size_t)snprintf(text, size, paint_phrase(p, "%s, coloured by its weighted sum"),
                                  label);
    else
        length = (size_t)snprintf(text, size, "%s, \u2212%s \u2026 %s", label,
                                  look_number(map->reach, reach), reach);
    if (map->beyond && length < size)
        length += (size_t)snprintf(text + length, size - length,
                                   paint_phrase(p, "; %zu numbers beyond"), map->beyond);
    if (map->none && length < size)
        length += (size_t)snprintf(text + length, size - length,
                                   paint_phrase(p, "; %zu are no numbers"), map->none);
    if (units_a_row(page) > 1 && length < size)
        snprintf(text + length, size - length, paint_phrase(p, "; a row is the mean of %d units"),
                 units_a_row(page));
}

/* The selected unit's row. */
static void draw_selected(LookPage *page) {
    Painter *p = page->p;
    int rank = look_rank(p->session);
    float top = look_row_y(page, rank), low = look_row_y(page, rank + 1), least = 5 * p->u;
    float h = fmaxf(low - top, least), y = roundf((top + low - h) / 2);
    draw_frame(p->list, (Rect){page->area.x - 1, y, page->area.w + 2, roundf(h)}, 0,
               fmaxf(roundf(1.3f * p->u), 1), p->theme->select);
}

static void add_region(LookPage *page) {
    Painter *p = page->p;
    char label[192];
    snprintf(label, sizeof label,
             paint_phrase(p, "Unit %d at t = %ld; a press chooses unit and step, Up and Down go "
                             "through the units"),
             p->session->unit + 1, page->t);
    Region *region = region_add(p->list, REGION_PAD, page->area, "look.area", 0, label);
    if (region)
        region->action = (Action){.kind = ACTION_LOOK, .number = LOOK_POINT};
}

void look_area(LookPage *page) {
    Painter *p = page->p;
    char text[256];
    if (page->area.h < 8 * p->u)
        return;
    say_axis(page, text, sizeof text);
    paint_text_fit(p, page->x, roundf(page->area.y - 1.45f * p->small),
                   page->w - (page->side.w > 60 * p->u ? 5 * p->small : 0), FACE_TEXT, p->small,
                   p->theme->dim, text);
    draw_map(page, page->area, page->map, page->look->rows);
    draw_selected(page);
    add_region(page);
}
