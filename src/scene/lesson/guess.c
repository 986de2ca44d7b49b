/* guess.c: the card of a question whose answer is computed: what one answers with where that is not
 * the ribbon of time, and afterwards the answer in a sentence of its numbers, what made the gap of a
 * drawing, the reason, and a line for one's own. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/lesson/lesson.h"
#include "scene/paint/control.h"
#include "scene/paint/gap.h"
#include "scene/words/number.h"
#include "session/asked.h"

enum { DECIMALS = 2 };

static float button_height(const Painter *p) {
    return roundf(paint_tap(p, roundf(fmaxf(34 * p->u, 2 * p->small))));
}

/* ---- a number ---- */

static void add_step_button(Painter *p, Rect rect, bool more, float value) {
    const PushButton button = {.name = more ? "guess.more" : "guess.less",
                               .word = more ? "+" : "\u2212",
                               .label = paint_phrase(p, more ? "A little more" : "A little less"),
                               .face = FACE_TEXT_BOLD,
                               .px = p->body};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_GUESS, .value = value};
}

static void draw_number(Column *c) {
    Painter *p = c->p;
    const Guess *guess = &session_beat_state(p->session)->guess;
    AskedRange range = asked_range(p->session);
    float value = guess_has(guess, 0) ? guess->values[0] : 0, h = control_row_height(p), u = p->u;
    char text[24] = "?";
    if (guess_has(guess, 0))
        format_value(text, sizeof text, value, DECIMALS);
    const Control control = {.name = "guess",
                             .word = paint_phrase(p, "you"),
                             .value_text = text,
                             .label = paint_phrase(p, "Your number: drag, or double-click to type"),
                             .action = {.kind = ACTION_GUESS},
                             .value = value,
                             .low = range.low,
                             .high = range.high,
                             .step = range.step / 5,
                             .disabled = !session_question_open(p->session),
                             .asked = true};
    Column slider = {p, c->x, c->y, c->w - 2 * h - 16 * u};
    control_slider(&slider, &control);
    if (!control.disabled) {
        float x = slider.x + slider.w + 8 * u;
        add_step_button(p, (Rect){x, c->y, h, h}, false, value - range.step / 5);
        add_step_button(p, (Rect){x + h + 8 * u, c->y, h, h}, true, value + range.step / 5);
    }
    c->y = slider.y + 6 * u;
}

/* ---- an order ---- */

static void add_mover(Painter *p, Rect rect, int at, int down) {
    char label[96];
    const char *name = down > 0 ? "order.down" : "order.up";
    unsigned id = region_id(name, at);
    snprintf(label, sizeof label,
             paint_phrase(p, down > 0 ? "Run %d further down: a larger number"
                                      : "Run %d further up: a smaller number"),
             at + 1);
    float size = roundf(0.34f * rect.h);
    draw_fill(p->list, rect, 6 * p->u,
              paint_hovered(p, id) ? color_mix(p->theme->track, p->theme->text, 0.12f)
                                   : p->theme->card);
    draw_triangle(p->list,
                  (Rect){roundf(rect.x + (rect.w - size) / 2), roundf(rect.y + (rect.h - size) / 2),
                         size, size},
                  down > 0 ? 1 : 3, p->theme->text);
    paint_edge(p, rect, 6 * p->u);
    paint_focus(p, rect, id, 6 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, rect, name, at, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GUESS_ORDER, .number = at, .unit = down};
    region->focusable = region->asked = true;
}

/* At the right end of a run's row: where it can still be moved, and its number once that is known.
 * Returns how much of the width it takes. */
static float draw_run_end(Painter *p, Rect row, int at, int run, int count) {
    float u = p->u, h = paint_tap(p, fminf(row.h - 6 * u, 34 * u)), x = row.x + row.w - 4 * u,
          left = x;
    bool open = session_question_open(p->session) && !p->viewport->film;
    for (int down = 1; down >= -1 && open; down -= 2) {
        left -= h + 4 * u;
        if (at + down >= 0 && at + down < count)
            add_mover(p, (Rect){left, roundf(row.y + (row.h - h) / 2), h, h}, at, down);
    }
    if (p->session->outcome.known) {
        char number[24];
        format_value(number, sizeof number, (float)p->session->outcome.numbers[run], DECIMALS);
        float w = paint_text_width(p, FACE_NUMBER_BOLD, p->small, number);
        float top = text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, row.y + row.h / 2);
        paint_text_right(p, left - 6 * u, top, FACE_NUMBER_BOLD, p->small, p->theme->text, number);
        left -= w + 12 * u;
    }
    return row.x + row.w - left;
}

static void draw_run(Column *c, const Question *question, int at) {
    Painter *p = c->p;
    float u = p->u, pad = 8 * u;
    int run = asked_run(p->session, at), first = p->list->shape_count;
    Rect row = {c->x, c->y, c->w, roundf(paint_tap(p, fmaxf(1.9f * p->body, 36 * u)))};
    draw_fill(p->list, row, 8 * u, p->theme->track);
    const char *words = column_words(c, &question->runs[run].text);
    float end = fmaxf(96 * u, 2 * p->tap + 16 * u) + (p->session->outcome.known ? 5 * p->small : 0),
          w = c->w - 2 * pad - end;
    const RichStyle style = {.px = p->body, .color = p->theme->text};
    float h = rich_text(p, c->x + pad, c->y + 0.6f * pad, w, words, style) + 1.2f * pad;
    row.h = roundf(fmaxf(h, row.h));
    if (p->list->shape_count > first)
        p->list->shapes[first].rect = row;
    draw_run_end(p, row, at, run, question->run_count);
    c->y += row.h + 6 * u;
}

static void draw_order(Column *c, const Question *question) {
    Painter *p = c->p;
    const RichStyle style = {.px = p->small, .color = p->theme->dim, .plain = true};
    c->y +=
        rich_text(p, c->x, c->y, c->w, paint_phrase(p, "The smallest number at the top:"), style) +
        4 * p->u;
    for (int at = 0; at < question->run_count; at++)
        draw_run(c, question, at);
}

/* ---- what is on the ribbon ---- */

static const char *ribbon_words(const Painter *p, QuestionForm form) {
    if (!session_guided(p->session) && !p->session->present.on && !p->viewport->film)
        return paint_phrase(p, "It is answered on the guided stage, in the ribbon of time (W).");
    return paint_phrase(p, form == QUESTION_DRAW
                               ? "Draw it in the ribbon of time: drag, or Y and the arrow keys."
                           : form == QUESTION_DRAG
                               ? "Drag the outlined bar in the ribbon of time, or Y and the arrow "
                                 "keys."
                               : "Press the step in the ribbon of time, or Y and the arrow keys.");
}

static void draw_ribbon_words(Column *c, const Question *question) {
    Painter *p = c->p;
    const RichStyle style = {.px = p->small, .color = p->theme->dim, .plain = true};
    if (asked_given(p->session) || p->viewport->film)
        return;
    c->y += rich_text(p, c->x, c->y, c->w, ribbon_words(p, question->form), style) + 6 * p->u;
}

/* ---- giving the answer ---- */

static float add_button(Column *c, float x, const char *name, const char *word, const char *label,
                        bool chosen, Action action) {
    Painter *p = c->p;
    float w = roundf(paint_tap(
        p, paint_text_width(p, chosen ? FACE_TEXT_BOLD : FACE_TEXT, p->small, word) + 28 * p->u));
    const PushButton button = {.name = name,
                               .word = word,
                               .label = label,
                               .face = chosen ? FACE_TEXT_BOLD : FACE_TEXT,
                               .chosen = chosen,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, (Rect){x, c->y, w, button_height(p)}, &button);
    if (region) {
        region->action = action;
        region->asked = true;
    }
    return x + w + 8 * p->u;
}

static void draw_give(Column *c, const Question *question) {
    Painter *p = c->p;
    bool given = asked_given(p->session), ready;
    ready = question->form == QUESTION_ORDER ||
            guess_complete(question, &session_beat_state(p->session)->guess);
    if (!session_question_open(p->session) || p->viewport->film)
        return;
    float x = add_button(c, c->x, "give", paint_phrase(p, given ? "Compare again" : "Compare"),
                         paint_phrase(p, "This is your answer: compare it with the run"), ready,
                         (Action){.kind = ACTION_GIVE});
    if (!given)
        add_button(c, x, "giveup", paint_phrase(p, "Show me"),
                   paint_phrase(p, "Show what is right, without an answer"), false,
                   (Action){.kind = ACTION_GIVE, .number = 1});
    c->y += button_height(p) + 6 * p->u;
}

/* ---- what came of it ---- */

static void draw_why(Column *c, const Question *question) {
    Painter *p = c->p;
    const char *why = column_words(c, &question->why);
    const RichStyle style = {
        .px = fmaxf(0.94f * p->body, p->small), .color = p->theme->text, .terms = true};
    if (why[0])
        c->y += rich_text(p, c->x, c->y, c->w, why, style) + 8 * p->u;
}

void lesson_guess(Column *c, const Question *question) {
    Painter *p = c->p;
    c->y += 8 * p->u;
    if (question->form == QUESTION_NUMBER)
        draw_number(c);
    else if (question->form == QUESTION_ORDER)
        draw_order(c, question);
    else
        draw_ribbon_words(c, question);
    if (p->session->outcome.known) {
        gap_result(c);
        gap_causes(c);
        draw_why(c, question);
        gap_reason(c);
    }
    draw_give(c, question);
}
