/* paint.c: what the parts of the picture share: text, role letters, buttons, focus. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clamp.h"
#include "base/utf8.h"
#include "scene/paint/paint.h"
#include "session/words/notation.h"

float paint_text_width(const Painter *p, Face face, float px, const char *text) {
    return p->fonts->width(p->fonts->context, face, px, text, strlen(text));
}

float paint_text(Painter *p, float x, float y, Face face, float px, Color color, const char *text) {
    draw_text(p->list, x, y, face, px, color, text);
    return paint_text_width(p, face, px, text);
}

void paint_text_right(Painter *p, float x, float y, Face face, float px, Color color,
                      const char *text) {
    draw_text(p->list, x - paint_text_width(p, face, px, text), y, face, px, color, text);
}

void paint_text_centre(Painter *p, float x, float y, Face face, float px, Color color,
                       const char *text) {
    draw_text(p->list, x - paint_text_width(p, face, px, text) / 2, y, face, px, color, text);
}

/* The longest start of text, at a whole character, that fits with an ellipsis. */
static size_t fitting(const Painter *p, float width, Face face, float px, const char *text) {
    size_t low = 0, length = strlen(text), high = length;
    while (low < high) {
        size_t middle = (low + high + 1) / 2, start = utf8_start(text, length, middle);
        if (p->fonts->width(p->fonts->context, face, px, text, start) <= width)
            low = middle;
        else
            high = start - 1;
    }
    low = utf8_start(text, length, low);
    while (low > 0 && text[low - 1] == ' ')
        low--;
    return low;
}

float paint_text_fit(Painter *p, float x, float y, float width, Face face, float px, Color color,
                     const char *text) {
    static const char ellipsis[] = "\u2026";
    if (paint_text_width(p, face, px, text) <= width)
        return paint_text(p, x, y, face, px, color, text);
    float dots = paint_text_width(p, face, px, ellipsis);
    if (dots > width)
        return 0;
    char cut[512];
    size_t length = fitting(p, width - dots, face, px, text);
    if (length > sizeof cut - sizeof ellipsis)
        length = utf8_start(text, length, sizeof cut - sizeof ellipsis);
    memcpy(cut, text, length);
    memcpy(cut + length, ellipsis, sizeof ellipsis);
    return paint_text(p, x, y, face, px, color, cut);
}

float paint_line_height(const Painter *p, Face face, float px) {
    return p->fonts->height(p->fonts->context, face, px);
}

float paint_line_pitch(float px) {
    return roundf(1.5f * px);
}

float text_top_for_centre(const Painter *p, Face face, float px, float centre_y) {
    return centre_y - paint_line_height(p, face, px) / 2;
}

static float ascent(const Painter *p, Face face, float px) {
    return p->fonts->ascent(p->fonts->context, face, px);
}

/* Subscripts are smaller, but stay readable where all type is small. */
static float subscript_size(const Painter *p, float px) {
    return fmaxf(0.64f * px, fminf(11 * p->viewport->scale, 0.85f * px));
}

float paint_symbol(Painter *p, float x, float baseline, float px, Role role, const char *symbol,
                   const char *subscript) {
    Color color = p->theme->role[role];
    float width =
        paint_text(p, x, baseline - ascent(p, FACE_SYMBOL, px), FACE_SYMBOL, px, color, symbol);
    if (!subscript)
        return width;
    float low = subscript_size(p, px);
    return width + paint_text(p, x + width, baseline + 0.2f * px - ascent(p, FACE_SYMBOL, low),
                              FACE_SYMBOL, low, color, subscript);
}

float paint_caption(const Painter *p) {
    return fmaxf(0.92f * p->small, 11 * p->viewport->scale);
}

static CellKind kind_of(const Painter *p, int cell) {
    return p->session->lesson->cells[cell].cell->spec.kind;
}

const char *paint_input_name(const Painter *p, int input) {
    return lesson_input_name(p->session->lesson, input, p->session->view.language);
}

const char *paint_cell_title(const Painter *p, int cell) {
    const Text *title = &p->session->lesson->cells[cell].title;
    const char *given = text_in(title, p->session->view.language);
    return given[0] ? given : cell_kind(kind_of(p, cell))->title;
}

const char *paint_cell_heading(const Painter *p, int cell, char text[CELL_HEADING]) {
    bool backward = p->session->run->cells[cell]->spec.backward;
    snprintf(text, CELL_HEADING, "%s%.110s", backward ? "\u2190 " : "", paint_cell_title(p, cell));
    return text;
}

const char *paint_cell_name(const Painter *p, int cell) {
    const Session *session = p->session;
    for (int k = 0; k < session->lesson->cell_count; k++)
        if (k != cell && session_cell_shown(session, k) && kind_of(p, k) == kind_of(p, cell))
            return paint_cell_title(p, cell);
    return cell_kind(kind_of(p, cell))->title;
}

const char *paint_signal_symbol(const Painter *p, CellKind kind, int signal) {
    return notation_symbol(p->session->view.notation, kind, signal);
}

bool paint_hovered(const Painter *p, unsigned id) {
    return p->session->view.hover == id;
}

static Rect grown(Rect rect, float by) {
    return (Rect){rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by};
}

/* Nearly twice as wide as the frame of a selected unit; a halo keeps it apart from whatever it lies
 * on. */
void paint_focus(Painter *p, Rect rect, unsigned id, float radius) {
    const View *view = &p->session->view;
    if (!view->focus_visible || view->focus != id)
        return;
    float out = 4 * p->u, width = fmaxf(3 * p->u, 2), halo = fmaxf(1.5f * p->u, 1);
    draw_frame(p->list, grown(rect, out + halo), radius + out + halo, width + 2 * halo,
               p->theme->background);
    draw_frame(p->list, grown(rect, out), radius + out, width, p->theme->select);
}

void paint_edge(Painter *p, Rect rect, float radius) {
    if (p->theme->hollow != p->theme->track)
        draw_frame(p->list, rect, radius, fmaxf(p->u, 1), p->theme->hollow);
}

/* The word in the middle: smaller, then cut, where the button is narrow. */
static void draw_word(Painter *p, Rect rect, const PushButton *button, Color ink) {
    float px = button->px > 0 ? button->px : p->small, least = 11 * p->viewport->scale;
    float room = rect.w - 6 * p->u;
    while (px > least && paint_text_width(p, button->face, px, button->word) > room)
        px = fmaxf(px - 0.5f, least);
    float width = fminf(paint_text_width(p, button->face, px, button->word), room);
    paint_text_fit(p, rect.x + (rect.w - width) / 2,
                   text_top_for_centre(p, button->face, px, rect.y + rect.h / 2), width + 0.5f,
                   button->face, px, ink, button->word);
}

static Color button_fill(const Painter *p, const PushButton *button, bool hovered) {
    const Theme *theme = p->theme;
    if (button->disabled)
        return button->chosen ? color_mix(theme->track, theme->dim, 0.25f) : theme->track;
    Color fill = button->chosen ? button->color : theme->track;
    return hovered ? color_mix(fill, theme->text, button->chosen ? 0.06f : 0.12f) : fill;
}

static Color button_ink(const Painter *p, const PushButton *button) {
    if (button->disabled)
        return button->chosen ? p->theme->text : p->theme->dim;
    return button->chosen ? button->on_color : p->theme->text;
}

Region *paint_push(Painter *p, Rect rect, const PushButton *button) {
    unsigned id = region_id(button->name, button->index);
    float radius = 6 * p->u;
    draw_fill(p->list, rect, radius, button_fill(p, button, paint_hovered(p, id)));
    paint_edge(p, rect, radius);
    draw_word(p, rect, button, button_ink(p, button));
    paint_focus(p, rect, id, radius);
    Region *region =
        region_add(p->list, REGION_BUTTON, rect, button->name, button->index, button->label);
    if (!region)
        return NULL;
    region->focusable = true;
    region->disabled = button->disabled;
    region->on = button->chosen;
    return region;
}

Region *paint_button(Painter *p, Rect rect, const char *name, int index, const char *label,
                     Face face, bool chosen, Color color, Color on_color) {
    const PushButton button = {.name = name,
                               .index = index,
                               .word = label,
                               .label = label,
                               .face = face,
                               .chosen = chosen,
                               .color = color,
                               .on_color = on_color};
    return paint_push(p, rect, &button);
}

/* ---- sliders ---- */

static float along(const Slider *slider, float value) {
    return clamp_float((value - slider->low) / (slider->high - slider->low), 0, 1);
}

void paint_slider(Painter *p, Rect rect, unsigned id, const Slider *slider) {
    float u = p->u, height = 5 * u, middle = rect.y + rect.h / 2;
    float zero = rect.x + rect.w * along(slider, 0);
    float at = rect.x + rect.w * along(slider, slider->value);
    draw_fill(p->list, (Rect){rect.x, middle - height / 2, rect.w, height}, height / 2,
              p->theme->hollow);
    if (fabsf(at - zero) >= 1)
        draw_fill(p->list, (Rect){fminf(zero, at), middle - height / 2, fabsf(at - zero), height},
                  height / 2, slider->color);
    if (slider->fixed)
        draw_ring(p->list, at, middle, 7 * u, fmaxf(2 * u, 1), slider->color);
    else
        draw_disc(p->list, at, middle, (paint_hovered(p, id) ? 9.5f : 8) * u, slider->color);
    paint_focus(p, (Rect){rect.x - 8 * u, middle - 9 * u, rect.w + 16 * u, 18 * u}, id, 9 * u);
}

void paint_wave(Painter *p, Rect rect, Wave wave, int periods, unsigned seed, Color color) {
    enum { POINTS = 24 };
    float values[POINTS];
    for (int k = 0; k < POINTS; k++)
        values[k] = wave_at(wave, k, POINTS / (periods > 0 ? periods : 1), seed);
    draw_curve(p->list, rect, values, POINTS, -1.1f, 1.1f, fmaxf(1.5f * p->u, 1), color);
}

void paint_pass_over(Painter *p, int count, Rect hidden) {
    for (int k = 0; k < count; k++) {
        Region *region = &p->list->regions[k];
        Rect r = region->rect;
        if (rect_contains(hidden, r.x + r.w / 2, r.y + r.h / 2))
            region->focusable = false;
    }
}

Region *paint_fold(Painter *p, Rect rect, Panel panel, int turn, const char *label) {
    unsigned id = region_id("fold", (int)panel);
    float size = roundf(fmaxf(9 * p->u, 0.5f * p->small));
    if (paint_hovered(p, id))
        draw_fill(p->list, rect, 6 * p->u, p->theme->track);
    draw_triangle(p->list,
                  (Rect){roundf(rect.x + (rect.w - size) / 2), roundf(rect.y + (rect.h - size) / 2),
                         size, size},
                  turn, p->theme->dim);
    paint_focus(p, rect, id, 6 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "fold", (int)panel, label);
    if (!region)
        return NULL;
    region->action = (Action){.kind = ACTION_PANEL, .number = (int)panel};
    region->focusable = true;
    return region;
}
