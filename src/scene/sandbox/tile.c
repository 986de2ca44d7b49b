/* tile.c: the sandbox on the home screen: a sine, as inputs come there. */
#include <math.h>

#include "scene/sandbox/sandbox.h"
#include "session/kinds/sandbox.h"

static void draw_sign(Painter *p, Rect rect) {
    float pad = roundf(0.16f * rect.w);
    paint_wave(p, (Rect){rect.x + pad, rect.y + pad, rect.w - 2 * pad, rect.h - 2 * pad}, WAVE_SINE,
               2, 1, p->theme->role[ROLE_HIDDEN]);
}

const Tile SANDBOX_TILE = {"Sandbox", "Cells without a script, inputs that come live", draw_sign,
                           false};
