/* inputs.c: the data that is read, a row a column, and the axis of time. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/look/page.h"

/* ---- lines ---- */

/* Of more steps than points the lowest and the highest of each pair's. */
static int thin_out(const float *values, size_t stride, long steps, float points[LOOK_POINTS]) {
    if (steps <= MAP_STEPS) {
        for (long t = 0; t < steps; t++)
            points[t] = values[(size_t)t * stride];
        return (int)steps;
    }
    for (int k = 0; k < MAP_STEPS; k++) {
        long from = (long)((int64_t)k * steps / MAP_STEPS),
             to = (long)((int64_t)(k + 1) * steps / MAP_STEPS);
        float low = NAN, high = NAN;
        for (long t = from; t < to; t++) {
            low = fminf(low, values[(size_t)t * stride]);
            high = fmaxf(high, values[(size_t)t * stride]);
        }
        points[2 * k] = low;
        points[2 * k + 1] = high;
    }
    return LOOK_POINTS;
}

void look_line(LookPage *page, Rect rect, const float *points, int count, float low, float high,
               Color color) {
    Painter *p = page->p;
    float column = page->w / (float)page->steps;
    Rect box = {page->x + column / 2, rect.y, page->w - column, rect.h};
    if (count == 1) { /* one step is a point */
        draw_disc(p->list, page->x + page->w / 2,
                  rect.y + rect.h * (1 - clamp_float((points[0] - low) / (high - low), 0, 1)),
                  2.5f * p->u, color);
        return;
    }
    draw_curve(p->list, box, points, count, low, high, fmaxf(1.3f * p->u, 1), color);
}

/* ---- a row ---- */

typedef struct Range {
    float low, high;
} Range;

static Range range_of(const LookPage *page, int input) {
    const Session *session = page->p->session;
    const float *data = look_data(session) + input;
    Range range = {NAN, NAN};
    for (long t = 0; t < page->steps; t++) {
        float value = data[(size_t)t * (size_t)session->lesson->inputs];
        if (!isfinite(value))
            continue;
        range.low = fminf(range.low, value);
        range.high = fmaxf(range.high, value);
    }
    if (isnan(range.low))
        return (Range){-1, 1};
    if (range.high - range.low < 1e-30f)
        return (Range){range.low - 1, range.high + 1};
    return range;
}

static void draw_name(LookPage *page, Rect rect, int input, float value) {
    Painter *p = page->p;
    const char *name = paint_input_name(p, input);
    bool chosen = input == page->look->input;
    unsigned id = region_id("look.input", input);
    char number[24], label[256];
    float u = p->u, middle = rect.y + rect.h / 2;
    look_number(value, number);
    if (chosen || paint_hovered(p, id))
        draw_fill(p->list, rect, 5 * u,
                  chosen ? color_mix(p->theme->panel, p->theme->accent, 0.22f) : p->theme->track);
    float w = paint_text_width(p, FACE_NUMBER, p->small, number);
    Face face = chosen ? FACE_TEXT_BOLD : FACE_TEXT;
    float room = rect.w - 12 * u;
    if (room - w - 8 * u > 2.5f * p->small) {
        paint_text_right(p, rect.x + rect.w - 6 * u,
                         text_top_for_centre(p, FACE_NUMBER, p->small, middle), FACE_NUMBER,
                         p->small, p->theme->text, number);
        room -= w + 8 * u;
    }
    paint_text_fit(p, rect.x + 6 * u, text_top_for_centre(p, face, p->small, middle), room, face,
                   p->small, chosen ? p->theme->text : p->theme->dim, name);
    paint_focus(p, rect, id, 5 * u);
    snprintf(label, sizeof label,
             paint_phrase(p, "Input %d, %s: %s at t = %ld; a press compares units with it"),
             input + 1, name, number, page->t);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "look.input", input, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_LOOK, .number = LOOK_INPUT, .unit = input};
    region->on = chosen;
    region->focusable = true;
}

static void draw_row(LookPage *page, Rect rect, int input) {
    Painter *p = page->p;
    const float *column = look_data(p->session) + input;
    size_t stride = (size_t)p->session->lesson->inputs;
    float points[LOOK_POINTS];
    float u = p->u, pad = roundf(2 * u);
    Range range = range_of(page, input);
    draw_name(page, (Rect){rect.x - 4 * u, rect.y + 1, page->x - rect.x - 4 * u, rect.h - 2}, input,
              column[(size_t)page->t * stride]);
    Rect line = {page->x, rect.y + pad, page->w, rect.h - 2 * pad};
    draw_fill(p->list, (Rect){page->x, rect.y + 1, page->w, rect.h - 2}, 0, p->theme->panel);
    int count = thin_out(column, stride, page->steps, points);
    look_line(page, line, points, count, range.low, range.high, p->theme->role[ROLE_INPUT]);
}

/* A drag through them moves the cursor. */
static void add_scrub(LookPage *page, Rect rect, int index) {
    Painter *p = page->p;
    char label[96];
    snprintf(label, sizeof label, paint_phrase(p, "Step %ld of 0 to %ld"), page->t,
             page->steps - 1);
    Region *region = region_add(p->list, REGION_SCRUB, rect, "look.time", index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GO, .phase = PHASE_SHOW};
    region->low = 0;
    region->high = (float)(page->steps - 1);
    region->value = (float)page->t;
    region->focusable = index == 0;
}

/* As many rows as there is room for, the chosen one among them. */
void look_inputs(LookPage *page) {
    Painter *p = page->p;
    int inputs = p->session->lesson->inputs, shown = page->inputs_shown, rest = inputs - shown;
    int first = clamp_int(page->look->input - shown / 2, 0, rest);
    for (int k = 0; k < shown; k++)
        draw_row(
            page,
            (Rect){page->names, page->inputs.y + page->row * (float)k, page->inputs.w, page->row},
            first + k);
    add_scrub(page, (Rect){page->x, page->inputs.y, page->w, page->inputs.h}, 0);
    if (rest <= 0)
        return;
    char text[64];
    snprintf(text, sizeof text, paint_phrase(p, "%d more columns"), rest);
    paint_text_fit(p, page->names,
                   text_top_for_centre(p, FACE_TEXT, p->small, page->upper.y + page->upper.h / 2),
                   page->x - page->names - 1.5f * p->small, FACE_TEXT, p->small, p->theme->dim,
                   text);
}

/* ---- the axis ---- */

/* Steps between ticks: 1, 2, 5, 10 ..., as many as have room. */
static long pitch_of(const LookPage *page) {
    const Painter *p = page->p;
    char last[24];
    snprintf(last, sizeof last, "%ld", page->steps - 1);
    float room = paint_text_width(p, FACE_NUMBER, p->small, last) + 2 * p->small;
    static const long MANTISSA[] = {1, 2, 5};
    long pitch = 1;
    for (int k = 0; (float)pitch * page->w / (float)page->steps < room && k < 40; k++)
        pitch = MANTISSA[(k + 1) % 3] * (long)powf(10, (float)((k + 1) / 3));
    return pitch;
}

static Rect draw_chip(LookPage *page, Rect rect) {
    Painter *p = page->p;
    char text[24];
    snprintf(text, sizeof text, "%ld", page->t);
    float u = p->u, w = paint_text_width(p, FACE_NUMBER_BOLD, p->small, text) + 16 * u;
    float x = clamp_float(look_x(page, page->t) - w / 2, page->x - 1.4f * p->small,
                          page->x + page->w - w / 2);
    Rect box = {roundf(x), rect.y, roundf(w), rect.h};
    draw_fill(p->list, box, 4 * u, p->theme->accent);
    paint_text_centre(p, box.x + box.w / 2,
                      text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, box.y + box.h / 2),
                      FACE_NUMBER_BOLD, p->small, p->theme->on_accent, text);
    return box;
}

void look_axis(LookPage *page, Rect rect, int index) {
    Painter *p = page->p;
    float u = p->u, top = text_top_for_centre(p, FACE_NUMBER, p->small, rect.y + rect.h / 2);
    Rect chip = draw_chip(page, rect);
    long pitch = pitch_of(page);
    for (long t = 0; t < page->steps; t += pitch) {
        char text[24];
        snprintf(text, sizeof text, "%ld", t);
        float x = look_x(page, t), half = paint_text_width(p, FACE_NUMBER, p->small, text) / 2;
        if (x + half + 6 * u > chip.x && x - half - 6 * u < chip.x + chip.w)
            continue;
        draw_line(p->list, x, rect.y - 2 * u, x, rect.y + 2 * u, fmaxf(u, 1), p->theme->faint);
        paint_text_centre(p, x, top, FACE_NUMBER, p->small, p->theme->dim, text);
    }
    if (index > 0)
        add_scrub(page, rect, index);
}
