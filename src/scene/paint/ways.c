/* ways.c: see ways.h. */
#include "scene/paint/ways.h"

#include <math.h>

#include "scene/paint/way_home.h"

bool paint_presents(const Session *session, const Viewport *viewport, SessionKindId kind) {
    return session->present.on && !viewport->lectern && session_kind(session) == kind;
}

float paint_ways_height(const Painter *p) {
    return p->viewport->class_only ? 0 : roundf(fmaxf(44 * p->u, 2 * p->body));
}

/* As wide as its word, or less where all together have no room. */
static float width_of(const Painter *p, const Way *way, float px) {
    return roundf(paint_text_width(p, FACE_TEXT_BOLD, px, paint_phrase(p, way->word)) + 1.2f * px);
}

static float draw_way(Painter *p, Rect rect, const Way *way, int index, float px) {
    const PushButton button = {.name = "ways",
                               .index = index,
                               .word = paint_phrase(p, way->word),
                               .label = paint_phrase(p, way->label),
                               .face = way->chosen ? FACE_TEXT_BOLD : FACE_TEXT,
                               .px = px,
                               .chosen = way->chosen,
                               .disabled = way->disabled,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = way->action;
    return rect.w;
}

/* The largest type with which all of them have room. */
static float type_of(const Painter *p, float room, float gap, const Way *ways, int count) {
    float px = p->body, least = 11 * p->viewport->scale;
    for (; px > least; px -= 0.5f) {
        float sum = 0;
        for (int k = 0; k < count; k++)
            sum += width_of(p, &ways[k], px) + gap;
        if (sum <= room)
            break;
    }
    return px;
}

void paint_ways(Painter *p, Rect rect, const Way *ways, int count) {
    const Way leave = {"Leave",
                       "Back to the screen with its panels (F5, Esc)",
                       {.kind = ACTION_PRESENT, .number = 0},
                       false,
                       false};
    float u = p->u, gap = 10 * u, x = rect.x, home = p->viewport->catalogue ? rect.h : 0;
    if (rect.h <= 0)
        return;
    paint_way_home(p, (Rect){x, rect.y, home, rect.h});
    x += home + (home > 0 ? gap : 0);
    float room = rect.x + rect.w - x, out = fminf(width_of(p, &leave, p->body), 0.25f * room);
    float px = type_of(p, room - out - gap, gap, ways, count);
    for (int k = 0; k < count; k++)
        x += draw_way(p, (Rect){roundf(x), rect.y, width_of(p, &ways[k], px), rect.h}, &ways[k], k,
                      px) +
             gap;
    draw_way(p, (Rect){roundf(rect.x + rect.w - out), rect.y, roundf(out), rect.h}, &leave, count,
             fminf(px, p->body));
}
