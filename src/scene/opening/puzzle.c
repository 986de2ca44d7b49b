/* puzzle.c: see puzzle.h. */
#include "scene/opening/puzzle.h"

#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/paint/bars.h"

long puzzle_row(const Puzzle *puzzle) {
    long row = (long)ceilf(puzzle->read) - 1;
    return row < DIGIT_SIDE ? row : DIGIT_SIDE - 1;
}

/* ---- the digit ---- */

Rect puzzle_beside(Rect part, long t) {
    float pitch = part.h / DIGIT_SIDE;
    return (Rect){part.x, part.y + (float)t * pitch, part.w, pitch};
}

static void draw_rows(const Puzzle *puzzle, Rect square, long from, long to, Color ink) {
    if (to <= from)
        return;
    Rect rows = puzzle_beside(square, from);
    rows.h *= (float)(to - from);
    draw_heat(puzzle->p->list, rows, puzzle->session->run->sequence + from * DIGIT_SIDE,
              (int)(to - from), DIGIT_SIDE, 0, 1, puzzle->p->theme->background, ink);
}

/* Faintly what stood there, under stripes. */
static void draw_covered(const Puzzle *puzzle, Rect square, long rows, bool faint) {
    const Painter *p = puzzle->p;
    const Theme *theme = p->theme;
    if (rows < 1)
        return;
    Rect area = puzzle_beside(square, 0);
    area.h = roundf(area.h * (float)rows);
    draw_rows(puzzle, square, 0, rows,
              color_mix(theme->background, theme->text, faint ? 0.2f : 0.0f));
    draw_hatch(p->list, area, fmaxf(3 * p->u, 2), 9 * p->u,
               color_alpha(theme->dim, faint ? 0.22f : 0.4f));
}

static void draw_unknown(const Puzzle *puzzle, Rect square, long from) {
    const Painter *p = puzzle->p;
    for (long t = from; t < DIGIT_SIDE; t++) {
        Rect row = puzzle_beside(square, t);
        float y = roundf(row.y + row.h);
        draw_dashed_line(p->list, row.x, y, row.x + row.w, y, fmaxf(roundf(p->u), 1), 4 * p->u,
                         p->theme->line);
    }
}

/* A frame round the row in sight. */
static void draw_window(const Puzzle *puzzle, Rect square) {
    const Painter *p = puzzle->p;
    float u = p->u, edge = fmaxf(roundf(2 * u), 2), pad = roundf(4 * u);
    Rect row = puzzle_beside(square, puzzle_row(puzzle));
    Rect box = {square.x - pad, roundf(row.y) - edge, square.w + 2 * pad, roundf(row.h) + 2 * edge};
    draw_fill(p->list, box, 3 * u, p->theme->background);
    draw_rows(puzzle, square, puzzle_row(puzzle), puzzle_row(puzzle) + 1, p->theme->text);
    draw_frame(p->list, box, 3 * u, edge, p->theme->text);
}

void puzzle_digit(const Puzzle *puzzle, Rect square, PuzzleCover cover) {
    const Painter *p = puzzle->p;
    long row = puzzle_row(puzzle);
    draw_fill(p->list, square, 0, p->theme->background);
    if (cover == PUZZLE_OPEN) {
        draw_rows(puzzle, square, 0, DIGIT_SIDE, p->theme->text);
    } else if (cover == PUZZLE_HALF) {
        draw_rows(puzzle, square, OPENING_HALF, DIGIT_SIDE, p->theme->text);
        draw_covered(puzzle, square, OPENING_HALF, false);
    } else {
        draw_covered(puzzle, square, row, true);
        draw_unknown(puzzle, square, row + 1);
    }
    draw_frame(p->list, square, 0, fmaxf(roundf(p->u), 1), p->theme->line);
    if (cover == PUZZLE_GONE && row >= 0)
        draw_window(puzzle, square);
}

/* ---- what it says ---- */

float puzzle_says_height(const Puzzle *puzzle) {
    const Painter *p = puzzle->p;
    return roundf(paint_line_height(p, FACE_TEXT_BOLD, p->body) +
                  paint_line_height(p, FACE_TEXT_BOLD, puzzle->px) + 8 * p->u);
}

static void draw_sure(Painter *p, Rect rect, float part, Color color) {
    char text[16];
    snprintf(text, sizeof text, "%.0f %%", 100 * (double)part);
    float w = paint_text_width(p, FACE_NUMBER_BOLD, p->small, "100 %"), gap = 8 * p->u;
    float h = fmaxf(roundf(6 * p->u), 4), middle = rect.y + rect.h / 2;
    Rect bar = {rect.x, roundf(middle - h / 2), fmaxf(rect.w - w - gap, 0), h};
    draw_fill(p->list, bar, h / 2, p->theme->track);
    bar.w = roundf(bar.w * part);
    if (bar.w >= h)
        draw_fill(p->list, bar, h / 2, color);
    paint_text_right(p, rect.x + rect.w, text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, middle),
                     FACE_NUMBER_BOLD, p->small, p->theme->text, text);
}

/* Right or wrong only when all was read: until then it may still change its mind. */
static const char *format_says(const Painter *p, bool all, bool right) {
    if (!all)
        return paint_phrase(p, "says %d so far");
    return right ? paint_phrase(p, "says %d: right") : paint_phrase(p, "says %d: wrong");
}

void puzzle_says(const Puzzle *puzzle, Rect rect, int kind, const char *title) {
    Painter *p = puzzle->p;
    float chances[DIGIT_CLASSES], px = puzzle->px, u = p->u;
    long row = puzzle_row(puzzle);
    paint_text_fit(p, rect.x, rect.y, rect.w, FACE_TEXT_BOLD, p->body, p->theme->text, title);
    if (row < 0)
        return;
    int digit = session_opening_says(puzzle->session, kind, row, chances);
    bool all = row + 1 == DIGIT_SIDE, right = digit == puzzle->opening->label;
    Color color = !all ? p->theme->dim : right ? p->theme->good : p->theme->bad;
    char text[8], words[64];
    snprintf(text, sizeof text, "%d", digit);
    snprintf(words, sizeof words, format_says(p, all, right), digit);
    float y = rect.y + paint_line_height(p, FACE_TEXT_BOLD, p->body);
    float h = paint_line_height(p, FACE_TEXT_BOLD, px);
    float x = rect.x + paint_text(p, rect.x, y, FACE_TEXT_BOLD, px, color, text) + 14 * u;
    float w = rect.x + rect.w - x;
    paint_text_fit(p, x, y + h / 2 - paint_line_height(p, FACE_TEXT_BOLD, p->body), w,
                   FACE_TEXT_BOLD, p->body, color, words);
    draw_sure(p, (Rect){x, y + h / 2, w, h / 2 - 4 * u}, chances[digit], color);
}

/* ---- what it remembers ---- */

/* One yardstick for all rows: the largest number there is. */
static float yardstick(const Puzzle *puzzle, const Trace *trace) {
    float most = 0;
    for (long t = 0; t < DIGIT_SIDE; t++)
        for (int k = 0; k < trace->spec.hidden; k++)
            most = fmaxf(most, fabsf(trace_at(trace, puzzle->opening->memory, t, 0)[k]));
    return most > 0 ? most : 1;
}

void puzzle_numbers(const Puzzle *puzzle, Rect rect, bool framed) {
    Painter *p = puzzle->p;
    const Opening *opening = puzzle->opening;
    const Trace *trace = puzzle->session->run->traces[opening->guarded];
    Role role = cell_kind((CellKind)opening->guarded)->signals[opening->memory].role;
    long row = puzzle_row(puzzle);
    BarsPlan plan = bars_plan(p, rect, trace->spec.hidden);
    const Bars bars = {.count = trace->spec.hidden,
                       .from = row < 1 ? NULL : trace_at(trace, opening->memory, row - 1, 0),
                       .to = row < 0 ? NULL : trace_at(trace, opening->memory, row, 0),
                       .part = row < 0 ? 0 : clamp_float(puzzle->read - (float)row, 0, 1),
                       .hidden = row < 0,
                       .limit = yardstick(puzzle, trace),
                       .color = p->theme->role[role],
                       .on_color = p->theme->on_role[role]};
    bars_draw(p, &plan, &bars);
    if (framed)
        bars_frame(p, &plan, opening->unit, p->theme->select);
}
