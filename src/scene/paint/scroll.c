/* scroll.c: see scroll.h. */
#include "scene/paint/scroll.h"

#include <math.h>

#include "base/clamp.h"

enum { FADE_STRIPS = 6 };

Scroll scroll_begin(Painter *p, Panel panel, Rect room) {
    static const char *const names[PANEL_COUNT] = {
        "lesson text", "tweaks", "equation", "inspector", "glossary", "lessons", "keys"};
    room.h = fmaxf(room.h, 0);
    Region *region = region_add(p->list, REGION_PANEL, room, "scroll", (int)panel,
                                paint_phrase(p, names[panel]));
    int own = region ? p->list->region_count - 1 : -1;
    draw_clip(p->list, room);
    return (Scroll){panel, room, p->list->shape_count, p->list->region_count, own, p->theme->panel,
                    0,     0};
}

/* As far as shows what is to be seen, its upper end in any case. */
static float way_to_shown(const Scroll *scroll, float margin) {
    return fminf(fmaxf(scroll->show_to + margin - scroll->room.h, 0),
                 fmaxf(scroll->show_from - margin, 0));
}

/* Pixels to scroll by, 0..most: what the session says, or as far as shows the focused region. */
static float way(const Painter *p, const Scroll *scroll, float most) {
    const View *view = &p->session->view;
    float asked = view->scroll[scroll->panel], margin = 12 * p->u;
    float by = clamp_float(asked < 0 ? way_to_shown(scroll, margin) : asked * p->u, 0, most);
    for (int k = scroll->region; view->focus_visible && k < p->list->region_count; k++) {
        const Region *region = &p->list->regions[k];
        if (region->id != view->focus)
            continue;
        float top = region->rect.y - scroll->room.y, low = top + region->rect.h;
        by = fmaxf(by, low + margin - scroll->room.h);
        by = fminf(by, top - margin);
    }
    return roundf(clamp_float(by, 0, most));
}

/* What of a region is in the room. What is outside keeps its place in the order of the focus, but
 * no pointer can meet it. */
static Rect cut(Rect r, Rect room) {
    float top = fmaxf(r.y, room.y), low = fminf(r.y + r.h, room.y + room.h);
    return low > top ? (Rect){r.x, top, r.w, low - top} : (Rect){-1, -1, 0, 0};
}

static void move_content(Painter *p, const Scroll *scroll, float by) {
    for (int k = scroll->shape; k < p->list->shape_count; k++)
        p->list->shapes[k].rect.y -= by;
    for (int k = scroll->region; k < p->list->region_count; k++) {
        Region *region = &p->list->regions[k];
        region->rect.y -= by;
        region->whole.y -= by;
        region->rect = cut(region->rect, scroll->room);
    }
}

float scroll_way(const Painter *p, const Scroll *scroll, float content_height) {
    return way(p, scroll, fmaxf(content_height - scroll->room.h, 0));
}

/* Towards an end of the room that is not the content's end. */
static void draw_fade(Painter *p, const Scroll *scroll, bool above) {
    Rect room = scroll->room;
    float strip = fmaxf(roundf(3 * p->u), 1);
    for (int k = 0; k < FADE_STRIPS; k++) {
        float y = above ? room.y + (float)(FADE_STRIPS - 1 - k) * strip
                        : room.y + room.h - (float)(FADE_STRIPS - k) * strip;
        float alpha = ((float)k + 0.5f) / FADE_STRIPS;
        draw_fill(p->list, (Rect){room.x, y, room.w, strip}, 0, color_alpha(scroll->paper, alpha));
    }
}

static void draw_bar(Painter *p, const Scroll *scroll, float content_height, float by) {
    Rect room = scroll->room;
    float width = 4 * p->u, length = fmaxf(room.h * room.h / content_height, 24 * p->u);
    float y = room.y + (room.h - length) * by / (content_height - room.h);
    draw_fill(p->list, (Rect){room.x + room.w - width, y, width, length}, width / 2,
              p->theme->faint);
}

void scroll_end(Painter *p, const Scroll *scroll, float content_height) {
    float most = fmaxf(content_height - scroll->room.h, 0), by = way(p, scroll, most);
    display_part(p->list, p->list->part); /* its headings end with it */
    move_content(p, scroll, by);
    draw_clip_end(p->list);
    if (by > 0)
        draw_fade(p, scroll, true);
    if (by < floorf(most))
        draw_fade(p, scroll, false);
    if (most > 0)
        draw_bar(p, scroll, content_height, by);
    if (scroll->own < 0)
        return;
    Region *region = &p->list->regions[scroll->own];
    float asked = p->session->view.scroll[scroll->panel];
    /* the wheel goes on from where the focus has led, or what was shown */
    bool home = scroll->panel == PANEL_HOME || asked < 0;
    region->action = (Action){.kind = ACTION_SCROLL, .number = (int)scroll->panel, .flag = home};
    region->high = most / p->u;
    region->step = 48;
    region->value = home ? by / p->u : asked;
}
