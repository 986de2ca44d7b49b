/* panel.c: the panel on the left: what is being said, the question or the task, and the way
 * on. The head and the buttons stay; what is between them scrolls. */
#include "scene/lesson/panel.h"

#include <math.h>
#include <stdio.h>

#include "scene/lesson/lesson.h"
#include "scene/paint/scroll.h"

/* ---- the head ---- */

static const char *kind_of_beat(const Painter *p, const Beat *beat) {
    return paint_phrase(p, beat->question ? "PREDICT" : beat->task ? "YOUR TURN" : "WATCH");
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
