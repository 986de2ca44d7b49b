/* practise.c: see practise.h: the chips of the sitting, and what is asked. */
#include "scene/practise/practise.h"

#include <math.h>
#include <stdio.h>

#include "scene/paint/known.h"
#include "scene/paint/scroll.h"
#include "scene/practise/page.h"
#include "scene/words/number.h"

/* ---- pieces ---- */

const char *practise_number(char text[PRACTISE_NUMBER], float value, int decimals) {
    char plain[PRACTISE_NUMBER - 4];
    if (decimals)
        format_value(plain, sizeof plain, value, decimals);
    else
        snprintf(plain, sizeof plain, "%.0f", (double)value);
    const char *digits = plain + (plain[0] == '-');
    snprintf(text, PRACTISE_NUMBER, "%s%s", plain[0] == '-' ? "\u2212" : "", digits);
    return text;
}

Color practise_role(const Painter *p, Role role) {
    return role == ROLE_INPUT ? p->theme->text : p->theme->role[role];
}

PractiseCard practise_card(Column *c) {
    Painter *p = c->p;
    float pad = 14 * p->u;
    PractiseCard card = {p->list->shape_count, {c->x, c->y, c->w, 0}};
    draw_fill(p->list, card.box, 8 * p->u, p->theme->card);
    draw_frame(p->list, card.box, 8 * p->u, fmaxf(roundf(p->u), 1), p->theme->line);
    c->x += pad;
    c->y += roundf(0.7f * pad);
    c->w -= 2 * pad;
    return card;
}

void practise_card_end(Column *c, PractiseCard *card) {
    Painter *p = c->p;
    float pad = 14 * p->u;
    c->y = roundf(c->y + 0.7f * pad);
    c->x -= pad;
    c->w += 2 * pad;
    card->box.h = c->y - card->box.y;
    if (p->list->shape_count > card->shape + 1)
        p->list->shapes[card->shape].rect = p->list->shapes[card->shape + 1].rect = card->box;
    c->y += roundf(10 * p->u);
}

Flow practise_flow(Column *c, float px) {
    return (Flow){c, c->x, roundf(1.5f * px)};
}

/* Where the next piece of that width stands, in a new line where it has no room. */
static float flow_place(Flow *flow, float w) {
    Column *c = flow->c;
    if (flow->x > c->x && flow->x + w > c->x + c->w) {
        flow->x = c->x;
        c->y += flow->line;
    }
    return flow->x;
}

void practise_flow_text(Flow *flow, Face face, float px, Color color, const char *text, float gap) {
    Painter *p = flow->c->p;
    float w = paint_text_width(p, face, px, text), x = flow_place(flow, w);
    paint_text_fit(p, x, text_top_for_centre(p, face, px, flow->c->y + flow->line / 2),
                   flow->c->w + 0.5f, face, px, color, text);
    flow->x = x + w + gap;
}

void practise_flow_blank(Flow *flow, float px, Color color, float gap) {
    Painter *p = flow->c->p;
    float w = roundf(3.4f * px), x = flow_place(flow, w), h = roundf(flow->line - 4 * p->u);
    draw_dashed_frame(p->list, (Rect){roundf(x), roundf(flow->c->y + 2 * p->u), w, h}, 4 * p->u,
                      fmaxf(roundf(1.5f * p->u), 1), 4 * p->u, color);
    flow->x = x + w + gap;
}

void practise_flow_end(Flow *flow) {
    flow->c->y += flow->line;
}

/* ---- the sitting ---- */

static const char *chip_state(const Painter *p, const Sitter *sitter) {
    if (!sitter->answered)
        return "";
    return sitter->chosen == CHOSEN_RIGHT ? paint_phrase(p, "right")
                                          : paint_phrase(p, "comes again");
}

static void draw_sign(Painter *p, float x, float y, const Sitter *sitter, bool here) {
    bool right = sitter->chosen == CHOSEN_RIGHT;
    float size = roundf(0.8f * p->small);
    if (sitter->answered)
        draw_verdict(p, x, y, size, right, right ? p->theme->good : p->theme->bad);
    else if (here)
        draw_disc(p->list, x, y, size / 2, p->theme->accent);
    else
        draw_ring(p->list, x, y, size / 2, fmaxf(1.5f * p->u, 1), p->theme->faint);
}

/* With its words where they have room, else the sign alone. */
static void draw_chip(Painter *p, Rect rect, const Sitter *sitter, bool here) {
    const Theme *theme = p->theme;
    float u = p->u, middle = rect.y + rect.h / 2, x = rect.x + 16 * u, left = x + p->small;
    const char *name = paint_idea(p, idea_at(sitter->idea));
    const char *state = chip_state(p, sitter);
    Face face = here ? FACE_TEXT_BOLD : FACE_TEXT;
    float name_w = paint_text_width(p, face, p->small, name),
          state_w = paint_text_width(p, FACE_TEXT, p->small, state),
          room = rect.x + rect.w - 10 * u - left;
    bool named = name_w <= room, told = named && name_w + state_w + 10 * u <= room;
    draw_fill(p->list, rect, 8 * u, here ? theme->track : theme->card);
    draw_frame(p->list, rect, 8 * u, fmaxf(roundf(here ? 2 * u : u), 1),
               here ? theme->accent : theme->line);
    draw_sign(p, named ? x : rect.x + rect.w / 2, middle, sitter, here);
    float top = text_top_for_centre(p, face, p->small, middle);
    if (named)
        paint_text(p, left, top, face, p->small,
                   here || sitter->answered ? theme->text : theme->dim, name);
    if (told)
        paint_text_right(p, rect.x + rect.w - 10 * u, top, FACE_TEXT, p->small,
                         sitter->chosen == CHOSEN_RIGHT ? theme->good : theme->bad, state);
}

void scene_practise_sitting(Painter *p, Rect rect) {
    const Practise *practise = session_practise(p->session);
    float u = p->u, pad = roundf(20 * u), gap = roundf(8 * u);
    float w = (rect.w - 2 * pad - (SITTING - 1) * gap) / SITTING;
    draw_fill(p->list, rect, 0, p->theme->background);
    for (int k = 0; k < SITTING; k++) {
        bool here = k == practise->at && practise->stand != PRACTISE_DONE;
        draw_chip(p,
                  (Rect){roundf(rect.x + pad + (float)k * (w + gap)), rect.y + roundf(14 * u),
                         floorf(w), rect.h - roundf(22 * u)},
                  &practise->sitting[k], here);
    }
}

/* ---- what is asked ---- */

static void draw_question(Column *c, const Item *item) {
    Painter *p = c->p;
    char text[512];
    const RichStyle style = {.px = 1.15f * p->large, .color = p->theme->text, .bold = true};
    snprintf(text, sizeof text, paint_phrase(p, item->question), item->title);
    c->y += rich_text(p, c->x, c->y, c->w, text, style) + roundf(6 * p->u);
}

/* What is told besides: weights, sizes, what it starts with. */
static void draw_numbers(Column *c, const Item *item) {
    Painter *p = c->p;
    char text[PRACTISE_NUMBER];
    if (!item->number_count && !item->has_start)
        return;
    Flow flow = practise_flow(c, p->body);
    for (int k = 0; k < item->number_count + item->has_start; k++) {
        bool start = k == item->number_count;
        const ItemNumber *number = &item->numbers[start ? 0 : k];
        const char *label =
            start ? paint_phrase(p, "at the start") : paint_phrase(p, number->label);
        Role role = start ? item->asked : number->role;
        practise_number(text, start ? item->facts.start : item->facts.number[k],
                        start ? 2 : number->decimals);
        flow_place(&flow, paint_text_width(p, FACE_TEXT, p->small, label) + 6 * p->u +
                              paint_text_width(p, FACE_NUMBER_BOLD, p->body, text));
        practise_flow_text(&flow, FACE_TEXT, p->small, p->theme->dim, label, 6 * p->u);
        practise_flow_text(&flow, FACE_NUMBER_BOLD, p->body, practise_role(p, role), text,
                           22 * p->u);
    }
    practise_flow_end(&flow);
    c->y += roundf(6 * p->u);
}

/* Once it is answered, from the verdict to the right choice is to be seen; of a drawing all down to
 * `low`. */
static void show_told(const Painter *p, Scroll *scroll, float verdict, float low) {
    const Practise *practise = session_practise(p->session);
    const Region *right = region_find(p->list, region_id("practise.choice", practise->item->right));
    float to = right ? right->rect.y + right->rect.h : practise->item->drawn ? low : verdict;
    scroll->show_from = verdict - scroll->room.y;
    scroll->show_to = to - scroll->room.y;
}

/* The verdict stands over the choices, and under a drawing, in which it is seen first. */
static void draw_answer(Column *c, float room) {
    const Session *session = c->p->session;
    const Practise *practise = session_practise(session);
    float top = c->y;
    if (practise->item->drawn) {
        practise_drawing(c, session, room);
        practise_drawing_told(c, session);
        return;
    }
    practise_told(c, session);
    practise_choices(c, practise, room - (c->y - top));
}

/* Returns the height of all. room: that is there. */
static float draw_asked(Painter *p, Rect rect, float room, Scroll *scroll) {
    const Practise *practise = session_practise(p->session);
    Column c = {p, rect.x, rect.y, rect.w};
    if (practise->stand == PRACTISE_DONE) {
        practise_summary(&c, p->session);
    } else {
        draw_question(&c, practise->item);
        draw_numbers(&c, practise->item);
        practise_given(&c, practise->item);
        practise_worked(&c, practise);
        float verdict = c.y;
        draw_answer(&c, room - (c.y - rect.y));
        show_told(p, scroll, verdict, c.y);
    }
    if (rect.w >= (float)p->viewport->width - 50 * p->u) /* nothing stands beside it */
        practise_known(&c, practise, INFINITY);
    return c.y - rect.y;
}

void scene_practise(Painter *p, Rect rect) {
    float pad = roundf(20 * p->u);
    draw_fill(p->list, rect, 0, p->theme->background);
    Scroll scroll = scroll_begin(p, PANEL_LESSON, rect);
    scroll.paper = p->theme->background;
    float used =
        draw_asked(p, (Rect){rect.x + pad, rect.y, rect.w - 2 * pad, rect.h}, rect.h, &scroll);
    scroll_end(p, &scroll, used);
}
