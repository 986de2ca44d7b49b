/* equation_sum.c: the sum of products that made one pre-activation, term by term:
 *
 *     f_pre = x W_xf + h' W_hf + b_f        (and p c' where there are peepholes)
 *
 * one line a term, the largest where there are many. */
#include <math.h>
#include <stdio.h>

#include "engine/origin.h"
#include "scene/tweaks/equation.h"
#include "scene/words/number.h"

enum { TERMS_MOST = 5, COLUMN = 6 /* characters of a number */ };

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

/* The letter and the role of a term's first factor; b: a bias, which stands alone. */
static Role put_factor(Pen *pen, const Here *here, const Factor *factor) {
    char number[16];
    if (factor->signal < 0) {
        Role role = here->kind->weights[factor->weight].role;
        pen_symbol(pen, role, "b", NULL);
        return role;
    }
    Role role = here->kind->signals[factor->signal].role;
    const char *letter = here->kind->signals[factor->signal].letter;
    snprintf(number, sizeof number, "%d", factor->unit + 1);
    if (letter)
        pen_symbol(pen, role, letter, number);
    else
        pen_letter(pen, here, factor->signal, number);
    return role;
}

static void put_term(Pen *pen, const Here *here, const Term *term) {
    Painter *p = pen->p;
    Color ink = p->theme->text;
    char text[32];
    bool plain = term->factor_count == 1;
    const Factor *last = &term->factors[plain ? 0 : 1];
    if (term->factors[0].signal >= 0)
        pen_link(pen, here, pen->right - pen->left, term->factors[0].signal, term->factors[0].unit,
                 term->factors[0].t);
    Role role = put_factor(pen, here, &term->factors[0]);
    if (!plain) {
        format_value(text, sizeof text, term->factors[0].value, 2);
        put_right(pen, factor_end(pen), FACE_NUMBER, p->theme->role[role], text);
        put_right(pen, factor_end(pen) + 1.5f * digit_width(pen), FACE_NUMBER, p->theme->dim,
                  "\u00d7");
    }
    if (!plain || !products_fit(pen)) {
        format_value(text, sizeof text, last->value, 2);
        put_right(pen, weight_end(pen), FACE_NUMBER, ink, text);
    }
    if (products_fit(pen))
        put_product(pen, term->share, ink);
    pen_line(pen);
}

static void put_rest(Pen *pen, const Origin *origin) {
    char text[48];
    if (!origin->left_out)
        return;
    snprintf(text, sizeof text, paint_phrase(pen->p, "%d smaller"), origin->left_out);
    pen_word(pen, text);
    put_product(pen, (float)origin->rest, pen->p->theme->text);
    pen_line(pen);
}

/* What the cell's clip leaves of the sum. */
static void put_kept(Pen *pen, const Origin *origin, float clip, Color color) {
    char word[64], limit[32], text[32];
    if (!origin->clipped)
        return;
    format_value(limit, sizeof limit, clip, 2);
    snprintf(word, sizeof word, paint_phrase(pen->p, "kept within \u00b1%s"), limit);
    pen_word(pen, word);
    signed_text(text, sizeof text, origin->pre);
    put_right(pen, pen->right, FACE_NUMBER, color, text);
    pen_line(pen);
}

/* The sum under a rule, and what the activation makes of it. */
static void put_total(Pen *pen, const Here *here, int signal, const Origin *origin) {
    Painter *p = pen->p;
    const SignalInfo *info = &here->kind->signals[signal];
    const CellSpec *spec = &here->cell->spec;
    Color color = p->theme->role[info->role];
    char text[32];
    if (pen->draw)
        draw_fill(p->list,
                  (Rect){pen->left, roundf(pen->y), pen->right - pen->left, fmaxf(roundf(p->u), 1)},
                  0, p->theme->line);
    pen_word(pen, paint_phrase(p, "sum"));
    signed_text(text, sizeof text,
                origin->clipped ? (float)origin->sum : here_now(here, info->pre));
    put_right(pen, pen->right, FACE_NUMBER, color, text);
    pen_line(pen);
    put_kept(pen, origin, spec->clip, color);
    Activation act = info->class == SIGNAL_GATE ? spec->gate : spec->candidate;
    pen_word(pen, activation_name(act));
    if (cell_hold_at(here->cell, signal, here->unit, here->t))
        pen_word(pen, paint_phrase(p, ", then held"));
    format_value(text, sizeof text, here_now(here, signal), 3);
    put_right(pen, pen->right, FACE_NUMBER_BOLD, color, text);
    pen_line(pen);
}

void equation_sum(Pen *pen, const Here *here) {
    int signal = summed_signal(here);
    if (signal < 0)
        return;
    pen->y += roundf(0.3f * pen->line);
    pen_word(pen, paint_phrase(pen->p, "What made"));
    pen->x += 0.4f * pen->p->body;
    pen_letter(pen, here, signal, "t");
    pen_line(pen);
    if (!here_known(here, here->kind->signals[signal].pre)) {
        pen_word(pen, paint_phrase(pen->p, "It has not been computed yet."));
        pen_line(pen);
        return;
    }
    Origin origin;
    origin_of(here->cell, here->trace, signal, here->unit, here->t, TERMS_MOST, &origin);
    for (int k = 0; k < origin.count; k++)
        put_term(pen, here, &origin.terms[k]);
    put_rest(pen, &origin);
    put_total(pen, here, signal, &origin);
}
