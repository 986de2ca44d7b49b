/* names.c: the column at the left of the guided stage: a name for each strip, the inputs with their way
 * to each strip that reads them, and the buttons that unroll the run and order the units. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/guided/parts.h"
#include "scene/words/number.h"

enum { INPUTS_TOLD = 4, PICTURE_LEAST = 8 /* inputs */ };

/* One press moves the focus: a pill with its number under the name, or where there is little room
 * the number beside it. */
static void draw_pill(Painter *p, Rect pill, int index, bool focus, bool hovered) {
    float u = p->u, middle = pill.y + pill.h / 2;
    char number[8];
    snprintf(number, sizeof number, "%d", (index + 1) % 10);
    if (focus)
        draw_frame(p->list, pill, pill.h / 2, fmaxf(roundf(1.5f * u), 1), p->theme->accent);
    else
        draw_fill(p->list, pill, pill.h / 2,
                  hovered ? color_mix(p->theme->track, p->theme->text, 0.12f) : p->theme->track);
    float top = text_top_for_centre(p, FACE_NUMBER, p->small, middle);
    if (pill.w < 1.5f * pill.h) {
        paint_text_centre(p, pill.x + pill.w / 2, top, FACE_NUMBER, p->small, p->theme->text,
                          number);
        return;
    }
    paint_text_fit(p, pill.x + 12 * u, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                   pill.w - 40 * u, FACE_TEXT, p->small, focus ? p->theme->accent : p->theme->text,
                   paint_phrase(p, focus ? "in focus" : "Focus"));
    paint_text_right(p, pill.x + pill.w - 12 * u, top, FACE_NUMBER, p->small, p->theme->dim,
                     number);
}

/* A long title is set smaller before it is cut. */
static float fit_title(Painter *p, const char *title, float px, float room) {
    float w = paint_text_width(p, FACE_TEXT_BOLD, px, title);
    return w > room ? fmaxf(0.985f * px * room / w, flow_legible(p, 0.9f * p->small)) : px;
}

void names_title(Painter *p, Rect rect, int cell, int index, bool focus, bool several) {
    float u = p->u, px = p->large, h = roundf(1.9f * p->small), name_h = 1.45f * px;
    bool compact = rect.h < name_h + h;
    char name[96], label[160], heading[CELL_HEADING];
    snprintf(name, sizeof name, "guided.%s", p->session->lesson->cells[cell].id);
    const char *title = paint_cell_heading(p, cell, heading);
    float room = rect.w - (several && compact ? h + 6 * u : 0);
    px = fit_title(p, title, px, room);
    float y =
        compact ? text_top_for_centre(p, FACE_TEXT_BOLD, px, rect.y + rect.h / 2) : rect.y + 4 * u;
    paint_text_fit(p, rect.x, y, room, FACE_TEXT_BOLD, px, p->theme->text, title);
    if (!several)
        return;
    Rect pill = compact
                    ? (Rect){rect.x + rect.w - h, roundf(rect.y + (rect.h - h) / 2), h, h}
                    : (Rect){rect.x, roundf(rect.y + name_h + 2 * u), fminf(rect.w, 118 * u), h};
    unsigned id = region_id(name, 0);
    draw_pill(p, pill, index, focus, paint_hovered(p, id));
    paint_focus(p, pill, id, h / 2);
    snprintf(label, sizeof label, paint_phrase(p, "Select the %s"), title);
    Region *region = region_add(p->list, REGION_BUTTON, rect, name, 0, label);
    if (!region)
        return;
    int units = p->session->run->cells[cell]->spec.hidden;
    region->action = (Action){.kind = ACTION_SELECT,
                              .cell = cell,
                              .unit = p->session->unit < units ? p->session->unit : 0};
    region->focusable = true;
}

/* More inputs than can be bars are rows of a picture: what has been read of it, the newest row framed;
 * of a long run the last ones. */
static void draw_read(Painter *p, Rect rect, const Strip *strip) {
    const Run *run = p->session->run;
    int inputs = strip->model->spec.inputs;
    long window = strip->trace->steps < inputs ? strip->trace->steps : inputs,
         shown = strip->hidden || strip->initial ? strip->t : strip->t + 1,
         first = shown > window ? shown - window : 0;
    float line = fmaxf(roundf(1.5f * p->u), 1), row = rect.h / (float)window;
    draw_fill(p->list, rect, 2 * p->u, p->theme->track);
    if (shown <= first)
        return;
    Rect read = {rect.x, rect.y, rect.w, row * (float)(shown - first)};
    draw_heat(p->list, read, run->sequence + (size_t)first * (size_t)inputs, (int)(shown - first),
              inputs, 0, 1, p->theme->track, p->theme->role[ROLE_INPUT]);
    draw_frame(
        p->list,
        (Rect){rect.x - line, read.y + read.h - row - line, rect.w + 2 * line, row + 2 * line}, 0,
        line, p->theme->select);
    region_add(p->list, REGION_BUTTON, rect, "guided.read", 0,
               paint_phrase(p, "What has been read, row by row"));
}

/* The inputs of this step, once, as bars that can be dragged. */
static void draw_inputs(Painter *p, Rect rect, int cell) {
    Strip strip = {.p = p, .cell = cell};
    strip_look(&strip);
    int inputs = strip.model->spec.inputs, shown = inputs < 4 ? inputs : 4;
    const float *x = strip_now(&strip, SIGNAL_X);
    float u = p->u, pad = 9 * u, w = (rect.w - 2 * pad - 6 * u * (float)(shown - 1)) / (float)shown;
    float line = 1.3f * p->small, up = 1, down = 0;
    for (int k = 0; k < shown; k++)
        reach_widen(p, cell, SIGNAL_X, k, &down, &up);
    down = fmaxf(-down, 0.08f);
    up = reach_round(up);
    down = reach_round(down);
    draw_fill(p->list, rect, 8 * u, p->theme->card);
    draw_frame(p->list, rect, 8 * u, fmaxf(roundf(1.5f * u), 1), p->theme->role[ROLE_INPUT]);
    paint_symbol(p, rect.x + pad, roundf(rect.y + 1.5f * p->body), 1.2f * p->body, ROLE_INPUT, "x",
                 "t");
    if (inputs > PICTURE_LEAST && lesson_cell_reads_only_inputs(strip.entry)) {
        float side = fminf(rect.w - 2 * pad, rect.h - 2 * p->body - pad);
        draw_read(p,
                  (Rect){roundf(rect.x + (rect.w - side) / 2), roundf(rect.y + 2 * p->body),
                         roundf(side), roundf(side)},
                  &strip);
        return;
    }
    Rect tubes = {rect.x + pad, rect.y + 2 * p->body, 0, rect.h - 2 * p->body - 2 * line - 6 * u};
    Yard yard = {.unit = tubes.h / (up + down), .up = up, .down = down};
    yard.zero = roundf(tubes.y + up * yard.unit);
    for (int k = 0; k < shown; k++) {
        Rect tube = {roundf(tubes.x + (w + 6 * u) * (float)k), tubes.y, roundf(w), tubes.h};
        draw_fill(p->list, tube, 3 * u, p->theme->track);
        if (x)
            flow_block(p, tube.x, tube.w, &yard, 0, x[k], p->theme->role[ROLE_INPUT]);
        draw_fill(p->list, (Rect){tube.x, yard.zero, tube.w, fmaxf(u, 1)}, 0, p->theme->faint);
        char number[24];
        flow_number_text(x ? x[k] : 0, false, number);
        float top = tube.y + tube.h + 3 * u;
        float px = flow_legible(p, fminf(p->small, 0.42f * w));
        if (x && paint_text_width(p, FACE_NUMBER_BOLD, px, number) > w + 4 * u)
            format_value(number, sizeof number, x[k], 1);
        if (x && paint_text_width(p, FACE_NUMBER_BOLD, px, number) <= w + 4 * u)
            paint_text_centre(p, tube.x + tube.w / 2, top, FACE_NUMBER_BOLD, px, p->theme->text,
                              number);
        if (lesson_cell_reads_only_inputs(strip.entry))
            paint_text_fit(p, tube.x, top + line, tube.w, FACE_TEXT,
                           flow_legible(p, 0.86f * p->small), p->theme->dim,
                           paint_input_name(p, k));
        if (x)
            gate_handle(&strip, tube, SIGNAL_X, &yard, k, x[k], "guided.input", NULL);
    }
}

/* ---- where they stand ---- */

static float full_title(const Painter *p) {
    return roundf(1.45f * p->large + 1.9f * p->small + 6 * p->u);
}

/* Moves the rectangles apart, in their order, within top to bottom. */
static void space_out(Rect **items, int count, float top, float bottom, float gap) {
    for (int k = 0; k < count; k++) {
        float least = k ? items[k - 1]->y + items[k - 1]->h + gap : top;
        items[k]->y = roundf(fmaxf(items[k]->y, least));
    }
    for (int k = count - 1; k >= 0; k--) {
        float most = (k + 1 < count ? items[k + 1]->y - gap : bottom) - items[k]->h;
        items[k]->y = roundf(fminf(items[k]->y, most));
    }
}

static float heights(Rect **items, int count, float gap) {
    float all = -gap;
    for (int k = 0; k < count; k++)
        all += items[k]->h + gap;
    return all;
}

static int list_items(const Stage *stage, Names *names, Rect **items) {
    int count = 0;
    if (names->unroll.h > 0 && stage->count > 1)
        items[count++] = &names->unroll;
    if (names->order.h > 0 && stage->count > 1)
        items[count++] = &names->order;
    items[count++] = &names->titles[0];
    items[count++] = &names->inputs;
    for (int k = 1; k < stage->count; k++)
        items[count++] = &names->titles[k];
    if (names->order.h > 0 && stage->count == 1)
        items[count++] = &names->order;
    if (names->unroll.h > 0 && stage->count == 1)
        items[count++] = &names->unroll;
    return count;
}

float names_push_height(const Painter *p) {
    return roundf(paint_tap(p, 2 * p->small));
}

float names_inputs_least(const Painter *p) {
    return 2 * p->body + 2.6f * p->small + 20 * p->u;
}

/* As high as they like, each beside its strip. */
static Names wish_names(const Painter *p, const Stage *stage, Rect rect) {
    const Rect *s = stage->strips;
    float u = p->u, w = stage->left - 16 * u,
          high = roundf(clamp_float(0.28f * rect.h, 96 * u, 180 * u));
    high = fmaxf(high, ceilf(names_inputs_least(p) + 28 * u));
    bool buttons = !p->viewport->film && !p->session->present.on;
    float title = stage->count > 1 ? full_title(p) : roundf(1.45f * p->large);
    Names names = {.inputs = {rect.x + 14 * u, 0, stage->left - 14 * u, high}};
    float middle = stage->count == 1 ? s[0].y + 0.6f * s[0].h : s[0].y + s[0].h + 4 * u;
    names.inputs.y = middle - high / 2;
    for (int k = 0; k < stage->count; k++)
        names.titles[k] = (Rect){rect.x + 16 * u, s[k].y + 0.42f * (s[k].h - title), w, title};
    if (stage->count == 1)
        names.titles[0].y = s[0].y;
    names.unroll = (Rect){rect.x + 16 * u, stage->count > 1 ? rect.y : rect.y + rect.h,
                          fminf(w, 104 * u), buttons ? names_push_height(p) : 0};
    names.order = names.unroll;
    names.order.h = stage->order;
    return names;
}

Names names_lay(const Painter *p, const Stage *stage, Rect rect) {
    Rect *items[STRIPS_MOST + 3];
    Names names = wish_names(p, stage, rect);
    int count = list_items(stage, &names, items);
    float gap = 6 * p->u, room = rect.h - 2 * gap, over = heights(items, count, gap) - room;
    for (int k = 0; k < stage->count && stage->count > 1 && over > 0; k++) {
        over -= names.titles[k].h - roundf(1.9f * p->small);
        names.titles[k].h = fmaxf(roundf(1.9f * p->small), 1.45f * p->large);
    }
    over = heights(items, count, gap) - room;
    if (over > 0)
        names.inputs.h = fmaxf(names.inputs.h - over, 0);
    space_out(items, count, rect.y + gap, rect.y + rect.h - gap, gap);
    return names;
}

/* "LSTM input, 0.80, -0.20 -> gates" */
static void tell_input(Painter *p, int cell, Rect rect, bool focus) {
    Strip strip = {.p = p, .cell = cell, .focus = focus};
    strip_look(&strip);
    const float *x = strip_now(&strip, SIGNAL_X);
    Operation op = {.name = "input", .rect = rect, .signal = SIGNAL_X, .known = x != NULL};
    int inputs = strip.model->spec.inputs, length = 0;
    for (int k = 0; x && k < inputs && k < INPUTS_TOLD; k++) {
        char number[24];
        flow_number_text(x[k], false, number);
        length += snprintf(op.terms + length, sizeof op.terms - (size_t)length, "%s%s",
                           k ? ", " : "", number);
    }
    snprintf(op.terms + length, sizeof op.terms - (size_t)length, "%s \u2192 %s",
             inputs > INPUTS_TOLD ? " \u2026" : "", paint_cell_title(p, cell));
    strip_operation(&strip, &op);
}

static float way_in(const Stage *stage, int index) {
    return stage->strips[index].y + 0.62f * stage->strips[index].h;
}

static void draw_across(Painter *p, float from, float to, float y, Color color) {
    float line = fmaxf(roundf(2 * p->u), 1);
    draw_fill(p->list, (Rect){fminf(from, to), roundf(y - line / 2), fabsf(to - from), line}, 0,
              color);
}

static void draw_down(Painter *p, float x, float from, float to, Color color) {
    float line = fmaxf(roundf(2 * p->u), 1), top = roundf(fminf(from, to) - line / 2);
    draw_fill(p->list, (Rect){x, top, line, fabsf(to - from) + line}, 0, color);
}

/* The end of a way, from x on into the strip. */
static void draw_into(Painter *p, const Stage *stage, int index, float x, Color color) {
    float edge = stage->strips[index].x, at = way_in(stage, index), head = roundf(8 * p->u);
    draw_across(p, x, edge - 2 * p->u, at, color);
    draw_triangle(p->list, (Rect){edge - head, at - head / 2, head, head}, 0, color);
}

/* Whether the strip reads what the inputs beside the first one are. */
static bool reads_these(const Painter *p, const Stage *stage, int index) {
    const LessonCell *cells = p->session->lesson->cells;
    return lesson_cell_source(&cells[stage->cells[index]]) ==
           lesson_cell_source(&cells[stage->cells[0]]);
}

/* From the inputs to each strip that reads them. */
static void draw_fork(Painter *p, const Stage *stage, Rect inputs) {
    float turn = stage->strips[0].x - 12 * p->u, y = inputs.y + inputs.h / 2, top = y, low = y;
    Color color = p->theme->role[ROLE_INPUT];
    for (int k = 0; k < stage->count; k++) {
        if (!reads_these(p, stage, k))
            continue;
        top = fminf(top, way_in(stage, k));
        low = fmaxf(low, way_in(stage, k));
        draw_into(p, stage, k, turn, color);
    }
    draw_across(p, inputs.x + inputs.w, turn, y, color);
    draw_down(p, turn, top, low, color);
}

/* Where in the stage a strip's source stands; -1: it is not shown. */
static int source_shown(const Painter *p, const Stage *stage, int index) {
    int source = lesson_cell_source(&p->session->lesson->cells[stage->cells[index]]);
    for (int k = 0; k < stage->count; k++)
        if (stage->cells[k] == source)
            return k;
    return -1;
}

/* A strip that reads another one's hidden state: from the end of that one, between the strips, to its
 * beginning. Where that one is not shown, the way comes from nothing that is shown. */
static void draw_feed(Painter *p, const Stage *stage, int index) {
    int source = source_shown(p, stage, index);
    float x = stage->strips[index].x - 6 * p->u, at = way_in(stage, index);
    Color color = p->theme->role[ROLE_HIDDEN];
    draw_into(p, stage, index, x, color);
    if (source < 0)
        return;
    Rect from = stage->strips[source];
    float gap = source < index ? from.y + from.h + 4 * p->u : from.y - 4 * p->u;
    draw_down(p, x, gap, at, color);
    draw_across(p, x, from.x + from.w - 20 * p->u, gap, color);
}

static void draw_ways(Painter *p, const Stage *stage, Rect inputs) {
    draw_fork(p, stage, inputs);
    for (int k = 0; k < stage->count; k++) {
        if (!reads_these(p, stage, k))
            draw_feed(p, stage, k);
        float turn = stage->strips[0].x - 12 * p->u, at = way_in(stage, k);
        tell_input(p, stage->cells[k],
                   (Rect){turn - 8 * p->u, at - 10 * p->u, 20 * p->u, 20 * p->u},
                   k == stage->focus);
    }
}

/* The loop laid out, and rolled up again. */
static void draw_unroll(Painter *p, Rect rect) {
    bool on = p->session->view.unrolled;
    const PushButton button = {.name = "unroll",
                               .word = paint_phrase(p, on ? "Fold" : "Unroll"),
                               .label =
                                   paint_phrase(p, on ? "Fold the steps into one cell again (U)"
                                                      : "The last steps side by side (U)"),
                               .face = FACE_TEXT};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_UNROLL, .number = -1};
}

static void draw_push_order(Painter *p, Rect rect) {
    bool on = p->session->view.by_value;
    const PushButton button = {
        .name = "order",
        .word = paint_phrase(p, on ? "By number" : "By value"),
        .label = paint_phrase(p, on ? "Units by number (O)" : "Units by the value of a gate (O)"),
        .face = FACE_TEXT};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_ORDER, .number = -1};
}

/* The switch, and what the order is: "f: forgets", "-> remembers". */
static void draw_order(Painter *p, Rect rect, int cell) {
    Strip strip = {.p = p, .cell = cell};
    char low[64], high[64];
    Rect push = {rect.x, rect.y, rect.w, names_push_height(p)};
    draw_push_order(p, push);
    if (!p->session->view.by_value)
        return;
    strip_look(&strip);
    many_order_words(&strip, low, high);
    float y = push.y + push.h + 4 * p->u;
    paint_text(p, rect.x, y, FACE_TEXT, p->small, p->theme->dim, low);
    paint_text(p, rect.x, y + 1.3f * p->small, FACE_TEXT, p->small, p->theme->dim, high);
}

void names_draw(Painter *p, const Stage *stage, Names names) {
    if (names.inputs.h >= names_inputs_least(p)) {
        draw_inputs(p, names.inputs, stage->cells[0]);
        draw_ways(p, stage, names.inputs);
    }
    for (int k = 0; k < stage->count; k++)
        names_title(p, names.titles[k], stage->cells[k], k, k == stage->focus, stage->count > 1);
    if (names.unroll.h > 0)
        draw_unroll(p, names.unroll);
    if (names.order.h > 0)
        draw_order(p, names.order, stage->cells[stage->focus]);
}

void names_order_below(Painter *p, const Stage *stage, Rect rect) {
    float u = p->u, h = names_push_height(p);
    Rect row = {rect.x + 14 * u, rect.y + rect.h - h - 3 * u, 104 * u, h};
    char text[132], low[64], high[64];
    Strip strip = {.p = p, .cell = stage->cells[stage->focus]};
    strip_look(&strip);
    draw_push_order(p, row);
    if (p->session->view.by_value) {
        many_order_words(&strip, low, high);
        snprintf(text, sizeof text, "%s %s", low, high);
        paint_text_fit(
            p, row.x + row.w + 10 * u, text_top_for_centre(p, FACE_TEXT, p->small, row.y + h / 2),
            rect.x + rect.w - row.x - row.w - 14 * u, FACE_TEXT, p->small, p->theme->dim, text);
    }
}
