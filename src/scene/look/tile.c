/* tile.c: one's own network on the home screen: a map, of which a part is chosen. */
#include <math.h>

#include "scene/look/look.h"

static void draw_sign(Painter *p, Rect rect) {
    enum { ROWS = 4, COLUMNS = 5 };
    static const char SHADES[ROWS][COLUMNS + 1] = {"13310", "03331", "11033", "30011"};
    float size = roundf(0.15f * rect.w), x = roundf(rect.x + (rect.w - COLUMNS * size) / 2),
          y = roundf(rect.y + (rect.h - ROWS * size) / 2);
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++)
            draw_fill(p->list, (Rect){x + (float)column * size, y + (float)row * size, size, size},
                      0,
                      color_mix(p->theme->background, p->theme->role[ROLE_FORGET],
                                (float)(SHADES[row][column] - '0') / 3));
    draw_frame(p->list, (Rect){x, y + size, COLUMNS * size, size}, 0, fmaxf(roundf(1.5f * p->u), 1),
               p->theme->accent);
}

const Tile LOOK_TILE = {"Your own network",
                        "Open a file of PyTorch, ONNX or Keras: see what its units do", draw_sign,
                        false};
