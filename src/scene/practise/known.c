/* known.c: what is still known, by idea: the chance of a right answer today, as a bar, hatched as far
 * as that cannot be told; and when the idea that is asked comes back. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/known.h"
#include "scene/practise/page.h"
#include "scene/practise/practise.h"

/* ---- an idea ---- */

static float row_height(const Painter *p) {
    return paint_known_height(p) + roundf(16 * p->u);
}

static void draw_idea(Column *c, const Practise *practise, int idea, bool here) {
    Painter *p = c->p;
    Mastery mastery = review_mastery(&practise->review, idea, practise->now());
    float u = p->u, row = paint_known_height(p), pad = roundf(7 * u);
    if (here)
        draw_frame(p->list, (Rect){c->x - 10 * u, c->y, c->w + 20 * u, row + 2 * pad}, 6 * u,
                   fmaxf(roundf(u), 1), p->theme->accent);
    paint_known(p, (Rect){c->x, c->y + pad, c->w, row}, idea_at(idea), &mastery);
    c->y += row_height(p);
}

/* ---- which ideas ---- */

static bool is_here(const Practise *practise, int idea) {
    return practise->stand != PRACTISE_DONE && practise->sitting[practise->at].idea == idea;
}

/* 0: it is of this sitting; 1: it was met; 2: not. Those come first that do first. */
static int rank_of(const Practise *practise, int idea) {
    for (int k = 0; k < SITTING; k++)
        if (practise->sitting[k].idea == idea)
            return 0;
    return practise->review.ideas[idea].met ? 1 : 2;
}

/* So many of them, in the order of the course. */
static int choose(const Practise *practise, int most, bool shown[REVIEW_IDEAS]) {
    int count = 0;
    for (int rank = 0; rank < 3; rank++)
        for (int idea = 0; idea < idea_count() && count < most; idea++)
            if (rank_of(practise, idea) == rank) {
                shown[idea] = true;
                count++;
            }
    return count;
}

static void add_words(Column *c, const char *text, float px, Color color, bool bold) {
    const RichStyle style = {.px = px, .color = color, .bold = bold, .plain = true};
    c->y += rich_text(c->p, c->x, c->y, c->w, text, style);
}

static const char *in_days(const Painter *p, int days, char text[64]) {
    if (days == 1)
        return paint_phrase(p, "tomorrow");
    snprintf(text, 64, paint_phrase(p, "in %d days"), days);
    return text;
}

/* When the idea that is asked comes back; nothing where that is not to be told. */
static void come_back(const Painter *p, const Practise *practise, char *text, size_t size) {
    int idea = practise->sitting[practise->at].idea;
    int64_t now = practise->now();
    const char *name = paint_idea(p, idea_at(idea));
    int right = review_due_days(&practise->review, idea, true, now);
    int wrong = review_due_days(&practise->review, idea, false, now);
    char then[64], else_then[64];
    text[0] = '\0';
    if (practise->stand == PRACTISE_ASKED && right == wrong)
        snprintf(text, size, paint_phrase(p, "\u201c%s\u201d comes back %s, right or not."), name,
                 in_days(p, right, then));
    else if (practise->stand == PRACTISE_ASKED)
        snprintf(text, size, paint_phrase(p, "\u201c%s\u201d comes back %s if right, %s if not."),
                 name, in_days(p, right, then), in_days(p, wrong, else_then));
}

static float words_height(Column *c, const char *text, float px) {
    DisplayList *list = c->p->list;
    int shapes = list->shape_count;
    uint32_t texts = list->text_length;
    const RichStyle style = {.px = px, .plain = true};
    float h = rich_text(c->p, c->x, 0, c->w, text, style);
    list->shape_count = shapes;
    list->text_length = texts;
    return h;
}

static void draw_then(Column *c, const char *then) {
    Painter *p = c->p;
    if (!then[0])
        return;
    add_words(c, paint_phrase(p, "And then"), p->body, p->theme->text, true);
    add_words(c, then, p->small, p->theme->dim, false);
}

void practise_known(Column *c, const Practise *practise, float room) {
    Painter *p = c->p;
    bool shown[REVIEW_IDEAS] = {false};
    char then[256], more[64], exam[64];
    float top = c->y, line = roundf(1.6f * p->small);
    come_back(p, practise, then, sizeof then);
    add_words(c, paint_phrase(p, "What you still know"), p->large, p->theme->text, true);
    add_words(c,
              paint_phrase(p, "Chance of a right answer today, by your own answers. Hatched: "
                              "it cannot be told yet."),
              p->small, p->theme->dim, false);
    paint_exam(p, &practise->review, practise->now(), exam, sizeof exam);
    if (exam[0])
        add_words(c, exam, p->small, p->theme->text, false);
    c->y += roundf(8 * p->u);
    float below = line + (then[0] ? 1.6f * p->body + words_height(c, then, p->small) : 0);
    float rows = floorf((room - (c->y - top) - below) / row_height(p));
    int count = choose(practise, (int)fmaxf(fminf(rows, (float)idea_count()), 1), shown);
    for (int idea = 0; idea < idea_count(); idea++)
        if (shown[idea])
            draw_idea(c, practise, idea, is_here(practise, idea));
    if (count < idea_count()) {
        snprintf(more, sizeof more, paint_phrase(p, "and %d more"), idea_count() - count);
        paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT, p->small, p->theme->dim, more);
        c->y += line;
    }
    draw_then(c, then);
}

void scene_practise_known(Painter *p, Rect rect) {
    float u = p->u, pad = roundf(20 * u), line = fmaxf(roundf(u), 1);
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y, line, rect.h}, 0, p->theme->line);
    Column c = {p, rect.x + pad, rect.y + roundf(16 * u), rect.w - 2 * pad};
    practise_known(&c, session_practise(p->session), rect.h - 28 * u);
}
