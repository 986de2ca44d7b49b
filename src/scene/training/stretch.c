/* stretch.c: the test example of a text: in each line what came, and below what the chosen cell
 * expected there, before it had learnt anything and now. What it expects most has a level as high
 * as its share; where that came it is bold, underlined and in the colour of what is right.
 *
 * Where not all of it has room, its end is shown: there the cell has read most. */
#include <math.h>
#include <stdio.h>

#include "scene/training/page.h"
#include "scene/words/answer.h"

typedef struct Stretch {
    TrainingPage *page;
    Rect rect;
    float label, column, row, px, gap; /* widths; heights; the type; between two lines */
    int columns, lines;
    long from; /* the first character that is shown: 0 is what is read first, and not expected */
} Stretch;

static long length_of(const RaceReport *report) {
    return report->steps + 1;
}

/* A space and a line's end are seen too. */
static void sign_of(const RaceReport *report, int class, char sign[8]) {
    unsigned char c = report->character_of[class];
    snprintf(sign, 8, c == ' ' ? "\u00b7" : c == '\n' ? "\u00b6" : "%c", c);
}

static int class_at(const RaceReport *report, long at) {
    const float *first = race_inputs(report);
    if (at > 0)
        return (int)race_targets(report)[at - 1];
    int class = 0;
    while (class < report->inputs - 1 && first[class] < 0.5f)
        class ++;
    return class;
}

/* ---- its place ---- */

static float line_height(const Stretch *s) {
    return 3 * s->row + s->gap;
}

static float notes_height(const Painter *p) {
    return 2 * paint_line_pitch(paint_caption(p));
}

static Stretch make_stretch(TrainingPage *page, Rect rect) {
    Painter *p = page->p;
    Stretch s = {.page = page, .rect = rect, .px = p->small, .gap = roundf(8 * p->u)};
    float before = paint_text_width(p, FACE_TEXT_BOLD, p->small, paint_phrase(p, "before"));
    float now = paint_text_width(p, FACE_TEXT_BOLD, p->small, paint_phrase(p, "now"));
    long length = length_of(page->report);
    s.label = roundf(fmaxf(before, now) + 12 * p->u);
    s.column = roundf(1.3f * paint_text_width(p, FACE_NUMBER, s.px, "m"));
    s.row = roundf(1.45f * s.px);
    s.columns = (int)fmaxf(floorf((rect.w - s.label) / s.column), 1);
    s.lines = (int)((length + s.columns - 1) / s.columns);
    int most = (int)floorf((rect.h - notes_height(p)) / line_height(&s));
    if (s.lines > most)
        s.lines = most > 0 ? most : 0;
    s.columns = s.lines ? (int)fminf((float)s.columns, ceilf((float)length / (float)s.lines)) : 0;
    if (s.columns)
        s.column = floorf(fminf((rect.w - s.label) / (float)s.columns, 1.4f * s.column));
    s.from = length - (long)s.lines * s.columns;
    s.from = s.from > 0 ? s.from : 0;
    return s;
}

/* ---- what came, what was expected ---- */

static void draw_sign(const Stretch *s, float x, float y, Face face, Color color,
                      const char *sign) {
    Painter *p = s->page->p;
    paint_text_centre(p, x + s->column / 2, text_top_for_centre(p, face, s->px, y + s->row / 2),
                      face, s->px, color, sign);
}

static void draw_expected(const Stretch *s, float x, float y, long step, RaceMoment moment) {
    Painter *p = s->page->p;
    const RaceReport *report = s->page->report;
    float share, h = s->row - 3 * p->u;
    int class = answer_guess(report, s->page->training->chosen, moment, step, &share);
    bool right = class == class_at(report, step + 1);
    char sign[8];
    Rect cell = {x, y, s->column - fmaxf(p->u, 1), h};
    float level = roundf(share * h);
    Color color = color_mix(p->theme->track, right ? p->theme->good : p->theme->dim, 0.35f);
    draw_fill(p->list, cell, 0, p->theme->track);
    if (level >= 1)
        draw_fill(p->list, (Rect){cell.x, cell.y + h - level, cell.w, level}, 0, color);
    if (right)
        draw_fill(p->list, (Rect){cell.x, cell.y + h, cell.w, fmaxf(2 * p->u, 1)}, 0,
                  p->theme->good);
    sign_of(report, class, sign);
    draw_sign(s, x, y - 1.5f * p->u, right ? FACE_NUMBER_BOLD : FACE_NUMBER, p->theme->text, sign);
}

static void draw_character(const Stretch *s, float x, float y, long at) {
    Painter *p = s->page->p;
    char sign[8];
    sign_of(s->page->report, class_at(s->page->report, at), sign);
    bool plain = sign[0] > ' ';
    draw_sign(s, x, y, FACE_NUMBER, plain ? p->theme->text : p->theme->dim, sign);
    for (int moment = 0; at > 0 && moment < RACE_MOMENTS; moment++)
        draw_expected(s, x, y + (float)(1 + moment) * s->row, at - 1, (RaceMoment)moment);
}

static void draw_label(const Stretch *s, float y, const char *word) {
    Painter *p = s->page->p;
    paint_text_fit(p, s->rect.x, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, y + s->row / 2),
                   s->label, FACE_TEXT_BOLD, p->small, p->theme->text, paint_phrase(p, word));
}

static void draw_stretch_line(const Stretch *s, int line) {
    float y = roundf(s->rect.y + (float)line * line_height(s));
    long first = s->from + (long)line * s->columns, length = length_of(s->page->report);
    draw_label(s, y + s->row, "before");
    draw_label(s, y + 2 * s->row, "now");
    for (int k = 0; k < s->columns && first + k < length; k++)
        draw_character(s, s->rect.x + s->label + (float)k * s->column, y, first + k);
}

/* ---- in numbers ---- */

static void draw_note(const Stretch *s, float y, const char *format, RaceMoment moment) {
    Painter *p = s->page->p;
    const RaceReport *report = s->page->report;
    CellKind kind = s->page->training->chosen;
    char text[128];
    snprintf(text, sizeof text, paint_phrase(p, format), answer_count(report, kind, moment),
             report->steps, answer_bits(report, kind, moment));
    paint_text_fit(p, s->rect.x, y, s->rect.w, FACE_TEXT, paint_caption(p), p->theme->dim, text);
}

float training_stretch(TrainingPage *page, Rect rect) {
    Stretch s = make_stretch(page, rect);
    for (int line = 0; line < s.lines; line++)
        draw_stretch_line(&s, line);
    float y = rect.y + (float)s.lines * line_height(&s);
    draw_note(&s, y, "Before: %ld of %ld right, %.2f bits a character", RACE_BEFORE);
    draw_note(&s, y + notes_height(page->p) / 2, "Now: %ld of %ld right, %.2f bits a character",
              RACE_NOW);
    return (float)s.lines * line_height(&s) + notes_height(page->p);
}
