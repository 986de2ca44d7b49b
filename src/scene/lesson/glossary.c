/* glossary.c: what a word of the field means, in a card over the stage: the word, its meaning with
 * links to other words, the lesson that shows it, and below all words there are. A word in a
 * lesson's text opens it (paint/setter.c). */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/lesson/lesson.h"
#include "scene/paint/scroll.h"

static const float CARD_WIDTH = 420; /* points, times the size of text */

static const Glossary *words_of(const Painter *p) {
    return p->viewport->glossary;
}

/* The term that is shown; NULL: there is none. */
static const GlossaryTerm *shown(const Painter *p) {
    const Glossary *glossary = words_of(p);
    int term = p->session->view.term;
    return glossary && term >= 0 && term < glossary->count ? &glossary->items[term] : NULL;
}

static Action show_action(int term) {
    return (Action){.kind = ACTION_GLOSSARY, .number = term};
}

/* ---- the head ---- */

static void draw_close(Painter *p, Rect rect) {
    const PushButton button = {.name = "glossary.close",
                               .word = "",
                               .label = paint_phrase(p, "Close the glossary (Escape)"),
                               .face = FACE_TEXT};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = show_action(-1);
    draw_cross(p->list, rect.x + rect.w / 2, rect.y + rect.h / 2, 10 * p->u, fmaxf(1.5f * p->u, 1),
               p->theme->dim);
}

static Color term_color(const Painter *p, const GlossaryTerm *term) {
    for (int kind = 0; term->signal && kind < cell_kind_count(); kind++) {
        int signal = signal_find((CellKind)kind, term->signal);
        if (signal >= 0)
            return p->theme->role[cell_kind((CellKind)kind)->signals[signal].role];
    }
    return p->theme->text;
}

/* The word, large, and beside it what it is called in the other language. */
static void draw_name(Column *c, const GlossaryTerm *term) {
    Painter *p = c->p;
    Language language = p->session->view.language;
    Language other = language && language->phrases ? NULL : phrase_next(language);
    float px = 1.15f * p->large, gap = 12 * p->u;
    float w = paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT_BOLD, px, term_color(p, term),
                             text_in(&term->term, language));
    const char *also = text_own(&term->term, language_tag(other));
    if (also && strcmp(also, text_in(&term->term, language)) != 0 && w + gap < c->w) {
        float drop = p->fonts->ascent(p->fonts->context, FACE_TEXT_BOLD, px) -
                     p->fonts->ascent(p->fonts->context, FACE_TEXT, p->body);
        paint_text_fit(p, c->x + w + gap, c->y + drop, c->w - w - gap, FACE_TEXT, p->body,
                       p->theme->dim, also);
    }
    c->y += roundf(paint_line_height(p, FACE_TEXT_BOLD, px) + 6 * p->u);
}

/* ---- words as buttons ---- */

/* A row of buttons that goes on in the next line where it is full. */
typedef struct Flow {
    Column *column;
    float x, line; /* where the next one goes; height of a line */
} Flow;

static void add_word(Flow *flow, const char *name, int term) {
    Column *c = flow->column;
    Painter *p = c->p;
    const GlossaryTerm *entry = &words_of(p)->items[term];
    char label[160];
    const char *word = text_in(&entry->term, p->session->view.language);
    float gap = 6 * p->u, height = roundf(1.9f * p->small);
    float w = fminf(roundf(paint_text_width(p, FACE_TEXT, p->small, word) + 1.3f * p->small), c->w);
    if (flow->x > c->x && flow->x + w > c->x + c->w) {
        flow->x = c->x;
        c->y += height + gap;
    }
    snprintf(label, sizeof label, paint_phrase(p, "What is meant by \u201c%s\u201d"), word);
    const PushButton button = {.name = name,
                               .index = term,
                               .word = word,
                               .label = label,
                               .face = FACE_TEXT,
                               .chosen = term == p->session->view.term,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, (Rect){flow->x, c->y, w, height}, &button);
    if (region)
        region->action = show_action(term);
    flow->x += w + gap;
    flow->line = height;
}

static void end_flow(Flow *flow) {
    flow->column->y += flow->line + 16 * flow->column->p->u;
}

static void draw_see(Column *c, const GlossaryTerm *term) {
    Flow flow = {c, c->x, 0};
    if (!term->see_count)
        return;
    column_heading(c, c->p->theme->dim, paint_phrase(c->p, "SEE ALSO"));
    for (int k = 0; k < term->see_count; k++)
        add_word(&flow, "glossary.see", term->see[k]);
    end_flow(&flow);
}

/* Not where one is in that lesson already. */
static void draw_lesson(Column *c, const GlossaryTerm *term) {
    Painter *p = c->p;
    if (!term->lesson || strcmp(term->lesson, p->session->lesson->id) == 0)
        return;
    const char *word = paint_phrase(p, "Open the lesson that shows it");
    float w = roundf(paint_text_width(p, FACE_TEXT, p->small, word) + 2 * p->small);
    const PushButton button = {
        .name = "glossary.lesson", .word = word, .label = word, .face = FACE_TEXT};
    Rect rect = {c->x, c->y, fminf(w, c->w), roundf(2.2f * p->small)};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_OPEN_TERM, .number = p->session->view.term};
    c->y += rect.h + 16 * p->u;
}

static void draw_all(Painter *p, Rect room) {
    Scroll scroll = scroll_begin(p, PANEL_GLOSSARY, room);
    Column column = {p, room.x, room.y, room.w - 12 * p->u};
    Flow flow = {&column, column.x, 0};
    column_heading(&column, p->theme->dim, paint_phrase(p, "ALL WORDS"));
    for (int k = 0; k < words_of(p)->count; k++)
        add_word(&flow, "glossary.term", k);
    end_flow(&flow);
    scroll_end(p, &scroll, column.y - room.y);
}

/* ---- the card ---- */

static void draw_meaning(Column *c, const GlossaryTerm *term) {
    Painter *p = c->p;
    const RichStyle style = {.px = p->body, .color = p->theme->text, .terms = true};
    const char *means = text_in(&term->means, p->session->view.language);
    draw_name(c, term);
    c->y += rich_text(p, c->x, c->y, c->w, means, style) + 16 * p->u;
    draw_see(c, term);
}

void scene_glossary(Painter *p, Rect stage, bool lessons) {
    const GlossaryTerm *term = shown(p);
    if (!term || !p->session->view.glossary)
        return;
    float u = p->u, pad = 20 * u, margin = 12 * u, grown = p->body / (15 * u);
    Rect card = {stage.x + margin, stage.y + margin,
                 fminf(roundf(CARD_WIDTH * u * fminf(grown, 1.5f)), stage.w - 2 * margin),
                 stage.h - 2 * margin};
    int below = p->list->region_count;
    p->list->overlay = OVERLAY_GLOSSARY;
    draw_fill(p->list, card, 10 * u, p->theme->card);
    draw_frame(p->list, card, 10 * u, fmaxf(1.5f * u, 1), p->theme->accent);
    Region *ground =
        region_add(p->list, REGION_PANEL, card, "glossary", 0, paint_phrase(p, "Glossary"));
    if (ground)
        ground->disabled = true; /* what lies below it is not to be met */
    float head = roundf(fmaxf(28 * u, 1.9f * p->small)), px = paint_caption(p);
    Column column = {p, card.x + pad, card.y + 12 * u, card.w - 2 * pad};
    paint_text_fit(p, column.x, text_top_for_centre(p, FACE_TEXT_BOLD, px, column.y + head / 2),
                   column.w - head, FACE_TEXT_BOLD, px, p->theme->accent,
                   paint_phrase(p, "GLOSSARY"));
    draw_close(p, (Rect){card.x + card.w - pad - head + 8 * u, column.y, head, head});
    column.y += head + 4 * u;
    draw_meaning(&column, term);
    if (lessons)
        draw_lesson(&column, term);
    draw_all(p, (Rect){column.x, column.y, card.w - pad - 8 * u - (column.x - card.x) + 0,
                       fmaxf(card.y + card.h - column.y - 8 * u, 0)});
    p->list->overlay = OVERLAY_NONE;
    paint_pass_over(p, below, card);
}
