/* typing.c: the field in which a number is typed, over the place that shows it. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/paint.h"
#include "scene/paint/typing.h"

/* At the right of a slider, where its number stands; over the middle of a bar. Inside the window.
 */
static Rect field_rect(const Painter *p, const Region *region) {
    float u = p->u, h = roundf(2 * p->small);
    float least = paint_text_width(p, FACE_NUMBER, p->small, "-0.0000") + 14 * u;
    float w = paint_text_width(p, FACE_NUMBER, p->small, p->session->view.typing.text) + 18 * u;
    Rect r = region->rect;
    Rect field = {r.x + r.w / 2, roundf(r.y + (r.h - h) / 2), roundf(fmaxf(w, least)), h};
    if (region->kind == REGION_SLIDER)
        field.x = r.x + r.w + 8 * u;
    else
        field.x -= field.w / 2;
    float most = (float)p->viewport->width - field.w - 6 * u;
    field.x = roundf(fmaxf(fminf(field.x, most), 6 * u));
    return field;
}

/* The number as it was is marked, as the first character will replace it; else there is a caret. */
static void draw_content(Painter *p, Rect field) {
    const Typing *typing = &p->session->view.typing;
    float u = p->u, x = field.x + 7 * u, middle = field.y + field.h / 2;
    float width = paint_text_width(p, FACE_NUMBER, p->small, typing->text);
    bool marked = typing->fresh && typing->length > 0;
    if (marked)
        draw_fill(p->list, (Rect){x - 2 * u, field.y + 4 * u, width + 4 * u, field.h - 8 * u},
                  2 * u, p->theme->accent);
    paint_text(p, x, text_top_for_centre(p, FACE_NUMBER, p->small, middle), FACE_NUMBER, p->small,
               marked ? p->theme->on_accent : p->theme->text, typing->text);
    if (!marked)
        draw_fill(
            p->list,
            (Rect){roundf(x + width + u), field.y + 4 * u, fmaxf(roundf(u), 1), field.h - 8 * u}, 0,
            p->theme->text);
}

void scene_typing(Painter *p) {
    const Typing *typing = &p->session->view.typing;
    const Region *region = region_find(p->list, typing->id);
    char label[160];
    if (!typing->id || !region || region->rect.w <= 0)
        return;
    Rect field = field_rect(p, region);
    float stroke = fmaxf(2 * p->u, 1.5f);
    draw_fill(p->list, field, 5 * p->u, p->theme->background);
    draw_frame(p->list, field, 5 * p->u, stroke, typing->wrong ? p->theme->bad : p->theme->accent);
    draw_content(p, field);
    snprintf(label, sizeof label,
             paint_phrase(p, "Type a number: %s. Enter takes it, Escape drops it"), typing->text);
    Region *own = region_add(p->list, REGION_BUTTON, field, "typing", 0, label);
    if (own)
        own->action = (Action){.kind = ACTION_TYPE_KEY, .number = TYPE_CHARACTER};
}
