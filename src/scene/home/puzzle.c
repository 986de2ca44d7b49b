/* puzzle.c: the moving picture: a digit that is read row by row, what two networks say of it, and
 * what one of them still knows. */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/opening/puzzle.h"

/* Where it stands is the session's to say; the numbers are those of the opening. */
static Puzzle puzzle_now(const HomePage *page) {
    const Session *opening = page->catalogue->opening;
    int frame = session_home_frame(page->p->session) + 1;
    return (Puzzle){.p = page->p,
                    .session = opening,
                    .opening = session_opening(opening),
                    .read = (float)(frame < DIGIT_SIDE ? frame : DIGIT_SIDE),
                    .px = 2.4f * page->p->large};
}

static void draw_numbers(const Puzzle *puzzle, Rect rect, float line) {
    Painter *p = puzzle->p;
    const Opening *opening = puzzle->opening;
    const Trace *trace = puzzle->session->run->traces[opening->guarded];
    char text[64];
    snprintf(text, sizeof text, paint_phrase(p, "what it still has: %d numbers"),
             trace->spec.hidden);
    paint_text_fit(p, rect.x, rect.y, rect.w, FACE_TEXT_BOLD, p->small, p->theme->role[ROLE_CELL],
                   text);
    rect.y += line;
    rect.h -= line;
    puzzle_numbers(puzzle, rect, false);
}

static void draw_readers(const Puzzle *puzzle, Rect rect) {
    Painter *p = puzzle->p;
    float h = puzzle_says_height(puzzle), gap = roundf(fmaxf(rect.h - 2 * h, 0) / 3);
    float width =
        paint_text_width(p, FACE_TEXT_BOLD, p->body, paint_phrase(p, "writes over what it had"));
    if (rect.w < width || gap < 4 * p->u)
        return;
    puzzle_says(puzzle, (Rect){rect.x, rect.y + gap, rect.w, h}, puzzle->opening->guarded,
                paint_phrase(p, "guards what it has"));
    puzzle_says(puzzle, (Rect){rect.x, rect.y + h + 2 * gap, rect.w, h}, puzzle->opening->plain,
                paint_phrase(p, "writes over what it had"));
}

/* In the rows at the top, which are blank in most digits. */
static void draw_gone(const Puzzle *puzzle, Rect square) {
    Painter *p = puzzle->p;
    const char *text = paint_phrase(p, "already read: gone");
    float h = 3 * square.h / DIGIT_SIDE, w = paint_text_width(p, FACE_TEXT, p->small, text);
    if (puzzle_row(puzzle) < 6 || w > square.w || paint_line_height(p, FACE_TEXT, p->small) > h)
        return;
    paint_text_centre(p, square.x + square.w / 2,
                      text_top_for_centre(p, FACE_TEXT, p->small, square.y + h / 2), FACE_TEXT,
                      p->small, p->theme->text, text);
}

void home_puzzle(HomePage *page) {
    Painter *p = page->p;
    Rect box = page->hero;
    draw_fill(p->list, box, 10 * p->u, p->theme->background);
    if (!page->catalogue->opening)
        return;
    Puzzle puzzle = puzzle_now(page);
    float u = p->u, pad = roundf(18 * u), gap = roundf(22 * u), line = roundf(1.6f * p->small);
    Rect inner = {box.x + pad, box.y + pad, box.w - 2 * pad, box.h - 2 * pad};
    float numbers = roundf(line + 0.2f * inner.h);
    float most = fminf(inner.h - numbers - 10 * u, 0.52f * inner.w);
    float size = DIGIT_SIDE * floorf(fmaxf(most, DIGIT_SIDE) / DIGIT_SIDE);
    Rect square = {inner.x + roundf(4 * u), inner.y, size, size};
    puzzle_digit(&puzzle, square, PUZZLE_GONE);
    draw_gone(&puzzle, square);
    draw_readers(&puzzle, (Rect){inner.x + size + gap, inner.y, inner.w - size - gap, size});
    float y = inner.y + size + roundf(10 * u);
    draw_numbers(&puzzle, (Rect){inner.x, y, inner.w, inner.y + inner.h - y}, line);
}
