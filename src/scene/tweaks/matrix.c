/* matrix.c: one weight matrix of the selected cell as a whole: a row a source, a column a
 * unit, coloured by sign and size; a press picks the number that the slider below it changes.
 *
 * One region covers all numbers, and small ones are drawn as a heat strip, so that a matrix of a
 * thousand units costs no more than its pixels. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/paint/bars.h"
#include "scene/tweaks/parts.h"
#include "session/words/notation.h"

enum { NAMES_IN_ROW = 4, STRIP_MOST = 128 };

typedef struct Matrix {
    const Cell *cell;
    Pick pick;
    const WeightInfo *info;
    int rows, columns;
    Rect rect;
    float w, h;  /* of a number */
    float limit; /* the largest magnitude */
} Matrix;

static float number_at(const Matrix *m, int row, int column) {
    return m->cell->weights[m->pick.weight][(size_t)row * (size_t)m->columns + (size_t)column];
}

static float largest(const Matrix *m) {
    size_t count = (size_t)m->rows * (size_t)m->columns;
    float most = 1e-6f;
    for (size_t k = 0; k < count; k++) {
        float size = fabsf(m->cell->weights[m->pick.weight][k]);
        most = isfinite(size) && size > most ? size : most;
    }
    return most;
}

/* ---- which matrix ---- */

static void draw_name(Tweaks *t, const Matrix *m, int weight, Rect box) {
    Painter *p = t->p;
    Role role = cell_kind(m->cell->spec.kind)->weights[weight].role;
    char name[NOTATION_NAME], label[64];
    bool on = weight == m->pick.weight;
    notation_weight(p->session->view.notation, m->cell->spec.kind, weight, name);
    snprintf(label, sizeof label, paint_phrase(p, "Show the matrix %s"), name);
    const PushButton button = {.name = "matrix",
                               .index = weight,
                               .word = name,
                               .label = label,
                               .face = on ? FACE_TEXT_BOLD : FACE_TEXT,
                               .chosen = on,
                               .color = p->theme->role[role],
                               .on_color = p->theme->on_role[role]};
    Region *region = paint_push(p, box, &button);
    if (region)
        region->action = (Action){.kind = ACTION_MATRIX, .number = weight};
}

static void draw_names(Tweaks *t, const Matrix *m) {
    const CellKindInfo *kind = cell_kind(m->cell->spec.kind);
    float gap = 4 * t->p->u, h = roundf(tweaks_row_height(t->p) - gap);
    float w = (t->w - gap * (NAMES_IN_ROW - 1)) / NAMES_IN_ROW;
    int shown = 0;
    for (int k = 0; k < kind->weight_count; k++) {
        if (kind->weights[k].shape == WEIGHT_HIDDEN || !m->cell->weights[k])
            continue;
        int column = shown++ % NAMES_IN_ROW;
        t->y += column == 0 && shown > 1 ? h + gap : 0;
        draw_name(t, m, k,
                  (Rect){roundf(t->x + (w + gap) * (float)column), roundf(t->y), roundf(w), h});
    }
    t->y += h + 2 * gap;
}

/* ---- its numbers ---- */

/* Minus or plus: the sign is not told by colour alone. */
static void draw_sign(Painter *p, Rect box, float value, Color color) {
    float size = roundf(0.42f * fminf(box.w, box.h)), line = fmaxf(roundf(1.25f * p->u), 1);
    float x = box.x + box.w / 2, y = box.y + box.h / 2;
    draw_fill(p->list, (Rect){x - size / 2, roundf(y - line / 2), size, line}, 0, color);
    if (value > 0)
        draw_fill(p->list, (Rect){roundf(x - line / 2), y - size / 2, line, size}, 0, color);
}

static Color fill_of(const Painter *p, const Matrix *m, float value) {
    Color color = p->theme->role[m->info->role];
    return color_mix(p->theme->track, value < 0 ? bars_below(p, color) : color,
                     fminf(fabsf(value) / m->limit, 1));
}

static Color ink_on(const Painter *p, Color fill) {
    bool text = color_contrast(fill, p->theme->text) > color_contrast(fill, p->theme->background);
    return text ? p->theme->text : p->theme->background;
}

static Rect number_rect(const Matrix *m, int row, int column, int rows) {
    float x = roundf(m->rect.x + m->w * (float)column), y = roundf(m->rect.y + m->h * (float)row);
    return (Rect){x, y, roundf(m->rect.x + m->w * (float)(column + 1)) - x,
                  roundf(m->rect.y + m->h * (float)(row + rows)) - y};
}

static void draw_numbers(Painter *p, const Matrix *m) {
    bool signs = fminf(m->w, m->h) >= 11 * p->u;
    for (int row = 0; row < m->rows; row++)
        for (int column = 0; column < m->columns; column++) {
            float value = number_at(m, row, column);
            Rect box = number_rect(m, row, column, 1);
            Color fill = fill_of(p, m, value);
            draw_fill(p->list, (Rect){box.x, box.y, box.w - 1, box.h - 1}, 0, fill);
            if (signs && fabsf(value) > 0.02f * m->limit)
                draw_sign(p, box, value, ink_on(p, fill));
        }
}

/* Of a matrix that is finer than pixels some rows and columns stand for the others. */
static void draw_strip(Painter *p, const Matrix *m) {
    int rows = m->rows < STRIP_MOST ? m->rows : STRIP_MOST;
    int columns = m->columns < STRIP_MOST ? m->columns : STRIP_MOST;
    float values[STRIP_MOST];
    Color color = p->theme->role[m->info->role];
    for (int row = 0; row < rows; row++) {
        int from = (int)((long)row * m->rows / rows);
        for (int k = 0; k < columns; k++)
            values[k] = number_at(m, from, (int)((long)k * m->columns / columns));
        float top = roundf(m->rect.y + m->rect.h * (float)row / (float)rows);
        float low = roundf(m->rect.y + m->rect.h * (float)(row + 1) / (float)rows);
        Rect rect = {m->rect.x, top, m->rect.w, low - top};
        draw_heat(p->list, rect, values, 1, columns, -m->limit, 0, bars_below(p, color),
                  p->theme->track);
        draw_heat(p->list, rect, values, 1, columns, 0, m->limit, color_alpha(color, 0), color);
    }
}

/* ---- what is picked, selected, edited ---- */

static void frame(Painter *p, Rect r, Color color) {
    float out = 2 * p->u;
    r.w = fmaxf(r.w, 3 * p->u);
    r.h = fmaxf(r.h, 3 * p->u);
    draw_frame(p->list, (Rect){r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out}, 2 * p->u,
               fmaxf(roundf(1.5f * p->u), 1), color);
}

static void mark_edited(Painter *p, const Matrix *m) {
    const EditList *edits = &session_beat_state(p->session)->edits;
    for (int k = 0; k < edits->count; k++) {
        const Edit *edit = &edits->items[k];
        if (edit->kind != EDIT_WEIGHT || edit->cell != p->session->cell ||
            edit->index != m->pick.weight)
            continue;
        Rect r = number_rect(m, edit->row, edit->column, 1);
        draw_disc(p->list, r.x + r.w / 2, r.y + r.h / 2, 4 * p->u, p->theme->background);
        draw_disc(p->list, r.x + r.w / 2, r.y + r.h / 2, 2.5f * p->u, p->theme->accent);
    }
}

static void add_region(Painter *p, const Matrix *m) {
    char label[128];
    snprintf(label, sizeof label,
             paint_phrase(p, "%s: %d rows of %d; press, or use the arrow keys, to pick one"),
             m->info->name, m->rows, m->columns);
    Region *region = region_add(p->list, REGION_PAD, m->rect, "matrix.pad", 0, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_PICK};
    region->reset = (Action){.kind = ACTION_RESET_ONE, .number = 2};
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(p, m->rect, id, 4 * p->u);
}

static Matrix matrix_of(const Tweaks *t) {
    const Session *session = t->p->session;
    Matrix m = {.cell = session->run->cells[session->cell], .pick = session_pick(session)};
    m.info = &cell_kind(m.cell->spec.kind)->weights[m.pick.weight];
    m.rows = weight_rows(&m.cell->spec, m.pick.weight);
    m.columns = weight_columns(&m.cell->spec, m.pick.weight);
    m.limit = largest(&m);
    return m;
}

/* Squares where they fit, up to a height that leaves room for the rest of the panel. */
static void place_numbers(const Tweaks *t, Matrix *m) {
    float u = t->p->u;
    m->w = fminf(t->w / (float)m->columns, 26 * u);
    m->h = fmaxf(fminf(m->w, 200 * u / (float)m->rows), fminf(14 * u, 60 * u / (float)m->rows));
    m->rect = (Rect){roundf(t->x), roundf(t->y), roundf(m->w * (float)m->columns),
                     roundf(m->h * (float)m->rows)};
}

static void draw_picked(Tweaks *t, const Matrix *m) {
    char text[64], name[NOTATION_NAME];
    bool inputs = m->info->shape == WEIGHT_INPUTS_BY_HIDDEN;
    snprintf(text, sizeof text,
             inputs ? paint_phrase(t->p, "from input %d to unit %d")
                    : paint_phrase(t->p, "from unit %d to unit %d"),
             m->pick.row + 1, m->pick.column + 1);
    tweaks_note(t, text);
    notation_weight(t->p->session->view.notation, m->cell->spec.kind, m->pick.weight, name);
    tweaks_column(t, "W", "ho", 0);
    tweaks_weight_dial(t, "dial.picked", 0, m->pick, strchr(name, '_') + 1);
}

void tweaks_matrix(Tweaks *t) {
    Painter *p = t->p;
    Matrix m = matrix_of(t);
    char text[128];
    snprintf(text, sizeof text, paint_phrase(t->p, "%s MATRIX"),
             paint_cell_name(p, p->session->cell));
    tweaks_heading(t, text);
    draw_names(t, &m);
    tweaks_note(t, paint_phrase(t->p, m.info->shape == WEIGHT_INPUTS_BY_HIDDEN
                                          ? "row: from input, column: to unit"
                                          : "row: from unit, column: to unit"));
    t->y += 4 * p->u;
    place_numbers(t, &m);
    if (fminf(m.w, m.h) >= 5)
        draw_numbers(p, &m);
    else
        draw_strip(p, &m);
    if (p->session->unit < m.columns)
        frame(p, number_rect(&m, 0, p->session->unit, m.rows), p->theme->dim);
    frame(p, number_rect(&m, m.pick.row, m.pick.column, 1), p->theme->accent);
    mark_edited(p, &m);
    add_region(p, &m);
    t->y += m.rect.h + 8 * p->u;
    draw_picked(t, &m);
    tweaks_gap(t);
}
