/* lesson_panel.c: the panel on the left: what is being said, the question or the task, and the way
 * on. The head and the buttons stay; what is between them scrolls. */
#include "scene/lesson_panel.h"

#include <math.h>
#include <stdio.h>

#include "scene/scroll.h"

const char *column_words(const Column *c, const Text *text) {
    return text_in(text, c->p->session->view.language);
}

void column_heading(Column *c, Color color, const char *text) {
    Painter *p = c->p;
    float px = paint_caption(p);
    paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT_BOLD, px, color, text);
    c->y += roundf(p->fonts->height(p->fonts->context, FACE_TEXT_BOLD, px) + 4 * p->u);
}

void draw_verdict(Painter *p, float x, float y, float size, bool right, Color color) {
    float width = fmaxf(2 * p->u, 1.5f);
    if (!right) {
        draw_cross(p->list, x, y, size * 0.8f, width, color);
        return;
    }
    draw_line(p->list, x - 0.45f * size, y, x - 0.1f * size, y + 0.35f * size, width, color);
    draw_line(p->list, x - 0.1f * size, y + 0.35f * size, x + 0.5f * size, y - 0.4f * size, width,
              color);
}

/* ---- the head ---- */

static const char *kind_of_beat(const Painter *p, const Beat *beat) {
    return paint_phrase(p, beat->question ? "PREDICT" : beat->task ? "YOUR TURN" : "WATCH");
}

static void head_from(Painter *p, Rect head, float x, const char *title, const char *fold) {
    float side = roundf(24 * p->u), px = paint_caption(p), middle = head.y + head.h / 2;
    paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, px, middle),
                   head.x + head.w - side - x, FACE_TEXT_BOLD, px, p->theme->accent, title);
    paint_fold(p, (Rect){head.x + head.w - side + 6 * p->u, middle - side / 2, side, side},
               PANEL_LESSON, 2, fold);
}

void panel_head(Painter *p, Rect head, const char *title, const char *fold) {
    head_from(p, head, head.x, title, fold);
}

void panel_head_lamp(Painter *p, Rect head, bool on, const char *title, const char *fold) {
    float lamp = 5 * p->u, middle = head.y + head.h / 2;
    if (on)
        draw_disc(p->list, head.x + lamp, middle, lamp, p->theme->good);
    else
        draw_ring(p->list, head.x + lamp, middle, lamp, fmaxf(1.5f * p->u, 1), p->theme->dim);
    head_from(p, head, head.x + 3.2f * lamp, title, fold);
}

static void draw_head(Painter *p, Rect rect) {
    const Session *session = p->session;
    char title[64];
    snprintf(title, sizeof title, paint_phrase(p, "BEAT %d OF %d \u00b7 %s"), session->beat + 1,
             session->lesson->beat_count, kind_of_beat(p, session_beat(session)));
    panel_head(p, rect, title, paint_phrase(p, "Fold the lesson (L)"));
}

/* ---- the foot ---- */

static void draw_back(Painter *p, Rect rect) {
    const PushButton button = {.name = "back",
                               .word = paint_phrase(p, "Back"),
                               .label = paint_phrase(p, "To the beat before (Backspace)"),
                               .face = FACE_TEXT,
                               .px = p->body,
                               .disabled = p->session->beat == 0};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_BEAT, .number = -1};
}

/* At the last beat the way on is the next lesson of the track; behind its last one the home screen,
 * where there is one. */
typedef enum WayOn { WAY_BEAT, WAY_LESSON, WAY_HOME, WAY_NONE } WayOn;

static WayOn way_on(const Painter *p) {
    const Viewport *view = p->viewport;
    bool more = view->lesson_number > 0 && view->lesson_number < view->lesson_total;
    if (p->session->beat + 1 < p->session->lesson->beat_count)
        return WAY_BEAT;
    if (view->catalogue && (view->path_end || !more))
        return WAY_HOME;
    return more ? WAY_LESSON : WAY_NONE;
}

static void draw_next(Painter *p, Rect rect) {
    static const struct {
        const char *word, *label;
        Action action;
    } ways[] = {
        [WAY_BEAT] = {"Next", "To the next beat (Enter)", {.kind = ACTION_BEAT, .number = 1}},
        [WAY_LESSON] = {"Next lesson",
                        "To the next lesson (])",
                        {.kind = ACTION_OPEN_LESSON, .number = 1}},
        [WAY_HOME] = {"All lessons",
                      "The end of this track: to all lessons (H)",
                      {.kind = ACTION_HOME, .number = 1}},
        [WAY_NONE] = {"The end", "This was the last beat", {.kind = ACTION_NONE}},
    };
    WayOn way = way_on(p);
    const PushButton button = {
        .name = "next",
        .word = paint_phrase(p, ways[way].word),
        .label = paint_phrase(p, ways[way].label),
        .face = FACE_TEXT_BOLD,
        .px = p->body,
        .chosen = way != WAY_NONE,
        .disabled = way == WAY_NONE,
        .color = p->theme->accent,
        .on_color = p->theme->on_accent,
    };
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = ways[way].action;
}

static void draw_foot(Painter *p, Rect rect) {
    float gap = 16 * p->u, w = roundf((rect.w - gap) / 2);
    draw_back(p, (Rect){rect.x, rect.y, w, rect.h});
    draw_next(p, (Rect){rect.x + w + gap, rect.y, rect.w - w - gap, rect.h});
}

/* Why the last action did nothing, above the buttons. Returns its height: it is set first, then
 * moved up. */
static float draw_notice(Painter *p, Rect buttons) {
    const char *what = p->session->notice.what;
    float u = p->u, pad = 8 * u;
    if (!what[0])
        return 0;
    int first = p->list->shape_count;
    const RichStyle style = {.px = p->body, .color = p->theme->text, .plain = true};
    draw_fill(p->list, buttons, 8 * u, color_mix(p->theme->panel, p->theme->accent, 0.16f));
    draw_fill(p->list, buttons, 0, p->theme->accent);
    float text =
        rich_text(p, buttons.x + pad + 8 * u, pad, buttons.w - 2 * pad - 8 * u, what, style);
    Rect box = {buttons.x, roundf(buttons.y - text - 2 * pad - 8 * u), buttons.w, text + 2 * pad};
    if (p->list->shape_count < first + 2)
        return 0;
    for (int k = first; k < p->list->shape_count; k++)
        p->list->shapes[k].rect.y += box.y;
    p->list->shapes[first].rect = box;
    p->list->shapes[first + 1].rect =
        (Rect){box.x + pad, box.y + pad, fmaxf(roundf(2 * u), 2), box.h - 2 * pad};
    return box.h + 8 * u;
}

/* ---- the panel ---- */

/* What stands beside the story: a heading and quiet text; nothing where the lesson has none. */
static void draw_aside(Column *c, const char *heading, const Text *text) {
    const char *words = column_words(c, text);
    if (!words[0])
        return;
    const RichStyle quiet = {.px = c->p->body, .color = c->p->theme->dim, .terms = true};
    column_heading(c, c->p->theme->dim, paint_phrase(c->p, heading));
    c->y += rich_text(c->p, c->x, c->y, c->w, words, quiet) + 24 * c->p->u;
}

static void draw_content(Column *c) {
    Painter *p = c->p;
    const Session *session = p->session;
    const Beat *beat = session_beat(session);
    const RichStyle say = {.px = 1.06f * p->body, .color = p->theme->text, .terms = true};
    c->y += rich_text(p, c->x, c->y, c->w, column_words(c, &beat->say), say) + 24 * p->u;
    if (session->beat == 0) {
        draw_aside(c, "THE GOAL", &session->lesson->goal);
        draw_aside(c, "MANY BELIEVE", &session->lesson->misconception);
    }
    if (beat->question)
        lesson_question(c, beat->question);
    if (beat->task)
        lesson_task(c, beat->task);
    if (session->beat + 1 == session->lesson->beat_count)
        draw_aside(c, "NEXT", &session->lesson->next);
}

void panel_frame(Painter *p, Rect rect, Rect *head, Rect *room, Rect *foot) {
    float u = p->u, pad = 20 * u, line = fmaxf(roundf(u), 1);
    float head_h = roundf(fmaxf(32 * u, 2 * p->small));
    float foot_h = roundf(fmaxf(40 * u, 2.3f * p->body));
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x + rect.w - line, rect.y, line, rect.h}, 0, p->theme->line);
    *head = (Rect){rect.x + pad, rect.y + 12 * u, rect.w - 2 * pad, head_h};
    *foot = (Rect){rect.x + pad - 4 * u, roundf(rect.y + rect.h - foot_h - 16 * u),
                   rect.w - 2 * pad + 8 * u, foot_h};
    float top = roundf(rect.y + 12 * u + head_h);
    float notice = draw_notice(p, *foot);
    *room = (Rect){rect.x + 8 * u, top, rect.w - 12 * u, foot->y - notice - 8 * u - top};
}

void scene_lesson_panel(Painter *p, Rect rect) {
    Rect head, room, foot;
    panel_frame(p, rect, &head, &room, &foot);
    draw_head(p, head);
    Scroll scroll = scroll_begin(p, PANEL_LESSON, room);
    Column column = {p, head.x, room.y + 4 * p->u, head.w};
    draw_content(&column);
    scroll_end(p, &scroll, column.y - room.y);
    draw_foot(p, foot);
}
