/* control.c: see control.h. */
#include "scene/paint/control.h"

#include <math.h>

float control_row_height(const Painter *p) {
    return roundf(paint_tap(p, fmaxf(30 * p->u, 1.8f * p->body)));
}

Rect control_share(const Column *c, float h, int count, int index) {
    float gap = 6 * c->p->u, w = (c->w - gap * (float)(count - 1)) / (float)count;
    float left = roundf(c->x + (w + gap) * (float)index);
    return (Rect){left, roundf(c->y), roundf(c->x + (w + gap) * (float)index + w) - left, h};
}

void control_slider(Column *c, const Control *control) {
    Painter *p = c->p;
    float u = p->u, row = control_row_height(p), middle = c->y + row / 2, knob = 8 * u;
    float word_w = paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, "in view")) + 12 * u;
    float value_w = fmaxf(paint_text_width(p, FACE_NUMBER, p->small, "+0.00"),
                          paint_text_width(p, FACE_NUMBER, p->small, control->value_text));
    paint_text(p, c->x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small,
               p->theme->dim, control->word);
    paint_text_right(p, c->x + c->w, text_top_for_centre(p, FACE_NUMBER, p->small, middle),
                     FACE_NUMBER, p->small, p->theme->text, control->value_text);
    Rect rect = {c->x + word_w + knob, c->y, 0, row};
    rect.w = c->x + c->w - value_w - 10 * u - knob - rect.x;
    const Slider slider = {.low = control->low,
                           .high = control->high,
                           .value = control->value,
                           .color = control->disabled ? p->theme->faint : p->theme->accent,
                           .fixed = control->disabled};
    unsigned id = region_id(control->name, control->index);
    paint_slider(p, rect, id, &slider);
    Region *region =
        region_add(p->list, REGION_SLIDER, rect, control->name, control->index, control->label);
    if (region) {
        region->action = control->action;
        region->low = control->low;
        region->high = control->high;
        region->step = control->step;
        region->value = control->value;
        region->focusable = true;
        region->asked = control->asked;
        region->disabled = control->disabled;
        region_tell(p->list, region, control->value_text);
    }
    c->y += row;
}
