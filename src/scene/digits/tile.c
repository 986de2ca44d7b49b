/* tile.c: the digits on the home screen: one of them. */
#include "scene/digits/digits.h"

static void draw_sign(Painter *p, Rect rect) {
    float px = 0.7f * rect.h;
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, FACE_TEXT_BOLD, px, rect.y + rect.h / 2),
                      FACE_TEXT_BOLD, px, p->theme->role[ROLE_CELL], "4");
}

const Tile DIGITS_TILE = {"Handwritten digits",
                          "Trained cells read a digit row by row; draw your own", draw_sign, true};
