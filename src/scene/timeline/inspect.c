/* inspect.c: the timeline's numbers can be looked into; the one that is, is marked. */
#include <math.h>
#include <stdio.h>

#include "scene/timeline/parts.h"

/* The first cell on stage that reads the lesson's inputs; -1: none does. */
static int reader_of_inputs(const Session *session) {
    for (int k = 0; k < session->lesson->cell_count; k++)
        if (lesson_cell_reads_inputs(&session->lesson->cells[k]) && session_cell_shown(session, k))
            return k;
    return -1;
}

static Action inspect(int cell, int signal, int unit, long t) {
    return (Action){
        .kind = ACTION_INSPECT, .cell = cell, .number = signal, .unit = unit, .step = t};
}

Action timeline_inspect_input(const Painter *p, int input, long t) {
    int cell = reader_of_inputs(p->session);
    return cell < 0 ? (Action){.kind = ACTION_NONE} : inspect(cell, SIGNAL_X, input, t);
}

static Action inspect_row(const Timeline *line, const TimelineRow *row) {
    if (row->heat)
        return (Action){.kind = ACTION_NONE};
    return row->cell < 0 ? timeline_inspect_input(line->p, row->index, 0)
                         : inspect(row->cell, row->signal, row->index, 0);
}

void timeline_add_rows(const Timeline *line, Action scrub) {
    for (int k = 0; k < line->row_count; k++) {
        Rect rect = {line->rect.x, timeline_row_y(line, k), line->rect.w, line->row_h};
        Region *region =
            region_add(line->p->list, REGION_SCRUB, rect, "timeline.row", k,
                       paint_phrase(line->p, "Steps: drag; with Ctrl: where a number came from"));
        if (!region)
            return;
        region->action = scrub;
        region->inspect = inspect_row(line, &line->rows[k]);
        region->low = (float)line->from;
        region->high = (float)(line->from + line->count - 1);
        region->step = 1;
        region->value = (float)line->p->moment.t;
    }
}

static bool is_of(const TimelineRow *row, const Place *place) {
    bool same_cell = row->cell < 0 ? place->signal == SIGNAL_X : row->cell == place->cell;
    return same_cell && !row->heat && row->signal == place->signal && row->index == place->unit;
}

void timeline_mark_inspected(const Timeline *line) {
    Painter *p = line->p;
    const Place *place = session_inspected(p->session);
    if (!place || place->t < line->from || place->t >= line->from + line->count)
        return;
    Role role =
        cell_kind(p->session->run->cells[place->cell]->spec.kind)->signals[place->signal].role;
    Color color = p->theme->role[role];
    int column = (int)(place->t - line->from);
    Rect at = timeline_column(line, column, line->rect.y, 0);
    float w = roundf(9 * p->u), h = roundf(6 * p->u);
    draw_triangle(p->list,
                  (Rect){roundf(at.x + (at.w - w) / 2), roundf(line->rect.y - 7 * p->u - h), w, h},
                  1, color);
    for (int k = 0; k < line->row_count && line->wide; k++)
        if (is_of(&line->rows[k], place)) {
            Rect tube = timeline_column(line, column, timeline_row_y(line, k), line->row_h);
            float out = roundf(2 * p->u);
            draw_frame(p->list,
                       (Rect){tube.x - out, tube.y - out, tube.w + 2 * out, tube.h + 2 * out},
                       3 * p->u, fmaxf(roundf(1.6f * p->u), 1), p->theme->select);
        }
}
