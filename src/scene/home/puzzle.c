/* puzzle.c: the moving picture: a digit that is read row by row, what two networks say of it, and
 * what one of them still knows. */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/opening/puzzle.h"
#include "scene/paint/rich_text.h"

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

static const char *title_of(const Painter *p, bool guarded) {
    return guarded ? paint_phrase(p, "guards what it has")
                   : paint_phrase(p, "writes over what it had");
}

/* Each below the other, where that has room for both. */
static bool fit_beside(const Puzzle *puzzle, float w, float h) {
    Painter *p = puzzle->p;
    float width = paint_text_width(p, FACE_TEXT_BOLD, p->body, title_of(p, false));
    return w >= width && roundf((h - 2 * puzzle_says_height(puzzle)) / 3) >= 4 * p->u;
}

static void draw_readers(const Puzzle *puzzle, Rect rect) {
    float h = puzzle_says_height(puzzle), gap = roundf(fmaxf(rect.h - 2 * h, 0) / 3);
    puzzle_says(puzzle, (Rect){rect.x, rect.y + gap, rect.w, h}, puzzle->opening->guarded,
                title_of(puzzle->p, true));
    puzzle_says(puzzle, (Rect){rect.x, rect.y + h + 2 * gap, rect.w, h}, puzzle->opening->plain,
                title_of(puzzle->p, false));
}

/* Under the picture, in large letters: a title in as many lines as it needs, and what is said. Without
 * `drawn` only the height. */
static float readers_below(const Puzzle *puzzle, Rect rect, bool drawn) {
    Painter *p = puzzle->p;
    const RichStyle style = {.px = p->body, .color = p->theme->text, .bold = true, .plain = true};
    float title = paint_line_height(p, FACE_TEXT_BOLD, p->body), y = rect.y;
    for (int plain = 0; plain < 2; plain++) {
        const char *words = title_of(p, !plain);
        int shapes = p->list->shape_count;
        uint32_t texts = p->list->text_length;
        y += rich_text(p, rect.x, y, rect.w, words, style);
        if (!drawn) { /* it was measured */
            p->list->shape_count = shapes;
            p->list->text_length = texts;
        }
        if (drawn) /* its own title, which is one line, stands empty in the last one's place */
            puzzle_says(puzzle, (Rect){rect.x, y - title, rect.w, 0},
                        plain ? puzzle->opening->plain : puzzle->opening->guarded, "");
        y += puzzle_says_height(puzzle) - title + 6 * p->u;
    }
    return y - rect.y;
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

/* The places in a box of that width, and of that height without readers under it. */
typedef struct Places {
    Rect inner, square, beside;
    float line; /* of the words over the numbers */
} Places;

static Places places_of(const Painter *p, Rect box) {
    float u = p->u, pad = roundf(18 * u), gap = roundf(22 * u);
    Places places = {.line = roundf(1.6f * p->small),
                     .inner = {box.x + pad, box.y + pad, box.w - 2 * pad, box.h - 2 * pad}};
    Rect inner = places.inner;
    float numbers = roundf(places.line + 0.2f * inner.h);
    float most = fminf(inner.h - numbers - 10 * u, 0.52f * inner.w);
    float size = DIGIT_SIDE * floorf(fmaxf(most, DIGIT_SIDE) / DIGIT_SIDE);
    places.square = (Rect){inner.x + roundf(4 * u), inner.y, size, size};
    places.beside = (Rect){inner.x + size + gap, inner.y, inner.w - size - gap, size};
    return places;
}

float home_puzzle_below(const HomePage *page, Rect box) {
    if (!page->catalogue->opening)
        return 0;
    Puzzle puzzle = puzzle_now(page);
    Places places = places_of(page->p, box);
    return fit_beside(&puzzle, places.beside.w, places.beside.h)
               ? 0
               : roundf(readers_below(&puzzle, places.inner, false));
}

void home_puzzle(HomePage *page) {
    Painter *p = page->p;
    Rect box = page->hero;
    draw_fill(p->list, box, 10 * p->u, p->theme->background);
    if (!page->catalogue->opening)
        return;
    Puzzle puzzle = puzzle_now(page);
    box.h -= page->hero_below;
    Places places = places_of(p, box);
    Rect inner = places.inner, square = places.square;
    puzzle_digit(&puzzle, square, PUZZLE_GONE);
    draw_gone(&puzzle, square);
    if (fit_beside(&puzzle, places.beside.w, places.beside.h))
        draw_readers(&puzzle, places.beside);
    else if (page->hero_below > 0)
        readers_below(&puzzle, (Rect){inner.x, inner.y + inner.h + 8 * p->u, inner.w, 0}, true);
    float y = square.y + square.h + roundf(10 * p->u);
    draw_numbers(&puzzle, (Rect){inner.x, y, inner.w, inner.y + inner.h - y}, places.line);
}
