/* panel.c: the panel on the left: what is being said, the question or the task, and the way
 * on. The head and the buttons stay; what is between them scrolls. */

#include <math.h>
#include <stdio.h>

#include "scene/lesson/lesson.h"
#include "scene/paint/chip.h"
#include "scene/paint/panel.h"
#include "scene/paint/scroll.h"
#include "session/asked.h"

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
typedef enum WayOn { WAY_BEAT, WAY_BACK, WAY_LESSON, WAY_HOME, WAY_NONE } WayOn;

static WayOn way_on(const Painter *p) {
    const Viewport *view = p->viewport;
    bool more = view->lesson_number > 0 && view->lesson_number < view->lesson_total;
    if (p->session->beat + 1 < p->session->lesson->beat_count)
        return WAY_BEAT;
    if (session_leads_back(p->session))
        return WAY_BACK;
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
        [WAY_BACK] = {NULL, "Back to where you came from (Escape)", {.kind = ACTION_LEAD_BACK}},
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
        .word = paint_phrase(p, way == WAY_BACK ? session_leads_back(p->session) : ways[way].word),
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

/* What the lesson is about. Where it begins with a question, what many believe would help to guess:
 * it comes after the answer, in the goal's place. */
static void draw_beginning(Column *c, const Beat *beat) {
    const Lesson *lesson = c->p->session->lesson;
    bool asked = beat->question, open = session_question_open(c->p->session);
    if (!asked || open)
        draw_aside(c, "THE GOAL", &lesson->goal);
    if (!asked || !open)
        draw_aside(c, "MANY BELIEVE", &lesson->misconception);
}

static void draw_content(Column *c) {
    Painter *p = c->p;
    const Session *session = p->session;
    const Beat *beat = session_beat(session);
    const RichStyle say = {.px = 1.06f * p->body, .color = p->theme->text, .terms = true};
    if (!asked_given(session)) /* what came of it takes the room of what led to it */
        c->y += rich_text(p, c->x, c->y, c->w, column_words(c, &beat->say), say) + 24 * p->u;
    if (session->beat == 0)
        draw_beginning(c, beat);
    if (beat->question)
        lesson_question(c, beat->question);
    if (beat->task)
        lesson_task(c, beat->task);
    if (session->beat + 1 < session->lesson->beat_count)
        return;
    if (!session->present.on && !p->viewport->film) /* there is nobody who could go back */
        lesson_summary(c);
    if (session_leads_back(session)) /* what comes next is the question's */
        return;
    draw_aside(c, "NEXT", &session->lesson->next);
    lesson_next_door(c);
    if (session->present.on || p->viewport->film)
        return;
    lesson_practise(c);
    lesson_sources(c);
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

/* ---- under the guided stage, and before a class ---- */

static float draw_words(Painter *p, float x, float y, float w, bool heading) {
    Column column = {p, x, y, w};
    const Beat *beat = session_beat(p->session);
    if (heading && !beat->task) /* a task has its own */
        column_heading(&column, p->theme->accent, kind_of_beat(p, beat));
    draw_content(&column);
    return column.y - y;
}

/* Measured by drawing, of which nothing stays. */
static float words_height(Painter *p, float w, bool heading) {
    DisplayList *list = p->list;
    int shapes = list->shape_count, regions = list->region_count;
    uint32_t texts = list->text_length, values = list->value_count;
    float h = draw_words(p, 0, 0, w, heading);
    list->shape_count = shapes;
    list->region_count = regions;
    list->text_length = texts;
    list->value_count = values;
    return h;
}

static void scroll_words(Painter *p, Rect rect, bool heading) {
    float u = p->u;
    Scroll scroll =
        scroll_begin(p, PANEL_LESSON, (Rect){rect.x - 8 * u, rect.y, rect.w + 16 * u, rect.h});
    float used = draw_words(p, rect.x, rect.y + 4 * u, rect.w, heading);
    scroll_end(p, &scroll, used);
}

static float foot_pad(const Painter *p) {
    return 28 * p->u;
}

static float foot_buttons(const Painter *p) {
    return roundf(paint_tap(p, fmaxf(44 * p->u, 2.4f * p->body)));
}

/* ---- beside the ways: what takes the outlines of before away, or the way back to what the words
 * speak of, once the run has been played on ---- */

static bool moment_word(const Painter *p, char *word, size_t size) {
    long t;
    if (!session_away(p->session, &t) || session_moving(p->session))
        return false;
    if (t < 0)
        snprintf(word, size, "%s", paint_phrase(p, "Back to the initial state"));
    else
        snprintf(word, size, paint_phrase(p, "Back to t = %ld"), t);
    return true;
}

/* Its width; 0: there is nothing. */
static float aside_width(const Painter *p) {
    char word[64];
    if (p->session->before)
        return chip_rect(p, (Rect){0}).w;
    return moment_word(p, word, sizeof word)
               ? roundf(paint_text_width(p, FACE_TEXT, p->small, word) + 24 * p->u)
               : 0;
}

static void draw_aside_of_ways(Painter *p, Rect rect) {
    char word[64];
    if (p->session->before) {
        p->chip = rect;
        p->chip.h = roundf(paint_tap(p, 1.9f * p->small));
        p->chip.y = roundf(rect.y + (rect.h - p->chip.h) / 2);
        chip_draw(p);
    } else if (moment_word(p, word, sizeof word)) {
        const PushButton button = {.name = "moment",
                                   .word = word,
                                   .label = paint_phrase(p, "Back to where the beat is told (J)"),
                                   .face = FACE_TEXT};
        Region *region = paint_push(p, rect, &button);
        if (region)
            region->action = (Action){.kind = ACTION_MOMENT};
    }
}

float lesson_words_height(Painter *p, float width) {
    return words_height(p, width - 2 * foot_pad(p), true) + foot_buttons(p) + 48 * p->u;
}

void scene_lesson_words(Painter *p, Rect rect) {
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){0, rect.y, (float)p->viewport->width, fmaxf(roundf(p->u), 1)}, 0,
              p->theme->line);
    float u = p->u, pad = foot_pad(p), h = foot_buttons(p);
    float aside = aside_width(p), room = rect.w - 2 * pad - (aside > 0 ? aside + 14 * u : 0);
    Rect foot = {rect.x + pad, roundf(rect.y + rect.h - h - 14 * u), fminf(room, 440 * u), h};
    float notice = panel_notice(p, (Rect){foot.x, foot.y, rect.w - 2 * pad, foot.h});
    scroll_words(p,
                 (Rect){rect.x + pad, rect.y + 8 * u, rect.w - 2 * pad,
                        fmaxf(foot.y - notice - rect.y - 14 * u, 0)},
                 true);
    draw_foot(p, foot);
    if (aside > 0)
        draw_aside_of_ways(p, (Rect){foot.x + foot.w + 14 * u, foot.y, aside, h});
}

float lesson_captions_height(Painter *p, float width) {
    return words_height(p, width, false);
}

void scene_lesson_captions(Painter *p, Rect rect) {
    scroll_words(p, rect, false);
}

void lesson_ways(Painter *p, Rect rect) {
    draw_foot(p, rect);
}
