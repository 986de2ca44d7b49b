/* topbar.c: name, lesson and progress on the left; lanes, undo, theme, text size and help on the
 * right. What has no room is left out, the least needed first. */
#include <math.h>
#include <stdio.h>

#include "scene/scene.h"

enum { ITEMS_MOST = 12 };

typedef struct Item {
    const char *name, *label, *word;
    int index;
    Action action;
    bool pill, on, disabled;
    int rank; /* the highest is left out first */
    float width;
} Item;

static void add(Painter *p, Item *items, int *count, Item item) {
    Face face = item.pill ? FACE_TEXT_BOLD : FACE_TEXT;
    item.width = paint_text_width(p, face, p->small, item.word) + (item.pill ? 24 : 16) * p->u;
    items[(*count)++] = item;
}

static bool has_kind(const Painter *p, CellKind kind) {
    const Lesson *lesson = p->session->lesson;
    for (int k = 0; k < lesson->cell_count; k++)
        if (lesson->cells[k].cell->spec.kind == kind)
            return true;
    return false;
}

static bool kind_on_stage(const Painter *p, CellKind kind) {
    const Lesson *lesson = p->session->lesson;
    for (int k = 0; k < lesson->cell_count; k++)
        if (lesson->cells[k].cell->spec.kind == kind && session_cell_shown(p->session, k))
            return true;
    return false;
}

static int collect(Painter *p, Item *items) {
    const Session *session = p->session;
    int count = 0, kinds = 0;
    for (int k = 0; k < CELL_KIND_COUNT; k++)
        kinds += has_kind(p, (CellKind)k);
    for (int k = 0; k < CELL_KIND_COUNT && kinds > 1; k++)
        if (has_kind(p, (CellKind)k))
            add(p, items, &count,
                (Item){.name = "show",
                       .index = k,
                       .word = cell_kind((CellKind)k)->title,
                       .label = kind_on_stage(p, (CellKind)k) ? "On the stage: hide"
                                                              : "Not on the stage: show",
                       .action = {.kind = ACTION_SHOW_KIND, .number = k},
                       .pill = true,
                       .on = kind_on_stage(p, (CellKind)k),
                       .rank = 3});
    if (session_can_undo(session) || session_can_redo(session)) {
        add(p, items, &count,
            (Item){.name = "undo",
                   .word = "Undo",
                   .label = "Undo the last change (Ctrl+Z)",
                   .action = {.kind = ACTION_UNDO},
                   .disabled = !session_can_undo(session),
                   .rank = 2});
        add(p, items, &count,
            (Item){.name = "redo",
                   .word = "Redo",
                   .label = "Redo (Ctrl+Y)",
                   .action = {.kind = ACTION_REDO},
                   .disabled = !session_can_redo(session),
                   .rank = 6});
    }
    add(p, items, &count,
        (Item){.name = "theme",
               .word = session->view.theme == THEME_DARK ? "Light" : "Dark",
               .label = "Change between dark and light (T)",
               .action = {.kind = ACTION_THEME, .number = -1},
               .rank = 4});
    bool largest = session->view.text_scale > 1.99f;
    add(p, items, &count,
        (Item){.name = "text",
               .word = "Text A+",
               .label = "Larger text (+); after the largest the normal size",
               .action = {.kind = ACTION_TEXT_SIZE, .number = largest ? 0 : 1},
               .rank = 5});
    add(p, items, &count,
        (Item){.name = "help",
               .word = "Help F1",
               .label = "The keys (F1)",
               .action = {.kind = ACTION_HELP, .number = -1},
               .rank = 1});
    return count;
}

static float items_width(const Painter *p, const Item *items, int count) {
    float width = 0;
    for (int k = 0; k < count; k++)
        width += items[k].width > 0 ? items[k].width + 6 * p->u : 0;
    return width;
}

static void leave_out(const Painter *p, Item *items, int count, float room) {
    for (int rank = 6; rank > 0 && items_width(p, items, count) > room; rank--)
        for (int k = 0; k < count; k++)
            if (items[k].rank == rank)
                items[k].width = 0;
}

static void draw_item(Painter *p, Rect rect, const Item *item) {
    const Theme *theme = p->theme;
    unsigned id = region_id(item->name, item->index);
    float radius = rect.h / 2;
    bool hovered = paint_hovered(p, id) && !item->disabled;
    Color ink = item->pill && !item->on ? theme->dim : item->pill ? theme->accent : theme->dim;
    if (item->pill)
        draw_fill(p->list, rect, radius,
                  item->on  ? color_mix(theme->panel, theme->accent, hovered ? 0.3f : 0.2f)
                  : hovered ? color_mix(theme->track, theme->text, 0.12f)
                            : theme->track);
    else if (hovered)
        draw_fill(p->list, rect, radius, theme->track);
    if (hovered || (item->pill && item->on))
        ink = item->pill ? theme->text : theme->text;
    if (item->disabled)
        ink = theme->faint;
    Face face = item->pill ? FACE_TEXT_BOLD : FACE_TEXT;
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, face, p->small, rect.y + rect.h / 2), face, p->small,
                      ink, item->word);
    paint_focus(p, rect, id, radius);
    Region *region = region_add(p->list, REGION_BUTTON, rect, item->name, item->index, item->label);
    if (!region)
        return;
    region->action = item->action;
    region->focusable = true;
    region->disabled = item->disabled;
}

static void draw_items(Painter *p, Rect rect, float room) {
    Item items[ITEMS_MOST];
    int count = collect(p, items);
    leave_out(p, items, count, room);
    float x = rect.x + rect.w - 10 * p->u, height = fminf(rect.h - 12 * p->u, 1.9f * p->small);
    for (int k = count - 1; k >= 0; k--) {
        if (items[k].width <= 0)
            continue;
        x -= items[k].width;
        draw_item(p,
                  (Rect){roundf(x), roundf(rect.y + (rect.h - height) / 2), items[k].width,
                         roundf(height)},
                  &items[k]);
        x -= 6 * p->u;
    }
}

static float dots_width(const Painter *p, float *pitch, float room) {
    int count = p->session->lesson->beat_count;
    *pitch = fminf(16 * p->u, room / (float)count);
    return *pitch * (float)count;
}

/* A dot a beat: gone through, here (larger), to come (a ring). */
static void draw_dots(Painter *p, float x, Rect rect, float pitch) {
    int count = p->session->lesson->beat_count, here = p->session->beat;
    float y = rect.y + rect.h / 2, radius = fminf(4.5f * p->u, 0.38f * pitch);
    for (int k = 0; k < count; k++) {
        float at = x + pitch * ((float)k + 0.5f);
        if (k == here)
            draw_disc(p->list, at, y, radius * 1.3f, p->theme->accent);
        else if (k < here)
            draw_disc(p->list, at, y, radius, color_mix(p->theme->panel, p->theme->accent, 0.65f));
        else
            draw_ring(p->list, at, y, radius, fmaxf(1.5f * p->u, 1), p->theme->faint);
        char label[64];
        snprintf(label, sizeof label, "Beat %d of %d", k + 1, count);
        Region *region =
            region_add(p->list, REGION_BUTTON, (Rect){at - pitch / 2, rect.y, pitch, rect.h},
                       "beat", k, label);
        if (region)
            region->action = (Action){.kind = ACTION_GO_BEAT, .number = k};
    }
}

void scene_topbar(Painter *p, Rect rect) {
    const Theme *theme = p->theme;
    const Session *session = p->session;
    float u = p->u, x = rect.x + 20 * u, middle = rect.y + rect.h / 2, right = rect.x + rect.w;
    float name_px = 1.12f * p->body;
    draw_fill(p->list, rect, 0, theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y + rect.h - fmaxf(u, 1), rect.w, fmaxf(u, 1)}, 0,
              theme->line);
    Item items[ITEMS_MOST];
    int count = collect(p, items);
    float wanted = items_width(p, items, count) + 20 * u;
    float left = rect.w - wanted; /* for name, title and dots */
    float name_w = paint_text_width(p, FACE_TEXT_BOLD, name_px, "Gatescope");
    if (left > name_w + 220 * u)
        x += paint_text(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, name_px, middle),
                        FACE_TEXT_BOLD, name_px, theme->text, "Gatescope") +
             12 * u;
    char number[48];
    snprintf(number, sizeof number, "Lesson %d of %d", p->viewport->lesson_number,
             p->viewport->lesson_total);
    float number_w = paint_text_width(p, FACE_TEXT, p->small, number);
    const char *title = text_in(&session->lesson->title, session->view.language);
    float title_w = paint_text_width(p, FACE_TEXT_BOLD, p->body, title), pitch;
    float dots_w = dots_width(p, &pitch, 260 * u);
    float end = fmaxf(right - wanted, x + 160 * u);
    if (p->viewport->lesson_total > 0 && x + number_w + 12 * u + title_w + 24 * u + dots_w < end)
        x += paint_text(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
                        p->small, theme->dim, number) +
             12 * u;
    bool dots = x + 200 * u + dots_w < end;
    float room = end - x - (dots ? dots_w + 24 * u : 0);
    x += paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, p->body, middle), room,
                        FACE_TEXT_BOLD, p->body, theme->text, title) +
         24 * u;
    if (dots) {
        draw_dots(p, x, rect, pitch);
        x += dots_w + 12 * u;
    }
    draw_items(p, rect, right - x);
}
