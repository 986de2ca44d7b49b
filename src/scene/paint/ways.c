/* ways.c: see ways.h. */
#include "scene/paint/ways.h"

#include <math.h>

#include "scene/paint/more.h"
#include "scene/paint/way_home.h"

bool paint_presents(const Session *session, const Viewport *viewport, SessionKindId kind) {
    return session->present.on && !viewport->lectern && session_kind(session) == kind;
}

float paint_ways_height(const Painter *p) {
    return p->viewport->class_only ? 0 : roundf(paint_tap(p, fmaxf(44 * p->u, 2 * p->body)));
}

/* As wide as its word, or less where all together have no room. */
static float width_of(const Painter *p, const Way *way, float px) {
    return roundf(paint_tap(p, paint_text_width(p, FACE_TEXT_BOLD, px, paint_phrase(p, way->word)) +
                                   1.2f * px));
}

static void draw_way(Painter *p, Rect rect, const Way *way, const char *name, int index, float px) {
    const PushButton button = {.name = name,
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
}

static float width_of_all(const Painter *p, const Way *ways, int count, float px) {
    float sum = 0;
    for (int k = 0; k < count; k++)
        sum += width_of(p, &ways[k], px);
    return sum;
}

/* The largest type with which all of them have room. */
static float type_of(const Painter *p, float room, const Way *ways, int count) {
    float px = p->body, least = 11 * p->viewport->scale;
    while (px > least && width_of_all(p, ways, count, px) > room)
        px = fmaxf(px - 0.5f, least);
    return px;
}

/* From rect's left, as wide as their words, or less, each in its proportion, where they have no room. */
static void draw_all(Painter *p, Rect rect, float gap, const Way *ways, int count, float px) {
    float room = rect.w - gap * (float)(count - 1), all = width_of_all(p, ways, count, px);
    float spare = all - p->tap * (float)count, x = rect.x;
    float part = all > room && spare > 0 ? fmaxf(room - p->tap * (float)count, 0) / spare : 1;
    for (int k = 0; k < count; k++) {
        float w = floorf(p->tap + (width_of(p, &ways[k], px) - p->tap) * part);
        draw_way(p, (Rect){roundf(x), rect.y, w, rect.h}, &ways[k], "ways", k, px);
        x += w + gap;
    }
}

/* Where they have no room, the list behind the last button has the ways back and home. */
void paint_ways(Painter *p, Rect rect, const Way *ways, int count) {
    const Way leave = {"Leave",
                       "Back to the screen with its panels (F5, Esc)",
                       {.kind = ACTION_PRESENT, .number = 0},
                       false,
                       false};
    float gap = 10 * p->u, more = paint_more_width(p);
    if (rect.h <= 0)
        return;
    Rect room = {rect.x, rect.y, rect.w - more - gap, rect.h};
    paint_more(p, (Rect){rect.x + rect.w - more, rect.y, more, rect.h});
    if (p->viewport->catalogue && room.w - rect.h - gap >= (p->tap + 4 * p->u) * (float)count) {
        paint_way_home(p, (Rect){rect.x, rect.y, rect.h, rect.h});
        room.x += rect.h + gap;
        room.w -= rect.h + gap;
    }
    float out = roundf(width_of(p, &leave, p->body)), gaps = gap * (float)count;
    float px = type_of(p, room.w - out - gaps, ways, count);
    if (width_of_all(p, ways, count, px) <= room.w - out - gaps) {
        draw_way(p, (Rect){roundf(room.x + room.w - out), rect.y, out, rect.h}, &leave, "present",
                 0, fminf(px, p->body));
        room.w -= out + gap;
    }
    gap = fminf(gap, (room.w - p->tap * (float)count) / (float)(count - 1));
    draw_all(p, room, gap, ways, count, px);
}
