/* tile.c: exercises on the home screen: four choices, one with a mark. */
#include <math.h>

#include "scene/paint/panel.h"
#include "scene/practise/practise.h"

static void draw_sign(Painter *p, Rect rect) {
    float gap = 0.08f * rect.w, size = (rect.w - 5 * gap) / 2, edge = fmaxf(roundf(2 * p->u), 1);
    float x = rect.x + 2 * gap, y = rect.y + 2 * gap;
    for (int k = 0; k < 4; k++) {
        Rect box = {roundf(x + (float)(k % 2) * (size + gap)),
                    roundf(y + (float)(k / 2) * (size + gap)), roundf(size), roundf(size)};
        bool marked = k == 2;
        draw_frame(p->list, box, 3 * p->u, edge, marked ? p->theme->accent : p->theme->dim);
        if (marked)
            draw_verdict(p, box.x + box.w / 2, box.y + box.h / 2, 0.6f * box.w, true,
                         p->theme->accent);
    }
}

const Tile PRACTISE_TILE = {"Practise",
                            "Five questions, made anew each time; what you forget comes back",
                            draw_sign, false};
