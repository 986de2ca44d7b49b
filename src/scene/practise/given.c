/* given.c: signals that are told over the steps, as bars with their numbers, and the first step in
 * numbers, with blanks. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/bars.h"
#include "scene/practise/page.h"

/* ---- bars ---- */

/* How the rows are set: a cell a step, side by side as far as they have room. */
typedef struct Grid {
    float label, cell, bar, high; /* widths, and the height of a bar */
    int columns;                  /* steps in a line */
    bool beside;                  /* labels stand beside the bars, else over them */
} Grid;

static const char *row_label(const Painter *p, const ItemRow *row) {
    return phrase_among(p->session->view.language, row->among, row->label);
}

static float limit_of(const Item *item, int row) {
    float most = 1;
    for (int t = 0; t < item->facts.steps; t++)
        most = fmaxf(most, fabsf(item->facts.row[row][t]));
    return most > 1 ? ceilf(2 * most) / 2 : 1;
}

static Grid grid_of(const Column *c, const Item *item) {
    const Painter *p = c->p;
    float number = paint_text_width(p, FACE_NUMBER, p->small, "-0.00") + 10 * p->u, label = 0;
    Grid grid = {.bar = roundf(34 * p->u), .high = roundf(fmaxf(34 * p->u, 1.6f * p->small))};
    for (int k = 0; k < item->row_count; k++)
        label = fmaxf(label,
                      paint_text_width(p, FACE_TEXT_BOLD, p->small, row_label(p, &item->rows[k])));
    grid.label = label + 14 * p->u;
    grid.cell = grid.bar + number + 6 * p->u;
    grid.beside = grid.label + (float)item->facts.steps * grid.cell <= c->w;
    float room = c->w - (grid.beside ? grid.label : 0);
    grid.columns = (int)fmaxf(fminf(floorf(room / grid.cell), (float)item->facts.steps), 1);
    grid.cell = fminf(floorf(room / (float)grid.columns), 2 * grid.cell);
    return grid;
}

static void draw_cell(Painter *p, Rect place, const Grid *grid, const ItemRow *row, float limit,
                      float value) {
    char text[PRACTISE_NUMBER];
    const Bars look = {.level = !row->is_signed,
                       .limit = limit,
                       .color = p->theme->role[row->role],
                       .on_color = p->theme->on_role[row->role]};
    Rect tube = {place.x, place.y, grid->bar, grid->high};
    draw_fill(p->list, tube, 3 * p->u, p->theme->track);
    if (row->is_signed)
        draw_fill(p->list,
                  (Rect){tube.x - 2 * p->u, roundf(tube.y + tube.h / 2), tube.w + 4 * p->u,
                         fmaxf(roundf(p->u), 1)},
                  0, p->theme->faint);
    bar_draw(p, tube, value, &look);
    paint_text(p, tube.x + tube.w + 6 * p->u,
               text_top_for_centre(p, FACE_NUMBER, p->small, tube.y + tube.h / 2), FACE_NUMBER,
               p->small, p->theme->text, practise_number(text, value, 2));
}

/* Below a line of cells: the numbers of its steps, from `from` on, as the stage counts them. */
static void draw_steps(Column *c, const Item *item, const Grid *grid, int from) {
    Painter *p = c->p;
    float left = c->x + (grid->beside ? grid->label : 0);
    char text[12];
    for (int t = from; t < item->facts.steps && t < from + grid->columns; t++) {
        snprintf(text, sizeof text, t == from ? "t = %d" : "%d", t);
        paint_text_centre(p, roundf(left + (float)(t - from) * grid->cell) + grid->bar / 2, c->y,
                          FACE_NUMBER, p->small, p->theme->dim, text);
    }
    c->y += roundf(1.3f * p->small);
}

/* Rows that need more lines than one have the numbers below each line, as the next row would part
 * them. */
static void draw_row(Column *c, const Item *item, const Grid *grid, int k) {
    Painter *p = c->p;
    const ItemRow *row = &item->rows[k];
    float limit = limit_of(item, k), left = c->x + (grid->beside ? grid->label : 0);
    float middle = c->y + (grid->beside ? grid->high : 1.5f * p->small) / 2;
    paint_text(p, c->x, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, middle), FACE_TEXT_BOLD,
               p->small, practise_role(p, row->role), row_label(p, row));
    if (!grid->beside)
        c->y += roundf(1.5f * p->small);
    for (int t = 0; t < item->facts.steps; t++) {
        int column = t % grid->columns;
        if (t && !column) {
            c->y += grid->high + roundf(2 * p->u);
            draw_steps(c, item, grid, t - grid->columns);
            c->y += roundf(4 * p->u);
        }
        draw_cell(p, (Rect){roundf(left + (float)column * grid->cell), c->y, grid->cell, 0}, grid,
                  row, limit, item->facts.row[k][t]);
    }
    int last = (item->facts.steps - 1) / grid->columns * grid->columns;
    bool wrapped = last > 0;
    c->y += grid->high + roundf((wrapped ? 2 : 6) * p->u);
    if (wrapped) {
        draw_steps(c, item, grid, last);
        c->y += roundf(4 * p->u);
    }
}

void practise_given(Column *c, const Item *item) {
    if (!item->row_count)
        return;
    PractiseCard card = practise_card(c);
    Grid grid = grid_of(c, item);
    for (int k = 0; k < item->row_count; k++)
        draw_row(c, item, &grid, k);
    if (grid.columns >= item->facts.steps)
        draw_steps(c, item, &grid, 0);
    practise_card_end(c, &card);
}

/* ---- a worked step ---- */

static void draw_tokens(Flow *flow, const ItemToken *tokens, int count) {
    Painter *p = flow->c->p;
    char text[PRACTISE_NUMBER];
    for (int k = 0; k < count; k++) {
        const ItemToken *token = &tokens[k];
        Color color = practise_role(p, token->role);
        if (token->blank)
            practise_flow_blank(flow, p->body, color, 7 * p->u);
        else if (token->is_number)
            practise_flow_text(flow, FACE_NUMBER_BOLD, p->body, color,
                               practise_number(text, token->value, token->decimals), 7 * p->u);
        else
            practise_flow_text(flow, FACE_NUMBER, p->body, p->theme->dim, token->word, 7 * p->u);
    }
    practise_flow_end(flow);
}

static void draw_line_of(Column *c, const char *title, bool bold, const Item *item, int blank) {
    Painter *p = c->p;
    ItemToken tokens[ITEM_TOKENS];
    int count = item_worked(item, blank, tokens);
    Flow flow = practise_flow(c, p->body);
    float room = fmaxf(paint_text_width(p, FACE_TEXT_BOLD, p->small, paint_phrase(p, "an example")),
                       paint_text_width(p, FACE_TEXT_BOLD, p->small, paint_phrase(p, "your step")));
    practise_flow_text(&flow, bold ? FACE_TEXT_BOLD : FACE_TEXT, p->small,
                       bold ? p->theme->text : p->theme->dim, title, 0);
    flow.x = c->x + room + 16 * p->u;
    draw_tokens(&flow, tokens, count);
}

void practise_worked(Column *c, const Practise *practise) {
    Painter *p = c->p;
    bool told = practise->stand == PRACTISE_TOLD;
    PractiseCard card = practise_card(c);
    draw_line_of(c, paint_phrase(p, "an example"), false, practise->example, 0);
    draw_line_of(c, paint_phrase(p, "your step"), true, practise->item,
                 told ? 0 : item_blank(practise->item));
    practise_card_end(c, &card);
}
