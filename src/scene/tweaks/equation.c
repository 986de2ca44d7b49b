/* equation.c: the selected unit's equations, with the numbers of the step on stage below them. Each
 * kind says its own in tokens. */
#include "scene/tweaks/equation.h"
#include "scene/tweaks/parts.h"
#include "scene/words/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- where we are ---- */

static Here here_of(const Painter *p) {
    const Session *session = p->session;
    const Cell *cell = session->run->cells[session->cell];
    return (Here){.session = session,
                  .trace = session->run->traces[session->cell],
                  .cell = cell,
                  .kind = cell_kind(cell->spec.kind),
                  .unit = session->unit,
                  .t = p->moment.t,
                  .moment = p->moment};
}

bool here_known(const Here *here, int signal) {
    if (here->t < 0 || session_hidden(here->session, here->t))
        return false;
    Phase phase = here->kind->signals[signal].phase;
    return here->moment.phase > phase || (here->moment.phase == phase && here->moment.part >= 0.5f);
}

float here_now(const Here *here, int signal) {
    return here->t < 0 ? 0 : trace_at(here->trace, signal, here->t, 0)[here->unit];
}

float here_before(const Here *here, int signal) {
    return here->t < 0
               ? 0
               : trace_at(here->trace, signal, trace_before(here->trace, here->t), 0)[here->unit];
}

/* ---- the pen ---- */

void pen_line(Pen *pen) {
    pen->x = pen->left;
    pen->y += pen->line;
}

void pen_put(Pen *pen, Face face, float px, Color color, const char *text) {
    Painter *p = pen->p;
    float width = paint_text_width(p, face, px, text);
    if (pen->x > pen->left && pen->x + width > pen->right)
        pen_line(pen);
    if (pen->draw)
        draw_text(p->list, pen->x, text_top_for_centre(p, face, px, pen->y + pen->line / 2), face,
                  px, color, text);
    pen->x += width;
}

void pen_dim(Pen *pen, const char *text) {
    pen_put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, text);
}

void pen_word(Pen *pen, const char *text) {
    pen_put(pen, FACE_TEXT, pen->p->small, pen->p->theme->dim, text);
}

void pen_symbol(Pen *pen, Role role, const char *text, const char *subscript) {
    Painter *p = pen->p;
    float px = 1.12f * p->body, baseline = roundf(pen->y + pen->line / 2 + 0.32f * px);
    float width = 1.3f * px; /* about: a line breaks before a letter, not behind it */
    if (pen->x > pen->left && pen->x + width > pen->right)
        pen_line(pen), baseline += pen->line;
    int shapes = p->list->shape_count;
    pen->x += 0.06f * px; /* slanted letters reach over their left edge */
    pen->x += paint_symbol(p, pen->x, baseline, px, role, text, subscript) + 0.08f * px;
    if (!pen->draw)
        p->list->shape_count = shapes;
}

void pen_letter(Pen *pen, const Here *here, int signal, const char *subscript) {
    CellKind kind = here->cell->spec.kind;
    pen_symbol(pen, here->kind->signals[signal].role, paint_signal_symbol(pen->p, kind, signal),
               subscript);
}

void pen_number(Pen *pen, Role role, float value, bool known, bool bold) {
    char text[32] = " \u2026   ";
    if (known)
        format_value(text + 1, sizeof text - 1, value, bold ? 4 : 3);
    pen_put(pen, bold ? FACE_NUMBER_BOLD : FACE_NUMBER, pen->p->small, pen->p->theme->role[role],
            known && text[1] == '-' ? text + 1 : text);
}

void pen_link(Pen *pen, const Here *here, float width, int signal, int unit, long t) {
    Painter *p = pen->p;
    const Place place = {here->session->cell, signal, unit, t};
    if (!pen->draw || !session_known(here->session, &place))
        return;
    int index = pen->links++;
    char label[160];
    float h = fmaxf(roundf(p->u), 1);
    Rect box = {fmaxf(pen->x - width, pen->left), pen->y, width, pen->line};
    if (paint_hovered(p, region_id("equation.number", index)))
        draw_fill(p->list, (Rect){box.x, roundf(box.y + 0.88f * box.h), box.w, h}, 0,
                  p->theme->accent);
    snprintf(label, sizeof label, paint_phrase(p, "Where from? %s %d, t = %ld"),
             phrase_signal(p->session->view.language, here->cell->spec.kind, signal), unit + 1, t);
    Region *region = region_add(p->list, REGION_BUTTON, box, "equation.number", index, label);
    if (region)
        region->action = region->inspect = (Action){
            .kind = ACTION_INSPECT, .cell = place.cell, .number = signal, .unit = unit, .step = t};
}

/* ---- the equations ---- */

/* The kind's, in the tokens that CellKindInfo.equation tells of, or that of its variant. */
static const char *equation_of(const Here *here) {
    for (int k = 0; k < here->kind->variant_count; k++)
        if (here->kind->variants[k].equation && variant_on(&here->cell->spec, k))
            return here->kind->variants[k].equation;
    return here->kind->equation;
}

/* Of the equation's result: the output's, where the kind has one, else the candidate's. */
static Activation shown_activation(const Here *here) {
    return cell_activation(&here->cell->spec,
                           here->kind->slots[SLOT_OUTPUT].word ? SLOT_OUTPUT : SLOT_CANDIDATE);
}

static void put_space(Pen *pen) {
    pen->x += 0.3f * pen->p->body;
}

/* What the output gate makes: h, or in a cell with a projection what is projected. */
static int named_signal(const Here *here, const char *name) {
    const CellSpec *spec = &here->cell->spec;
    int signal = signal_find(spec->kind, name);
    for (int k = 0; signal == SIGNAL_H && spec->projection && k < here->kind->signal_count; k++)
        if (here->kind->signals[k].projected)
            return k;
    return signal;
}

/* "f", "c'", "!c" or "1-z" */
static void put_value(Pen *pen, const Here *here, char *name) {
    bool complement = strncmp(name, "1-", 2) == 0, result = name[0] == '!';
    char *past = strchr(name, '\'');
    if (past)
        *past = '\0';
    int signal = named_signal(here, name + (complement ? 2 : result));
    if (signal < 0)
        return;
    float value = past ? here_before(here, signal) : here_now(here, signal);
    long before = trace_before(here->trace, here->t);
    bool hidden = !here->trace->spec.backward && session_hidden(here->session, before);
    bool known = past ? here->t >= 0 && !hidden : here_known(here, signal);
    float from = pen->x;
    pen_number(pen, here->kind->signals[signal].role, complement ? 1 - value : value, known,
               result);
    from = pen->x < from ? pen->left : from; /* it began a line */
    pen_link(pen, here, pen->x - from, signal, here->unit, past ? before : here->t);
}

/* True where the token is the letter of a signal. */
static bool put_letter(Pen *pen, const Here *here, char *name) {
    char *subscript = strchr(name, ':');
    if (subscript)
        *subscript++ = '\0';
    int signal = named_signal(here, name);
    if (subscript && here->trace->spec.backward && strcmp(subscript, "t\u22121") == 0)
        subscript = "t+1";
    if (signal >= 0)
        pen_letter(pen, here, signal, subscript);
    return signal >= 0;
}

static void put_token(Pen *pen, const Here *here, char *token) {
    if (token[0] == '|') {
        pen_line(pen);
        pen->y += token[1] ? roundf(0.3f * pen->line) : 0;
    } else if (token[0] == '#') {
        put_value(pen, here, token + 1);
    } else if (token[0] == '~') {
        for (char *c = token; *c; c++)
            *c = *c == '_' ? ' ' : *c;
        pen_dim(pen, paint_phrase(pen->p, token + 1));
    } else if (strcmp(token, "act") == 0) {
        pen_word(pen, activation_name(shown_activation(here)));
        put_space(pen);
    } else if (!put_letter(pen, here, token)) {
        put_space(pen);
        pen_dim(pen, token);
        put_space(pen);
    }
}

static void put_equation(Pen *pen, const Here *here) {
    const char *at = equation_of(here);
    while (*at) {
        char token[16];
        size_t length = strcspn(at, " ");
        snprintf(token, sizeof token, "%.*s", (int)length, at);
        put_token(pen, here, token);
        at += length;
        at += strspn(at, " ");
    }
}

/* ---- the part ---- */

/* A word that leads to where the unit's newest number came from; returns the room that it takes. */
static float draw_where_from(Pen *pen, float right, float middle) {
    Painter *p = pen->p;
    const char *word = paint_phrase(p, "Where from?");
    float width = paint_text_width(p, FACE_TEXT, p->small, word), pad = 6 * p->u;
    Rect box = {roundf(right - width - 2 * pad), pen->y, roundf(width + 2 * pad), pen->line};
    unsigned id = region_id("equation.inspect", 0);
    if (paint_hovered(p, id))
        draw_fill(p->list, box, 6 * p->u, p->theme->track);
    paint_text(p, box.x + pad, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
               p->small, p->theme->accent, word);
    paint_focus(p, box, id, 6 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, box, "equation.inspect", 0,
                                paint_phrase(p, "Where the unit's newest number came from (I)"));
    if (region) {
        region->action = (Action){.kind = ACTION_INSPECT, .number = -1};
        region->focusable = true;
    }
    return box.w;
}

static void add_fold(Pen *pen, Rect row, unsigned id, bool folded) {
    paint_focus(pen->p, row, id, 6 * pen->p->u);
    Region *region = region_add(pen->p->list, REGION_BUTTON, row, "equation", 0,
                                folded ? paint_phrase(pen->p, "Show the sum behind the gate (E)")
                                       : paint_phrase(pen->p, "Hide the sum (E)"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_PANEL, .number = PANEL_EQUATION};
    region->focusable = true;
}

static void draw_head(Pen *pen, const Here *here) {
    Painter *p = pen->p;
    bool folded = p->session->view.folded[PANEL_EQUATION];
    float px = paint_caption(p), arrow = roundf(fmaxf(8 * p->u, 0.5f * p->small));
    float middle = roundf(pen->y + pen->line / 2);
    char text[64];
    snprintf(text, sizeof text, paint_phrase(p, "%s UNIT %d"), here->kind->title, here->unit + 1);
    Rect row = {pen->left - 6 * p->u, pen->y, pen->right - pen->left + 12 * p->u, pen->line};
    unsigned id = region_id("equation", 0);
    if (paint_hovered(p, id))
        draw_fill(p->list, row, 6 * p->u, p->theme->track);
    draw_triangle(p->list,
                  (Rect){roundf(pen->right - arrow), roundf(middle - arrow / 2), arrow, arrow},
                  folded ? 3 : 1, p->theme->dim);
    add_fold(pen, row, id, folded);
    float right = pen->right - arrow - 4 * p->u, taken = draw_where_from(pen, right, middle);
    paint_text_fit(p, pen->left, text_top_for_centre(p, FACE_TEXT_BOLD, px, middle),
                   right - taken - pen->left, FACE_TEXT_BOLD, px, p->theme->dim, text);
}

static float set_equation(Painter *p, Rect rect, bool draw) {
    Here here = here_of(p);
    Pen pen = {.p = p,
               .left = rect.x,
               .right = rect.x + rect.w,
               .x = rect.x,
               .y = rect.y,
               .line = paint_line_pitch(p->body),
               .draw = draw};
    if (draw)
        draw_head(&pen, &here);
    pen_line(&pen);
    put_equation(&pen, &here);
    if (!p->session->view.folded[PANEL_EQUATION])
        equation_sum(&pen, &here);
    return pen.y - rect.y;
}

float scene_equation_height(Painter *p, float width) {
    return set_equation(p, (Rect){0, 0, width, 0}, false);
}

void scene_equation(Painter *p, Rect rect) {
    set_equation(p, rect, true);
}
