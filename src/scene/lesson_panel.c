/* lesson_panel.c: what is being said, the question or the task, and the way on. */
#include <math.h>
#include <stdio.h>

#include "scene/rich_text.h"
#include "scene/scroll.h"

/* Where the next thing goes, downwards. */
typedef struct Column {
    Painter *p;
    float x, y, w;
} Column;

static float line_height(const Painter *p, Face face, float px) {
    return p->fonts->height(p->fonts->context, face, px);
}

static const char *words(const Column *c, const Text *text) {
    return text_in(text, c->p->session->view.language);
}

static void heading(Column *c, Color color, const char *text) {
    float px = 0.95f * c->p->small;
    paint_text_fit(c->p, c->x, c->y, c->w, FACE_TEXT_BOLD, px, color, text);
    c->y += roundf(line_height(c->p, FACE_TEXT_BOLD, px) + 6 * c->p->u);
}

static const char *kind_of_beat(const Beat *beat) {
    return beat->question ? "PREDICT" : beat->task ? "YOUR TURN" : "WATCH";
}

/* A check mark or a cross of lines, so that right and wrong differ in shape. */
static void draw_verdict(Painter *p, float x, float y, float size, bool right, Color color) {
    float width = fmaxf(2 * p->u, 1.5f);
    if (!right) {
        draw_cross(p->list, x, y, size * 0.8f, width, color);
        return;
    }
    draw_line(p->list, x - 0.45f * size, y, x - 0.1f * size, y + 0.35f * size, width, color);
    draw_line(p->list, x - 0.1f * size, y + 0.35f * size, x + 0.5f * size, y - 0.4f * size, width,
              color);
}

/* ---- question ---- */

typedef enum Verdict { VERDICT_NONE, VERDICT_RIGHT, VERDICT_WRONG } Verdict;

static Verdict verdict_of(const Painter *p, const Question *question, int choice) {
    const BeatState *state = session_beat_state(p->session);
    bool tried = choice < 16 && state->tried[choice];
    if (!tried && choice != state->answer)
        return VERDICT_NONE;
    return question->choices[choice].right ? VERDICT_RIGHT : VERDICT_WRONG;
}

static void add_choice_region(Painter *p, Rect box, int k, const char *text, bool open) {
    Region *region = region_add(p->list, REGION_BUTTON, box, "choice", k, text);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_ANSWER, .number = k};
    region->focusable = true;
    region->disabled = !open;
}

/* One choice: a box with its number, its text, and once it was chosen a verdict and the reason. */
static void draw_choice(Column *c, const Question *question, int k) {
    Painter *p = c->p;
    const Theme *theme = p->theme;
    const Choice *choice = &question->choices[k];
    float u = p->u, pad = 9 * u, number_w = 26 * u;
    Verdict verdict = verdict_of(p, question, k);
    bool open = session_question_open(p->session),
         chosen = session_beat_state(p->session)->answer == k;
    Color edge = verdict == VERDICT_RIGHT   ? theme->good
                 : verdict == VERDICT_WRONG ? theme->bad
                                            : theme->accent;
    int first = p->list->shape_count;
    Rect box = {c->x, c->y, c->w, 0};
    unsigned id = region_id("choice", k);
    Color fill =
        paint_hovered(p, id) && open ? color_mix(theme->track, theme->text, 0.1f) : theme->track;
    draw_fill(p->list, box, 7 * u, fill); /* its height is known after the text */
    float text_w = c->w - 2 * pad - number_w - (verdict ? 20 * u : 0);
    float height = rich_text(p, c->x + pad + number_w, c->y + 0.6f * pad, text_w,
                             words(c, &choice->text), (RichStyle){p->body, theme->text, false});
    box.h = roundf(height + 1.2f * pad);
    if (p->list->shape_count > first)
        p->list->shapes[first].rect = box;
    char number[16];
    snprintf(number, sizeof number, "%d", k + 1);
    float line = roundf(1.5f * p->body);
    paint_text(p, c->x + pad,
               text_top_for_centre(p, FACE_TEXT_BOLD, p->small, c->y + 0.6f * pad + line / 2),
               FACE_TEXT_BOLD, p->small, theme->accent, number);
    if (verdict)
        draw_verdict(p, c->x + c->w - pad - 6 * u, c->y + 0.6f * pad + line / 2, 13 * u,
                     verdict == VERDICT_RIGHT, edge);
    if (chosen || verdict == VERDICT_RIGHT)
        draw_frame(p->list, box, 7 * u, fmaxf(2 * u, 1.5f), edge);
    paint_focus(p, box, id, 7 * u);
    add_choice_region(p, box, k, words(c, &choice->text), open);
    c->y += box.h;
    const char *why = words(c, &choice->why);
    if (verdict && why[0] && (chosen || verdict == VERDICT_RIGHT)) {
        c->y += 5 * u;
        c->y += rich_text(p, c->x + pad, c->y, c->w - 2 * pad, why,
                          (RichStyle){0.94f * p->body, theme->dim, false});
    }
    c->y += 7 * u;
}

static void draw_question(Column *c, const Question *question) {
    Painter *p = c->p;
    float u = p->u, pad = 14 * u;
    int first = p->list->shape_count;
    Rect card = {c->x - 4 * u, c->y, c->w + 8 * u, 0};
    draw_fill(p->list, card, 10 * u, p->theme->card);
    draw_frame(p->list, card, 10 * u, fmaxf(u, 1), p->theme->line);
    Column inner = {p, card.x + pad, c->y + pad - 4 * u, card.w - 2 * pad};
    inner.y += rich_text(p, inner.x, inner.y, inner.w, words(c, &question->question),
                         (RichStyle){p->body, p->theme->text, true});
    inner.y += 8 * u;
    for (int k = 0; k < question->choice_count; k++)
        draw_choice(&inner, question, k);
    card.h = roundf(inner.y + pad - 7 * u - card.y);
    if (p->list->shape_count > first + 1)
        p->list->shapes[first].rect = p->list->shapes[first + 1].rect = card;
    c->y = card.y + card.h + 16 * u;
}

/* ---- task ---- */

static void draw_progress(Column *c, float part, bool done) {
    Painter *p = c->p;
    float u = p->u, height = 6 * u;
    Rect track = {c->x, c->y, c->w, height};
    draw_fill(p->list, track, height / 2, p->theme->track);
    track.w = fmaxf(c->w * part, part > 0 ? height : 0);
    draw_fill(p->list, track, height / 2, done ? p->theme->good : p->theme->accent);
    c->y += height + 8 * u;
}

static void progress_words(char *text, size_t size, float part, int done, int total) {
    if (total > 0)
        snprintf(text, size, "held for %d of %d steps", done, total);
    else
        snprintf(text, size, "%d %% of the way", (int)(100 * part));
}

static void draw_solution_button(Column *c, const Task *task, float y) {
    Painter *p = c->p;
    float w = paint_text_width(p, FACE_TEXT, p->small, "Show me") + 20 * p->u, h = 1.9f * p->small;
    Region *region = paint_button(p, (Rect){c->x, y, w, roundf(h)}, "solution", 0, "Show me",
                                  FACE_TEXT, false, p->theme->accent, p->theme->on_accent);
    if (region)
        region->action = (Action){.kind = ACTION_SHOW_SOLUTION};
    (void)task;
}

static void draw_task(Column *c, const Task *task) {
    Painter *p = c->p;
    const Theme *theme = p->theme;
    int done = 0, total = 0;
    float part = condition_progress(task->until.condition, p->session->run, &done, &total);
    bool holds = session_task_holds(p->session);
    heading(c, theme->good, holds ? "DONE" : "YOUR TURN");
    c->y += rich_text(p, c->x, c->y, c->w, words(c, &task->text),
                      (RichStyle){p->body, theme->text, false});
    c->y += 10 * p->u;
    draw_progress(c, part, holds);
    float h = roundf(1.9f * p->small);
    float middle = c->y + h / 2, top = text_top_for_centre(p, FACE_TEXT, p->small, middle);
    char text[64] = "that is it";
    if (!holds)
        progress_words(text, sizeof text, part, done, total);
    paint_text_right(p, c->x + c->w, top, FACE_TEXT, p->small, holds ? theme->good : theme->dim,
                     text);
    if (holds)
        draw_verdict(p, c->x + c->w - paint_text_width(p, FACE_TEXT, p->small, text) - 14 * p->u,
                     middle, 12 * p->u, true, theme->good);
    else if (task->solution_count)
        draw_solution_button(c, task, c->y);
    c->y += h + 16 * p->u;
}

/* ---- the foot ---- */

static float foot_height(const Painter *p) {
    return roundf(fmaxf(38 * p->u, 2.3f * p->body));
}

static void draw_foot(Painter *p, Rect rect) {
    const Session *session = p->session;
    bool last = session->beat + 1 == session->lesson->beat_count;
    bool more =
        p->viewport->lesson_number > 0 && p->viewport->lesson_number < p->viewport->lesson_total;
    float gap = 12 * p->u, w = roundf((rect.w - gap) / 2);
    Rect back = {rect.x, rect.y, w, rect.h},
         next = {rect.x + w + gap, rect.y, rect.w - w - gap, rect.h};
    Painter large = *p;
    large.small = p->body;
    Region *region = paint_button(&large, back, "back", 0, "Back", FACE_TEXT, false,
                                  p->theme->accent, p->theme->on_accent);
    if (region) {
        region->action = (Action){.kind = ACTION_BEAT, .number = -1};
        region->disabled = session->beat == 0;
    }
    const char *label = !last ? "Next" : more ? "Next lesson" : "The end";
    bool goes_on = !last || more;
    region = paint_button(&large, next, "next", 0, label, FACE_TEXT_BOLD, goes_on, p->theme->accent,
                          p->theme->on_accent);
    if (region) {
        region->action = last ? (Action){.kind = ACTION_OPEN_LESSON, .number = 1}
                              : (Action){.kind = ACTION_BEAT, .number = 1};
        region->disabled = !goes_on;
    }
}

/* The session's notice, above the buttons; returns its height. */
static float draw_notice(Painter *p, Rect above) {
    const Error *notice = &p->session->notice;
    if (!notice->what[0])
        return 0;
    float u = p->u, pad = 10 * u;
    int first = p->list->shape_count;
    draw_fill(p->list, above, 8 * u, color_mix(p->theme->panel, p->theme->accent, 0.16f));
    float height = rich_text(p, above.x + pad, 0, above.w - 2 * pad, notice->what,
                             (RichStyle){0.94f * p->body, p->theme->text, false}) +
                   1.4f * pad;
    Rect box = {above.x, above.y - height - 10 * u, above.w, height};
    for (int k = first; k < p->list->shape_count; k++)
        p->list->shapes[k].rect.y += box.y + 0.7f * pad;
    if (p->list->shape_count > first)
        p->list->shapes[first].rect = box;
    return height + 10 * u;
}

static void draw_content(Column *c) {
    Painter *p = c->p;
    const Session *session = p->session;
    const Beat *beat = session_beat(session);
    char title[64];
    snprintf(title, sizeof title, "BEAT %d OF %d \u00b7 %s", session->beat + 1,
             session->lesson->beat_count, kind_of_beat(beat));
    heading(c, p->theme->accent, title);
    c->y += rich_text(p, c->x, c->y, c->w, words(c, &beat->say),
                      (RichStyle){1.06f * p->body, p->theme->text, false});
    c->y += 22 * p->u;
    const char *goal = words(c, &session->lesson->goal);
    if (session->beat == 0 && goal[0]) {
        heading(c, p->theme->dim, "THE GOAL");
        c->y += rich_text(p, c->x, c->y, c->w, goal, (RichStyle){p->body, p->theme->dim, false});
        c->y += 22 * p->u;
    }
    if (beat->question)
        draw_question(c, beat->question);
    if (beat->task)
        draw_task(c, beat->task);
}

void scene_lesson_panel(Painter *p, Rect rect) {
    float u = p->u, pad = 20 * u, foot = foot_height(p);
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x + rect.w - fmaxf(u, 1), rect.y, fmaxf(u, 1), rect.h}, 0,
              p->theme->line);
    Rect buttons = {rect.x + pad - 4 * u, rect.y + rect.h - foot - 18 * u, rect.w - 2 * pad + 8 * u,
                    foot};
    float notice = draw_notice(p, buttons);
    float top = rect.y + 22 * u;
    Rect room = {rect.x + 8 * u, top, rect.w - 12 * u, buttons.y - notice - 10 * u - top};
    Scroll scroll = scroll_begin(p, PANEL_LESSON, room);
    Column column = {p, rect.x + pad, top, rect.w - 2 * pad};
    draw_content(&column);
    scroll_end(p, &scroll, column.y - top);
    draw_foot(p, buttons);
}
