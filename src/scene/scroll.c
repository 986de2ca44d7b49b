/* scroll.c: see scroll.h. */
#include "scene/scroll.h"

#include <math.h>

Scroll scroll_begin(Painter *p, Panel panel, Rect room) {
    static const char *const names[PANEL_COUNT] = {"lesson text", "tweaks", "equation"};
    Region *region = region_add(p->list, REGION_PANEL, room, "scroll", (int)panel, names[panel]);
    int own = region ? p->list->region_count - 1 : -1;
    draw_clip(p->list, room);
    return (Scroll){panel, room, p->list->shape_count, p->list->region_count, own};
}

/* What of a region is in the room; nothing: it is taken out of the way. */
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
        region->rect = cut(region->rect, scroll->room);
        region->focusable = region->focusable && region->rect.w > 0;
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
    float most = fmaxf(content_height - scroll->room.h, 0);
    float by = roundf(fminf(p->session->view.scroll[scroll->panel] * p->u, most));
    move_content(p, scroll, by);
    draw_clip_end(p->list);
    if (most > 0)
        draw_bar(p, scroll, content_height, by);
    if (scroll->own < 0)
        return;
    Region *region = &p->list->regions[scroll->own];
    region->action = (Action){.kind = ACTION_SCROLL, .number = (int)scroll->panel};
    region->high = most / p->u;
    region->step = 48;
    region->value = p->session->view.scroll[scroll->panel];
}
