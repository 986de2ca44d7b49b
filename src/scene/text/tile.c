/* tile.c: the text on the home screen: a word between quotes, bars under its letters. */
#include <math.h>

#include "scene/text/text.h"

static void draw_sign(Painter *p, Rect rect) {
    static const float HEIGHTS[4] = {0.05f, 0.13f, 0.13f, 0.05f};
    float px = 0.36f * rect.h, w = paint_text_width(p, FACE_NUMBER_BOLD, px, "\"ab\"");
    float x = rect.x + (rect.w - w) / 2, low = roundf(rect.y + 0.78f * rect.h);
    paint_text(p, x, text_top_for_centre(p, FACE_NUMBER_BOLD, px, rect.y + 0.42f * rect.h),
               FACE_NUMBER_BOLD, px, p->theme->text, "\"ab\"");
    for (int k = 0; k < 4; k++) {
        float h = roundf(HEIGHTS[k] * rect.h);
        draw_fill(p->list, (Rect){x + 0.25f * w * (float)k, low - h, 0.25f * w - p->u, h}, 0,
                  p->theme->role[ROLE_CELL]);
    }
}

const Tile TEXT_TILE = {"Text", "See what each unit of a cell counts; let it write", draw_sign,
                        false};
