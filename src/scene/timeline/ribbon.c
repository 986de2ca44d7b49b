/* ribbon.c: the ribbon of time: the inputs and each cell's state, a column a step, thick enough for
 * the last row of a classroom; what was not stepped through yet is outlined only. Under it the
 * buttons of time. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lesson/curve.h"
#include "scene/timeline/ribbon.h"
#include "scene/timeline/ribbon_parts.h"
#include "scene/timeline/timeline.h"
#include "scene/timeline/transport.h"
#include "session/asked.h"

enum { TRANSPORT_LEAST = 330 }; /* points: in a narrower place its buttons are too close together */

/* ---- which rows ---- */

static void choose_rows(Ribbon *ribbon) {
    const Session *session = ribbon->p->session;
    if (asked_on_ribbon(session)) {
        predict_rows(ribbon);
        return;
    }
    int cells[3], shown = session_shown_cells(session, cells, 3);
    shown = shown < 3 ? shown : 3;
    int inputs = session->lesson->inputs < INPUTS_MOST ? session->lesson->inputs : INPUTS_MOST;
    for (int k = 0; k < inputs; k++)
        ribbon->rows[ribbon->count++] = (Row){.cell = -1, .signal = SIGNAL_X, .index = k};
    for (int k = 0; k < shown && ribbon->count < ROWS_MOST; k++) {
        const CellSpec *spec = &session->run->cells[cells[k]]->spec;
        ribbon->rows[ribbon->count++] =
            (Row){.cell = cells[k],
                  .family = FAMILY_STATE,
                  .signal = cell_kind(spec->kind)->memory,
                  .index = session->unit < signal_width(spec, cell_kind(spec->kind)->memory)
                               ? session->unit
                               : 0};
    }
}

float ribbon_value(const Ribbon *ribbon, const Row *row, long t) {
    const Run *run = ribbon->p->session->run;
    if (row->cell < 0)
        return run->sequence[(size_t)t * (size_t)run->lesson->inputs + (size_t)row->index];
    return trace_at(run->traces[row->cell], row->signal, t, 0)[row->index];
}

static bool known(const Ribbon *ribbon, const Row *row, long t) {
    const Painter *p = ribbon->p;
    if (row->cell < 0 && asked_on_ribbon(p->session))
        return true; /* they are what one predicts from */
    if (session_hidden(p->session, t))
        return false;
    if (row->cell < 0)
        return true;
    Place place = {row->cell, row->signal, row->index, t};
    return session_known(p->session, &place);
}

static bool asked_draws(const Ribbon *ribbon) {
    return asked_on_ribbon(ribbon->p->session) &&
           asked_guess(ribbon->p->session)->form != QUESTION_STEP;
}

static float scale_value(const Ribbon *ribbon, const Row *row, long t) {
    const Session *session = ribbon->p->session;
    return row->cell < 0 ? session_scale_input(session, row->index, t)
                         : session_scale_at(session, row->cell, row->signal, t)[row->index];
}

/* The rows of one quantity share a yard: all inputs, all states. */
static void find_reach(const Ribbon *ribbon, Family family, float *up, float *down) {
    float most = 0, least = 0;
    long steps = ribbon->p->session->lesson->steps, by = steps / 4096 + 1;
    for (int k = 0; k < ribbon->count; k++)
        for (long t = 0; t < steps && ribbon->rows[k].family == family; t += by) {
            float v = scale_value(ribbon, &ribbon->rows[k], t);
            most = isfinite(v) ? fmaxf(most, v) : most;
            least = isfinite(v) ? fminf(least, v) : least;
        }
    *up = fmaxf(axis_limit(most), 0.5f);
    *down = least < -0.25f ? axis_limit(-least) : least < 0 ? 0.25f : 0.02f;
    if (family == FAMILY_STATE && asked_draws(ribbon)) {
        AskedRange range = asked_range(ribbon->p->session);
        *up = range.high;
        *down = fmaxf(-range.low, 0);
    }
}

/* How much of the height a row has, seen from an input; what is asked has the most. */
static float share_of(const Row *row) {
    return row->asked ? 3.2f : row->family == FAMILY_STATE ? 1.9f : 1;
}

static void place_rows(Ribbon *ribbon) {
    float u = ribbon->p->u, shares = 0, gap = 6 * u, y = ribbon->rect.y;
    float up[FAMILY_COUNT], down[FAMILY_COUNT];
    for (int k = 0; k < ribbon->count; k++)
        shares += share_of(&ribbon->rows[k]);
    float share = (ribbon->rect.h - gap * (float)(ribbon->count - 1)) / shares;
    for (int family = 0; family < FAMILY_COUNT; family++)
        find_reach(ribbon, (Family)family, &up[family], &down[family]);
    for (int k = 0; k < ribbon->count; k++) {
        Row *row = &ribbon->rows[k];
        float h = roundf(share_of(row) * share), most = up[row->family], least = down[row->family];
        row->rect = (Rect){ribbon->rect.x, roundf(y), ribbon->rect.w, h};
        row->yard = (Yard){.unit = h / (most + least), .up = most, .down = least};
        row->yard.zero = roundf(y + most * row->yard.unit);
        y += h + gap;
    }
}

/* The steps in view: all, or those round the one on stage. */
static void choose_steps(Ribbon *ribbon) {
    const Session *session = ribbon->p->session;
    long steps = session->lesson->steps, most = (long)(ribbon->rect.w / (18 * ribbon->p->u));
    long first, last, t = ribbon->p->moment.t;
    most = most < 4 ? 4 : most;
    if (predict_window(ribbon->p, &first, &last)) {
        most = most < last - first + 1 ? last - first + 1 : most;
        t = last + 1 - most / 3;
        t = t < first + most / 3 ? first + most / 3 : t;
    }
    ribbon->from = 0;
    ribbon->to = steps - 1;
    if (steps > most) {
        ribbon->from = t - most * 2 / 3;
        ribbon->from = ribbon->from < 0              ? 0
                       : ribbon->from > steps - most ? steps - most
                                                     : ribbon->from;
        ribbon->to = ribbon->from + most - 1;
    }
    long count = ribbon->to - ribbon->from + 1;
    ribbon->column = fminf(ribbon->rect.w / (float)count, 104 * ribbon->p->u);
    ribbon->gap = roundf(fminf(0.1f * ribbon->column, 6 * ribbon->p->u));
}

Rect ribbon_column(const Ribbon *ribbon, const Row *row, long t) {
    float left = roundf(ribbon->rect.x + ribbon->column * (float)(t - ribbon->from));
    float right = roundf(ribbon->rect.x + ribbon->column * (float)(t - ribbon->from + 1));
    return (Rect){left, row->rect.y, right - left - ribbon->gap, row->rect.h};
}

/* ---- drawing ---- */

static Role role_of(const Ribbon *ribbon, const Row *row) {
    if (row->cell < 0)
        return ROLE_INPUT;
    return cell_kind(ribbon->p->session->run->cells[row->cell]->spec.kind)
        ->signals[row->signal]
        .role;
}

Color ribbon_color(const Ribbon *ribbon, const Row *row) {
    return ribbon->p->theme->role[role_of(ribbon, row)];
}

static float number_width(const Ribbon *ribbon, const Row *row, long t, float px) {
    char text[24];
    flow_number_text(ribbon_value(ribbon, row, t), false, text);
    return paint_text_width(ribbon->p, FACE_NUMBER_BOLD, px, text);
}

/* The largest size in which what is that wide in px fits a column; 0: it cannot be read. */
static float size_in_column(const Ribbon *ribbon, const Row *row, float px, float width) {
    Painter *p = ribbon->p;
    float room = ribbon->column - 5 * p->u;
    px = width > room ? px * room / width : px;
    bool legible = px >= fmaxf(flow_legible(p, 0), 0.72f * p->small);
    return legible && row->rect.h >= 2.4f * px ? px : 0;
}

/* The size in which every number of the row fits its own column, so that no two run into each other;
 * 0: none is large enough to be read. */
static float numbers_size(const Ribbon *ribbon, const Row *row) {
    float most = fminf(ribbon->p->small, 0.36f * ribbon->column), widest = 0;
    for (long t = ribbon->from; t <= ribbon->to && row->cell >= 0; t++)
        if (known(ribbon, row, t))
            widest = fmaxf(widest, number_width(ribbon, row, t, most));
    return row->cell >= 0 ? size_in_column(ribbon, row, most, widest) : 0;
}

/* Above the bar, or in it where it leaves no room but is high enough itself. */
static void draw_number(const Ribbon *ribbon, const Row *row, Rect tube, float value, float px,
                        Color ink) {
    Painter *p = ribbon->p;
    float end = yard_y(&row->yard, fmaxf(value, 0)), y = end - 1.25f * px;
    if (y < tube.y && value >= 0 && row->yard.zero - end >= 1.3f * px) {
        y = end + 2 * p->u;
        ink = p->theme->on_role[role_of(ribbon, row)];
    } else if (y < tube.y) {
        y = tube.y + 1;
        if (value >= 0 && end - y < px)
            return;
    }
    flow_number(p, tube.x + tube.w / 2, y, px, value, false, ink);
}

static void draw_value(const Ribbon *ribbon, const Row *row, long t, float px) {
    Painter *p = ribbon->p;
    bool here = t == p->moment.t;
    float value = ribbon_value(ribbon, row, t), large = 0.8f * p->small;
    Rect tube = ribbon_column(ribbon, row, t);
    flow_block(p, tube.x, tube.w, &row->yard, 0, value, p->theme->role[role_of(ribbon, row)]);
    draw_fill(p->list, (Rect){tube.x, row->yard.zero, tube.w, fmaxf(p->u, 1)}, 0, p->theme->faint);
    if (here && px == 0 &&
        row->cell >= 0) /* the row has no room for all, but perhaps for this one */
        px = size_in_column(ribbon, row, large, number_width(ribbon, row, t, large));
    if (px > 0)
        draw_number(ribbon, row, tube, value, px, here ? p->theme->text : p->theme->dim);
}

static void draw_ghost(const Ribbon *ribbon, const Row *row, long t, Rect tube) {
    Painter *p = ribbon->p;
    Place place = {row->cell, row->signal, row->index, t};
    float was, stroke = fmaxf(roundf(1.5f * p->u), 1);
    if (!p->session->before || !session_before(p->session, &place, &was))
        return;
    float y = yard_y(&row->yard, was);
    if (fabsf(y - yard_y(&row->yard, ribbon_value(ribbon, row, t))) < 2)
        return;
    Rect ghost = {tube.x, fminf(y, row->yard.zero), tube.w, fabsf(y - row->yard.zero)};
    draw_dashed_frame(p->list, ghost, 0, stroke, 4 * p->u, p->theme->text);
}

static void draw_band(const Ribbon *ribbon, const Row *row, long t, Rect tube) {
    Place place = {row->cell, row->signal, row->index, t};
    float low, high;
    if (row->cell < 0 || !session_band(ribbon->p->session, &place, &low, &high))
        return;
    float value = known(ribbon, row, t) ? ribbon_value(ribbon, row, t) : NAN;
    flow_band(ribbon->p, tube.x, tube.w, &row->yard, low, high, value >= low && value <= high);
}

static void add_input(const Ribbon *ribbon, const Row *row, long t, Rect tube) {
    Painter *p = ribbon->p;
    char label[160], number[24];
    Edit edit = {
        .kind = EDIT_INPUT, .step = t, .column = row->index, .value = ribbon_value(ribbon, row, t)};
    flow_number_text(edit.value, false, number);
    snprintf(label, sizeof label, paint_phrase(p, "input %d (%.60s) at t = %ld: %s"),
             row->index + 1, paint_input_name(p, row->index), t, number);
    Region *region = region_add(p->list, REGION_BAR, tube,
                                row->index == 0   ? "time.x0"
                                : row->index == 1 ? "time.x1"
                                                  : "time.x2",
                                (int)t, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_EDIT, .edit = edit};
    region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = edit};
    region->low = -row->yard.down;
    region->high = row->yard.up;
    region->step = 0.05f;
    region->value = edit.value;
    region->disabled = !session_may(p->session, &edit);
    if (!region->disabled && paint_hovered(p, region->id))
        draw_frame(p->list, tube, 3 * p->u, fmaxf(roundf(1.5f * p->u), 1), p->theme->text);
}

static void draw_row(const Ribbon *ribbon, const Row *row) {
    Painter *p = ribbon->p;
    float stroke = fmaxf(p->u, 1), radius = fminf(3 * p->u, row->rect.h / 4),
          px = numbers_size(ribbon, row);
    for (long t = ribbon->from; t <= ribbon->to; t++) {
        Rect tube = ribbon_column(ribbon, row, t);
        if (predict_owns(ribbon, row, t) || !known(ribbon, row, t)) {
            draw_dashed_frame(p->list, tube, radius, stroke, 4 * p->u, p->theme->line);
            draw_band(ribbon, row, t, tube);
            continue;
        }
        draw_fill(p->list, tube, radius, p->theme->track);
        draw_value(ribbon, row, t, px);
        draw_ghost(ribbon, row, t, tube);
        draw_band(ribbon, row, t, tube);
    }
}

/* The letter, and the input's or the cell's name before it. */
static void draw_label(const Ribbon *ribbon, const Row *row, float left) {
    Painter *p = ribbon->p;
    const Session *session = p->session;
    float right = ribbon->rect.x - 10 * p->u, middle = row->rect.y + row->rect.h / 2,
          px = p->body * 1.25f;
    CellKind kind = row->cell < 0 ? (CellKind)0 : session->run->cells[row->cell]->spec.kind;
    char heading[CELL_HEADING];
    const char *word = row->cell >= 0                ? paint_cell_heading(p, row->cell, heading)
                       : session->lesson->inputs > 1 ? paint_input_name(p, row->index)
                                                     : "";
    const char *symbol = paint_signal_symbol(p, kind, row->signal);
    bool lettered = row->cell >= 0 || !word[0];
    float symbol_w = paint_text_width(p, FACE_SYMBOL, px, symbol) +
                     paint_text_width(p, FACE_SYMBOL, 0.68f * px, "t");
    float room = right - left - (lettered ? symbol_w + 10 * p->u : 0), small = p->small,
          w = paint_text_width(p, FACE_TEXT, small, word);
    if (w > room) /* smaller, before it is cut */
        small = fmaxf(0.985f * small * room / w, flow_legible(p, 0.85f * small));
    w = fminf(paint_text_width(p, FACE_TEXT, small, word), room);
    paint_text_fit(p, right - w, text_top_for_centre(p, FACE_TEXT, small, middle), w + 0.5f,
                   FACE_TEXT, small, p->theme->dim, word);
    if (!lettered)
        return;
    paint_symbol(p, right - w - symbol_w - (w > 0 ? 10 * p->u : 0), roundf(middle + 0.3f * px), px,
                 role_of(ribbon, row), symbol, "t");
}

static float step_width(const Ribbon *ribbon, long t) {
    char text[24];
    snprintf(text, sizeof text, "%ld", t);
    return paint_text_width(ribbon->p, FACE_TEXT_BOLD, 1.08f * ribbon->p->small, text);
}

/* The middle of a step's number: of its column, or so far from the window's edge that it is whole. */
static float step_x(const Ribbon *ribbon, long t) {
    const Painter *p = ribbon->p;
    float x =
        ribbon->rect.x + ribbon->column * ((float)(t - ribbon->from) + 0.5f) - ribbon->gap / 2;
    return fminf(x, ribbon->rect.x + ribbon->rect.w + 20 * p->u - step_width(ribbon, t) / 2);
}

/* As many as stand apart, and the one on stage. */
static void draw_steps(const Ribbon *ribbon, float y) {
    Painter *p = ribbon->p;
    long stride = 1, now = p->moment.t;
    float apart = fmaxf(2.4f * p->small, step_width(ribbon, ribbon->to) + 0.6f * p->small);
    while (stride <= ribbon->to - ribbon->from && /* a window may leave it no width at all */
           (float)stride * ribbon->column < apart)
        stride = stride == 1 ? 2 : stride == 2 ? 5 : stride * 2;
    for (long t = ribbon->from; t <= ribbon->to; t++) {
        bool here = t == now;
        char text[24];
        bool near = fabsf(step_x(ribbon, t) - step_x(ribbon, now)) < apart;
        if ((t % stride || near) && !here)
            continue;
        snprintf(text, sizeof text, "%ld", t);
        paint_text_centre(p, step_x(ribbon, t), y, here ? FACE_TEXT_BOLD : FACE_TEXT,
                          p->small * 1.08f, here ? p->theme->text : p->theme->dim, text);
    }
}

static void draw_frame_of_now(const Ribbon *ribbon, float bottom) {
    Painter *p = ribbon->p;
    long t = p->moment.t;
    if (t < ribbon->from || t > ribbon->to)
        return;
    Rect column = ribbon_column(ribbon, &ribbon->rows[0], t);
    float out = fminf(4 * p->u, ribbon->gap + 2), top = ribbon->rect.y - 6 * p->u;
    draw_frame(p->list, (Rect){column.x - out, top, column.w + 2 * out, bottom - top}, 7 * p->u,
               fmaxf(roundf(2.5f * p->u), 2), p->theme->accent);
}

static void add_scrub(const Ribbon *ribbon, float bottom) {
    Painter *p = ribbon->p;
    Rect all = ribbon->rect;
    all.w = ribbon->column * (float)(ribbon->to - ribbon->from + 1);
    all.h = bottom - all.y;
    Region *region = region_add(p->list, REGION_SCRUB, all, "time", 0,
                                paint_phrase(p, "Time: drag to any step"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GO, .phase = PHASE_SHOW};
    region->low = (float)ribbon->from;
    region->high = (float)ribbon->to;
    region->step = 1;
    region->value = (float)p->moment.t;
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(p, all, id, 4 * p->u);
}

/* As wide as the cells' names want to be, within bounds. */
static float label_width(const Ribbon *ribbon, float w) {
    Painter *p = ribbon->p;
    char heading[CELL_HEADING];
    float wanted = 0;
    for (int k = 0; k < ribbon->count; k++)
        if (ribbon->rows[k].cell >= 0)
            wanted = fmaxf(wanted,
                           paint_text_width(p, FACE_TEXT, p->small,
                                            paint_cell_heading(p, ribbon->rows[k].cell, heading)));
    return fmaxf(fminf(0.22f * w, 9.5f * p->body),
                 fminf(0.28f * w, wanted + 1.4f * p->body + 28 * p->u));
}

/* In rect, all of it. */
static Ribbon draw_ribbon(Painter *p, Rect rect) {
    float u = p->u, numbers = roundf(1.7f * p->small);
    Ribbon ribbon = {.p = p};
    choose_rows(&ribbon);
    float label = label_width(&ribbon, rect.w);
    ribbon.rect =
        (Rect){rect.x + label, rect.y + 10 * u, rect.w - label - 24 * u, rect.h - numbers - 22 * u};
    choose_steps(&ribbon);
    place_rows(&ribbon);
    float bottom = ribbon.rect.y + ribbon.rect.h + numbers + 2 * u;
    for (int k = 0; k < ribbon.count; k++) {
        draw_label(&ribbon, &ribbon.rows[k], rect.x + 8 * u);
        draw_row(&ribbon, &ribbon.rows[k]);
        if (ribbon.rows[k].asked)
            predict_legend(&ribbon, &ribbon.rows[k], rect.x + 8 * u, ribbon.rect.x - 10 * u);
    }
    draw_steps(&ribbon, ribbon.rect.y + ribbon.rect.h + 4 * u);
    add_scrub(&ribbon, bottom);
    for (int k = 0; k < ribbon.count && ribbon.rows[k].cell < 0; k++)
        for (long t = ribbon.from; t <= ribbon.to; t++)
            if (known(&ribbon, &ribbon.rows[k], t) && !session_hidden(p->session, t))
                add_input(&ribbon, &ribbon.rows[k], t, ribbon_column(&ribbon, &ribbon.rows[k], t));
    draw_frame_of_now(&ribbon, bottom);
    if (asked_on_ribbon(p->session))
        predict_draw(&ribbon, bottom);
    return ribbon;
}

float scene_ribbon_least(const Painter *p) {
    Painter own = *p;
    Ribbon ribbon = {.p = &own};
    float shares = 0, gap = 6 * p->u;
    choose_rows(&ribbon);
    for (int k = 0; k < ribbon.count; k++)
        shares += share_of(&ribbon.rows[k]);
    float rows = shares * fmaxf(1.15f * p->small - gap, 4 * p->u) + gap * (float)(ribbon.count - 1);
    return roundf(rows + 1.7f * p->small + 40 * p->u + transport_height(p));
}

void scene_ribbon_alone(Painter *p, Rect rect) {
    draw_ribbon(p, rect);
}

void scene_ribbon(Painter *p, Rect rect) {
    if (p->session->view.gradients && !asked_on_ribbon(p->session)) {
        scene_timeline(p, rect);
        return;
    }
    float u = p->u, buttons = transport_height(p);
    Ribbon ribbon =
        draw_ribbon(p, (Rect){rect.x, rect.y + 4 * u, rect.w, rect.h - buttons - 18 * u});
    Rect row = {ribbon.rect.x, rect.y + rect.h - buttons - 10 * u, ribbon.rect.w, buttons};
    if (row.w < TRANSPORT_LEAST * p->viewport->scale) { /* under the labels too */
        row.w += row.x - rect.x - 8 * u;
        row.x = rect.x + 8 * u;
    }
    transport_draw(p, row, 0);
}
