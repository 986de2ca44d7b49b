/* inputs.c: the inputs of the sandbox: what each is now, and where the chosen one comes
 * from. */
#include <math.h>
#include <stdio.h>

#include "scene/sandbox/panel.h"
#include "session/kinds/sandbox.h"

enum { TILES_IN_ROW = 5 };

static const char *source_name(const Painter *p, int source) {
    static const char *const NAMES[LIVE_WAVES] = {"slider", "pad x", "pad y"};
    return source < LIVE_WAVES
               ? paint_phrase(p, NAMES[source])
               : phrase_wave(p->session->view.language, (Wave)(source - LIVE_WAVES));
}

/* ---- a row an input ---- */

/* Its key, as on a keyboard. */
static void draw_key(Painter *p, Rect rect, int input, bool down) {
    char text[12];
    snprintf(text, sizeof text, "%d", input + 1);
    if (down)
        draw_fill(p->list, rect, 4 * p->u, p->theme->accent);
    draw_frame(p->list, rect, 4 * p->u, fmaxf(p->u, 1), down ? p->theme->accent : p->theme->hollow);
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, FACE_NUMBER, p->small, rect.y + rect.h / 2),
                      FACE_NUMBER, p->small, down ? p->theme->on_accent : p->theme->dim, text);
}

static void add_row_region(Painter *p, Rect rect, int input) {
    const Sandbox *sandbox = session_sandbox(p->session);
    char label[120];
    snprintf(label, sizeof label,
             paint_phrase(p, "Input %d: %s. Hold %d (or Shift+%d) for 1 (or -1)"), input + 1,
             source_name(p, sandbox->inputs[input].source), input + 1, input + 1);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "live.choose", input, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_LIVE_CHOOSE, .number = input};
    region->on = sandbox->chosen == input;
    region->focusable = true;
}

static void add_slider_region(Painter *p, Rect rect, int input, float value) {
    char label[64];
    snprintf(label, sizeof label, paint_phrase(p, "Input %d by hand: %.2f"), input + 1,
             (double)value);
    Region *region = region_add(p->list, REGION_SLIDER, rect, "live.slider", input, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_LIVE_SLIDER, .number = input};
    region->low = -1;
    region->high = 1;
    region->step = 0.05f;
    region->value = value;
    region->focusable = true;
}

/* key  x  source  ----o----  +0.00 */
static void draw_input(Column *c, int input) {
    Painter *p = c->p;
    const Sandbox *sandbox = session_sandbox(p->session);
    float u = p->u, row = roundf(paint_tap(p, fmaxf(36 * u, 2.1f * p->body))),
          middle = c->y + row / 2;
    float key = roundf(1.5f * p->small), px = 1.2f * p->body, value = sandbox_input(sandbox, input);
    float value_w = paint_text_width(p, FACE_NUMBER, p->small, "+0.00");
    char subscript[12], number[32];
    Rect card = {c->x - 8 * u, c->y, c->w + 16 * u, row};
    unsigned id = region_id("live.choose", input);
    if (sandbox->chosen == input)
        draw_fill(p->list, card, 6 * u, p->theme->card);
    else if (paint_hovered(p, id))
        draw_fill(p->list, card, 6 * u, color_mix(p->theme->panel, p->theme->track, 0.5f));
    if (sandbox->chosen == input)
        draw_fill(p->list, (Rect){card.x, card.y + 6 * u, fmaxf(roundf(3 * u), 2), row - 12 * u}, 0,
                  p->theme->accent);
    draw_key(p, (Rect){c->x + 2 * u, roundf(middle - key / 2), key, key}, input,
             sandbox->inputs[input].key != 0);
    snprintf(subscript, sizeof subscript, "%d", input + 1);
    float x = c->x + key + 12 * u;
    x += paint_symbol(p, x, roundf(middle + 0.3f * px), px, ROLE_INPUT, "x", subscript) + 10 * u;
    float word = paint_text_width(p, FACE_TEXT, p->small,
                                  phrase_wave(p->session->view.language, WAVE_TWO_PULSES));
    paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), word + 1, FACE_TEXT,
                   p->small, p->theme->dim, source_name(p, sandbox->inputs[input].source));
    snprintf(number, sizeof number, "%+.2f", (double)value);
    paint_text_right(p, c->x + c->w, text_top_for_centre(p, FACE_NUMBER, p->small, middle),
                     FACE_NUMBER, p->small, p->theme->text, number);
    add_row_region(p, card, input);
    paint_focus(p, card, id, 6 * u);
    Rect rect = {x + word + 18 * u, c->y, 0, row};
    rect.w = c->x + c->w - value_w - 16 * u - rect.x;
    paint_slider(p, rect, region_id("live.slider", input),
                 &(Slider){-1, 1, value, p->theme->role[ROLE_INPUT], false});
    add_slider_region(p, rect, input, value);
    c->y += row + 2 * u;
}

/* ---- the sources to choose from ---- */

/* An arrow over a square: which way on the pad counts. */
static void draw_pad_sign(Painter *p, Rect rect, bool up, Color color) {
    float u = p->u, size = fminf(rect.w, rect.h), line = fmaxf(1.5f * u, 1), tip = 0.3f * size;
    Rect square = {rect.x + (rect.w - size) / 2, rect.y + (rect.h - size) / 2, size, size};
    float x = square.x + size / 2, y = square.y + size / 2;
    draw_frame(p->list, square, 2 * u, line, color);
    if (up)
        draw_triangle(p->list, (Rect){x - tip / 2, y - tip / 2, tip, tip}, 3, color);
    else
        draw_triangle(p->list, (Rect){x - tip / 2, y - tip / 2, tip, tip}, 0, color);
}

static void draw_slider_sign(Painter *p, Rect rect, Color color) {
    float y = rect.y + rect.h / 2, line = fmaxf(2 * p->u, 1);
    draw_fill(p->list, (Rect){rect.x, y - line / 2, rect.w, line}, line / 2, color);
    draw_disc(p->list, rect.x + 0.6f * rect.w, y, 4 * p->u, color);
}

static void draw_tile(Column *c, int source, float h, int across) {
    Painter *p = c->p;
    const Sandbox *sandbox = session_sandbox(p->session);
    bool on = sandbox->inputs[sandbox->chosen].source == source;
    float u = p->u;
    Rect rect = control_share(c, h, across, source % across);
    unsigned id = region_id("live.source", source);
    Color back = on                     ? color_mix(p->theme->panel, p->theme->accent, 0.24f)
                 : paint_hovered(p, id) ? color_mix(p->theme->track, p->theme->text, 0.12f)
                                        : p->theme->track;
    Color ink = on ? p->theme->text : p->theme->dim;
    draw_fill(p->list, rect, 6 * u, back);
    if (on)
        draw_frame(p->list, rect, 6 * u, fmaxf(2 * u, 1.5f), p->theme->accent);
    Rect inside = {rect.x + 9 * u, rect.y + 8 * u, rect.w - 18 * u, rect.h - 16 * u};
    if (source == LIVE_SLIDER)
        draw_slider_sign(p, inside, ink);
    else if (source < LIVE_WAVES)
        draw_pad_sign(p, inside, source == LIVE_PAD_Y, ink);
    else
        paint_wave(p, inside, (Wave)(source - LIVE_WAVES), 2, 3, ink);
    char label[80];
    snprintf(label, sizeof label, paint_phrase(p, "Input %d comes from: %s"), sandbox->chosen + 1,
             source_name(p, source));
    Region *region = region_add(p->list, REGION_BUTTON, rect, "live.source", source, label);
    if (region) {
        region->action =
            (Action){.kind = ACTION_LIVE_SOURCE, .number = sandbox->chosen, .unit = source};
        region->on = on;
        region->focusable = true;
    }
    paint_focus(p, rect, id, 6 * u);
}

static void draw_tiles(Column *c) {
    float h = roundf(paint_tap(c->p, fmaxf(34 * c->p->u, 2 * c->p->small)));
    int across = TILES_IN_ROW;
    while (across > 2 && control_share(c, h, across, 0).w < c->p->tap)
        across--;
    for (int source = 0; source < LIVE_SOURCES; source++) {
        draw_tile(c, source, h, across);
        if (source % across == across - 1 || source + 1 == LIVE_SOURCES)
            c->y += h + 6 * c->p->u;
    }
}

/* How long a wave's period is; of noise, which seed it has. */
static void draw_period(Column *c) {
    const Sandbox *sandbox = session_sandbox(c->p->session);
    const LiveInput *input = &sandbox->inputs[sandbox->chosen];
    bool noise = input->source == LIVE_WAVES + WAVE_NOISE;
    bool still = input->source < LIVE_WAVES || input->source == LIVE_WAVES + WAVE_SILENCE;
    char value[24], label[64];
    if (still) /* nothing moves below when a wave is chosen: its place is kept */
        snprintf(value, sizeof value, "-");
    else
        snprintf(value, sizeof value, "%d", noise ? (int)input->seed : input->period);
    snprintf(label, sizeof label,
             noise ? paint_phrase(c->p, "Seed of the noise: %s")
                   : paint_phrase(c->p, "Steps in a period: %s"),
             value);
    control_slider(c, &(Control){.name = "live.period",
                                 .word = paint_phrase(c->p, noise ? "seed" : "period"),
                                 .value_text = value,
                                 .label = label,
                                 .action = {.kind = ACTION_LIVE_PERIOD, .number = sandbox->chosen},
                                 .value = noise ? (float)input->seed : (float)input->period,
                                 .low = noise ? 1 : LIVE_PERIOD_LEAST,
                                 .high = noise ? 99 : LIVE_PERIOD_MOST,
                                 .step = 1,
                                 .disabled = still});
}

/* ---- the pad ---- */

static bool listens_to_pad(const Session *session) {
    for (int k = 0; k < session->lesson->inputs && k < SANDBOX_INPUTS; k++)
        if (session_sandbox(session)->inputs[k].source == LIVE_PAD_X ||
            session_sandbox(session)->inputs[k].source == LIVE_PAD_Y)
            return true;
    return false;
}

/* The first input that the pad moves that way, at its edge. */
static void name_axis(Painter *p, Rect rect, int source) {
    const Session *session = p->session;
    char subscript[12];
    for (int k = 0; k < session->lesson->inputs && k < SANDBOX_INPUTS; k++) {
        if (session_sandbox(session)->inputs[k].source != source)
            continue;
        float x =
            source == LIVE_PAD_X ? rect.x + rect.w - 30 * p->u : rect.x + rect.w / 2 + 8 * p->u;
        float y = source == LIVE_PAD_X ? rect.y + rect.h / 2 - 8 * p->u : rect.y + 20 * p->u;
        snprintf(subscript, sizeof subscript, "%d", k + 1);
        paint_symbol(p, x, roundf(y), p->body, ROLE_INPUT, "x", subscript);
        return;
    }
}

static void draw_pad(Column *c) {
    Painter *p = c->p;
    const Sandbox *sandbox = session_sandbox(p->session);
    float u = p->u, h = roundf(fminf(0.62f * c->w, 190 * u)), line = fmaxf(roundf(u), 1);
    Rect rect = {c->x, roundf(c->y + 4 * u), c->w, h};
    float x = rect.x + rect.w * (0.5f + 0.5f * sandbox->pad_x);
    float y = rect.y + rect.h * (0.5f - 0.5f * sandbox->pad_y);
    draw_fill(p->list, rect, 8 * u, p->theme->track);
    paint_edge(p, rect, 8 * u);
    draw_line(p->list, rect.x, rect.y + h / 2, rect.x + rect.w, rect.y + h / 2, line,
              p->theme->line);
    draw_line(p->list, rect.x + rect.w / 2, rect.y, rect.x + rect.w / 2, rect.y + h, line,
              p->theme->line);
    name_axis(p, rect, LIVE_PAD_X);
    name_axis(p, rect, LIVE_PAD_Y);
    draw_disc(p->list, x, y, 9 * u, p->theme->accent);
    draw_ring(p->list, x, y, 14 * u, fmaxf(2 * u, 1), color_alpha(p->theme->accent, 0.5f));
    char label[80];
    snprintf(label, sizeof label, paint_phrase(p, "The pad: %.2f across, %.2f up"),
             (double)sandbox->pad_x, (double)sandbox->pad_y);
    Region *region = region_add(p->list, REGION_PAD, rect, "live.pad", 0, label);
    if (region) {
        region->action = (Action){.kind = ACTION_LIVE_PAD};
        region->low = -1;
        region->high = 1;
    }
    c->y += h + 12 * u;
}

void sandbox_inputs(Column *c) {
    Painter *p = c->p;
    int inputs = p->session->lesson->inputs;
    column_heading(c, p->theme->dim, paint_phrase(p, "INPUTS"));
    c->y += 2 * p->u;
    for (int k = 0; k < inputs && k < SANDBOX_INPUTS; k++)
        draw_input(c, k);
    c->y += 8 * p->u;
    draw_tiles(c);
    draw_period(c);
    if (listens_to_pad(p->session))
        draw_pad(c);
    c->y += 16 * p->u;
}
