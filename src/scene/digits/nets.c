/* nets.c: the networks of the digits screen: after every row ten probabilities as heat, of
 * the row that is read as bars, and what the network takes the digit for. */
#include <math.h>
#include <stdio.h>

#include "scene/digits/page.h"
#include "scene/paint/bars.h"
#include "scene/paint/panel.h"

/* ---- head ---- */

/* The first row from which on it has taken the digit for what it does now. */
static long sure_since(const DigitsPage *page, int kind, int guess) {
    float chances[DIGIT_CLASSES];
    long t = page->t;
    while (t > 0) {
        session_digit_chances(page->p->session, kind, t - 1, chances);
        if (digit_guess(chances) != guess)
            break;
        t--;
    }
    return t;
}

/* What it thought at this row before rows were rubbed out, or since when it thinks so. */
static void note_of(const DigitsPage *page, int kind, int guess, char *text, size_t size) {
    const Painter *p = page->p;
    float before[DIGIT_CLASSES];
    bool known = session_digit_chances_before(p->session, kind, page->t, before);
    int was = digit_guess(before);
    if (known && was != guess)
        snprintf(text, size, paint_phrase(p, "was %d, %.0f %%"), was, 100 * (double)before[was]);
    else
        snprintf(text, size, paint_phrase(p, "since t = %ld"), sure_since(page, kind, guess));
}

static void draw_name(DigitsPage *page, int net, Rect rect) {
    Painter *p = page->p;
    int kind = page->kinds[net];
    const char *title = cell_kind((CellKind)kind)->title;
    bool selected = p->session->cell == kind;
    char label[96];
    snprintf(label, sizeof label, paint_phrase(p, "Select the %s"), title);
    unsigned id = region_id("digits.net", kind);
    float px = p->small, room = rect.w + page->gap - 3 * p->u, pad = fminf(page->gap, 20 * p->u);
    while (px > 11 * p->viewport->scale &&
           paint_text_width(p, FACE_TEXT_BOLD, px, title) + pad > room)
        px = fmaxf(px - 0.5f, 11 * p->viewport->scale);
    float w = paint_text_width(p, FACE_TEXT_BOLD, px, title) + pad;
    Rect pill = {rect.x, rect.y, roundf(w), roundf(1.6f * px)};
    if (selected)
        draw_fill(p->list, pill, pill.h / 2, p->theme->accent);
    else
        draw_frame(p->list, pill, pill.h / 2, fmaxf(p->u, 1),
                   paint_hovered(p, id) ? p->theme->text : p->theme->hollow);
    paint_text_centre(p, pill.x + pill.w / 2,
                      text_top_for_centre(p, FACE_TEXT_BOLD, px, pill.y + pill.h / 2),
                      FACE_TEXT_BOLD, px, selected ? p->theme->on_accent : p->theme->text, title);
    paint_focus(p, pill, id, pill.h / 2);
    Region *region = region_add(p->list, REGION_BUTTON, pill, "digits.net", kind, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_SELECT, .cell = kind, .unit = p->session->unit};
    region->focusable = true;
}

/* A line about middle, in smaller type where the room is narrow, and none where it would be cut. */
static void draw_smaller(Painter *p, float x, float middle, float room, float px, Color color,
                         const char *text) {
    float least = 11 * p->viewport->scale;
    while (px > least && paint_text_width(p, FACE_TEXT, px, text) > room)
        px = fmaxf(px - 0.5f, least);
    if (paint_text_width(p, FACE_TEXT, px, text) <= room)
        paint_text(p, x, text_top_for_centre(p, FACE_TEXT, px, middle), FACE_TEXT, px, color, text);
}

/* The largest probability, and whether that is right. */
static void draw_guess(DigitsPage *page, int net, float y) {
    Painter *p = page->p;
    int kind = page->kinds[net], label = session_digit_label(p->session);
    float chances[DIGIT_CLASSES], px = 1.25f * p->large, x = page->nets[net].x;
    if (!digits_now(page, kind, chances)) {
        paint_text(p, x, y, FACE_TEXT_BOLD, px, p->theme->dim, "\u2013");
        return;
    }
    int guess = digit_guess(chances);
    bool right = guess == label;
    Color color = label < 0 ? p->theme->accent : right ? p->theme->good : p->theme->bad;
    float h = paint_line_height(p, FACE_TEXT_BOLD, px);
    char text[48];
    snprintf(text, sizeof text, "%d", guess);
    x += paint_text(p, x, y, FACE_TEXT_BOLD, px, color, text) + 8 * p->u;
    if (label >= 0) {
        float size = 0.62f * px;
        draw_verdict(p, x + size / 2, y + 0.52f * h, size, right, color);
        x += size + 8 * p->u;
    }
    snprintf(text, sizeof text, "%.0f %%", 100 * (double)chances[guess]);
    draw_smaller(p, x, y + 0.52f * h, page->nets[net].x + page->nets[net].w + 12 * p->u - x,
                 p->body, p->theme->text, text);
}

void digits_net_head(DigitsPage *page, int net) {
    Painter *p = page->p;
    int kind = page->kinds[net];
    Rect column = page->nets[net];
    float chances[DIGIT_CLASSES];
    draw_name(page, net, (Rect){column.x, page->head_y - 3 * p->u, column.w, 0});
    draw_guess(page, net, page->head_y + 1.5f * paint_caption(p) + 2 * p->u);
    if (!digits_now(page, kind, chances))
        return;
    char note[64];
    note_of(page, kind, digit_guess(chances), note, sizeof note);
    draw_smaller(p, column.x, page->head_y + page->head_h - 0.8f * p->small, column.w + 12 * p->u,
                 p->small, p->theme->dim, note);
}

/* ---- rows ---- */

/* The digit's own column stands in a frame, so that it is found without its colour. */
static void draw_label_frame(DigitsPage *page, Rect net, int label) {
    Painter *p = page->p;
    float line = fmaxf(roundf(1.25f * p->u), 1);
    if (label < 0)
        return;
    Rect r = {net.x + (float)label * page->column - line, net.y - line, page->column + 2 * line,
              net.h + 2 * line};
    draw_frame(p->list, r, 2 * p->u, line, p->theme->good);
}

void digits_net_rows(DigitsPage *page, int net) {
    Painter *p = page->p;
    Rect rect = page->nets[net];
    int kind = page->kinds[net], label = session_digit_label(p->session), rows = (int)page->t + 1;
    float chances[DIGIT_SIDE * DIGIT_CLASSES], own[DIGIT_SIDE];
    draw_fill(p->list, rect, 0, p->theme->card);
    for (int t = 0; t < rows; t++) {
        session_digit_chances(p->session, kind, t, chances + t * DIGIT_CLASSES);
        own[t] = label < 0 ? 0 : chances[t * DIGIT_CLASSES + label];
    }
    if (rows > 0) {
        Rect read = {rect.x, rect.y, rect.w, (float)rows * page->pitch};
        draw_heat(p->list, read, chances, rows, DIGIT_CLASSES, 0, 1, p->theme->card,
                  label < 0 ? p->theme->accent : p->theme->bad);
        read.x += (float)label * page->column;
        read.w = page->column;
        if (label >= 0)
            draw_heat(p->list, read, own, rows, 1, 0, 1, p->theme->card, p->theme->good);
    }
    draw_frame(p->list, rect, 0, fmaxf(roundf(p->u), 1), p->theme->line);
    draw_label_frame(page, rect, label);
    char text[128];
    snprintf(text, sizeof text,
             paint_phrase(p, "What the %s took the digit for after every row: columns 0 to 9"),
             cell_kind((CellKind)kind)->title);
    digits_add_scrub(page, rect, "digits.rows", kind, text, (Action){.kind = ACTION_NONE});
}

/* ---- foot ---- */

static void draw_class(DigitsPage *page, int net, int class, float y) {
    Painter *p = page->p;
    int label = session_digit_label(p->session);
    char text[4];
    snprintf(text, sizeof text, "%d", class);
    float x = page->nets[net].x + ((float)class + 0.5f) * page->column;
    float px = fmaxf(fminf(p->small, 1.3f * page->column), 11 * p->viewport->scale);
    bool room = paint_text_width(p, FACE_NUMBER, px, "0") <= page->column;
    if (!room && class != label) /* where not all have room, the right one is named */
        return;
    paint_text_centre(p, x, y, class == label ? FACE_NUMBER_BOLD : FACE_NUMBER, px,
                      class == label ? p->theme->good : p->theme->dim, text);
}

/* The ten probabilities as bars under their columns, with outlines where they stood before rows
 * were rubbed out. */
void digits_net_foot(DigitsPage *page, int net) {
    Painter *p = page->p;
    int kind = page->kinds[net], label = session_digit_label(p->session);
    float chances[DIGIT_CLASSES], before[DIGIT_CLASSES];
    bool known = digits_now(page, kind, chances);
    bool changed = known && session_digit_chances_before(p->session, kind, page->t, before);
    float words = 1.4f * p->small, gap = fmaxf(roundf(0.15f * page->column), 1);
    Bars look = {.level = true, .limit = 1, .on_color = p->theme->card};
    for (int k = 0; k < DIGIT_CLASSES; k++) {
        Rect tube = {page->nets[net].x + (float)k * page->column, page->foot_y + words,
                     page->column - gap, page->foot_h - 2 * words};
        look.color = label < 0 ? p->theme->accent : k == label ? p->theme->good : p->theme->bad;
        draw_fill(p->list, tube, 0, p->theme->track);
        draw_class(page, net, k, page->foot_y + 2 * p->u);
        if (known)
            bar_draw_thin(p, tube, chances[k], &look);
        if (changed)
            bar_outline(p, tube, chances[k], before[k], &look);
    }
}
