/* example.c: one test example as the chosen cell reads it, above as it did before it had
 * learnt anything, below as it does now: the levels of its gates, its memory and hidden state, a
 * unit a row and a step a column, and what its output makes of it after every step. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/training/tasks.h"
#include "scene/paint/bars.h"
#include "scene/paint/panel.h"
#include "scene/training/page.h"
#include "scene/words/answer.h"

typedef struct Grid {
    Rect rect;
    float heading, note, heat; /* heights */
    float label;               /* width of "before" and "now" */
    float top[RACE_MOMENTS];   /* of their heats */
    int signals[RACE_SIGNALS], count;
} Grid;

/* ---- the head ---- */

static float row_height(const Painter *p) {
    return roundf(paint_tap(p, fmaxf(28 * p->u, 1.8f * p->body)));
}

static float draw_turn(Painter *p, float x, float y, int by) {
    float side = row_height(p);
    const PushButton button = {
        .name = "training.example",
        .index = by,
        .word = by < 0 ? "\u2039" : "\u203a",
        .label = paint_phrase(p, by < 0 ? "The example before (Left)" : "The next example (Right)"),
        .face = FACE_TEXT_BOLD,
        .px = p->body};
    Region *region = paint_push(p, (Rect){roundf(x), roundf(y), side, side}, &button);
    if (region)
        region->action = (Action){.kind = ACTION_STEP, .number = by};
    return side + 6 * p->u;
}

/* ‹ ›  Test example 3 of 1000        L  as the LSTM reads it */
static void draw_head(TrainingPage *page, Rect rect) {
    Painter *p = page->p;
    char text[96], reads[192];
    CellKind kind = page->training->chosen;
    float x = rect.x, middle = rect.y + row_height(p) / 2;
    x += draw_turn(p, x, rect.y, -1);
    x += draw_turn(p, x, rect.y, 1) + 6 * p->u;
    snprintf(text, sizeof text, paint_phrase(p, "Test example %ld of %ld"),
             page->report->example + 1, page->report->examples);
    snprintf(reads, sizeof reads,
             paint_phrase(p, page->report->text
                                 ? "what came, and below what the %s expected there, as high as "
                                   "its share; \u00b7 is a space, \u00b6 a line\u2019s end"
                                 : "as the %s reads it: across its steps, down its units"),
             cell_kind(kind)->title);
    x += paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, p->body, middle),
                        rect.x + rect.w - x, FACE_TEXT_BOLD, p->body, p->theme->text, text) +
         16 * p->u;
    if (rect.x + rect.w - x < 6 * p->body)
        return;
    x += training_mark(p, x, middle, kind) + 8 * p->u;
    paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), rect.x + rect.w - x,
                   FACE_TEXT, p->small, p->theme->dim, reads);
}

/* ---- the columns ---- */

static void draw_heading(Painter *p, Rect column, const char *symbol, Role role, const char *name) {
    float x = column.x, px = p->body;
    float baseline = column.y + 1.05f * px;
    if (symbol)
        x += paint_symbol(p, x, baseline, 1.1f * px, role, symbol, NULL) + 6 * p->u;
    if (symbol && x + paint_text_width(p, FACE_TEXT, p->small, name) > column.x + column.w)
        return; /* the symbol says it */
    paint_text_fit(p, x, baseline - p->fonts->ascent(p->fonts->context, FACE_TEXT, p->small),
                   column.x + column.w - x, FACE_TEXT, p->small, p->theme->dim, name);
}

static void draw_note(Painter *p, const Grid *grid, Rect heat, const char *text) {
    float px = paint_caption(p), middle = heat.y + heat.h + grid->note / 2;
    paint_text_fit(p, heat.x, text_top_for_centre(p, FACE_TEXT, px, middle), heat.w, FACE_TEXT, px,
                   p->theme->dim, text);
}

static float mean(const float *values, size_t count) {
    double sum = 0;
    for (size_t k = 0; k < count; k++)
        sum += (double)values[k];
    return (float)(sum / (double)count);
}

static float largest(const RaceReport *report, CellKind kind, int which) {
    float most = 0;
    for (int moment = 0; moment < RACE_MOMENTS; moment++) {
        const float *values = race_signal(report, kind, (RaceMoment)moment, which);
        for (long k = 0; k < report->steps * report->hidden; k++)
            most = fmaxf(most, fabsf(values[k]));
    }
    return most;
}

/* A level from the track's colour to the role's; a signed value lighter below nought. */
static void draw_values(Painter *p, Rect rect, const float *values, int rows, int columns,
                        Role role, float limit) {
    Color color = p->theme->role[role], track = p->theme->track;
    if (limit <= 0) {
        draw_heat(p->list, rect, values, rows, columns, 0, 1, track, color);
        return;
    }
    draw_heat(p->list, rect, values, rows, columns, -limit, 0, bars_below(p, color), track);
    draw_heat(p->list, rect, values, rows, columns, 0, limit, color_alpha(color, 0), color);
}

static void draw_signal(TrainingPage *page, const Grid *grid, Rect column, int which) {
    Painter *p = page->p;
    const RaceReport *report = page->report;
    CellKind kind = page->training->chosen;
    const SignalInfo *info = &cell_kind(kind)->signals[grid->signals[which]];
    bool level = info->class == SIGNAL_GATE;
    float limit = level ? 0 : fmaxf(largest(report, kind, which), 1); /* 0: a level has none */
    draw_heading(p, column, paint_signal_symbol(p, kind, grid->signals[which]), info->role,
                 phrase_signal(p->session->view.language, kind, grid->signals[which]));
    for (int moment = 0; moment < RACE_MOMENTS; moment++) {
        const float *values = race_signal(report, kind, (RaceMoment)moment, which);
        Rect heat = {column.x, grid->top[moment], column.w, grid->heat};
        char text[48];
        float average = mean(values, (size_t)(report->steps * report->hidden));
        draw_values(p, heat, values, report->hidden, (int)report->steps, info->role, limit);
        if (level)
            snprintf(text, sizeof text, paint_phrase(p, "mean %.2f"), (double)average);
        else
            snprintf(text, sizeof text, "\u2212%.2g .. %.2g", (double)limit, (double)limit);
        if (paint_text_width(p, FACE_TEXT, paint_caption(p), text) > heat.w)
            snprintf(text, sizeof text, level ? "%.2f" : "\u00b1%.2g",
                     (double)(level ? average : limit));
        draw_note(p, grid, heat, text);
    }
}

/* ---- what is read ---- */

/* A digit stands upright, a row a step; other inputs lie as the gates do, a step a column. */
static void draw_inputs(TrainingPage *page, const Grid *grid, Rect column) {
    Painter *p = page->p;
    const RaceReport *report = page->report;
    const float *inputs = race_inputs(report);
    float values[64 * 64];
    int steps = (int)report->steps, count = report->inputs;
    bool picture = page->training->task == TRAINING_DIGITS;
    Color ink = p->theme->role[ROLE_INPUT];
    char target[48], text[96];
    draw_heading(p, column, "x", ROLE_INPUT, paint_phrase(p, "input"));
    float side = fminf(column.w, grid->heat);
    Rect heat = {column.x, grid->top[RACE_BEFORE], picture ? side : column.w,
                 picture ? side : fminf(grid->heat, (float)count * 18 * p->u)};
    if (steps * count > 64 * 64)
        return;
    for (int t = 0; t < steps; t++)
        for (int k = 0; k < count; k++)
            values[picture ? t * count + k : k * steps + t] = inputs[t * count + k];
    draw_heat(p->list, heat, values, picture ? steps : count, picture ? count : steps, 0, 1,
              p->theme->track, ink);
    answer_target(page->training, target, sizeof target);
    snprintf(text, sizeof text, paint_phrase(p, "target: %s"), target);
    heat.h = fmaxf(heat.h, 0);
    draw_note(p, grid, (Rect){heat.x, heat.y, column.w, heat.h}, text);
}

/* ---- what comes out ---- */

static void draw_answer(TrainingPage *page, const Grid *grid, Rect heat, RaceMoment moment) {
    Painter *p = page->p;
    char answer[48];
    CellKind kind = page->training->chosen;
    float px = paint_caption(p), middle = heat.y + heat.h + grid->note / 2;
    bool right = answer_right(page->report, kind, moment);
    answer_said(page->training, kind, moment, answer, sizeof answer);
    float x = heat.x + paint_text_fit(p, heat.x, text_top_for_centre(p, FACE_NUMBER, px, middle),
                                      heat.w, FACE_NUMBER, px, p->theme->text, answer);
    const char *word = paint_phrase(p, right ? "right" : "wrong");
    Color color = right ? p->theme->good : p->theme->bad;
    if (x + 8 * p->u + paint_text_width(p, FACE_TEXT_BOLD, px, word) > heat.x + heat.w)
        draw_verdict(p, x + 8 * p->u + px / 2, middle, 0.8f * px, right, color);
    else
        draw_text(p->list, x + 8 * p->u, text_top_for_centre(p, FACE_TEXT_BOLD, px, middle),
                  FACE_TEXT_BOLD, px, color, word);
}

/* Probabilities after every step, a class a row; the right one has an arrow and its name. */
static void draw_classes(TrainingPage *page, Rect heat, RaceMoment moment) {
    enum { CLASSES_MOST = 16, STEPS_MOST = 64 };
    Painter *p = page->p;
    const RaceReport *report = page->report;
    const float *outputs = race_outputs(report, page->training->chosen, moment);
    float values[CLASSES_MOST * STEPS_MOST], size = fmaxf(7 * p->u, 5);
    int count = report->outputs, steps = (int)report->steps;
    if (count > CLASSES_MOST || steps > STEPS_MOST)
        return;
    for (int t = 0; t < steps; t++)
        for (int k = 0; k < count; k++)
            values[k * steps + t] = outputs[t * count + k];
    draw_heat(p->list, heat, values, count, steps, 0, 1, p->theme->track, p->theme->accent);
    char name[48];
    float y = heat.y + heat.h * (*race_last_target(report) + 0.5f) / (float)count;
    float x = roundf(heat.x + heat.w + 3 * p->u), px = paint_caption(p);
    draw_triangle(p->list, (Rect){x, roundf(y - size / 2), size, size}, 2, p->theme->text);
    answer_target(page->training, name, sizeof name);
    draw_text(p->list, x + size + 3 * p->u, text_top_for_centre(p, FACE_NUMBER, px, y), FACE_NUMBER,
              px, p->theme->text, name);
}

static void reach(const float *values, long count, float *low, float *high) {
    for (long k = 0; k < count; k++) {
        *low = isfinite(values[k]) ? fminf(*low, values[k]) : *low;
        *high = isfinite(values[k]) ? fmaxf(*high, values[k]) : *high;
    }
}

/* The output as a line over the steps; what it should be as a dashed or a thin one. */
static void draw_line_of_outputs(TrainingPage *page, Rect rect, RaceMoment moment) {
    Painter *p = page->p;
    const RaceReport *report = page->report;
    CellKind kind = page->training->chosen;
    float low = 0, high = 1, thin = fmaxf(p->u, 1);
    for (int k = 0; k < RACE_MOMENTS; k++)
        reach(race_outputs(report, kind, (RaceMoment)k), report->steps, &low, &high);
    reach(race_targets(report), report->every ? report->steps : 1, &low, &high);
    draw_fill(p->list, rect, 0, p->theme->track);
    if (report->every) {
        draw_curve(p->list, rect, race_targets(report), (int)report->steps, low, high, thin,
                   p->theme->text);
    } else {
        float y = rect.y + rect.h * (1 - (*race_last_target(report) - low) / (high - low));
        for (float x = rect.x; x + 4 * p->u <= rect.x + rect.w; x += 8 * p->u)
            draw_fill(p->list, (Rect){x, y - thin / 2, 4 * p->u, thin}, 0, p->theme->text);
    }
    draw_curve(p->list, rect, race_outputs(report, kind, moment), (int)report->steps, low, high,
               fmaxf(2 * p->u, 1.5f), p->theme->accent);
}

static void draw_outputs(TrainingPage *page, const Grid *grid, Rect column) {
    Painter *p = page->p;
    bool classes = page->report->loss == LOSS_CLASSES;
    draw_heading(p, column, NULL, ROLE_HIDDEN,
                 paint_phrase(p, classes ? "output: probabilities" : "output and target"));
    for (int moment = 0; moment < RACE_MOMENTS; moment++) {
        Rect heat = {column.x, grid->top[moment], column.w, grid->heat};
        if (classes)
            draw_classes(page, heat, (RaceMoment)moment);
        else
            draw_line_of_outputs(page, heat, (RaceMoment)moment);
        draw_answer(page, grid, heat, (RaceMoment)moment);
    }
}

/* ---- the whole ---- */

static Grid make_grid(TrainingPage *page, Rect rect) {
    Painter *p = page->p;
    Grid grid = {.rect = rect,
                 .heading = roundf(1.7f * p->body),
                 .note = paint_line_pitch(paint_caption(p))};
    float before = paint_text_width(p, FACE_TEXT_BOLD, p->small, paint_phrase(p, "before"));
    float now = paint_text_width(p, FACE_TEXT_BOLD, p->small, paint_phrase(p, "now"));
    grid.label = fmaxf(before, now) + 12 * p->u;
    grid.heat = floorf((rect.h - grid.heading - 2 * grid.note - 8 * p->u) / 2);
    grid.top[RACE_BEFORE] = roundf(rect.y + grid.heading);
    grid.top[RACE_NOW] = grid.top[RACE_BEFORE] + grid.heat + grid.note + roundf(8 * p->u);
    grid.count = race_signals(page->training->chosen, grid.signals);
    return grid;
}

static void draw_row_labels(Painter *p, const Grid *grid) {
    static const char *const WORDS[RACE_MOMENTS] = {"before", "now"};
    for (int moment = 0; moment < RACE_MOMENTS; moment++)
        paint_text_fit(
            p, grid->rect.x,
            text_top_for_centre(p, FACE_TEXT_BOLD, p->small, grid->top[moment] + grid->heat / 2),
            grid->label, FACE_TEXT_BOLD, p->small, p->theme->text, paint_phrase(p, WORDS[moment]));
}

/* Of a text its inputs and outputs are shown as characters, above. */
static void draw_grid(TrainingPage *page, Rect rect) {
    Painter *p = page->p;
    Grid grid = make_grid(page, rect);
    int sides = page->report->text ? 0 : 1, columns = grid.count + 2 * sides;
    float gap = 16 * p->u, x = rect.x + grid.label;
    float w =
        (rect.x + rect.w - 12 * p->u - p->small - x - gap * (float)(columns - 1)) / (float)columns;
    w = floorf(fminf(w, 300 * p->u));
    if (grid.heat < 16 * p->u || w < 16 * p->u)
        return;
    draw_row_labels(p, &grid);
    for (int k = 0; k < columns; k++) {
        Rect column = {roundf(x), rect.y, w, rect.h};
        if (k < sides)
            draw_inputs(page, &grid, column);
        else if (k < grid.count + sides)
            draw_signal(page, &grid, column, k - sides);
        else
            draw_outputs(page, &grid, column);
        x += w + gap;
    }
}

float training_example_least(const Painter *p) {
    return row_height(p) + 1.7f * p->body + 3 * paint_caption(p) + (2 * 64 + 40) * p->u;
}

void training_example(TrainingPage *page, Rect rect) {
    Painter *p = page->p;
    float u = p->u, pad = roundf(20 * u), line = fmaxf(roundf(u), 1), gap = roundf(10 * u);
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y, rect.w, line}, 0, p->theme->line);
    Rect inner = {rect.x + pad, rect.y + gap, rect.w - 2 * pad, rect.h - 2 * gap};
    if (!page->report->racers[page->training->chosen].there)
        return; /* a report of before the cells were chosen */
    draw_head(page, inner);
    float head = row_height(p) + roundf(6 * u);
    if (page->report->text)
        head += training_stretch(page, (Rect){inner.x, inner.y + head, inner.w, inner.h - head}) +
                roundf(6 * u);
    draw_grid(page, (Rect){inner.x, inner.y + head, inner.w, inner.h - head});
}
