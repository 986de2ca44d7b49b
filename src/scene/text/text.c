/* text.c: see text.h: the arrangement of the text screen. */
#include "scene/text/page.h"

#include <math.h>
#include <stdio.h>

#include "scene/paint/ways.h"
#include "scene/text/text.h"
#include "scene/timeline/transport.h"
#include "session/kinds/text.h"

enum { CHANCES_SHOWN = 8 };

const char *text_character_name(const Painter *p, unsigned char c, char name[16]) {
    if (c == ' ')
        return paint_phrase(p, "space");
    if (c == '\n')
        return paint_phrase(p, "line end");
    snprintf(name, 16, c > ' ' && c < 0x7f ? "%c" : "\\x%02x", c);
    return name;
}

float text_heading(Painter *p, Rect rect, Color color, const char *text) {
    float px = paint_caption(p);
    display_heading(p->list, text);
    paint_text_fit(p, rect.x, rect.y, rect.w, FACE_TEXT_BOLD, px, color, text);
    return roundf(paint_line_height(p, FACE_TEXT_BOLD, px) + 6 * p->u);
}

static float chances_height(const Painter *p) {
    return roundf(1.9f * p->small + CHANCES_SHOWN * 1.5f * p->small);
}

/* Chances and units beside the text, where a whole line has room too. */
static void arrange_beside(TextPage *page, Rect room, float side) {
    const Painter *p = page->p;
    float gap = 16 * p->u, next = chances_height(p);
    page->text = (Rect){room.x, room.y, roundf(room.w - side - gap), room.h};
    page->next = (Rect){page->text.x + page->text.w + gap, room.y + 2 * p->u, side, next};
    page->units = page->next;
    page->units.y = roundf(page->next.y + next + 22 * p->u);
    page->units.h = fminf(room.y + room.h - page->units.y, 1.25f * side);
}

static void arrange_below(TextPage *page, Rect room) {
    const Painter *p = page->p;
    float gap = 14 * p->u, foot = chances_height(p), next = roundf(0.5f * (room.w - gap));
    float top = roundf(room.y + room.h - foot);
    page->next = (Rect){room.x, top, next, foot};
    page->units = (Rect){roundf(room.x + next + gap), top, 0, foot};
    page->units.w = room.x + room.w - page->units.x;
    page->text = (Rect){room.x, room.y, room.w, top - gap - room.y};
}

/* What is read gets the room that the chances, the units and the buttons leave. */
static void arrange(TextPage *page, Rect rect) {
    const Painter *p = page->p;
    float u = p->u, pad = 16 * u, transport = transport_height(p);
    Rect inner = {rect.x + pad, rect.y + 12 * u, rect.w - 2 * pad, rect.h - 20 * u};
    page->transport = (Rect){inner.x, roundf(inner.y + inner.h - transport), inner.w, transport};
    Rect room = {inner.x, inner.y, inner.w, page->transport.y - 10 * u - inner.y};
    float side = room.w - 16 * u - text_width_wanted(p);
    if (side >= 15 * p->small)
        arrange_beside(page, room, roundf(side));
    else
        arrange_below(page, room);
}

float scene_text_width(const Painter *p) {
    return roundf(fmaxf(292 * p->u, 19.5f * p->small));
}

void scene_text(Painter *p, Rect rect) {
    TextPage page = {.p = p,
                     .reading = session_text(p->session),
                     .t = p->moment.t,
                     .length = p->session->lesson->steps};
    arrange(&page, rect);
    text_lines(&page);
    text_next(&page);
    text_units(&page);
    transport_draw(p, page.transport, TRANSPORT_PHASES | TRANSPORT_SWITCHES);
}

bool scene_text_presents(const Session *session, const Viewport *viewport) {
    return paint_presents(session, viewport, SESSION_TEXT);
}

static void draw_ways(Painter *p, Rect rect) {
    const Session *session = p->session;
    bool writes = session->playing && session_text(session)->writing;
    const Way ways[] = {
        {"\u2039 Before",
         "The text before (P)",
         {.kind = ACTION_TEXT_PICK, .number = session_text_beside(session, -1)},
         false,
         false},
        {"Next \u203a",
         "The next text (N)",
         {.kind = ACTION_TEXT_PICK, .number = session_text_beside(session, 1)},
         false,
         false},
        {session->playing && !writes ? "Pause" : "Play",
         "Characters are read one after the other (Space)",
         {.kind = ACTION_PLAY, .number = session->playing && !writes ? 0 : 1},
         false,
         !session->lesson->steps},
        {writes ? "Stop writing" : "Let it write",
         writes ? "The model stops (Enter)" : "The model writes on and on (Enter)",
         {.kind = ACTION_TEXT_WRITE_ON, .number = -1},
         true,
         false},
    };
    paint_ways(p, rect, ways, sizeof ways / sizeof *ways);
}

/* The chances and the unit's gates share what is under the text. */
void scene_text_present(Painter *p, Rect rect) {
    TextPage page = {.p = p,
                     .reading = session_text(p->session),
                     .t = p->moment.t,
                     .length = p->session->lesson->steps};
    float u = p->u, pad = 24 * u, ways = paint_ways_height(p);
    Rect inner = {rect.x + pad, rect.y + 16 * u, rect.w - 2 * pad, rect.h - 32 * u};
    Rect foot = {inner.x, roundf(inner.y + inner.h - ways), inner.w, ways};
    inner.h -= ways > 0 ? ways + 14 * u : 0;
    arrange_below(&page, inner);
    text_lines(&page);
    text_next(&page);
    text_gates(p, page.units);
    draw_ways(p, foot);
}

void scene_text_ranks(Painter *p, Rect rect) {
    text_ranks(p, rect);
}
