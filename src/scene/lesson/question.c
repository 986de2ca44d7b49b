/* question.c: a question as a card: its choices are buttons; one that was chosen shows
 * whether it was right, and why. */
#include <math.h>
#include <stdio.h>

#include "scene/lesson/lesson.h"
#include "session/asked.h"

typedef enum Verdict { VERDICT_NONE, VERDICT_RIGHT, VERDICT_WRONG } Verdict;

static bool was_tried(const BeatState *state, int choice) {
    int kept = (int)(sizeof state->tried / sizeof *state->tried);
    return choice == state->answer || (choice < kept && state->tried[choice]);
}

static Verdict verdict_of(const Painter *p, const Question *question, int choice) {
    if (!was_tried(session_beat_state(p->session), choice))
        return VERDICT_NONE;
    return question->choices[choice].right ? VERDICT_RIGHT : VERDICT_WRONG;
}

static Color verdict_color(const Theme *theme, Verdict verdict) {
    return verdict == VERDICT_RIGHT ? theme->good : theme->bad;
}

static int place_of(const Painter *p, int choice) {
    return asked_place(p->session, p->session->beat, choice) + 1;
}

static void add_choice_region(Painter *p, Rect box, int k, const char *text, bool open) {
    char words[256], label[288];
    rich_plain(p, text, words, sizeof words);
    snprintf(label, sizeof label, paint_phrase(p, "Answer %d: %s"), place_of(p, k), words);
    Region *region = region_add(p->list, REGION_BUTTON, box, "choice", k, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_ANSWER, .number = k};
    region->focusable = region->asked = true;
    region->disabled = !open;
    region->on = session_beat_state(p->session)->answer == k;
    region->one_of = true;
}

/* A box with its number and its text; its height is known only after the text. */
void lesson_choice(Column *c, const Question *question, int k) {
    Painter *p = c->p;
    const Theme *theme = p->theme;
    const char *text = column_words(c, &question->choices[k].text);
    float u = p->u, pad = 8 * u, number_w = paint_text_width(p, FACE_TEXT_BOLD, p->small, "0");
    Verdict verdict = verdict_of(p, question, k);
    bool open = session_question_open(p->session);
    unsigned id = region_id("choice", k);
    int first = p->list->shape_count;
    bool hovered = paint_hovered(p, id) && open;
    Rect box = {c->x, c->y, c->w, 0};
    draw_fill(p->list, box, 8 * u,
              hovered ? color_mix(theme->track, theme->text, 0.1f) : theme->track);
    float left = c->x + pad + number_w + 12 * u, right = c->x + c->w - pad - (verdict ? 20 * u : 0);
    const RichStyle style = {.px = p->body, .color = theme->text};
    float words = rich_text(p, left, c->y + 0.6f * pad, right - left, text, style) + 1.2f * pad;
    float down = roundf(fmaxf(p->tap - words, 0) / 2);
    box.h = roundf(paint_tap(p, words));
    for (int shape = first + 1; shape < p->list->shape_count; shape++)
        p->list->shapes[shape].rect.y += down;
    if (p->list->shape_count > first)
        p->list->shapes[first].rect = box;
    char number[16];
    snprintf(number, sizeof number, "%d", place_of(p, k));
    float middle = c->y + down + 0.6f * pad + paint_line_pitch(p->body) / 2; /* of the first line */
    paint_text(p, c->x + pad + 2 * u, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, middle),
               FACE_TEXT_BOLD, p->small, theme->accent, number);
    if (verdict) {
        Color color = verdict_color(theme, verdict);
        draw_verdict(p, c->x + c->w - pad - 7 * u, middle, 13 * u, verdict == VERDICT_RIGHT, color);
        draw_frame(p->list, box, 8 * u, fmaxf(2 * u, 1.5f), color);
    }
    paint_focus(p, box, id, 8 * u);
    add_choice_region(p, box, k, text, open);
    c->y += box.h;
}

/* Why the choice is right or wrong, beside a line of its colour. */
static void draw_why(Column *c, const Question *question, int k) {
    Painter *p = c->p;
    Verdict verdict = verdict_of(p, question, k);
    const char *why = column_words(c, &question->choices[k].why);
    bool last = session_beat_state(p->session)->answer == k;
    if (!why[0] || !(verdict == VERDICT_RIGHT || (verdict && last)))
        return;
    float u = p->u, pad = 8 * u, top = c->y + 8 * u;
    const RichStyle style = {
        .px = fmaxf(0.94f * p->body, p->small), .color = p->theme->text, .terms = true};
    float h = rich_text(p, c->x + pad + 10 * u, top, c->w - 2 * pad - 10 * u, why, style);
    float line = fmaxf(roundf(2 * u), 2);
    draw_fill(p->list, (Rect){roundf(c->x + pad), top, line, h}, 0,
              verdict_color(p->theme, verdict));
    c->y = top + h;
}

/* The class is asked aloud: its choices are not shown yet. Whoever stands at the lectern sees them.
 */
static bool choices_wait(const Painter *p) {
    const Present *present = &p->session->present;
    return present->on && !present->revealed && !p->viewport->lectern;
}

void lesson_question(Column *c, const Question *question) {
    Painter *p = c->p;
    float u = p->u, pad = 12 * u;
    int first = p->list->shape_count;
    Rect card = {c->x - 4 * u, c->y, c->w + 8 * u, 0};
    draw_fill(p->list, card, 10 * u, p->theme->card);
    draw_frame(p->list, card, 10 * u, fmaxf(u, 1), p->theme->line);
    Column inner = {p, card.x + pad, c->y + pad - 2 * u, card.w - 2 * pad};
    const RichStyle style = {.px = p->body, .color = p->theme->text, .bold = true, .terms = true};
    inner.y += rich_text(p, inner.x, inner.y, inner.w, column_words(c, &question->question), style);
    if (question->form != QUESTION_CHOICES)
        lesson_guess(&inner, question);
    for (int k = 0; k < question->choice_count && !choices_wait(p); k++) {
        inner.y += 8 * u;
        int choice = asked_choice(p->session, p->session->beat, k);
        lesson_choice(&inner, question, choice);
        draw_why(&inner, question, choice);
    }
    card.h = roundf(inner.y + pad - card.y);
    if (p->list->shape_count > first + 1)
        p->list->shapes[first].rect = p->list->shapes[first + 1].rect = card;
    c->y = card.y + card.h + 16 * u;
}
