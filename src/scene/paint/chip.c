/* chip.c: see chip.h. */
#include "scene/paint/chip.h"

#include <math.h>

static const char CHIP_WORDS[] = "before the change";

static float chip_sign(const Painter *p) {
    return roundf(0.8f * p->small);
}

Rect chip_rect(const Painter *p, Rect stage) {
    float u = p->u, words = paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, CHIP_WORDS));
    float w = roundf(words + 3.2f * chip_sign(p) + 20 * u);
    return (Rect){roundf(stage.x + stage.w - w - 12 * u), roundf(stage.y + 5 * u), w,
                  roundf(1.9f * p->small)};
}

/* Says what the outlines are, and takes them away; over the free end of the first lane's title. */
void chip_draw(Painter *p) {
    float u = p->u, h = p->chip.h, w = p->chip.w, sign = chip_sign(p);
    Rect chip = p->chip;
    unsigned id = region_id("before", 0);
    float middle = chip.y + h / 2, x = chip.x + 9 * u;
    draw_fill(p->list, chip, h / 2, paint_hovered(p, id) ? p->theme->track : p->theme->panel);
    draw_frame(p->list, chip, h / 2, fmaxf(u, 1), p->theme->line);
    draw_dashed_frame(p->list, (Rect){x, roundf(middle - sign / 2), sign, sign}, 2 * u,
                      fmaxf(roundf(1.25f * u), 1), 3 * u, p->theme->text);
    paint_text(p, x + sign + 7 * u, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT,
               p->small, p->theme->text, paint_phrase(p, CHIP_WORDS));
    draw_cross(p->list, chip.x + w - 7 * u - sign / 2, middle, 0.7f * sign, fmaxf(1.5f * u, 1),
               p->theme->dim);
    paint_focus(p, chip, id, h / 2);
    Region *region =
        region_add(p->list, REGION_BUTTON, chip, "before", 0,
                   paint_phrase(p, "Outlines: the run before the change. Take them away (G)"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_BEFORE};
    region->focusable = true;
}
