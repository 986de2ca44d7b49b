/* gap.c: see gap.h. */
#include "scene/paint/gap.h"

#include <math.h>

#include "session/asked.h"

void gap_drawn(Painter *p, Region *region) {
    const Question *question = asked_guess(p->session);
    const Guess *guess = &session_beat_state(p->session)->guess;
    float values[QUESTION_STEPS];
    int count = guess_values(question), first = 0;
    region->picks = question->form == QUESTION_STEP;
    if (question->form == QUESTION_DRAW)
        first = (int)(region->from - question->from);
    for (int k = first; k < count; k++)
        values[k - first] = guess_has(guess, k) ? guess->values[k] : NAN;
    region_values(p->list, region, values, count - first);
}

static bool is_there(const GapCurve *curve, int k) {
    return !isnan(curve->y[k]);
}

void gap_lines(Painter *p, const GapCurve *curve, bool dotted, Color color) {
    float width = fmaxf(roundf(2.5f * p->u), 2);
    const float *x = curve->x, *y = curve->y;
    for (int k = 1; k < curve->count; k++) {
        if (!is_there(curve, k - 1) || !is_there(curve, k))
            continue;
        if (dotted)
            draw_dashed_line(p->list, x[k - 1], y[k - 1], x[k], y[k], width, 4 * p->u, color);
        else
            draw_line(p->list, x[k - 1], y[k - 1], x[k], y[k], width, color);
    }
}

void gap_points(Painter *p, const GapCurve *curve, float size, bool ring, Color color) {
    for (int k = 1; k < curve->count; k++) {
        float x = curve->x[k], y = curve->y[k];
        if (!is_there(curve, k))
            continue;
        if (ring)
            draw_disc(p->list, x, y, size, p->theme->background);
        if (ring)
            draw_ring(p->list, x, y, size, fmaxf(roundf(2 * p->u), 2), color);
        else
            draw_disc(p->list, x, y, 0.8f * size, color);
    }
}

void gap_shade(Painter *p, const GapCurve *drawn, const GapCurve *truth) {
    Color color = color_alpha(p->theme->bad, 0.28f);
    float slice = fmaxf(roundf(3 * p->u), 2);
    for (int k = 1; k < drawn->count; k++) {
        bool both = is_there(drawn, k - 1) && is_there(drawn, k);
        float x1 = roundf(drawn->x[k - 1]), x2 = roundf(drawn->x[k]);
        for (float x = x1; both && x < x2; x += slice) {
            float w = fminf(slice, x2 - x), part = (x + w / 2 - x1) / (x2 - x1);
            float a = drawn->y[k - 1] + part * (drawn->y[k] - drawn->y[k - 1]);
            float b = truth->y[k - 1] + part * (truth->y[k] - truth->y[k - 1]);
            if (fabsf(a - b) >= 1)
                draw_fill(p->list, (Rect){x, fminf(a, b), w, fabsf(a - b)}, 0, color);
        }
    }
}

void gap_mark(Painter *p, float x, float drawn, float really, float arm) {
    float line = fmaxf(roundf(2 * p->u), 2), top = fminf(drawn, really), h = fabsf(drawn - really);
    if (h < 2)
        return;
    draw_fill(p->list, (Rect){x - line / 2, top, line, h}, 0, p->theme->bad);
    draw_fill(p->list, (Rect){x - arm, top - line / 2, 2 * arm, line}, 0, p->theme->bad);
    draw_fill(p->list, (Rect){x - arm, top + h - line / 2, 2 * arm, line}, 0, p->theme->bad);
}
