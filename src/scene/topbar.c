/* topbar.c: name, lesson and progress on the left; lanes, undo, theme, text size and help on the
 * right. What has no room goes into the list behind the last button, the least needed first; the title is
 * cut at last. */
#include <math.h>
#include <stdio.h>

#include "scene/bar.h"
#include "scene/paint/more.h"
#include "scene/paint/way_home.h"

typedef struct Topbar {
    const TopbarItems *wanted;
    Bar bar;
    bool more; /* the list of what has no room */
    bool shown[RANK_COUNT];
    float home_w, number_w, title_w, dots_w, pitch;
    char number[48];
} Topbar;

static const char *title_of(const Painter *p, const Topbar *bar) {
    if (bar->wanted->title)
        return paint_phrase(p, bar->wanted->title);
    return phrase_text(p->session->view.language, &p->session->lesson->title);
}

static void measure_left(Painter *p, Topbar *bar) {
    int beats = p->session->lesson->beat_count;
    bar->home_w = p->viewport->catalogue ? roundf(paint_tap(p, 42 * p->u) + 6 * p->u) : 8 * p->u;
    snprintf(bar->number, sizeof bar->number, paint_phrase(p, "Lesson %d of %d"),
             p->viewport->lesson_number, p->viewport->lesson_total);
    bar->number_w = paint_text_width(p, FACE_TEXT, p->small, bar->number);
    bar->title_w = paint_text_width(p, FACE_TEXT_BOLD, p->body, title_of(p, bar));
    bar->pitch = fminf(16 * p->u, 240 * p->u / (float)beats);
    bar->dots_w = bar->pitch * (float)beats;
}

/* ---- what has room ---- */

static float items_width(const Painter *p, const Topbar *bar) {
    float u = p->u, width = bar->more ? paint_more_width(p) : 0;
    for (int k = 0; k < bar->bar.count; k++)
        width += bar->shown[bar->bar.items[k].rank] ? bar->bar.items[k].width + 4 * u : 0;
    return width;
}

/* Of everything but the title. */
static float width_without_title(const Painter *p, const Topbar *bar) {
    float u = p->u, width = 32 * u + bar->home_w + items_width(p, bar);
    width += bar->shown[RANK_NUMBER] ? bar->number_w + 12 * u : 0;
    width += bar->shown[RANK_DOTS] ? bar->dots_w + 24 * u : 0;
    return width;
}

/* The number of the lesson is said elsewhere too; what else is left out is in the list. */
static void leave_out(Topbar *bar, int rank) {
    bar->shown[rank] = false;
    if (rank == RANK_NUMBER || rank == RANK_DOTS)
        return;
    bar->more = true;
    bar->shown[RANK_HELP] = false;
}

/* Things are left out until the title has room; what a long title lacks then is cut off it. */
static void choose(const Painter *p, Topbar *bar, float width) {
    float wanted = fminf(bar->title_w + 24 * p->u, 0.4f * width);
    for (int k = 0; k < RANK_COUNT; k++)
        bar->shown[k] = true;
    bar->shown[RANK_NUMBER] = p->viewport->lesson_total > 0;
    bar->shown[RANK_LISTED] = false;
    if (!bar->wanted->course)
        bar->shown[RANK_DOTS] = false;
    for (int rank = 0; rank < RANK_HELP && width_without_title(p, bar) + wanted > width; rank++)
        leave_out(bar, rank);
}

/* ---- drawing ---- */

static Color item_ink(const Theme *theme, const BarItem *item, bool hovered) {
    if (item->disabled)
        return theme->faint;
    return hovered || (item->pill && item->on) ? theme->text : theme->dim;
}

static void draw_back(Painter *p, Rect rect, const BarItem *item, bool hovered) {
    const Theme *theme = p->theme;
    if (item->pill && item->on)
        draw_fill(p->list, rect, rect.h / 2,
                  color_mix(theme->panel, theme->accent, hovered ? 0.34f : 0.24f));
    else if (item->pill)
        draw_frame(p->list, rect, rect.h / 2, fmaxf(p->u, 1), hovered ? theme->dim : theme->line);
    else if (hovered)
        draw_fill(p->list, rect, rect.h / 2, theme->track);
}

static void draw_item(Painter *p, Rect rect, const BarItem *item) {
    unsigned id = region_id(item->name, item->index);
    bool hovered = paint_hovered(p, id) && !item->disabled;
    Face face = item->pill && item->on ? FACE_TEXT_BOLD : FACE_TEXT;
    float shown = fminf(rect.h, roundf(2 * p->small)); /* a finger's place is higher */
    draw_back(p, (Rect){rect.x, roundf(rect.y + (rect.h - shown) / 2), rect.w, shown}, item,
              hovered);
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, face, p->small, rect.y + rect.h / 2), face, p->small,
                      item_ink(p->theme, item, hovered), item->word);
    paint_focus(p, rect, id, rect.h / 2);
    bar_region(p, rect, item);
}

/* From the right edge; kept in the order of the table, which is that of the focus. */
static void draw_items(Painter *p, const Topbar *bar, Rect rect) {
    float u = p->u, height = paint_tap(p, roundf(fminf(rect.h - 12 * u, 2 * p->small)));
    float x = rect.x + rect.w - 12 * u - items_width(p, bar);
    for (int k = 0; k < bar->bar.count; k++) {
        const BarItem *item = &bar->bar.items[k];
        if (!bar->shown[item->rank])
            continue;
        x += 4 * u;
        draw_item(p, (Rect){roundf(x), roundf(rect.y + (rect.h - height) / 2), item->width, height},
                  item);
        x += item->width;
    }
    if (bar->more)
        paint_more(p, (Rect){roundf(x), rect.y, paint_more_width(p), rect.h});
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
        if (bar->pitch < p->tap) /* too close together for a finger: they only show */
            continue;
        Region *region = region_add(p->list, REGION_BUTTON, column, "beat", k, label);
        if (!region)
            return;
        region->action = (Action){.kind = ACTION_GO_BEAT, .number = k};
        region->on = k == p->session->beat;
        region->focusable = true;
        unsigned id = region->id;
        paint_focus(p, (Rect){at - radius, y - radius, 2 * radius, 2 * radius}, id, radius);
    }
}

/* Returns where the rest begins. */
static float draw_left(Painter *p, const Topbar *bar, Rect rect, float x) {
    float u = p->u, middle = rect.y + rect.h / 2;
    float over = rect.h - 4 * u < p->tap ? 0 : 2 * u;
    paint_way_home(
        p, (Rect){roundf(x - 6 * u), rect.y + over, bar->home_w - 6 * u, rect.h - 2 * over});
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
    bar_items(p, items, &bar.bar);
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
    p->spare.w = rect.x + rect.w - 28 * u - items_width(p, &bar) - p->spare.x;
}
