/* paint.c: what the head of an input's row offers: a pencil, to paint the input over the
 * steps, and a list of curves that it can be given whole.
 *
 * Steps to come stay hidden, but not those that the learner has set: one sees what one paints. */
#include <math.h>
#include <stdio.h>

#include "lesson/wave.h"
#include "scene/timeline/parts.h"
#include "scene/timeline/timeline.h"

enum { SEED_SHOWN = 48 };

static const float PAINT_STEP = 0.05f; /* of the values, as a bar's that is dragged */

static bool is_painted(const Timeline *line, const TimelineRow *row) {
    return row->cell < 0 && !row->heat && line->p->session->view.painting >> row->index & 1;
}

/* ---- steps that the learner has set ---- */

/* A dot, as bars elsewhere have it, would hide the values of a low row that was painted all along.
 */
void timeline_mark_edited(const Timeline *line, Rect tube) {
    Painter *p = line->p;
    draw_fill(p->list, (Rect){tube.x, tube.y + tube.h, tube.w, fmaxf(roundf(2 * p->u), 1)}, 0,
              p->theme->accent);
}

void timeline_draw_own(const Timeline *line, const TimelineRow *row, float y) {
    Painter *p = line->p;
    bool own[TIMELINE_COLUMNS];
    float radius = fminf(3 * p->u, line->row_h / 4);
    if (row->cell >= 0 || row->heat)
        return;
    session_edited_steps(p->session, row->index, line->from, line->count, own);
    for (int k = 0; k < line->count; k++) {
        long t = line->from + k;
        if (!own[k] || !session_hidden(p->session, t) || t >= p->session->lesson->steps)
            continue;
        Rect tube = timeline_column(line, k, y, line->row_h);
        draw_fill(p->list, tube, line->wide ? radius : 0, p->theme->track);
        if (line->wide)
            bar_draw(p, tube, timeline_value(line, row, t), &row->look);
        else
            bar_draw_thin(p, tube, timeline_value(line, row, t), &row->look);
        if (line->wide)
            timeline_mark_edited(line, tube);
    }
}

/* ---- the row that is painted on ---- */

static void add_canvas(const Timeline *line, const TimelineRow *row, float y) {
    Painter *p = line->p;
    long end = line->from + line->count, steps = p->session->lesson->steps;
    long last = (end < steps ? end : steps) - 1;
    Rect rect = {line->rect.x, y, line->column * (float)(last - line->from + 1), line->row_h};
    char label[160];
    snprintf(label, sizeof label, paint_phrase(p, "Paint input %d (%.60s): drag over the steps"),
             row->index + 1, paint_input_name(p, row->index));
    Rect frame = {rect.x - 2 * p->u, y - 2 * p->u, rect.w + 2 * p->u, line->row_h + 4 * p->u};
    if (line->wide)
        frame.w = timeline_column(line, (int)(last - line->from), y, 0).x +
                  timeline_column(line, (int)(last - line->from), y, 0).w + 2 * p->u - frame.x;
    draw_frame(p->list, frame, 4 * p->u, fmaxf(1.5f * p->u, 1), p->theme->accent);
    Region *region = region_add(p->list, REGION_PAINT, rect, "timeline.paint", row->index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_PAINT_INPUT, .number = row->index};
    region->from = line->from;
    region->to = last;
    region->low = -row->look.limit;
    region->high = row->look.limit;
    region->step = PAINT_STEP;
}

/* ---- the head of a row ---- */

static float tool_height(const Timeline *line) {
    return fminf(line->row_h, roundf(fmaxf(22 * line->p->u, 1.4f * line->p->small)));
}

static float tool_width(const Timeline *line) {
    return roundf(fmaxf(1.3f * tool_height(line), 22 * line->p->u));
}

static bool has_tools(const TimelineRow *row) {
    return row->cell < 0 && !row->heat;
}

float timeline_tools_width(const Timeline *line) {
    for (int k = 0; k < line->row_count; k++)
        if (has_tools(&line->rows[k]))
            return 2 * tool_width(line) + 3 * line->p->u;
    return 0;
}

/* A shaft from the upper right and its point. */
static void draw_pencil(Painter *p, Rect rect, Color color) {
    float size = fminf(0.62f * rect.h, 13 * p->u), x = rect.x + (rect.w - size) / 2;
    float y = rect.y + (rect.h - size) / 2, neck = 0.3f * size;
    draw_line(p->list, x + neck, y + size - neck, x + 0.92f * size, y + 0.08f * size,
              fmaxf(0.26f * size, 2), color);
    draw_line(p->list, x, y + size, x + neck, y + size - neck, fmaxf(0.12f * size, 1), color);
}

static void add_pencil(Painter *p, Rect rect, int column, bool may) {
    bool on = p->session->view.painting >> column & 1;
    char label[160];
    snprintf(label, sizeof label,
             on ? paint_phrase(p, "Paint input %d (%.60s) no longer")
                : paint_phrase(p, "Paint input %d (%.60s) with the pointer"),
             column + 1, paint_input_name(p, column));
    const PushButton button = {.name = "timeline.pencil",
                               .index = column,
                               .word = "",
                               .label = label,
                               .chosen = on,
                               .disabled = !may,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, rect, &button);
    draw_pencil(p, rect, !may ? p->theme->dim : on ? p->theme->on_accent : p->theme->text);
    if (region)
        region->action = (Action){.kind = ACTION_PAINTING, .number = column};
}

static Rect curve_in(const Painter *p, Rect rect) {
    float h = roundf(fminf(0.6f * rect.h, 16 * p->u)), w = fminf(rect.w - 8 * p->u, 2 * h);
    return (Rect){roundf(rect.x + (rect.w - w) / 2), roundf(rect.y + (rect.h - h) / 2), w, h};
}

/* The box shows the wave that the input was given last. */
static void add_box(Painter *p, Rect rect, int column, bool may) {
    const Edit *given = session_input_wave(p->session, column);
    unsigned seed = given && given->index == WAVE_NOISE ? (unsigned)given->row : 1;
    char label[200], of_seed[SEED_SHOWN] = "";
    if (given && given->index == WAVE_NOISE)
        snprintf(of_seed, sizeof of_seed, paint_phrase(p, " of seed %u"), seed);
    snprintf(label, sizeof label, paint_phrase(p, "Curves for input %d (%.60s)%s%s%s"), column + 1,
             paint_input_name(p, column), given ? ": " : "",
             given ? phrase_wave(p->session->view.language, (Wave)given->index) : "", of_seed);
    const PushButton button = {
        .name = "timeline.curves", .index = column, .word = "", .label = label, .disabled = !may};
    Region *region = paint_push(p, rect, &button);
    paint_wave(p, curve_in(p, rect), given ? (Wave)given->index : WAVE_SINE, 1, seed,
               given && may ? p->theme->text : p->theme->dim);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_OPEN_MENU, .id = region->id};
    region->reset =
        (Action){.kind = ACTION_RESET_ONE, .edit = {.kind = EDIT_WAVE, .column = column}};
}

void timeline_add_tools(const Timeline *line) {
    Painter *p = line->p;
    float h = tool_height(line), w = tool_width(line);
    for (int k = 0; k < line->row_count; k++) {
        const TimelineRow *row = &line->rows[k];
        if (!has_tools(row))
            continue;
        const Edit edit = {.kind = EDIT_INPUT, .column = row->index};
        bool may = session_may(p->session, &edit);
        float y = timeline_row_y(line, k);
        Rect tool = {line->label_x + timeline_symbol_room(line), roundf(y + (line->row_h - h) / 2),
                     w, h};
        if (may && is_painted(line, row))
            add_canvas(line, row, y);
        add_pencil(p, tool, row->index, may);
        tool.x += w + 3 * p->u;
        add_box(p, tool, row->index, may);
    }
}

/* ---- the open list ---- */

/* Noise again is other noise. */
static long next_seed(const Edit *given) {
    return given && given->index == WAVE_NOISE ? given->row + 1L : 1;
}

static void draw_entry(Painter *p, Rect row, int column, Wave wave, const Edit *given) {
    bool now = given && given->index == (int)wave;
    int index = column * WAVE_COUNT + (int)wave;
    unsigned id = region_id("timeline.curve", index);
    long seed = next_seed(given);
    char word[SEED_SHOWN], label[100];
    if (wave != WAVE_NOISE)
        snprintf(word, sizeof word, "%s", phrase_wave(p->session->view.language, wave));
    else if (now)
        snprintf(word, sizeof word, paint_phrase(p, "noise, seed %d \u2192 %ld"), given->row, seed);
    else
        snprintf(word, sizeof word, paint_phrase(p, "noise, seed %ld"), seed);
    snprintf(label, sizeof label, paint_phrase(p, "Input %d becomes: %s"), column + 1, word);
    if (paint_hovered(p, id) || now)
        draw_fill(p->list, row, 5 * p->u, now ? p->theme->accent : p->theme->track);
    Color ink = now ? p->theme->on_accent : p->theme->text;
    Rect shape = {row.x + 8 * p->u, row.y, 2.4f * p->body, row.h};
    paint_wave(p, curve_in(p, shape), wave, 1, (unsigned)seed, ink);
    paint_text(p, shape.x + shape.w + 8 * p->u,
               text_top_for_centre(p, FACE_TEXT, p->small, row.y + row.h / 2), FACE_TEXT, p->small,
               ink, word);
    paint_focus(p, row, id, 5 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, row, "timeline.curve", index, label);
    if (!region)
        return;
    region->on = now;
    region->action =
        (Action){.kind = ACTION_INPUT_PRESET, .number = column, .unit = (int)wave, .step = seed};
    region->focusable = true;
}

static void draw_list(Painter *p, Rect box, int column) {
    const Edit *given = session_input_wave(p->session, column);
    float u = p->u, pad = 5 * u, row = roundf(paint_tap(p, fmaxf(28 * u, 1.7f * p->small)));
    char widest[SEED_SHOWN];
    snprintf(widest, sizeof widest, paint_phrase(p, "noise, seed %d \u2192 %ld"), 999, 999L);
    float word = paint_text_width(p, FACE_TEXT, p->small, widest);
    Rect list = {box.x, 0, word + 2.4f * p->body + 32 * u + 2 * pad, row * WAVE_COUNT + 2 * pad};
    list.y = roundf(fmaxf(box.y - 4 * u - list.h, 4 * u));
    draw_fill(p->list, list, 8 * u, p->theme->card);
    draw_frame(p->list, list, 8 * u, fmaxf(u, 1), p->theme->line);
    paint_pass_over(p, p->list->region_count, list);
    p->list->overlay = OVERLAY_MENU;
    for (int k = 0; k < WAVE_COUNT; k++)
        draw_entry(p, (Rect){list.x + pad, list.y + pad + row * (float)k, list.w - 2 * pad, row},
                   column, (Wave)k, given);
    p->list->overlay = OVERLAY_NONE;
}

void scene_curves(Painter *p) {
    int inputs = p->session->lesson->inputs;
    for (int column = 0; column < inputs && p->session->view.menu; column++) {
        unsigned id = region_id("timeline.curves", column);
        const Region *box = id == p->session->view.menu ? region_find(p->list, id) : NULL;
        if (!box || box->disabled)
            continue;
        draw_list(p, box->rect, column);
        return;
    }
}
