/* tile.c: the training on the home screen: three curves that fall, in the colours that the cells
 * have there. */
#include <math.h>

#include "scene/training/training.h"

static void draw_sign(Painter *p, Rect rect) {
    static const float LOSSES[CELL_KIND_COUNT][6] = {{1, 0.92f, 0.5f, 0.25f, 0.12f, 0.05f},
                                                     {1, 0.8f, 0.62f, 0.45f, 0.36f, 0.32f},
                                                     {1, 0.95f, 0.88f, 0.8f, 0.74f, 0.7f}};
    float pad = roundf(0.18f * rect.w);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        draw_curve(p->list, (Rect){rect.x + pad, rect.y + pad, rect.w - 2 * pad, rect.h - 2 * pad},
                   LOSSES[kind], 6, 0, 1, fmaxf(2 * p->u, 1.5f), p->theme->kind[kind]);
}

const Tile TRAINING_TILE = {"Training", "An LSTM, a GRU and an RNN learn the same, side by side",
                            draw_sign, false};
