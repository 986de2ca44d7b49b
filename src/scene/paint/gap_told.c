/* gap_told.c: what came of a drawing in words and lengths. See gap.h. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/gap.h"
#include "scene/words/answer_told.h"
#include "scene/words/number.h"
#include "session/asked.h"

enum { DECIMALS = 2 };

void gap_result(Column *c) {
    Painter *p = c->p;
    char text[640];
    bool right = !session_question_open(p->session);
    Color color = right ? p->theme->good : p->theme->bad;
    float u = p->u, size = 13 * u;
    answer_told(p->session, text, sizeof text);
    const RichStyle style = {.px = p->body, .color = p->theme->text};
    draw_verdict(p, c->x + size / 2, c->y + paint_line_pitch(p->body) / 2, size, right, color);
    c->y += rich_text(p, c->x + size + 8 * u, c->y, c->w - size - 8 * u, text, style) + 6 * u;
}

/* One gap as a length, beside the others. */
static void draw_cause(Painter *p, Rect rect, const char *word, float gap, float most, bool made) {
    char number[24];
    float line = paint_line_height(p, FACE_TEXT, p->small), h = fmaxf(roundf(7 * p->u), 4);
    format_value(number, sizeof number, gap, DECIMALS);
    float w = paint_text_width(p, FACE_NUMBER_BOLD, p->small, number);
    paint_text_right(p, rect.x + rect.w, rect.y, FACE_NUMBER_BOLD, p->small, p->theme->text,
                     number);
    paint_text_fit(p, rect.x, rect.y, rect.w - w - 4 * p->u, FACE_TEXT, p->small,
                   made ? p->theme->text : p->theme->dim, word);
    Rect track = {rect.x, roundf(rect.y + line + 2 * p->u), rect.w, h};
    draw_fill(p->list, track, h / 2, p->theme->track);
    track.w = most > 0 ? roundf(rect.w * fminf(gap / most, 1)) : 0;
    if (track.w >= 1)
        draw_fill(p->list, track, fminf(h, track.w) / 2, made ? p->theme->good : p->theme->bad);
}

/* Side by side, with room between a number and the next word. */
static Rect cause_rect(const Column *c, float h, int count, int index) {
    float gap = 16 * c->p->u, w = (c->w - gap * (float)(count - 1)) / (float)count;
    return (Rect){roundf(c->x + (w + gap) * (float)index), c->y, roundf(w), h};
}

void gap_causes(Column *c) {
    Painter *p = c->p;
    const Question *question = asked_guess(p->session);
    const Gap *gap = &p->session->outcome.gap;
    float most = gap->gap, h = paint_line_height(p, FACE_TEXT, p->small) + roundf(16 * p->u);
    int count = gap->cause_count + 1;
    if (!gap->cause_count || !session_question_open(p->session))
        return;
    for (int k = 0; k < gap->cause_count; k++)
        most = fmaxf(most, gap->causes[k].gap);
    CellKind kind = p->session->run->cells[question->signal.cell]->spec.kind;
    draw_cause(p, cause_rect(c, h, count, 0), paint_phrase(p, "gap"), gap->gap, most, false);
    for (int k = 0; k < gap->cause_count; k++) {
        char word[64];
        snprintf(word, sizeof word, paint_phrase(p, "%s held"),
                 paint_signal_symbol(p, kind, gap->causes[k].signal));
        draw_cause(p, cause_rect(c, h, count, k + 1), word, gap->causes[k].gap, most,
                   k == gap->made_by);
    }
    c->y += h;
}

void gap_reason(Column *c) {
    Painter *p = c->p;
    const char *reason = session_beat_state(p->session)->guess.reason;
    bool typing = p->session->view.reasoning;
    float u = p->u, pad = 8 * u, line = fmaxf(roundf(u), 1);
    unsigned id = region_id("reason", 0);
    char text[REASON_MOST + 4];
    if (p->viewport->film)
        return;
    snprintf(text, sizeof text, "%s%s", reason, typing ? "|" : "");
    const char *shown =
        text[0] ? text : paint_phrase(p, "Why? In your own words (kept, not marked)");
    const RichStyle style = {
        .px = p->small, .color = text[0] ? p->theme->text : p->theme->dim, .plain = true};
    int first = p->list->shape_count;
    Rect box = {c->x, c->y, c->w, 0};
    draw_fill(p->list, box, 6 * u, p->theme->background);
    draw_frame(p->list, box, 6 * u, typing ? 2 * line : line,
               typing                 ? p->theme->accent
               : paint_hovered(p, id) ? p->theme->text
                                      : p->theme->line);
    box.h = roundf(rich_text(p, c->x + pad, c->y + 0.6f * pad, c->w - 2 * pad, shown, style) +
                   1.2f * pad);
    if (p->list->shape_count > first + 1)
        p->list->shapes[first].rect = p->list->shapes[first + 1].rect = box;
    paint_focus(p, box, id, 6 * u);
    Region *region = region_add(p->list, REGION_BUTTON, box, "reason", 0,
                                paint_phrase(p, "Why it came so, in a sentence of your own: it is "
                                                "kept beside ours, and not marked"));
    if (region) {
        region->action = (Action){.kind = ACTION_REASON, .number = 1};
        region->focusable = true;
    }
    c->y += box.h + 4 * u;
}
