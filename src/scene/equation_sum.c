/* equation_sum.c: the sum of products that made one pre-activation, term by term:
 *
 *     f_pre = x W_xf + h' W_hf + b_f        (and p c' where there are peepholes)
 *
 * one line a term, the largest where there are many. */
#include <math.h>
#include <stdio.h>

#include "scene/equation.h"

enum { TERMS_MOST = 5, COLUMN = 6 /* characters of a number */ };

typedef struct Term {
    Role role;
    const char *symbol;
    int number; /* subscript, from 1; 0: none */
    float factor, weight;
} Term;

typedef struct Sum {
    Term terms[TERMS_MOST]; /* those that count most */
    int count;
    int left_out;
    float rest; /* the sum of the terms left out */
} Sum;

static float size_of(const Term *term) {
    return fabsf(term->factor * term->weight);
}

static void leave_out(Sum *sum, const Term *term) {
    sum->left_out++;
    sum->rest += term->factor * term->weight;
}

/* Keeps the term, and where there is no room leaves out the smallest. */
static void add_term(Sum *sum, const Term *term) {
    if (sum->count < TERMS_MOST) {
        sum->terms[sum->count++] = *term;
        return;
    }
    int least = 0;
    for (int k = 1; k < TERMS_MOST; k++)
        if (size_of(&sum->terms[k]) < size_of(&sum->terms[least]))
            least = k;
    if (size_of(term) <= size_of(&sum->terms[least])) {
        leave_out(sum, term);
        return;
    }
    leave_out(sum, &sum->terms[least]);
    for (int k = least; k + 1 < TERMS_MOST; k++) /* the others stay in their order */
        sum->terms[k] = sum->terms[k + 1];
    sum->terms[TERMS_MOST - 1] = *term;
}

static bool of_candidate(const Here *here, int pre) {
    return here->cell->spec.kind == CELL_GRU && pre == GRU_N_PRE;
}

/* What a row of W_h* is multiplied with. The GRU's candidate sees r.h' (reset before), or all of
 * its sum is multiplied by the unit's own r (reset after). */
static float hidden_factor(const Here *here, int pre, int row) {
    if (of_candidate(here, pre) && !here->cell->spec.reset_after)
        return trace_at(here->trace, GRU_N_REC, here->t, 0)[row];
    float before = trace_at(here->trace, SIGNAL_H, here->t - 1, 0)[row];
    return of_candidate(here, pre) ? before * here_now(here, GRU_R) : before;
}

static Term matrix_term(const Here *here, const WeightInfo *weight, int row) {
    if (weight->shape == WEIGHT_INPUTS_BY_HIDDEN)
        return (Term){.role = ROLE_INPUT,
                      .symbol = "x",
                      .number = row + 1,
                      .factor = trace_at(here->trace, SIGNAL_X, here->t, 0)[row]};
    return (Term){.role = ROLE_HIDDEN,
                  .symbol = "h",
                  .number = row + 1,
                  .factor = hidden_factor(here, weight->signal, row)};
}

static Term vector_term(const Here *here, const WeightInfo *weight) {
    if (weight->peephole)
        return (Term){.role = ROLE_CELL,
                      .symbol = "c",
                      .number = here->unit + 1,
                      .factor = weight->signal == LSTM_O_PRE ? here_now(here, LSTM_C)
                                                             : here_before(here, LSTM_C)};
    if (weight->reset_after)
        return (Term){.role = ROLE_RESET, .symbol = "r", .factor = here_now(here, GRU_R)};
    return (Term){.role = weight->role, .symbol = "b", .factor = 1};
}

/* Terms of the weights that feed the pre-activation; those of weight 0 do nothing. */
static Sum sum_of(const Here *here, int pre) {
    const CellSpec *spec = &here->cell->spec;
    Sum sum = {.count = 0};
    for (int w = 0; w < here->kind->weight_count; w++) {
        const WeightInfo *weight = &here->kind->weights[w];
        const float *numbers = here->cell->weights[w];
        if (weight->signal != pre || !numbers)
            continue;
        bool vector = weight->shape == WEIGHT_HIDDEN;
        for (int row = 0; row < weight_rows(spec, w); row++) {
            size_t place = (size_t)row * (size_t)spec->hidden + (size_t)here->unit;
            Term term = vector ? vector_term(here, weight) : matrix_term(here, weight, row);
            term.weight = numbers[place];
            if (term.weight != 0)
                add_term(&sum, &term);
        }
    }
    return sum;
}

/* The signal whose sum is shown: what the beat points at, else the first that has one. */
static int summed_signal(const Here *here) {
    int first = -1;
    for (int k = 0; k < here->kind->signal_count; k++) {
        int pre = here->kind->signals[k].pre;
        if (pre < 0 || !signal_present(&here->cell->spec, pre))
            continue;
        if (session_highlighted(here->session, here->session->cell, k, -1))
            return k;
        first = first < 0 ? k : first;
    }
    return first;
}

/* ---- drawing ---- */

/* A number whose last character stands at x. */
static void put_right(Pen *pen, float x, Face face, Color color, const char *text) {
    Painter *p = pen->p;
    if (pen->draw)
        paint_text_right(p, x, text_top_for_centre(p, face, p->small, pen->y + pen->line / 2), face,
                         p->small, color, text);
}

static float digit_width(const Pen *pen) {
    return paint_text_width(pen->p, FACE_NUMBER, pen->p->small, "0");
}

/* Right end of the first factor; of the second; the product stands at the right edge, if it fits.
 */
static float factor_end(const Pen *pen) {
    return pen->left + 1.7f * pen->p->body + COLUMN * digit_width(pen);
}

static float weight_end(const Pen *pen) {
    return factor_end(pen) + (2 + COLUMN) * digit_width(pen);
}

static bool products_fit(const Pen *pen) {
    return weight_end(pen) + (1 + COLUMN) * digit_width(pen) <= pen->right;
}

static void signed_text(char *text, size_t size, float value) {
    format_value(text + 1, size - 1, value, 2);
    text[0] = text[1] == '-' ? ' ' : '+';
}

static void put_product(Pen *pen, float value, Color color) {
    char text[32];
    signed_text(text, sizeof text, value);
    put_right(pen, pen->right, FACE_NUMBER, color, text);
}

static void put_term(Pen *pen, const Term *term) {
    Painter *p = pen->p;
    Color ink = p->theme->text;
    char text[32];
    snprintf(text, sizeof text, "%d", term->number);
    pen_symbol(pen, term->role, term->symbol, term->number ? text : NULL);
    bool plain = term->symbol[0] == 'b'; /* its factor is 1 */
    if (!plain) {
        format_value(text, sizeof text, term->factor, 2);
        put_right(pen, factor_end(pen), FACE_NUMBER, p->theme->role[term->role], text);
        put_right(pen, factor_end(pen) + 1.5f * digit_width(pen), FACE_NUMBER, p->theme->dim,
                  "\u00d7");
    }
    if (!plain || !products_fit(pen)) {
        format_value(text, sizeof text, term->weight, 2);
        put_right(pen, weight_end(pen), FACE_NUMBER, ink, text);
    }
    if (products_fit(pen))
        put_product(pen, term->factor * term->weight, ink);
    pen_line(pen);
}

static void put_rest(Pen *pen, const Sum *sum) {
    char text[48];
    if (!sum->left_out)
        return;
    snprintf(text, sizeof text, "%d smaller", sum->left_out);
    pen_word(pen, text);
    put_product(pen, sum->rest, pen->p->theme->text);
    pen_line(pen);
}

/* The sum under a rule, and what the activation makes of it. */
static void put_total(Pen *pen, const Here *here, int signal) {
    Painter *p = pen->p;
    const SignalInfo *info = &here->kind->signals[signal];
    Color color = p->theme->role[info->role];
    char text[32];
    if (pen->draw)
        draw_fill(p->list,
                  (Rect){pen->left, roundf(pen->y), pen->right - pen->left, fmaxf(roundf(p->u), 1)},
                  0, p->theme->line);
    pen_word(pen, "sum");
    signed_text(text, sizeof text, here_now(here, info->pre));
    put_right(pen, pen->right, FACE_NUMBER, color, text);
    pen_line(pen);
    const CellSpec *spec = &here->cell->spec;
    Activation act = info->class == SIGNAL_GATE ? spec->gate : spec->candidate;
    pen_word(pen, activation_name(act));
    if (cell_hold_at(here->cell, signal, here->unit, here->t))
        pen_word(pen, ", then held");
    format_value(text, sizeof text, here_now(here, signal), 3);
    put_right(pen, pen->right, FACE_NUMBER_BOLD, color, text);
    pen_line(pen);
}

void equation_sum(Pen *pen, const Here *here) {
    int signal = summed_signal(here);
    if (signal < 0)
        return;
    pen->y += roundf(0.3f * pen->line);
    pen_word(pen, "What made");
    pen->x += 0.4f * pen->p->body;
    pen_letter(pen, here, signal, "t");
    pen_line(pen);
    if (!here_known(here, here->kind->signals[signal].pre)) {
        pen_word(pen, "It has not been computed yet.");
        pen_line(pen);
        return;
    }
    Sum sum = sum_of(here, here->kind->signals[signal].pre);
    for (int k = 0; k < sum.count; k++)
        put_term(pen, &sum.terms[k]);
    put_rest(pen, &sum);
    put_total(pen, here, signal);
}
