/* rows.c: the rows of the timeline: their labels, and their values as bars or heat. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/timeline/parts.h"

enum { HEAT_ROWS = 16 };

/* ---- labels ---- */

const char *timeline_row_title(const Timeline *line, const TimelineRow *row) {
    if (row->cell < 0)
        return "";
    return paint_cell_title(line->p, row->cell);
}

/* The unit's or the input's number, where there are several. */
static const char *row_subscript(const Timeline *line, const TimelineRow *row, char *text,
                                 size_t size) {
    const Session *session = line->p->session;
    int of = row->cell < 0 ? session->lesson->inputs
                           : signal_width(&session->run->cells[row->cell]->spec, row->signal);
    if (of < 2 || row->heat)
        return NULL;
    snprintf(text, size, "%d", row->index + 1);
    return text;
}

static float symbol_size(const Timeline *line) {
    return fminf(line->p->body * 1.25f, line->row_pitch * 0.8f);
}

/* Of the inputs any: x is x in all of them. */
static CellKind row_kind(const Timeline *line, const TimelineRow *row) {
    return row->cell < 0 ? (CellKind)0 : line->p->session->run->cells[row->cell]->spec.kind;
}

float timeline_symbol_room(const Timeline *line) {
    Painter *p = line->p;
    float px = symbol_size(line), widest = 0;
    for (int k = 0; k < line->row_count; k++) {
        const TimelineRow *row = &line->rows[k];
        char text[16];
        const char *subscript = row_subscript(line, row, text, sizeof text);
        const char *symbol = paint_signal_symbol(p, row_kind(line, row), row->signal);
        float width = paint_text_width(p, FACE_SYMBOL, px, symbol);
        if (subscript)
            width += paint_text_width(p, FACE_SYMBOL, px * 0.68f, subscript);
        widest = fmaxf(widest, width);
    }
    return roundf(widest + 12 * p->u);
}

float timeline_label_width(const Timeline *line, float most) {
    float widest = 0;
    for (int k = 0; k < line->row_count; k++)
        widest = fmaxf(widest, paint_text_width(line->p, FACE_TEXT, line->p->small,
                                                timeline_row_title(line, &line->rows[k])));
    widest = fmaxf(fminf(widest, most), timeline_tools_width(line));
    return roundf(timeline_symbol_room(line) + widest + 14 * line->p->u);
}

void timeline_draw_symbol(const Timeline *line, const TimelineRow *row, float middle) {
    Painter *p = line->p;
    char subscript[16];
    float px = symbol_size(line);
    CellKind kind = row_kind(line, row);
    paint_symbol(p, line->label_x, roundf(middle + px * 0.3f), px,
                 cell_kind(kind)->signals[row->signal].role,
                 paint_signal_symbol(p, kind, row->signal),
                 row_subscript(line, row, subscript, sizeof subscript));
}

static void draw_label(const Timeline *line, int index, float y) {
    Painter *p = line->p;
    const TimelineRow *row = &line->rows[index];
    float middle = y + line->row_h / 2;
    timeline_draw_symbol(line, row, middle);
    float x = line->label_x + timeline_symbol_room(line), room = line->rect.x - 8 * p->u - x;
    bool selected = row->cell == p->session->cell;
    paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), room, FACE_TEXT,
                   p->small, selected ? p->theme->text : p->theme->dim,
                   timeline_row_title(line, row));
}

/* ---- values ---- */

/* Whether the row's number of step t may be shown now. */
bool timeline_known(const Timeline *line, const TimelineRow *row, long t) {
    const Painter *p = line->p;
    if (session_hidden(p->session, t))
        return false;
    if (row->cell < 0 || t != p->moment.t)
        return true;
    CellKind kind = p->session->run->cells[row->cell]->spec.kind;
    Phase phase = cell_kind(kind)->signals[row->signal].phase;
    return p->moment.phase > phase || (p->moment.phase == phase && p->moment.part >= 1);
}

float timeline_value(const Timeline *line, const TimelineRow *row, long t) {
    const Run *run = line->p->session->run;
    if (row->cell < 0)
        return run->sequence[(size_t)t * (size_t)run->lesson->inputs + (size_t)row->index];
    return trace_at(run->traces[row->cell], row->signal, t, 0)[row->index];
}

/* ---- columns ---- */

Rect timeline_column(const Timeline *line, int k, float y, float h) {
    float left = roundf(line->rect.x + line->column * (float)k);
    float right = roundf(line->rect.x + line->column * (float)(k + 1));
    float gap = line->wide ? roundf(fminf(line->column * 0.14f, 7 * line->p->u)) : 0;
    return (Rect){left, y, right - left - gap, h};
}

/* Where the row's bar of a step stood before the change. */
static void draw_before(const Timeline *line, const TimelineRow *row, long t, Rect tube) {
    const Session *session = line->p->session;
    Place place = {row->cell, row->signal, row->index, t};
    float was;
    if (session->before && session_before(session, &place, &was))
        bar_outline(line->p, tube, timeline_value(line, row, t), was, &row->look);
}

static void draw_wide_row(const Timeline *line, const TimelineRow *row, float y) {
    Painter *p = line->p;
    float stroke = fmaxf(p->u, 1), radius = fminf(3 * p->u, line->row_h / 4);
    for (int k = 0; k < line->count; k++) {
        Rect tube = timeline_column(line, k, y, line->row_h);
        long t = line->from + k;
        if (session_hidden(p->session, t)) {
            draw_dashed_frame(p->list, tube, radius, stroke, 3 * p->u, p->theme->line);
        } else if (!timeline_known(line, row, t)) {
            draw_frame(p->list, tube, radius, stroke, p->theme->line);
        } else {
            draw_fill(p->list, tube, radius, p->theme->track);
            bar_draw(p, tube, timeline_value(line, row, t), &row->look);
            draw_before(line, row, t, tube);
        }
    }
}

/* The steps of the window that were seen: they are one piece from its beginning. */
static int seen_columns(const Timeline *line) {
    return (int)clamp_long(line->p->session->seen + 1 - line->from, 0, line->count);
}

static void draw_thin_row(const Timeline *line, const TimelineRow *row, float y) {
    Painter *p = line->p;
    int seen = seen_columns(line);
    float h = line->row_h, x = line->rect.x, end = roundf(x + line->column * (float)seen);
    float all = roundf(x + line->column * (float)line->count);
    if (seen < line->count)
        draw_dashed_frame(p->list, (Rect){end, y, all - end, h}, 0, fmaxf(p->u, 1), 3 * p->u,
                          p->theme->line);
    if (seen > 0)
        draw_fill(p->list, (Rect){x, y, end - x, h}, 0, p->theme->track);
    for (int k = 0; k < seen; k++)
        if (timeline_known(line, row, line->from + k)) {
            Rect tube = timeline_column(line, k, y, h);
            bar_draw_thin(p, tube, timeline_value(line, row, line->from + k), &row->look);
            draw_before(line, row, line->from + k, tube);
        }
}

/* Where steps stand apart the heat does so too. */
static void draw_heat_column(const Timeline *line, int k, float y, bool seen) {
    Painter *p = line->p;
    Rect column = timeline_column(line, k, y, line->row_h),
         next = timeline_column(line, k + 1, y, 0);
    float end = column.x + column.w;
    if (seen)
        draw_fill(p->list, (Rect){end, y, next.x - end, line->row_h}, 0, p->theme->panel);
    else
        draw_dashed_frame(p->list, column, fminf(3 * p->u, line->row_h / 4), fmaxf(p->u, 1),
                          3 * p->u, p->theme->line);
}

/* All inputs in one row: a heat map; of very many inputs, some at equal distances.
 */
static void draw_heat_row(const Timeline *line, const TimelineRow *row, float y) {
    Painter *p = line->p;
    const Run *run = p->session->run;
    int inputs = run->lesson->inputs, seen = seen_columns(line);
    int bands = (int)fminf(fminf((float)inputs, HEAT_ROWS), fmaxf(line->row_h / 2, 1));
    float values[TIMELINE_COLUMNS], limit = row->look.limit;
    float end = roundf(line->rect.x + line->column * (float)seen);
    float all = roundf(line->rect.x + line->column * (float)line->count);
    if (seen < line->count && !line->wide)
        draw_dashed_frame(p->list, (Rect){end, y, all - end, line->row_h}, 0, fmaxf(p->u, 1),
                          3 * p->u, p->theme->line);
    for (int band = 0; band < bands && seen > 0; band++) {
        int input = (int)((long)band * inputs / bands);
        float top = roundf(y + line->row_h * (float)band / (float)bands);
        float low = roundf(y + line->row_h * (float)(band + 1) / (float)bands);
        Rect rect = {line->rect.x, top, end - line->rect.x, low - top};
        for (int k = 0; k < seen; k++)
            values[k] = run->sequence[(size_t)(line->from + k) * (size_t)inputs + (size_t)input];
        draw_heat(p->list, rect, values, 1, seen, -limit, 0, bars_below(p, row->look.color),
                  p->theme->track);
        draw_heat(p->list, rect, values, 1, seen, 0, limit, color_alpha(row->look.color, 0),
                  row->look.color);
    }
    for (int k = 0; line->wide && k < line->count; k++)
        draw_heat_column(line, k, y, k < seen);
}

float timeline_row_y(const Timeline *line, int row) {
    return line->rect.y + line->row_pitch * (float)row;
}

void timeline_draw_rows(const Timeline *line) {
    for (int k = 0; k < line->row_count; k++) {
        const TimelineRow *row = &line->rows[k];
        draw_label(line, k, timeline_row_y(line, k));
        if (row->heat)
            draw_heat_row(line, row, timeline_row_y(line, k));
        else if (line->wide)
            draw_wide_row(line, row, timeline_row_y(line, k));
        else
            draw_thin_row(line, row, timeline_row_y(line, k));
        timeline_draw_own(line, row, timeline_row_y(line, k));
    }
}
