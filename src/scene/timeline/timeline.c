/* timeline.c: inputs and states over the steps, as rows of bars; what was not stepped through is
 * outlined.
 *
 * Only the steps that have room are drawn: a run that is longer than the strip shows a window round
 * the step on stage, and a small strip of the whole run under it. A frame's work is bounded by
 * pixels. */
#include "scene/timeline/parts.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "scene/timeline/timeline.h"
#include "scene/timeline/transport.h"
#include "scene/words/number.h"
#include "session/tempo.h"

enum { CELLS_MOST = TIMELINE_ROWS / 2 - 1, INPUT_ROWS = 3 };

/* ---- rows ---- */

static void add_row(Timeline *line, TimelineRow row, Role role, float limit) {
    if (line->row_count == TIMELINE_ROWS)
        return;
    row.look = (Bars){.limit = limit,
                      .color = line->p->theme->role[role],
                      .on_color = line->p->theme->on_role[role]};
    line->rows[line->row_count++] = row;
}

/* The axis of the inputs: that of the first cell which reads them. */
static float input_limit(const Painter *p) {
    const Lesson *lesson = p->session->lesson;
    for (int k = 0; k < lesson->cell_count; k++)
        if (lesson_cell_reads_inputs(&lesson->cells[k]))
            return signal_limit(p, k, SIGNAL_X);
    return 1;
}

static void add_input_rows(Timeline *line, bool heat) {
    int inputs = line->p->session->lesson->inputs;
    float limit = input_limit(line->p);
    if (inputs > INPUT_ROWS || (heat && inputs > 1)) {
        add_row(line, (TimelineRow){.cell = -1, .heat = true}, ROLE_INPUT, limit);
        return;
    }
    for (int k = 0; k < inputs; k++)
        add_row(line, (TimelineRow){.cell = -1, .index = k}, ROLE_INPUT, limit);
}

static void add_cell_rows(Timeline *line, int cell) {
    Painter *p = line->p;
    const CellSpec *spec = &p->session->run->cells[cell]->spec;
    const SignalInfo *signals = cell_kind(spec->kind)->signals;
    int memory = cell_kind(spec->kind)->memory;
    int unit = p->session->unit < spec->hidden ? p->session->unit : 0;
    int shown = unit < signal_width(spec, SIGNAL_H) ? unit : 0;
    int rank = cell == p->session->cell ? 1 : 2;
    if (memory != SIGNAL_H)
        add_row(line, (TimelineRow){.cell = cell, .signal = memory, .index = unit, .rank = rank},
                signals[memory].role, signal_limit(p, cell, memory));
    if (memory != SIGNAL_H && rank == 2) /* where there is little room each cell keeps a row */
        rank = 3;
    add_row(line, (TimelineRow){.cell = cell, .signal = SIGNAL_H, .index = shown, .rank = rank},
            signals[SIGNAL_H].role, signal_limit(p, cell, SIGNAL_H));
}

static void fill_rows(Timeline *line, bool heat) {
    int cells[CELLS_MOST];
    int count = session_shown_cells(line->p->session, cells, CELLS_MOST);
    line->row_count = 0;
    add_input_rows(line, heat);
    for (int k = 0; k < count && k < CELLS_MOST; k++)
        add_cell_rows(line, cells[k]);
}

static void drop_row(Timeline *line) {
    int drop = line->row_count - 1;
    for (int k = line->row_count - 1; k >= 0; k--)
        if (line->rows[k].rank > line->rows[drop].rank)
            drop = k;
    for (int k = drop; k + 1 < line->row_count; k++)
        line->rows[k] = line->rows[k + 1];
    line->row_count--;
}

static void choose_rows(Timeline *line, float room) {
    Painter *p = line->p;
    float least = fmaxf(15 * p->u, paint_line_height(p, FACE_TEXT, p->small));
    int most = (int)fmaxf(room / least, 1);
    fill_rows(line, false);
    if (line->row_count > most)
        fill_rows(line, true);
    while (line->row_count > most)
        drop_row(line);
    line->row_pitch = floorf(fminf(room / (float)line->row_count, 46 * p->u));
    line->row_h = line->row_pitch - roundf(fminf(6 * p->u, line->row_pitch * 0.2f));
}

/* ---- steps ---- */

static float number_width(const Timeline *line, long t) {
    char text[32];
    snprintf(text, sizeof text, "%ld", t);
    return paint_text_width(line->p, FACE_TEXT_BOLD, line->p->small, text);
}

/* How many steps lie between two numbers: 1, 2, 5, 10, 20, ... */
static long number_stride(const Timeline *line) {
    float need = number_width(line, line->from + line->count - 1) + 8 * line->p->u;
    long stride = 1;
    for (int k = 0; (float)stride * line->column < need && stride < LONG_MAX / 10; k++)
        stride = k % 3 == 1 ? stride / 2 * 5 : stride * 2;
    return stride;
}

/* The middle of a step's column; of the current step's number, which is moved in where it would
 * stand out of the strip. */
static float number_x(const Timeline *line, long t, bool here) {
    Rect column = timeline_column(line, (int)(t - line->from), 0, 0);
    float half = number_width(line, t) / 2, x = column.x + column.w / 2;
    float low = line->rect.x + half, high = line->rect.x + line->rect.w - half;
    return here ? fmaxf(fminf(x, high), low) : x;
}

/* The number under a step; one that would stand out of the strip is left out. */
static void draw_number(const Timeline *line, long t, float y, bool here) {
    Painter *p = line->p;
    char text[32];
    float x = number_x(line, t, here);
    if (line->column < number_width(line, t) && x != number_x(line, t, true))
        return;
    snprintf(text, sizeof text, "%ld", t);
    paint_text_centre(p, x, y, here ? FACE_TEXT_BOLD : FACE_TEXT, p->small,
                      here ? p->theme->text : p->theme->dim, text);
}

static void draw_numbers(const Timeline *line, float y) {
    long stride = number_stride(line), t = line->p->moment.t;
    long first = (line->from + stride - 1) / stride * stride;
    float room = number_width(line, line->from + line->count - 1) + 8 * line->p->u;
    bool shown = t >= line->from && t < line->from + line->count;
    float here = shown ? number_x(line, t, true) : 0;
    for (long s = first; s < line->from + line->count; s += stride)
        if (s != t && (!shown || fabsf(number_x(line, s, false) - here) >= room))
            draw_number(line, s, y, false);
    if (shown)
        draw_number(line, t, y, true);
}

static float rows_end(const Timeline *line) {
    float h = line->product_h > 0 ? line->row_h + 2 * line->p->u + line->product_h : line->row_h;
    return roundf(timeline_row_y(line, line->row_count - 1) + h);
}

static void draw_cursor(const Timeline *line, float bottom) {
    Painter *p = line->p;
    long t = p->moment.t;
    if (t < line->from || t >= line->from + line->count)
        return;
    Rect column = timeline_column(line, (int)(t - line->from), 0, 0);
    float out = line->wide ? 3 * p->u : 2 * p->u, top = line->rect.y - 5 * p->u;
    float width = fmaxf(number_width(line, t) + 6 * p->u, column.w + 2 * out);
    float stroke = fmaxf(2 * p->u, 1);
    if (line->wide && width <= line->column + 2 * out) {
        draw_frame(p->list, (Rect){column.x - out, top, column.w + 2 * out, bottom - top}, 6 * p->u,
                   stroke, p->theme->accent);
        return;
    }
    draw_frame(p->list,
               (Rect){column.x - out, top, column.w + 2 * out, rows_end(line) + 4 * p->u - top},
               3 * p->u, stroke, p->theme->accent);
}

/* ---- regions ---- */

static void add_scrub(const Timeline *line, Rect rect, const char *name, long from, long to,
                      const char *label) {
    Region *region = region_add(line->p->list, REGION_SCRUB, rect, name, 0, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GO, .phase = PHASE_SHOW};
    region->low = (float)from;
    region->high = (float)to;
    region->step = 1;
    region->value = (float)line->p->moment.t;
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(line->p, rect, id, 4 * line->p->u);
}

/* The region of an input's bar; the bar of a step that was seen can be dragged. */
static void add_input_region(const Timeline *line, const TimelineRow *row, long t, Rect tube,
                             bool edited) {
    Painter *p = line->p;
    char name[64], label[160], number[32];
    Edit edit = {.kind = EDIT_INPUT, .step = t, .column = row->index};
    edit.value = timeline_value(line, row, t);
    format_value(number, sizeof number, edit.value, 2);
    snprintf(name, sizeof name, "timeline.x%d", row->index);
    snprintf(label, sizeof label, paint_phrase(p, "input %d (%.60s) at t = %ld: %s"),
             row->index + 1, paint_input_name(p, row->index), t, number);
    Region *region = region_add(p->list, REGION_BAR, tube, name, (int)t, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_EDIT, .edit = edit};
    region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = edit};
    region->inspect = timeline_inspect_input(p, row->index, t);
    region->low = -row->look.limit;
    region->high = row->look.limit;
    region->step = 0.05f;
    region->value = edit.value;
    region->disabled = !session_may(p->session, &edit);
    bool movable = !region->disabled;
    if (movable && paint_hovered(p, region_id(name, (int)t)))
        draw_frame(p->list, tube, 3 * p->u, fmaxf(1.5f * p->u, 1), p->theme->text);
    if (edited)
        timeline_mark_edited(line, tube);
}

static void add_input_regions(const Timeline *line) {
    bool edited[TIMELINE_COLUMNS];
    for (int r = 0; r < line->row_count && line->wide; r++) {
        const TimelineRow *row = &line->rows[r];
        if (row->cell >= 0 || row->heat)
            continue;
        session_edited_steps(line->p->session, row->index, line->from, line->count, edited);
        for (int k = 0; k < line->count; k++)
            if (timeline_known(line, row, line->from + k))
                add_input_region(line, row, line->from + k,
                                 timeline_column(line, k, timeline_row_y(line, r), line->row_h),
                                 edited[k]);
    }
}

/* The whole run: what was seen of it, and where the window is. */
static void draw_overview(const Timeline *line, Rect rect) {
    Painter *p = line->p;
    long steps = p->session->lesson->steps;
    float per = rect.w / (float)steps, seen = (float)(p->session->seen + 1) * per;
    float left = rect.x + (float)line->from * per, wide = fmaxf((float)line->count * per, 6 * p->u);
    left = fminf(left, rect.x + rect.w - wide);
    draw_fill(p->list, rect, rect.h / 2, p->theme->track);
    if (seen >= 1)
        draw_fill(p->list, (Rect){rect.x, rect.y, fminf(seen, rect.w), rect.h}, rect.h / 2,
                  p->theme->faint);
    draw_frame(p->list, (Rect){left, rect.y - 2 * p->u, wide, rect.h + 4 * p->u}, 4 * p->u,
               fmaxf(2 * p->u, 1), p->theme->accent);
    add_scrub(line, rect, "timeline.overview", 0, steps - 1,
              paint_phrase(p, "All steps of the run"));
}

/* ---- layout ---- */

/* So many steps from that one on have been chosen to be in view; while they come, their columns
 * keep their width. */
static void lay_window(Timeline *line, float room, long fit, long from, long wanted) {
    long window = wanted < fit ? wanted : fit, last = from + wanted;
    line->column = fminf(room / (float)window, 84 * line->p->u);
    line->wide = line->column >= 9 * line->p->u;
    line->from = last - window > from ? last - window : from;
    line->count = (int)window; /* those to come are outlined */
    line->overview = line->p->session->lesson->steps > window;
    line->rect.w = line->column * (float)line->count;
}

/* The window: all steps where they fit, else a part that moves on by quarters of itself. */
static void lay_columns(Timeline *line, float room) {
    Painter *p = line->p;
    long steps = p->session->lesson->steps;
    float least = fmaxf(3 * p->u, 2);
    long fit = (long)fmaxf(fminf(room / least, TIMELINE_COLUMNS), 1);
    long chosen, wanted = session_window(p->session, &chosen);
    if (wanted) {
        lay_window(line, room, fit, chosen, wanted);
        return;
    }
    bool narrow = steps <= TIMELINE_COLUMNS && (float)steps * fmaxf(2 * p->u, 1) <= room;
    line->count = (int)(steps < fit || narrow ? steps : fit);
    line->column = fminf(room / (float)line->count, 84 * p->u);
    line->wide = line->column >= 9 * p->u;
    line->overview = steps > line->count;
    long quarter = line->count / 4 > 0 ? line->count / 4 : 1, t = p->moment.t < 0 ? 0 : p->moment.t;
    long from = (t / quarter - 1) * quarter;
    from = from < steps - line->count ? from : steps - line->count;
    line->from = from < 0 ? 0 : from;
    line->rect.w = line->column * (float)line->count;
}

/* ---- values or gradients ---- */

static const char *const VIEWS[2] = {"values", "gradients"};

static float view_width(const Painter *p, int view) {
    return roundf(paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, VIEWS[view])) +
                  14 * p->u);
}

/* Two buttons side by side, at the foot of the labels. */
static void draw_switch(Painter *p, float x, float bottom, float h) {
    static const char *const LABELS[2] = {
        "Show the values of the steps (Shift+G)",
        "Show how the newest step depends on the steps before it (Shift+G)"};
    for (int k = 0; k < 2; k++) {
        bool chosen = (k == 1) == p->session->view.gradients;
        Rect rect = {x, roundf(bottom - h), view_width(p, k), h};
        const PushButton button = {.name = "timeline.view",
                                   .index = k,
                                   .word = paint_phrase(p, VIEWS[k]),
                                   .label = paint_phrase(p, LABELS[k]),
                                   .face = FACE_TEXT,
                                   .chosen = chosen,
                                   .color = p->theme->accent,
                                   .on_color = p->theme->on_accent};
        Region *region = paint_push(p, rect, &button);
        if (region)
            region->action = (Action){.kind = ACTION_GRADIENTS, .number = k};
        x += rect.w + roundf(5 * p->u);
    }
}

static float switch_width(const Painter *p) {
    return view_width(p, 0) + view_width(p, 1) + roundf(5 * p->u);
}

static void set_rows(Timeline *line, float room) {
    if (line->p->session->view.gradients)
        timeline_gradient_rows(line, fmaxf(room - timeline_caption_height(line->p), 1));
    else
        choose_rows(line, fmaxf(room, 1));
}

static float set_labels(Timeline *line, float width) {
    float labels = line->p->session->view.gradients
                       ? timeline_gradient_label_width(line, 0.4f * width)
                       : timeline_label_width(line, 0.2f * width);
    return fmaxf(labels, switch_width(line->p) + 8 * line->p->u);
}

/* What can be done in the strip, over the scrubbing of its steps. */
static void add_regions(const Timeline *line) {
    if (line->p->session->view.gradients) {
        timeline_add_gradient_steps(line);
        return;
    }
    timeline_add_rows(line, (Action){.kind = ACTION_GO, .phase = PHASE_SHOW});
    add_input_regions(line);
    timeline_add_tools(line);
}

/* Rows, steps and what can be done with them, down to `bottom`. */
static void draw_strip(Timeline *line, Rect rect, float bottom) {
    Painter *p = line->p;
    bool gradients = p->session->view.gradients;
    float u = p->u, numbers = roundf(paint_line_height(p, FACE_TEXT, p->small));
    float top = roundf(rect.y + (gradients ? 9 : 14) * u), right = rect.x + rect.w;
    float room = bottom - 10 * u - numbers - 4 * u - top;
    line->label_x = rect.x;
    set_rows(line, room);
    line->rect = (Rect){rect.x + set_labels(line, rect.w),
                        top + (gradients ? timeline_caption_height(p) : 0), 0, 0};
    lay_columns(line, right - line->rect.x);
    if (line->overview) {
        set_rows(line, room - 14 * u);
        draw_overview(line, (Rect){line->rect.x, bottom - 16 * u, right - line->rect.x, 6 * u});
    }
    if (room < line->row_pitch * 0.9f || line->row_count == 0)
        return;
    float foot = rows_end(line) + 5 * u;
    if (gradients)
        timeline_draw_gradients(line, right);
    else
        timeline_draw_rows(line);
    draw_numbers(line, foot);
    draw_cursor(line, foot + numbers + 3 * u);
    add_scrub(line, (Rect){line->rect.x, line->rect.y, line->rect.w, foot + numbers - line->rect.y},
              "timeline.steps", line->from, line->from + line->count - 1,
              paint_phrase(line->p, "Steps: drag, or press the arrow keys"));
    add_regions(line);
    timeline_mark_inspected(line);
}

static void draw_edge(Painter *p, Rect rect) {
    draw_fill(p->list, (Rect){rect.x, rect.y, rect.w, fmaxf(roundf(p->u), 1)}, 0, p->theme->line);
}

void scene_timeline(Painter *p, Rect rect) {
    Timeline line = {.p = p};
    float u = p->u, pad = 16 * u; /* as the lanes' */
    float buttons = transport_height(p), left = roundf(rect.x + pad);
    float right = rect.x + rect.w - pad,
          numbers = roundf(paint_line_height(p, FACE_TEXT, p->small));
    Rect transport = {left, roundf(rect.y + rect.h - buttons - 10 * u), right - left, buttons};
    draw_edge(p, rect);
    transport_draw(p, transport, 0);
    if (p->session->lesson->steps < 1)
        return;
    draw_switch(p, left, transport.y - 7 * u, fminf(roundf(1.6f * p->small), numbers + 6 * u));
    draw_strip(&line, (Rect){left, rect.y, right - left, rect.h}, transport.y);
}

void scene_gradients(Painter *p, Rect rect) {
    Timeline line = {.p = p};
    float pad = 24 * p->u;
    draw_edge(p, rect);
    draw_strip(&line, (Rect){roundf(rect.x + pad), rect.y, roundf(rect.w - 2 * pad), rect.h},
               rect.y + rect.h);
}
