/* way_home.c: see way_home.h. */
#include "scene/paint/way_home.h"

#include <math.h>

/* A roof over walls, with a door. */
static void draw_house(Painter *p, Rect box, Color color) {
    float roof = roundf(0.5f * box.h), side = roundf(0.14f * box.w), line = fmaxf(2 * p->u, 1.5f);
    float middle = box.x + box.w / 2, eaves = box.y + roof, left = box.x + side,
          right = box.x + box.w - side, ground = box.y + box.h;
    draw_line(p->list, box.x, eaves, middle, box.y, line, color);
    draw_line(p->list, middle, box.y, box.x + box.w, eaves, line, color);
    draw_line(p->list, left, eaves, left, ground, line, color);
    draw_line(p->list, right, eaves, right, ground, line, color);
    draw_line(p->list, left, ground, right, ground, line, color);
}

void paint_way_home(Painter *p, Rect rect) {
    if (!p->viewport->catalogue)
        return;
    unsigned id = region_id("home", 0);
    bool hovered = paint_hovered(p, id);
    float size = roundf(fminf(1.15f * p->body, 0.5f * rect.h));
    Rect house = {roundf(rect.x + (rect.w - size) / 2), roundf(rect.y + (rect.h - size) / 2), size,
                  size};
    if (hovered)
        draw_fill(p->list, rect, 6 * p->u, p->theme->track);
    draw_house(p, house, hovered ? p->theme->text : p->theme->dim);
    paint_focus(p, rect, id, 6 * p->u);
    Region *region =
        region_add(p->list, REGION_BUTTON, rect, "home", 0, paint_phrase(p, "All lessons (H)"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_HOME, .number = 1};
    region->focusable = true;
}
