/* predict.c: predicting on the ribbon of time: the steps of a signal that come are drawn, a bar is
 * dragged to where it will be, a step is picked; then the true curve, the gap between, and the step
 * where it is largest. */
#include <math.h>
#include <stdio.h>

#include "lesson/condition/condition.h"
#include "scene/paint/gap.h"
#include "scene/timeline/ribbon_parts.h"
#include "session/asked.h"

/* ---- which rows ---- */

static void add_row(Ribbon *ribbon, Row row) {
    if (ribbon->count < ROWS_MOST)
        ribbon->rows[ribbon->count++] = row;
}

/* The number that is asked about, or the first that the step's condition names. */
static Row asked_row(const Session *session, const Question *question) {
    Row row = {.cell = question->signal.cell,
               .signal = question->signal.index,
               .index = question->signal.row,
               .family = FAMILY_STATE,
               .asked = true};
    int unit;
    if (question->form != QUESTION_STEP)
        return row;
    if (!condition_signal(question->asked.condition, &row.cell, &row.signal, &unit)) {
        row.cell = session->cell;
        row.signal = cell_kind(session->run->cells[row.cell]->spec.kind)->memory;
        unit = -1;
    }
    int units = signal_width(&session->run->cells[row.cell]->spec, row.signal);
    row.index = unit >= 0 ? unit : session->unit < units ? session->unit : 0;
    return row;
}

/* The gate that made the gap, else the one that decides what is kept. */
static int shown_gate(const Session *session, const Question *question) {
    const Gap *gap = &session->outcome.gap;
    CellKind kind = session->run->cells[question->signal.cell]->spec.kind;
    if (question->form == QUESTION_STEP || !asked_given(session) || gap->cause_count == 0)
        return NO_SIGNAL;
    return gap->made_by >= 0 ? gap->causes[gap->made_by].signal : cell_kind(kind)->keeps;
}

void predict_rows(Ribbon *ribbon) {
    const Session *session = ribbon->p->session;
    const Question *question = asked_guess(session);
    Row asked = asked_row(session, question);
    int gate = shown_gate(session, question), inputs = session->lesson->inputs;
    for (int k = 0; k < inputs && k < INPUTS_MOST; k++)
        add_row(ribbon, (Row){.cell = -1, .signal = SIGNAL_X, .index = k, .family = FAMILY_INPUT});
    if (gate != NO_SIGNAL && gate != asked.signal)
        add_row(
            ribbon,
            (Row){.cell = asked.cell, .signal = gate, .index = asked.index, .family = FAMILY_GATE});
    add_row(ribbon, asked);
}

bool predict_window(const Painter *p, long *from, long *to) {
    const Question *question = asked_guess(p->session);
    if (!asked_on_ribbon(p->session) || question->form == QUESTION_STEP)
        return false;
    *from = question->from > 0 ? question->from - 1 : 0;
    *to = question->to;
    return true;
}

bool predict_owns(const Ribbon *ribbon, const Row *row, long t) {
    const Session *session = ribbon->p->session;
    const Question *question = row->asked ? asked_guess(session) : NULL;
    return question && question->form != QUESTION_STEP && t >= question->from &&
           t <= question->to && (asked_given(session) || !session->skipped);
}

/* ---- curves ---- */

typedef struct Predict {
    const Ribbon *ribbon;
    const Row *row;
    const Question *question;
    const Guess *guess, *truth; /* truth NULL: it is hidden */
} Predict;

static float middle_of(const Predict *predict, long t) {
    Rect tube = ribbon_column(predict->ribbon, predict->row, t);
    return tube.x + tube.w / 2;
}

static bool in_view(const Predict *predict, long t) {
    return t >= predict->ribbon->from && t <= predict->ribbon->to;
}

/* Of a guess at that step; before the first one what was seen last. False: there is none. */
static bool value_of(const Predict *predict, const Guess *guess, long t, float *value) {
    long from = predict->question->from;
    if (t >= from) {
        *value = guess->values[t - from];
        return guess_has(guess, (int)(t - from));
    }
    *value = t >= 0 ? ribbon_value(predict->ribbon, predict->row, t) : NAN;
    return t >= 0;
}

/* In pixels, from the step before the first one on. */
static GapCurve pixels_of(const Predict *predict, const Guess *guess) {
    long before = predict->question->from - 1;
    GapCurve curve = {.count = (int)(predict->question->to - before + 1)};
    for (int k = 0; k < curve.count; k++) {
        float value = NAN;
        bool there = in_view(predict, before + k) && value_of(predict, guess, before + k, &value);
        curve.x[k] = there ? middle_of(predict, before + k) : 0;
        curve.y[k] = there ? yard_y(&predict->row->yard, value) : NAN;
    }
    return curve;
}

static float point_size(const Predict *predict) {
    return fminf(fmaxf(5 * predict->ribbon->p->u, 3), 0.35f * predict->ribbon->column);
}

static void mark_gap(const Predict *predict) {
    const Gap *gap = &predict->ribbon->p->session->outcome.gap;
    const Yard *yard = &predict->row->yard;
    if (!in_view(predict, gap->step) || gap->gap <= 0)
        return;
    gap_mark(predict->ribbon->p, roundf(middle_of(predict, gap->step)), yard_y(yard, gap->drawn),
             yard_y(yard, gap->really),
             fminf(7 * predict->ribbon->p->u, 0.4f * predict->ribbon->column));
}

static void draw_true_bars(const Predict *predict) {
    Painter *p = predict->ribbon->p;
    Color color = color_alpha(ribbon_color(predict->ribbon, predict->row), 0.30f);
    float value;
    for (long t = predict->question->from; t <= predict->question->to; t++) {
        if (!in_view(predict, t) || !value_of(predict, predict->truth, t, &value))
            continue;
        Rect tube = ribbon_column(predict->ribbon, predict->row, t);
        flow_block(p, tube.x, tube.w, &predict->row->yard, 0, value, color);
    }
}

/* A single bar stands as a bar, its outline where it was put. */
static void draw_bar(const Predict *predict) {
    Painter *p = predict->ribbon->p;
    Rect tube = ribbon_column(predict->ribbon, predict->row, predict->question->from);
    const Yard *yard = &predict->row->yard;
    Color color = ribbon_color(predict->ribbon, predict->row);
    float stroke = fmaxf(roundf(2 * p->u), 2), value = predict->guess->values[0];
    if (predict->truth)
        flow_block(p, tube.x, tube.w, yard, 0, predict->truth->values[0], color);
    if (!guess_has(predict->guess, 0))
        return;
    float y = yard_y(yard, value);
    Rect bar = {tube.x, fminf(y, yard->zero), tube.w, fabsf(y - yard->zero)};
    if (!predict->truth)
        draw_fill(p->list, bar, 0, color_alpha(color, 0.45f));
    draw_dashed_frame(p->list, bar, 0, stroke, 4 * p->u, p->theme->text);
    draw_fill(p->list, (Rect){tube.x - 3 * p->u, y - stroke, tube.w + 6 * p->u, 2 * stroke}, stroke,
              p->theme->text);
}

/* Where the keys are. */
static void draw_cursor(const Predict *predict) {
    Painter *p = predict->ribbon->p;
    const View *view = &p->session->view;
    long t = predict->question->from + p->session->cursor;
    bool here = view->focus_visible && view->focus == region_id("predict", 0);
    if (!here || !in_view(predict, t))
        return;
    draw_frame(p->list, ribbon_column(predict->ribbon, predict->row, t), 3 * p->u,
               fmaxf(roundf(2 * p->u), 2), p->theme->select);
}

static void draw_border(const Predict *predict) {
    Painter *p = predict->ribbon->p;
    if (!in_view(predict, predict->question->from))
        return;
    Rect tube = ribbon_column(predict->ribbon, predict->row, predict->question->from);
    float x = roundf(tube.x - predict->ribbon->gap / 2 - 1);
    draw_dashed_line(p->list, x, tube.y - 4 * p->u, x, tube.y + tube.h + 4 * p->u,
                     fmaxf(roundf(1.5f * p->u), 1), 5 * p->u, p->theme->dim);
}

static void draw_curve_of(const Predict *predict) {
    Painter *p = predict->ribbon->p;
    Color color = ribbon_color(predict->ribbon, predict->row);
    GapCurve drawn = pixels_of(predict, predict->guess);
    if (predict->truth) {
        GapCurve truth = pixels_of(predict, predict->truth);
        draw_true_bars(predict);
        gap_shade(p, &drawn, &truth);
        gap_lines(p, &truth, false, color);
        gap_points(p, &truth, point_size(predict), false, color);
    }
    gap_lines(p, &drawn, true, p->theme->text);
    if (predict->truth)
        mark_gap(predict);
    gap_points(p, &drawn, point_size(predict), true, p->theme->text);
}

/* ---- a step that is picked ---- */

static void frame_step(const Predict *predict, long t, float bottom, bool dashed, Color color) {
    const Ribbon *ribbon = predict->ribbon;
    Painter *p = ribbon->p;
    if (!in_view(predict, t))
        return;
    Rect column = ribbon_column(ribbon, &ribbon->rows[0], t);
    Rect frame = {column.x - 1, ribbon->rect.y - 2 * p->u, column.w + 2,
                  bottom - ribbon->rect.y + 2 * p->u};
    float stroke = fmaxf(roundf(2.5f * p->u), 2);
    if (dashed)
        draw_dashed_frame(p->list, frame, 5 * p->u, stroke, 5 * p->u, color);
    else
        draw_frame(p->list, frame, 5 * p->u, stroke, color);
}

static void draw_picked(const Predict *predict, float bottom) {
    Painter *p = predict->ribbon->p;
    if (predict->truth)
        frame_step(predict, (long)predict->truth->values[0], bottom, false, p->theme->good);
    if (guess_has(predict->guess, 0))
        frame_step(predict, (long)predict->guess->values[0], bottom, true, p->theme->text);
}

/* ---- what is pressed ---- */

static void label_of(const Predict *predict, char *text, size_t size) {
    const Painter *p = predict->ribbon->p;
    const Question *question = predict->question;
    if (question->form == QUESTION_STEP) {
        snprintf(text, size, "%s",
                 paint_phrase(p, "Pick a step: press it, or arrow keys; Enter answers"));
        return;
    }
    CellKind kind = p->session->run->cells[predict->row->cell]->spec.kind;
    const char *symbol = paint_signal_symbol(p, kind, predict->row->signal);
    if (question->form == QUESTION_DRAG)
        snprintf(text, size,
                 paint_phrase(p, "Drag %s at t = %ld to where it will be, or arrow keys; Enter "
                                 "answers"),
                 symbol, question->from);
    else
        snprintf(text, size,
                 paint_phrase(p, "Draw %s from t = %ld to %ld: drag, or arrow keys; Enter answers"),
                 symbol, question->from, question->to);
}

static Rect region_rect(const Predict *predict, long *from, long *to) {
    const Ribbon *ribbon = predict->ribbon;
    bool step = predict->question->form == QUESTION_STEP;
    *from = step || predict->question->from < ribbon->from ? ribbon->from : predict->question->from;
    *to = step || predict->question->to > ribbon->to ? ribbon->to : predict->question->to;
    float x = ribbon->rect.x + ribbon->column * (float)(*from - ribbon->from);
    Rect rect = {x, predict->row->rect.y, ribbon->column * (float)(*to - *from + 1),
                 predict->row->rect.h};
    if (step) {
        rect.y = ribbon->rect.y;
        rect.h = ribbon->rect.h;
    }
    return rect;
}

static void add_region(const Predict *predict) {
    Painter *p = predict->ribbon->p;
    AskedRange range = asked_range(p->session);
    char label[192];
    long from, to;
    Rect rect = region_rect(predict, &from, &to);
    label_of(predict, label, sizeof label);
    if (!session_question_open(p->session) || p->viewport->film)
        return;
    Region *region = region_add(p->list, REGION_PAINT, rect, "predict", 0, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GUESS};
    region->from = from;
    region->to = to;
    region->low = range.low;
    region->high = range.high;
    region->step = range.step / 5;
    region->focusable = region->asked = true;
    gap_drawn(p, region);
    paint_focus(p, rect, region->id, 4 * p->u);
}

void predict_draw(const Ribbon *ribbon, float bottom) {
    const Session *session = ribbon->p->session;
    Predict predict = {.ribbon = ribbon,
                       .row = &ribbon->rows[ribbon->count - 1],
                       .question = asked_guess(session),
                       .guess = &session_beat_state(session)->guess,
                       .truth = session->outcome.known ? &session->outcome.truth : NULL};
    if (session->skipped && !predict.truth)
        return;
    if (predict.question->form == QUESTION_STEP) {
        draw_picked(&predict, bottom);
    } else {
        draw_border(&predict);
        if (predict.question->form == QUESTION_DRAG)
            draw_bar(&predict);
        else
            draw_curve_of(&predict);
        draw_cursor(&predict);
    }
    add_region(&predict);
}

/* ---- whose line is whose ---- */

void predict_legend(const Ribbon *ribbon, const Row *row, float left, float right) {
    Painter *p = ribbon->p;
    const Session *session = ribbon->p->session;
    const Question *question = asked_guess(session);
    float line = 1.5f * p->small, y = row->rect.y + row->rect.h / 2 + 1.3f * p->body;
    bool given = session->outcome.known;
    const char *words[2] = {paint_phrase(p, "you"), paint_phrase(p, "true")};
    if (question->form == QUESTION_STEP || y + line * (given ? 2 : 1) > row->rect.y + row->rect.h)
        return;
    for (int k = 0; k < (given ? 2 : 1); k++, y += line) {
        float w = paint_text_width(p, FACE_TEXT, p->small, words[k]), middle = y + line / 2;
        Color color = k ? ribbon_color(ribbon, row) : p->theme->text;
        if (right - w - 26 * p->u < left)
            return;
        paint_text(p, right - w, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
                   p->small, p->theme->text, words[k]);
        if (k)
            draw_disc(p->list, right - w - 14 * p->u, middle, 4 * p->u, color);
        else
            draw_ring(p->list, right - w - 14 * p->u, middle, 5 * p->u, fmaxf(roundf(2 * p->u), 2),
                      color);
    }
}
