/* equation.c: the selected unit's equations, with the numbers of the step on stage below them. Each
 * kind has a table of tokens. */
#include "scene/equation.h"

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
    return here->t < 0 ? 0 : trace_at(here->trace, signal, here->t - 1, 0)[here->unit];
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

/* ---- the equations ---- */

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_LETTER,     /* signal, text: its subscript */
    TOKEN_SIGN,       /* text, with space at both sides */
    TOKEN_TEXT,       /* text: brackets and the start of a line */
    TOKEN_ACTIVATION, /* the name of the output's (LSTM) or the candidate's (RNN) */
    TOKEN_NOW,        /* signal's number at this step */
    TOKEN_PAST,       /* a step earlier */
    TOKEN_REST,       /* 1 - signal's number */
    TOKEN_RESULT,     /* signal's number, bold */
    TOKEN_LINE,
    TOKEN_GAP, /* a line, and a little more */
} TokenKind;

typedef struct Token {
    TokenKind kind;
    int signal;
    const char *text;
} Token;

#define DOT                                                                                        \
    { TOKEN_SIGN, 0, "\u00b7" }
#define TIMES                                                                                      \
    { TOKEN_SIGN, 0, "\u00d7" }
#define EQUALS                                                                                     \
    { TOKEN_SIGN, 0, "=" }
#define PLUS                                                                                       \
    { TOKEN_SIGN, 0, "+" }
#define LINE                                                                                       \
    { TOKEN_LINE, 0, NULL }
