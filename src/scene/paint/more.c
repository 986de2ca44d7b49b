/* more.c: see more.h. */
#include "scene/paint/more.h"

#include <math.h>

static unsigned more_id(void) {
    return region_id("more", 0);
}

float paint_more_width(const Painter *p) {
    return roundf(paint_tap(p, 42 * p->u));
}

bool paint_more_open(const Painter *p) {
    return p->session->view.menu == more_id() && region_find(p->list, more_id());
}

void paint_more(Painter *p, Rect rect) {
    bool lit = paint_hovered(p, more_id()) || p->session->view.menu == more_id();
    float u = p->u, w = roundf(20 * u), thick = fmaxf(roundf(2 * u), 1), apart = roundf(7 * u);
    float x = roundf(rect.x + (rect.w - w) / 2), y = roundf(rect.y + (rect.h - thick) / 2);
    if (lit)
        draw_fill(p->list, rect, 6 * u, p->theme->track);
    for (int k = -1; k <= 1; k++)
        draw_fill(p->list, (Rect){x, y + (float)k * apart, w, thick}, 0,
                  lit ? p->theme->text : p->theme->dim);
    paint_focus(p, rect, more_id(), 6 * u);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "more", 0, paint_phrase(p, "More"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_OPEN_MENU, .id = region->id};
    region->focusable = true;
}
