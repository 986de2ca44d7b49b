/* panel.c: see panel.h. */
#include "scene/paint/panel.h"

#include <math.h>
#include <stdio.h>

const char *column_words(const Column *c, const Text *text) {
    return phrase_text(c->p->session->view.language, text);
}

void column_heading(Column *c, Color color, const char *text) {
    Painter *p = c->p;
    float px = paint_caption(p);
    display_heading(p->list, text);
    paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT_BOLD, px, color, text);
    c->y += roundf(paint_line_height(p, FACE_TEXT_BOLD, px) + 4 * p->u);
}

void draw_verdict(Painter *p, float x, float y, float size, bool right, Color color) {
    float width = fmaxf(2 * p->u, 1.5f);
    if (!right) {
        draw_cross(p->list, x, y, size * 0.8f, width, color);
        return;
    }
    draw_line(p->list, x - 0.45f * size, y, x - 0.1f * size, y + 0.35f * size, width, color);
    draw_line(p->list, x - 0.1f * size, y + 0.35f * size, x + 0.5f * size, y - 0.4f * size, width,
              color);
}

static void head_from(Painter *p, Rect head, float x, const char *title, const char *fold) {
    float side = roundf(paint_tap(p, 24 * p->u)), px = paint_caption(p),
          middle = head.y + head.h / 2;
    paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, px, middle),
                   head.x + head.w - side - x, FACE_TEXT_BOLD, px, p->theme->accent, title);
    paint_fold(p, (Rect){head.x + head.w - side + 6 * p->u, middle - side / 2, side, side},
               PANEL_LESSON, 2, fold);
}

void panel_head(Painter *p, Rect head, const char *title, const char *fold) {
    head_from(p, head, head.x, title, fold);
}

void panel_head_lamp(Painter *p, Rect head, bool on, const char *title, const char *fold) {
    float lamp = 5 * p->u, middle = head.y + head.h / 2;
    if (on)
        draw_disc(p->list, head.x + lamp, middle, lamp, p->theme->good);
    else
        draw_ring(p->list, head.x + lamp, middle, lamp, fmaxf(1.5f * p->u, 1), p->theme->dim);
    head_from(p, head, head.x + 3.2f * lamp, title, fold);
}

/* What was saved can be opened: a button under the notice that says so. Its height. */
static float draw_open(Painter *p, Rect room) {
    float h = roundf(paint_tap(p, fmaxf(30 * p->u, 1.9f * p->small)));
    const PushButton button = {.name = "saved.open",
                               .word = paint_phrase(p, "Open it"),
                               .label = paint_phrase(p, "Open what was saved"),
                               .face = FACE_TEXT_BOLD,
                               .chosen = true,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    float w = fminf(paint_text_width(p, FACE_TEXT_BOLD, p->small, button.word) + 28 * p->u, room.w);
    Region *region = paint_push(p, (Rect){room.x, roundf(room.y - h), roundf(w), h}, &button);
    if (region)
        region->action = (Action){.kind = ACTION_OPEN_SAVED};
    return h + 8 * p->u;
}

/* It is set first, then moved up. */
float panel_notice(Painter *p, Rect buttons) {
    const char *what = p->session->notice.what;
    float u = p->u, pad = 8 * u;
    if (!what[0])
        return 0;
    int first = p->list->shape_count;
    const RichStyle style = {.px = p->body, .color = p->theme->text, .plain = true};
    draw_fill(p->list, buttons, 8 * u, color_mix(p->theme->panel, p->theme->accent, 0.16f));
    draw_fill(p->list, buttons, 0, p->theme->accent);
    float text =
        rich_text(p, buttons.x + pad + 8 * u, pad, buttons.w - 2 * pad - 8 * u, what, style);
    int last = p->list->shape_count;
    Rect inside = {buttons.x + pad + 8 * u, buttons.y - 8 * u - pad, buttons.w - 2 * pad - 8 * u,
                   0};
    float open = p->session->saved ? draw_open(p, inside) : 0;
    Rect box = {buttons.x, roundf(buttons.y - text - open - 2 * pad - 8 * u), buttons.w,
                text + open + 2 * pad};
    if (p->list->shape_count < first + 2)
        return 0;
    for (int k = first; k < last; k++)
        p->list->shapes[k].rect.y += box.y;
    p->list->shapes[first].rect = box;
    p->list->shapes[first + 1].rect =
        (Rect){box.x + pad, box.y + pad, fmaxf(roundf(2 * u), 2), box.h - 2 * pad};
    return box.h + 8 * u;
}

/* ---- the panel ---- */

void panel_frame(Painter *p, Rect rect, Rect *head, Rect *room, Rect *foot) {
    float u = p->u, pad = 20 * u, line = fmaxf(roundf(u), 1);
    float head_h = roundf(paint_tap(p, fmaxf(32 * u, 2 * p->small)));
    float foot_h = roundf(paint_tap(p, fmaxf(40 * u, 2.3f * p->body)));
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x + rect.w - line, rect.y, line, rect.h}, 0, p->theme->line);
    *head = (Rect){rect.x + pad, rect.y + 12 * u, rect.w - 2 * pad, head_h};
    *foot = (Rect){rect.x + pad - 4 * u, roundf(rect.y + rect.h - foot_h - 16 * u),
                   rect.w - 2 * pad + 8 * u, foot_h};
    float top = roundf(rect.y + 12 * u + head_h);
    float notice = panel_notice(p, *foot);
    *room = (Rect){rect.x + 8 * u, top, rect.w - 12 * u, foot->y - notice - 8 * u - top};
}
