/* task.c: a task: what is asked, how far it has come, and a way to be shown. */
#include <math.h>
#include <stdio.h>

#include "lesson/condition/condition.h"
#include "scene/lesson/lesson.h"

static void draw_progress(Column *c, float part, bool holds) {
    Painter *p = c->p;
    float height = roundf(fmaxf(8 * p->u, 4));
    Rect track = {c->x, roundf(c->y), c->w, height};
    draw_fill(p->list, track, height / 2, p->theme->track);
    track.w = part > 0 ? fmaxf(c->w * part, height) : 0;
    if (track.w > 0)
        draw_fill(p->list, track, height / 2, holds ? p->theme->good : p->theme->accent);
    c->y += height + 8 * p->u;
}

static void progress_words(const Painter *p, const Task *task, bool holds, char *text,
                           size_t size) {
    int done = 0, total = 0;
    float part = condition_progress(task->until.condition, p->session->run, &done, &total);
    if (holds)
        snprintf(text, size, "%s", paint_phrase(p, "done"));
    else if (total > 0)
        snprintf(text, size, paint_phrase(p, "held for %d of %d steps"), done, total);
    else
        snprintf(text, size, paint_phrase(p, "%d %% of the way"), (int)(100 * part));
}

/* Returns its width. */
static float draw_solution_button(Painter *p, float x, float y, float h) {
    const PushButton button = {.name = "solution",
                               .word = paint_phrase(p, "Show me"),
                               .label = paint_phrase(p, "Show a solution of the task"),
                               .face = FACE_TEXT};
    float w =
        roundf(paint_tap(p, paint_text_width(p, FACE_TEXT, p->small, button.word) + 16 * p->u));
    Region *region = paint_push(p, (Rect){x, y, w, h}, &button);
    if (region)
        region->action = (Action){.kind = ACTION_SHOW_SOLUTION};
    return w;
}

/* What is under the bar: the button on the left, the words on the right; one under the other where
 * they do not fit into a line. */
static void draw_state(Column *c, const Task *task, bool holds) {
    Painter *p = c->p;
    float u = p->u, h = roundf(paint_tap(p, 1.9f * p->small)), check = holds ? 20 * u : 0;
    char text[64];
    progress_words(p, task, holds, text, sizeof text);
    Color ink = holds ? p->theme->good : p->theme->dim;
    Face face = holds ? FACE_TEXT_BOLD : FACE_TEXT;
    float words = paint_text_width(p, face, p->small, text), left = 0;
    if (!holds && task->solution_count)
        left = draw_solution_button(p, c->x, c->y, h) + 8 * u;
    if (left + words + check > c->w)
        c->y += h;
    float middle = c->y + h / 2;
    paint_text_right(p, c->x + c->w, text_top_for_centre(p, face, p->small, middle), face, p->small,
                     ink, text);
    if (holds)
        draw_verdict(p, c->x + c->w - words - 12 * u, middle, 13 * u, true, ink);
    c->y += h;
}

void lesson_task(Column *c, const Task *task) {
    Painter *p = c->p;
    bool holds = session_task_holds(p->session);
    column_heading(c, p->theme->good, paint_phrase(p, "YOUR TURN"));
    const RichStyle style = {.px = p->body, .color = p->theme->text, .terms = true};
    c->y += rich_text(p, c->x, c->y, c->w, column_words(c, &task->text), style) + 8 * p->u;
    float part = condition_progress(task->until.condition, p->session->run, &(int){0}, &(int){0});
    draw_progress(c, holds ? 1 : part, holds);
    draw_state(c, task, holds);
    c->y += 16 * p->u;
}
