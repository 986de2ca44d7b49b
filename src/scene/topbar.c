/* topbar.c: name, lesson and progress on the left; lanes, undo, theme, text size and help on the
 * right. What has no room is left out, the least needed first; the title is cut at last. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/way_home.h"
#include "scene/topbar.h"

enum { ITEMS_MOST = CELL_KIND_MOST + 8 };

/* What is left out first, to what is left out last. */
typedef enum Rank {
    RANK_NUMBER,
    RANK_REDO,
    RANK_PRESENT,
    RANK_SHARE,
    RANK_THEME,
    RANK_LANGUAGE,
    RANK_DOTS,
    RANK_UNDO,
    RANK_TEXT,
    RANK_KIND,
    RANK_EXPLORE,
    RANK_HELP,
    RANK_COUNT
} Rank;

/* A button on the right. */
typedef struct Item {
    const char *name, *word;
    char label[128];
    int index;
    Action action;
    bool pill, on, disabled;
    Rank rank;
    float width;
} Item;

typedef struct Topbar {
    const TopbarItems *wanted;
    Item items[ITEMS_MOST];
    int count;
    bool shown[RANK_COUNT];
    float home_w, number_w, title_w, dots_w, pitch;
    char number[48];
} Topbar;

static void add(Painter *p, Topbar *bar, Item item) {
    Face face = item.pill ? FACE_TEXT_BOLD : FACE_TEXT;
    item.width =
        roundf(paint_text_width(p, face, p->small, item.word) + (item.pill ? 24 : 16) * p->u);
    bar->items[bar->count++] = item;
}

static void add_labelled(Painter *p, Topbar *bar, const char *label, Item item) {
    snprintf(item.label, sizeof item.label, "%s", paint_phrase(p, label));
    add(p, bar, item);
}

/* ---- what there is ---- */

/* Cells of the kind in the lesson; of them those on the stage. */
static int cells_of(const Painter *p, CellKind kind, bool on_stage) {
    const Lesson *lesson = p->session->lesson;
    int count = 0;
    for (int k = 0; k < lesson->cell_count; k++)
        count += lesson->cells[k].cell->spec.kind == kind &&
                 (!on_stage || session_cell_shown(p->session, k));
    return count;
}

static void add_kinds(Painter *p, Topbar *bar) {
    for (int k = 0; k < cell_kind_count(); k++) {
        if (!cells_of(p, (CellKind)k, false))
            continue;
        bool on = cells_of(p, (CellKind)k, true) > 0;
        Item item = {.name = "show",
                     .index = k,
                     .word = cell_kind((CellKind)k)->title,
                     .action = {.kind = ACTION_SHOW_KIND, .number = k},
                     .pill = true,
                     .on = on,
                     .rank = RANK_KIND};
        snprintf(item.label, sizeof item.label,
                 on ? paint_phrase(p, "Hide the %s") : paint_phrase(p, "Show the %s"), item.word);
        add(p, bar, item);
    }
}

static void add_undo(Painter *p, Topbar *bar) {
    add_labelled(p, bar, "Undo the last change (Ctrl+Z)",
                 (Item){.name = "undo",
                        .word = paint_phrase(p, "Undo"),
                        .action = {.kind = ACTION_UNDO},
                        .disabled = !session_can_undo(p->session),
                        .rank = RANK_UNDO});
    add_labelled(p, bar, "Redo (Ctrl+Y)",
                 (Item){.name = "redo",
                        .word = paint_phrase(p, "Redo"),
                        .action = {.kind = ACTION_REDO},
                        .disabled = !session_can_redo(p->session),
                        .rank = RANK_REDO});
}

/* In the language that it leads to, so that it can be read by who needs it. */
static void add_language(Painter *p, Topbar *bar) {
    Language next = phrase_next(p->session->view.language);
    Item item = {.name = "language",
                 .word = phrase_name(next),
                 .action = {.kind = ACTION_LANGUAGE, .number = -1},
                 .rank = RANK_LANGUAGE};
    snprintf(item.label, sizeof item.label, "%s", phrase_invitation(next));
    add(p, bar, item);
}

/* From the guided stage to the workbench and back, and before a class. */
static void add_ways(Painter *p, Topbar *bar) {
    bool explore = p->session->view.explore;
    if (bar->wanted->guides)
        add_labelled(p, bar,
                     explore ? "The guided stage (W)" : "The workbench: all there is to change (W)",
                     (Item){.name = "explore",
                            .word = paint_phrase(p, explore ? "Guided" : "Explore"),
                            .action = {.kind = ACTION_EXPLORE, .number = -1},
                            .pill = true,
                            .on = true,
                            .rank = RANK_EXPLORE});
    if (bar->wanted->presents)
        add_labelled(p, bar, "Before a class: large, and without what one changes (F5)",
                     (Item){.name = "present",
                            .word = paint_phrase(p, "Present"),
                            .action = {.kind = ACTION_PRESENT, .number = 1},
                            .rank = RANK_PRESENT});
}

static void add_items(Painter *p, Topbar *bar) {
    const View *view = &p->session->view;
    bool largest = view->text_scale > 1.99f;
    Item text = {.name = "text",
                 .word = largest ? "A" : "A+",
                 .action = {.kind = ACTION_TEXT_SIZE, .number = largest ? 0 : 1},
                 .rank = RANK_TEXT};
    if (bar->wanted->kinds)
        add_kinds(p, bar);
    if (bar->wanted->changes)
        add_undo(p, bar);
    add_ways(p, bar);
    add_labelled(p, bar, "Other colours: dark, light, high contrast (T)",
                 (Item){.name = "theme",
                        .word = paint_phrase(p, "Theme"),
                        .action = {.kind = ACTION_THEME, .number = -1},
                        .rank = RANK_THEME});
    add_labelled(p, bar, largest ? "Text of normal size (0)" : "Larger text (+)", text);
    add_language(p, bar);
    add_labelled(p, bar,
                 bar->wanted->course ? "Copy this state as text, to open it elsewhere (Ctrl+C)"
                                     : "Copy a link to this place (Ctrl+C)",
                 (Item){.name = "share",
                        .word = paint_phrase(p, "Share"),
                        .action = {.kind = ACTION_COPY_STATE},
                        .rank = RANK_SHARE});
    add_labelled(p, bar, "The keys (F1)",
                 (Item){.name = "help",
                        .word = "?",
                        .action = {.kind = ACTION_HELP, .number = -1},
                        .rank = RANK_HELP});
}

static const char *title_of(const Painter *p, const Topbar *bar) {
    if (bar->wanted->title)
        return paint_phrase(p, bar->wanted->title);
    return phrase_text(p->session->view.language, &p->session->lesson->title);
}

static void measure_left(Painter *p, Topbar *bar) {
    int beats = p->session->lesson->beat_count;
    bar->home_w = p->viewport->catalogue ? roundf(48 * p->u) : 8 * p->u;
    snprintf(bar->number, sizeof bar->number, paint_phrase(p, "Lesson %d of %d"),
             p->viewport->lesson_number, p->viewport->lesson_total);
    bar->number_w = paint_text_width(p, FACE_TEXT, p->small, bar->number);
    bar->title_w = paint_text_width(p, FACE_TEXT_BOLD, p->body, title_of(p, bar));
    bar->pitch = fminf(16 * p->u, 240 * p->u / (float)beats);
    bar->dots_w = bar->pitch * (float)beats;
}

/* ---- what has room ---- */

static float items_width(const Topbar *bar, float u) {
    float width = 0;
    for (int k = 0; k < bar->count; k++)
        width += bar->shown[bar->items[k].rank] ? bar->items[k].width + 4 * u : 0;
    return width;
}

/* Of everything but the title. */
static float width_without_title(const Painter *p, const Topbar *bar) {
    float u = p->u, width = 32 * u + bar->home_w + items_width(bar, u);
    width += bar->shown[RANK_NUMBER] ? bar->number_w + 12 * u : 0;
    width += bar->shown[RANK_DOTS] ? bar->dots_w + 24 * u : 0;
    return width;
}

/* Things are left out until the title has room; what a long title lacks then is cut off it. */
static void choose(const Painter *p, Topbar *bar, float width) {
    float wanted = fminf(bar->title_w + 24 * p->u, 0.4f * width);
    for (int k = 0; k < RANK_COUNT; k++)
        bar->shown[k] = true;
    bar->shown[RANK_NUMBER] = p->viewport->lesson_total > 0;
    if (!bar->wanted->course)
        bar->shown[RANK_DOTS] = false;
    for (int rank = 0; rank < RANK_HELP && width_without_title(p, bar) + wanted > width; rank++)
        bar->shown[rank] = false;
}

/* ---- drawing ---- */

static Color item_ink(const Theme *theme, const Item *item, bool hovered) {
    if (item->disabled)
        return theme->faint;
    return hovered || (item->pill && item->on) ? theme->text : theme->dim;
}

static void draw_back(Painter *p, Rect rect, const Item *item, bool hovered) {
    const Theme *theme = p->theme;
    if (item->pill && item->on)
        draw_fill(p->list, rect, rect.h / 2,
                  color_mix(theme->panel, theme->accent, hovered ? 0.34f : 0.24f));
    else if (item->pill)
        draw_frame(p->list, rect, rect.h / 2, fmaxf(p->u, 1), hovered ? theme->dim : theme->line);
    else if (hovered)
        draw_fill(p->list, rect, rect.h / 2, theme->track);
}

static void draw_item(Painter *p, Rect rect, const Item *item) {
    unsigned id = region_id(item->name, item->index);
    bool hovered = paint_hovered(p, id) && !item->disabled;
    Face face = item->pill && item->on ? FACE_TEXT_BOLD : FACE_TEXT;
    draw_back(p, rect, item, hovered);
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, face, p->small, rect.y + rect.h / 2), face, p->small,
                      item_ink(p->theme, item, hovered), item->word);
    paint_focus(p, rect, id, rect.h / 2);
    Region *region = region_add(p->list, REGION_BUTTON, rect, item->name, item->index, item->label);
    if (!region)
        return;
    region->action = item->action;
    region->focusable = true;
    region->disabled = item->disabled;
}

/* From the right edge; kept in the order of the table, which is that of the focus. */
static void draw_items(Painter *p, const Topbar *bar, Rect rect) {
    float u = p->u, height = roundf(fminf(rect.h - 12 * u, 2 * p->small));
    float x = rect.x + rect.w - 12 * u - items_width(bar, u);
    for (int k = 0; k < bar->count; k++) {
        const Item *item = &bar->items[k];
        if (!bar->shown[item->rank])
            continue;
        x += 4 * u;
        draw_item(p, (Rect){roundf(x), roundf(rect.y + (rect.h - height) / 2), item->width, height},
                  item);
        x += item->width;
    }
}

/* A dot a beat: gone through, here (larger), to come (a ring). */
static void draw_dot(Painter *p, float x, float y, float radius, int beat) {
    int here = p->session->beat;
    bool hovered = paint_hovered(p, region_id("beat", beat));
    if (beat <= here)
        draw_disc(p->list, x, y, beat == here ? radius * 1.3f : radius,
                  beat == here ? p->theme->accent
                               : color_mix(p->theme->panel, p->theme->accent, 0.65f));
    else
        draw_ring(p->list, x, y, radius, fmaxf(1.5f * p->u, 1),
                  hovered ? p->theme->text : p->theme->faint);
}

static void draw_dots(Painter *p, const Topbar *bar, float x, Rect rect) {
    int count = p->session->lesson->beat_count;
    float y = rect.y + rect.h / 2, radius = fminf(4.5f * p->u, 0.38f * bar->pitch);
    for (int k = 0; k < count; k++) {
        float at = x + bar->pitch * ((float)k + 0.5f);
        Rect column = {at - bar->pitch / 2, rect.y + 8 * p->u, bar->pitch, rect.h - 16 * p->u};
        char label[64];
        snprintf(label, sizeof label, paint_phrase(p, "Beat %d of %d"), k + 1, count);
        draw_dot(p, at, y, radius, k);
        Region *region = region_add(p->list, REGION_BUTTON, column, "beat", k, label);
        if (!region)
            return;
        region->action = (Action){.kind = ACTION_GO_BEAT, .number = k};
        region->focusable = true;
        unsigned id = region->id;
        paint_focus(p, (Rect){at - radius, y - radius, 2 * radius, 2 * radius}, id, radius);
    }
}

/* Returns where the rest begins. */
static float draw_left(Painter *p, const Topbar *bar, Rect rect, float x) {
    float u = p->u, middle = rect.y + rect.h / 2;
    paint_way_home(p,
                   (Rect){roundf(x - 6 * u), rect.y + 2 * u, bar->home_w - 6 * u, rect.h - 4 * u});
    x += bar->home_w;
    if (bar->shown[RANK_NUMBER])
        x += paint_text(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
                        p->small, p->theme->dim, bar->number) +
             12 * u;
    return x;
}

void scene_topbar(Painter *p, Rect rect, const TopbarItems *items) {
    float u = p->u, line = fmaxf(roundf(u), 1), middle = rect.y + rect.h / 2;
    Topbar bar = {.wanted = items};
    add_items(p, &bar);
    measure_left(p, &bar);
    choose(p, &bar, rect.w);
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y + rect.h - line, rect.w, line}, 0, p->theme->line);
    float room = rect.w - width_without_title(p, &bar) - 24 * u;
    float x = draw_left(p, &bar, rect, rect.x + 12 * u);
    x += paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, p->body, middle), room,
                        FACE_TEXT_BOLD, p->body, p->theme->text, title_of(p, &bar));
    if (bar.shown[RANK_DOTS]) {
        draw_dots(p, &bar, x + 24 * u, rect);
        x += 24 * u + bar.dots_w;
    }
    draw_items(p, &bar, rect);
    p->spare = (Rect){x + 24 * u, rect.y, 0, rect.h};
    p->spare.w = rect.x + rect.w - 28 * u - items_width(&bar, u) - p->spare.x;
}
