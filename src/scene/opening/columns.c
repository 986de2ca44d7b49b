/* columns.c: see columns.h. */
#include "scene/opening/columns.h"

#include <math.h>

#include "base/clamp.h"

/* The place of a row's bar, with a gap to its neighbours. */
static Rect bar_of(const Painter *p, Rect part, long t) {
    Rect row = puzzle_beside(part, t);
    float gap = fmaxf(roundf(0.15f * row.h), p->u < 1 ? 0.5f : 1);
    return (Rect){row.x, row.y + gap, row.w, row.h - 2 * gap};
}

/* The row that is being read comes in as it is read. */
static float share_of(const Puzzle *puzzle, long t) {
    return clamp_float(puzzle->read - (float)t, 0, 1);
}

static float most_of(const Puzzle *puzzle) {
    float most = 0;
    for (long t = 0; t < DIGIT_SIDE; t++)
        most = fmaxf(most, fabsf(session_opening_number(puzzle->session, t)));
    return most > 0 ? most : 1;
}

/* Solid above zero; below it an outline with stripes. */
static void draw_value(const Puzzle *puzzle, Rect bar, float value, float most, Color color) {
    const Painter *p = puzzle->p;
    float half = bar.w / 2, w = fminf(fabsf(value) / most, 1) * half;
    Rect box = {value < 0 ? bar.x + half - w : bar.x + half, bar.y, w, bar.h};
    if (w < 0.5f)
        return;
    if (value >= 0) {
        draw_fill(p->list, box, 0, color);
        return;
    }
    draw_fill(p->list, box, 0, color_mix(p->theme->background, color, 0.45f));
    draw_frame(p->list, box, 0, fmaxf(roundf(p->u), 1), color);
}

void columns_number(const Puzzle *puzzle, Rect part) {
    const Painter *p = puzzle->p;
    const Opening *opening = puzzle->opening;
    Role role = cell_kind((CellKind)opening->guarded)->signals[opening->memory].role;
    float most = most_of(puzzle), line = fmaxf(roundf(p->u), 1);
    for (long t = 0; t <= puzzle_row(puzzle); t++) {
        float value = session_opening_number(puzzle->session, t);
        float before = session_opening_number(puzzle->session, t - 1);
        draw_value(puzzle, bar_of(p, part, t), before + (value - before) * share_of(puzzle, t),
                   most, p->theme->role[role]);
    }
    draw_fill(p->list, (Rect){roundf(part.x + part.w / 2), part.y, line, part.h}, 0, p->theme->dim);
}

void columns_gate(const Puzzle *puzzle, Rect part) {
    const Painter *p = puzzle->p;
    const Opening *opening = puzzle->opening;
    Role role = cell_kind((CellKind)opening->guarded)->signals[opening->gate].role;
    for (long t = 0; t < DIGIT_SIDE; t++) {
        Rect bar = bar_of(p, part, t);
        draw_fill(p->list, bar, 0, p->theme->track);
        if (t > puzzle_row(puzzle))
            continue;
        bar.w *= clamp_float(session_opening_gate(puzzle->session, t), 0, 1) * share_of(puzzle, t);
        if (bar.w >= 0.5f)
            draw_fill(p->list, bar, 0, p->theme->role[role]);
    }
}
