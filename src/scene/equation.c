/* equation.c: the selected unit's equations with the numbers of the step on stage; opened further,
 * the sum that made one pre-activation.
 *
 * An equation is a list of tokens, set one after the other and broken before an operator. It is
 * measured by setting it without drawing. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene/scene.h"

enum { TERMS_MOST = 5 };

typedef struct Pen {
    Painter *p;
    float left, right, x, y, line;
    bool draw;
} Pen;

typedef struct Here {
    const Session *session;
    const Trace *trace;
    const Cell *cell;
    const CellKindInfo *kind;
    int unit;
    long t;
    Moment moment;
} Here;

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

/* ---- the pen ---- */

static void new_line(Pen *pen) {
    pen->x = pen->left;
    pen->y += pen->line;
}

static void put(Pen *pen, Face face, float px, Color color, const char *text) {
    Painter *p = pen->p;
    float width = paint_text_width(p, face, px, text);
    if (pen->x > pen->left && pen->x + width > pen->right)
        new_line(pen);
    if (pen->draw)
        draw_text(p->list, pen->x, text_top_for_centre(p, face, px, pen->y + pen->line / 2), face,
                  px, color, text);
    pen->x += width;
}

static void space(Pen *pen) {
    pen->x += 0.35f * pen->p->body;
}

/* As wide as the "+ " and "= " of the lines below. */
static void indent(Pen *pen) {
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "  ");
}

static void sign(Pen *pen, const char *text) {
    space(pen);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, text);
    space(pen);
}

static void symbol(Pen *pen, Role role, const char *text, const char *subscript) {
    Painter *p = pen->p;
    float px = 1.12f * p->body;
    put(pen, FACE_SYMBOL, px, p->theme->role[role], text);
    if (!subscript)
        return;
    float low = 0.64f * px;
    if (pen->draw)
        draw_text(p->list, pen->x,
                  text_top_for_centre(p, FACE_SYMBOL, low, pen->y + pen->line / 2 + 0.3f * px),
                  FACE_SYMBOL, low, p->theme->role[role], subscript);
    pen->x += paint_text_width(p, FACE_SYMBOL, low, subscript) + 0.06f * px;
}

static void number(Pen *pen, Role role, float value, bool known, bool bold) {
    char text[32] = "\u2026";
    if (known)
        format_value(text, sizeof text, value, bold ? 4 : 3);
    put(pen, bold ? FACE_NUMBER_BOLD : FACE_NUMBER, pen->p->small, pen->p->theme->role[role], text);
}

/* ---- values ---- */

static bool known(const Here *here, int signal) {
    if (here->t < 0 || session_hidden(here->session, here->t))
        return false;
    Phase phase = here->kind->signals[signal].phase;
    return here->moment.phase > phase || (here->moment.phase == phase && here->moment.part >= 0.5f);
}

static float now(const Here *here, int signal) {
    return here->t < 0 ? 0 : trace_at(here->trace, signal, here->t, 0)[here->unit];
}

static float before(const Here *here, int signal) {
    return here->t < 0 ? 0 : trace_at(here->trace, signal, here->t - 1, 0)[here->unit];
}

static const SignalInfo *info(const Here *here, int signal) {
    return &here->kind->signals[signal];
}

static void letter(Pen *pen, const Here *here, int signal, const char *subscript) {
    symbol(pen, info(here, signal)->role,
           paint_signal_symbol(pen->p, here->cell->spec.kind, signal), subscript);
}

static void value(Pen *pen, const Here *here, int signal, bool bold) {
    number(pen, info(here, signal)->role, now(here, signal), known(here, signal), bold);
}

static void past(Pen *pen, const Here *here, int signal) {
    number(pen, info(here, signal)->role, before(here, signal), here->t >= 0, false);
}

/* ---- the equations ---- */

static const char DOT[] = "\u00b7", TIMES[] = "\u00d7";

/* c = f c' + i g; its numbers; h = o act(c); its numbers */
static void lstm_equation(Pen *pen, const Here *here) {
    const char *act = activation_name(here->cell->spec.output);
    letter(pen, here, LSTM_C, "t"), sign(pen, "="), letter(pen, here, LSTM_F, NULL), sign(pen, DOT);
    letter(pen, here, LSTM_C, "t\u22121"), sign(pen, "+"), letter(pen, here, LSTM_I, NULL),
        sign(pen, DOT);
    letter(pen, here, LSTM_G, NULL), new_line(pen);
    indent(pen), value(pen, here, LSTM_F, false), sign(pen, TIMES), past(pen, here, LSTM_C),
        new_line(pen);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "+ ");
    value(pen, here, LSTM_I, false), sign(pen, TIMES), value(pen, here, LSTM_G, false),
        new_line(pen);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "= "), value(pen, here, LSTM_C, true);
    new_line(pen);
    pen->y += 0.3f * pen->line;
    letter(pen, here, LSTM_H, "t"), sign(pen, "="), letter(pen, here, LSTM_O, NULL), sign(pen, DOT);
    put(pen, FACE_TEXT, pen->p->small, pen->p->theme->text, act), space(pen);
    letter(pen, here, LSTM_C, "t"), new_line(pen);
    indent(pen), value(pen, here, LSTM_O, false), sign(pen, TIMES);
    value(pen, here, LSTM_TANH_C, false), new_line(pen);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "= "), value(pen, here, LSTM_H, true);
    new_line(pen);
}

/* h = z h' + (1 - z) n; its numbers */
static void gru_equation(Pen *pen, const Here *here) {
    letter(pen, here, GRU_H, "t"), sign(pen, "="), letter(pen, here, GRU_Z, NULL), sign(pen, DOT);
    letter(pen, here, GRU_H, "t\u22121"), sign(pen, "+");
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "(1\u2212"),
        letter(pen, here, GRU_Z, NULL);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, ")"), sign(pen, DOT);
    letter(pen, here, GRU_N, NULL), new_line(pen);
    indent(pen), value(pen, here, GRU_Z, false), sign(pen, TIMES), past(pen, here, GRU_H),
        new_line(pen);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "+ ");
    number(pen, ROLE_UPDATE, 1 - now(here, GRU_Z), known(here, GRU_Z), false), sign(pen, TIMES);
    value(pen, here, GRU_N, false), new_line(pen);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "= "), value(pen, here, GRU_H, true);
    new_line(pen);
}

/* h = act(x W + h' W + b); its numbers */
static void rnn_equation(Pen *pen, const Here *here) {
    const char *act = activation_name(here->cell->spec.candidate);
    letter(pen, here, RNN_H, "t"), sign(pen, "="),
        put(pen, FACE_TEXT, pen->p->small, pen->p->theme->text, act);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "(sum)"), new_line(pen);
    put(pen, FACE_TEXT, pen->p->small, pen->p->theme->text, act);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "("),
        value(pen, here, RNN_H_PRE, false);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, ")"), new_line(pen);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->dim, "= "), value(pen, here, RNN_H, true);
    new_line(pen);
}

/* ---- the sum behind one pre-activation ---- */

typedef struct Term {
    Role role;
    char symbol[4], subscript[16];
    float factor, weight;
} Term;

static int by_size(const void *a, const void *b) {
    float x = fabsf(((const Term *)a)->factor * ((const Term *)a)->weight);
    float y = fabsf(((const Term *)b)->factor * ((const Term *)b)->weight);
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The gate whose sum is shown: what the beat highlights, else the kind's first. */
static int summed_signal(const Here *here) {
    int first = -1;
    for (int k = 0; k < here->kind->signal_count; k++) {
        if (here->kind->signals[k].pre < 0 ||
            !signal_present(&here->cell->spec, here->kind->signals[k].pre) ||
            here->kind->signals[here->kind->signals[k].pre].class != SIGNAL_PRE_ACTIVATION)
            continue;
        if (session_highlighted(here->session, here->session->cell, k, -1))
            return k;
        first = first < 0 ? k : first;
    }
    return first;
}

/* What the GRU's candidate sees of h'[row]: r.h' (reset before), or all of it times the unit's own
 * r. */
static float reset_factor(const Here *here, int row) {
    if (!here->cell->spec.reset_after)
        return trace_at(here->trace, GRU_N_REC, here->t, 0)[row];
    return trace_at(here->trace, SIGNAL_H, here->t - 1, 0)[row] * now(here, GRU_R);
}

/* Of more terms than there is room for the largest are kept; *rest is the sum of the others. */
static int gather(const Here *here, int pre, Term *kept, float *bias, float *rest) {
    const CellSpec *spec = &here->cell->spec;
    int count = 0;
    *bias = *rest = 0;
    for (int w = 0; w < here->kind->weight_count; w++) {
        const WeightInfo *weight = &here->kind->weights[w];
        const float *numbers = here->cell->weights[w];
        if (weight->signal != pre || !numbers)
            continue;
        if (weight->shape == WEIGHT_HIDDEN && !weight->peephole) {
            *bias += numbers[here->unit] * (weight->reset_after ? now(here, GRU_R) : 1);
            continue;
        }
        bool x = weight->shape == WEIGHT_INPUTS_BY_HIDDEN;
        for (int row = 0; row < weight_rows(spec, w); row++) {
            Term term = {.role = x ? ROLE_INPUT : ROLE_HIDDEN,
                         .weight = numbers[row * spec->hidden + here->unit]};
            if (weight->peephole) {
                term.role = ROLE_CELL;
                term.factor =
                    weight->signal == LSTM_O_PRE ? now(here, LSTM_C) : before(here, LSTM_C);
            } else {
                term.factor = x ? trace_at(here->trace, SIGNAL_X, here->t, 0)[row]
                                : trace_at(here->trace, SIGNAL_H, here->t - 1, 0)[row];
            }
            if (pre == GRU_N_PRE && here->cell->spec.kind == CELL_GRU && !x)
                term.factor = reset_factor(here, row);
            if (term.weight == 0)
                continue;
            snprintf(term.symbol, sizeof term.symbol, "%s", weight->peephole ? "c" : x ? "x" : "h");
            snprintf(term.subscript, sizeof term.subscript, "%d",
                     weight->peephole ? here->unit + 1 : row + 1);
            kept[count++] = term;
            if (count <= TERMS_MOST)
                continue;
            qsort(kept, (size_t)count, sizeof *kept, by_size);
            count--;
            *rest += kept[count].factor * kept[count].weight;
        }
    }
    return count;
}

static void sum_line(Pen *pen, const Term *term) {
    char text[64];
    symbol(pen, term->role, term->symbol, term->subscript);
    space(pen);
    snprintf(text, sizeof text, "%.2f \u00d7 %.2f", (double)term->factor, (double)term->weight);
    put(pen, FACE_NUMBER, pen->p->small, pen->p->theme->text, text);
    new_line(pen);
}

static void sum_of(Pen *pen, const Here *here) {
    Painter *p = pen->p;
    int signal = summed_signal(here), pre = here->kind->signals[signal].pre;
    bool shown = here->t >= 0 && known(here, pre);
    char text[64];
    pen->y += 0.3f * pen->line;
    put(pen, FACE_TEXT, p->small, p->theme->dim, "What made ");
    letter(pen, here, signal, "t");
    new_line(pen);
    if (!shown) {
        put(pen, FACE_TEXT, p->small, p->theme->dim, "Its gates are not known yet.");
        new_line(pen);
        return;
    }
    Term terms[TERMS_MOST + 1];
    float bias, rest;
    int count = gather(here, pre, terms, &bias, &rest);
    for (int k = 0; k < count; k++)
        sum_line(pen, &terms[k]);
    if (rest != 0) {
        snprintf(text, sizeof text, "others %+.2f", (double)rest);
        put(pen, FACE_NUMBER, p->small, p->theme->dim, text), new_line(pen);
    }
    symbol(pen, info(here, pre)->role, "b", NULL);
    snprintf(text, sizeof text, " %+.2f", (double)bias);
    put(pen, FACE_NUMBER, p->small, p->theme->text, text), new_line(pen);
    put(pen, FACE_NUMBER, p->small, p->theme->dim, "= "), value(pen, here, pre, false);
    new_line(pen);
    letter(pen, here, signal, "t"), sign(pen, "=");
    const CellSpec *spec = &here->cell->spec;
    Activation act = info(here, signal)->class == SIGNAL_GATE ? spec->gate : spec->candidate;
    put(pen, FACE_TEXT, p->small, p->theme->text, activation_name(act)), space(pen);
    value(pen, here, pre, false), sign(pen, "="), value(pen, here, signal, true), new_line(pen);
}

/* ---- the part ---- */

static void draw_head(Pen *pen, const Here *here) {
    Painter *p = pen->p;
    bool folded = p->session->view.folded[PANEL_EQUATION];
    float px = 0.92f * p->small, arrow = 8 * p->u, middle = pen->y + pen->line / 2;
    char text[64];
    snprintf(text, sizeof text, "%s UNIT %d, THIS STEP", here->kind->title, here->unit + 1);
    Rect row = {pen->left - 4 * p->u, pen->y, pen->right - pen->left + 8 * p->u, pen->line};
    unsigned id = region_id("equation", 0);
    if (paint_hovered(p, id))
        draw_fill(p->list, row, 5 * p->u, p->theme->track);
    paint_text_fit(p, pen->left, text_top_for_centre(p, FACE_TEXT_BOLD, px, middle),
                   pen->right - pen->left - 2 * arrow, FACE_TEXT_BOLD, px, p->theme->dim, text);
    draw_triangle(p->list, (Rect){pen->right - arrow, middle - arrow / 2, arrow, arrow},
                  folded ? 0 : 1, p->theme->dim);
    paint_focus(p, row, id, 5 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, row, "equation", 0,
                                folded ? "Show the sum behind the gate (E)" : "Hide the sum (E)");
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_PANEL, .number = PANEL_EQUATION};
    region->focusable = true;
}

static float set_equation(Painter *p, Rect rect, bool draw) {
    Here here = here_of(p);
    Pen pen = {.p = p,
               .left = rect.x,
               .right = rect.x + rect.w,
               .x = rect.x,
               .y = rect.y,
               .line = roundf(1.55f * p->body),
               .draw = draw};
    if (draw)
        draw_head(&pen, &here);
    new_line(&pen);
    switch (here.cell->spec.kind) {
    case CELL_LSTM:
        lstm_equation(&pen, &here);
        break;
    case CELL_GRU:
        gru_equation(&pen, &here);
        break;
    default:
        rnn_equation(&pen, &here);
    }
    if (!p->session->view.folded[PANEL_EQUATION])
        sum_of(&pen, &here);
    return pen.y - rect.y;
}

float scene_equation_height(Painter *p, float width) {
    return set_equation(p, (Rect){0, 0, width, 0}, false);
}

void scene_equation(Painter *p, Rect rect) {
    set_equation(p, rect, true);
}
