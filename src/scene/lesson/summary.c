/* summary.c: the end of a lesson: what it was for and whether that was reached, what was left open,
 * with a way there, and the next lesson by its title. */
#include <math.h>
#include <stdio.h>

#include "scene/lesson/lesson.h"
#include "scene/paint/control.h"
#include "scene/paint/known.h"
#include "session/left.h"

typedef struct Item {
    int beat;
    bool question; /* else its task */
} Item;

static void add_way(Painter *p, Rect box, const Item *item, const char *what) {
    char words[256], label[320];
    rich_plain(p, what, words, sizeof words);
    snprintf(label, sizeof label, paint_phrase(p, "Back to beat %d: %s"), item->beat + 1, words);
    Region *region =
        region_add(p->list, REGION_BUTTON, box, "left", 2 * item->beat + item->question, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GO_BEAT, .number = item->beat};
    region->focusable = true;
}

/* A box that leads to the beat; its height is known only after its words. */
static void draw_item(Column *c, const Item *item) {
    Painter *p = c->p;
    const Beat *beat = &p->session->lesson->beats[item->beat];
    const char *what =
        column_words(c, item->question ? &beat->question->question : &beat->task->text);
    unsigned id = region_id("left", 2 * item->beat + item->question);
    float u = p->u, pad = 8 * u, arrow = roundf(9 * u);
    Rect box = {c->x, c->y, c->w, 0};
    char head[64];
    snprintf(head, sizeof head,
             paint_phrase(p, item->question ? "Question in beat %d" : "Task in beat %d"),
             item->beat + 1);
    int first = p->list->shape_count;
    draw_fill(p->list, box, 8 * u, p->theme->card); /* what has a role's colour is read on it */
    draw_frame(p->list, box, 8 * u, fmaxf(roundf(u), 1),
               paint_hovered(p, id) ? p->theme->text : p->theme->line);
    const RichStyle title = {
        .px = p->small, .color = p->theme->accent, .bold = true, .plain = true};
    const RichStyle text = {.px = p->body, .color = p->theme->text};
    float w = c->w - 3 * pad - arrow, y = c->y + 0.6f * pad;
    y += rich_text(p, c->x + pad, y, w, head, title);
    y += rich_text(p, c->x + pad, y, w, what, text);
    box.h = roundf(fmaxf(y + 0.6f * pad - c->y, 44 * u));
    if (p->list->shape_count > first + 1)
        p->list->shapes[first].rect = p->list->shapes[first + 1].rect = box;
    draw_triangle(p->list,
                  (Rect){roundf(box.x + box.w - pad - arrow), roundf(box.y + (box.h - arrow) / 2),
                         arrow, arrow},
                  0, p->theme->dim);
    paint_edge(p, box, 8 * u);
    paint_focus(p, box, id, 8 * u);
    add_way(p, box, item, what);
    c->y += box.h + 8 * u;
}

/* That of the last beat stands above already. */
static void draw_left(Column *c) {
    const Session *session = c->p->session;
    int last = session->lesson->beat_count - 1, drawn = 0;
    for (int beat = 0; beat < last; beat++)
        for (int question = 1; question >= 0; question--) {
            bool left =
                question ? session_question_left(session, beat) : session_task_left(session, beat);
            if (!left)
                continue;
            if (!drawn++)
                column_heading(c, c->p->theme->accent, paint_phrase(c->p, "STILL OPEN"));
            draw_item(c, &(Item){beat, question});
        }
    c->y += drawn ? 16 * c->p->u : 0;
}

void lesson_summary(Column *c) {
    Painter *p = c->p;
    const Session *session = p->session;
    const char *goal = column_words(c, &session->lesson->goal);
    Left left = session_left(session);
    bool reached = !left.questions && !left.tasks;
    if (goal[0] && session->beat > 0) {
        const RichStyle style = {.px = p->body, .color = p->theme->text, .terms = true};
        column_heading(c, reached ? p->theme->good : p->theme->dim,
                       paint_phrase(p, reached ? "GOAL REACHED" : "THE GOAL"));
        c->y += rich_text(p, c->x, c->y, c->w, goal, style) + 24 * p->u;
    }
    draw_left(c);
}

/* The first idea that the lesson teaches; -1: none. */
static int first_idea(const Lesson *lesson) {
    for (int k = 0; k < idea_count(); k++)
        if (idea_is_taught_by(idea_at(k), lesson->id))
            return k;
    return -1;
}

void lesson_practise(Column *c) {
    Painter *p = c->p;
    int idea = first_idea(p->session->lesson);
    float h = control_row_height(p);
    char word[128];
    if (idea < 0 || !p->viewport->catalogue || !p->viewport->catalogue->tools)
        return;
    snprintf(word, sizeof word, paint_phrase(p, "Practise: %s"), paint_idea(p, idea_at(idea)));
    const PushButton button = {.name = "practise",
                               .word = word,
                               .label = paint_phrase(p, "Five questions on it, made anew"),
                               .face = FACE_TEXT,
                               .px = p->body};
    float w = paint_text_width(p, FACE_TEXT, p->body, word) + 2 * p->body;
    Region *region = paint_push(p, (Rect){c->x, c->y, roundf(fminf(w, c->w)), h}, &button);
    if (region)
        region->action =
            (Action){.kind = ACTION_OPEN_TOOL, .number = SESSION_PRACTISE, .unit = idea + 1};
    c->y += h + 16 * p->u;
}

void lesson_next_door(Column *c) {
    Painter *p = c->p;
    const Lesson *next = p->viewport->next_lesson;
    char text[512];
    if (!next || session_leads_back(p->session))
        return;
    snprintf(text, sizeof text, paint_phrase(p, "Next lesson: %s"), column_words(c, &next->title));
    const RichStyle style = {.px = p->body, .color = p->theme->text, .bold = true, .plain = true};
    c->y += rich_text(p, c->x, c->y, c->w, text, style) + 24 * p->u;
}

enum { SOURCES_ROOM = 2048 };

/* "Cho and others 2014, equation 7, doi:10.3115/v1/D14-1179; ...": as many as there is room for. */
static void name_sources(const Column *c, const Lesson *lesson, char *line) {
    size_t length = 0;
    for (int k = 0; k < lesson->source_count; k++) {
        const LessonSource *source = &lesson->sources[k];
        const char *where = column_words(c, &source->where);
        int more = snprintf(line + length, SOURCES_ROOM - length, "%s%s%s%s%s%s", k ? "; " : "",
                            column_words(c, &source->text), where[0] ? ", " : "", where,
                            source->doi ? ", doi:" : "", source->doi ? source->doi : "");
        if (more < 0 || length + (size_t)more >= SOURCES_ROOM) {
            line[length] = 0;
            return;
        }
        length += (size_t)more;
    }
}

void lesson_sources(Column *c) {
    Painter *p = c->p;
    const Lesson *lesson = p->session->lesson;
    const RichStyle style = {.px = p->small, .color = p->theme->dim, .plain = true};
    char named[SOURCES_ROOM] = "", line[SOURCES_ROOM + 64];
    if (!lesson->source_count)
        return;
    name_sources(c, lesson, named);
    snprintf(line, sizeof line, paint_phrase(p, "Sources: %s"), named);
    c->y += rich_text(p, c->x, c->y, c->w, line, style) + 12 * p->u;
}
