/* known.c: see known.h. */
#include "scene/paint/known.h"

#include <math.h>
#include <stdio.h>

static float bar_height(const Painter *p) {
    return roundf(fmaxf(8 * p->u, 0.5f * p->body));
}

/* From the box of the letters to the bar. */
static float bar_gap(const Painter *p) {
    return roundf(4 * p->u);
}

const char *paint_idea(const Painter *p, const Idea *idea) {
    return phrase_among(p->session->view.language, "idea", idea->name);
}

float paint_known_height(const Painter *p) {
    float words = paint_line_height(p, FACE_TEXT, p->body);
    return roundf(words + bar_gap(p) + bar_height(p) + 2 * p->u);
}

/* ---- the bar ---- */

static void draw_mark(Painter *p, Rect bar, float at) {
    float w = fmaxf(roundf(2 * p->u), 2), over = roundf(2 * p->u);
    float x = roundf(bar.x + at * bar.w - w / 2);
    x = fminf(fmaxf(x, bar.x), bar.x + bar.w - w);
    draw_fill(p->list, (Rect){x, bar.y - over, w, bar.h + 2 * over}, 0, p->theme->text);
}

static void draw_bar(Painter *p, Rect bar, const Mastery *mastery) {
    float low = roundf(bar.w * (float)mastery->low), high = roundf(bar.w * (float)mastery->high);
    float pitch = fmaxf(roundf(6 * p->u), 4);
    draw_fill(p->list, bar, 0, p->theme->hollow);
    if (high > low)
        draw_hatch(p->list, (Rect){bar.x + low, bar.y, high - low, bar.h}, 0.42f * pitch, pitch,
                   p->theme->accent);
    if (low >= 1)
        draw_fill(p->list, (Rect){bar.x, bar.y, low, bar.h}, 0, p->theme->accent);
    draw_mark(p, bar, (float)mastery->chance);
}

static void draw_no_bar(Painter *p, Rect bar) {
    draw_dashed_frame(p->list, bar, 0, fmaxf(roundf(p->u), 1), fmaxf(roundf(3 * p->u), 2),
                      p->theme->faint);
}

/* ---- the words ---- */

static const char *not_asked(const Painter *p, const Mastery *mastery) {
    return mastery->met ? paint_phrase(p, "not asked yet") : paint_phrase(p, "not met yet");
}

static float draw_share(Painter *p, Rect rect, const Mastery *mastery) {
    char text[16];
    snprintf(text, sizeof text, "%.0f %%", 100 * mastery->chance);
    paint_text_right(p, rect.x + rect.w, rect.y, FACE_NUMBER_BOLD, p->body, p->theme->text, text);
    return paint_text_width(p, FACE_NUMBER_BOLD, p->body, "100 %");
}

/* At the right, in letters that stand on the same line as the name; its width. */
static float draw_note(Painter *p, Rect rect, const char *note) {
    const Fonts *fonts = p->fonts;
    float ascent = fonts->ascent(fonts->context, FACE_TEXT, p->body);
    float own = fonts->ascent(fonts->context, FACE_TEXT, p->small);
    paint_text_right(p, rect.x + rect.w, roundf(rect.y + ascent - own), FACE_TEXT, p->small,
                     p->theme->dim, note);
    return paint_text_width(p, FACE_TEXT, p->small, note);
}

static const char *answers_note(const Painter *p, const Mastery *mastery, char note[64]) {
    snprintf(note, 64, paint_phrase(p, mastery->answers == 1 ? "%d answer" : "%d answers"),
             mastery->answers);
    return note;
}

/* The number of answers gives way to the name. */
static void draw_answers(Painter *p, Rect rect, float name, const Mastery *mastery) {
    char note[64];
    answers_note(p, mastery, note);
    if (name + paint_text_width(p, FACE_TEXT, p->small, note) + 12 * p->u <= rect.w)
        draw_note(p, rect, note);
}

float paint_known_width(const Painter *p, const Idea *idea, const Mastery *mastery) {
    char note[64];
    float gap = 12 * p->u, name = paint_text_width(p, FACE_TEXT, p->body, paint_idea(p, idea));
    if (!mastery->answers)
        return ceilf(name + gap + paint_text_width(p, FACE_TEXT, p->small, not_asked(p, mastery)));
    return ceilf(name + gap +
                 paint_text_width(p, FACE_TEXT, p->small, answers_note(p, mastery, note)) +
                 roundf(gap) + paint_text_width(p, FACE_NUMBER_BOLD, p->body, "100 %"));
}

void paint_known(Painter *p, Rect rect, const Idea *idea, const Mastery *mastery) {
    const char *name = paint_idea(p, idea);
    float gap = roundf(12 * p->u), words = paint_line_height(p, FACE_TEXT, p->body);
    Rect bar = {rect.x, roundf(rect.y + words + bar_gap(p)), rect.w, bar_height(p)};
    Color ink = mastery->answers ? p->theme->text : p->theme->dim;
    float taken =
        mastery->answers ? draw_share(p, rect, mastery) : draw_note(p, rect, not_asked(p, mastery));
    Rect left = {rect.x, rect.y, rect.w - taken - gap, rect.h};
    float width = paint_text_fit(p, left.x, left.y, left.w, FACE_TEXT, p->body, ink, name);
    if (mastery->answers) {
        draw_answers(p, left, width, mastery);
        draw_bar(p, bar, mastery);
    } else {
        draw_no_bar(p, bar);
    }
}

void paint_known_label(const Painter *p, const Idea *idea, const Mastery *mastery, char *text,
                       size_t size) {
    const char *name = paint_idea(p, idea);
    if (!mastery->answers)
        snprintf(text, size, "%s: %s", name, not_asked(p, mastery));
    else
        snprintf(text, size, paint_phrase(p, "%s: %.0f %%, between %.0f and %.0f; answers: %d"),
                 name, 100 * mastery->chance, 100 * mastery->low, 100 * mastery->high,
                 mastery->answers);
}

void paint_exam(const Painter *p, const Review *review, int64_t now, char *text, size_t size) {
    int days = review_exam_days(review, now);
    text[0] = '\0';
    if (days >= 0)
        snprintf(text, size, paint_phrase(p, "days to the exam: %d"), days);
}
