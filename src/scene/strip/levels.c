/* levels.c: a level in a tube, and such levels side by side under a narrow strip. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

/* A gate's tube from 0 to 1, a candidate's from -1 to 1, in rect. */
Yard strip_tube_yard(const Strip *strip, Rect rect, int signal) {
    bool gate = strip->kind->signals[signal].class == SIGNAL_GATE;
    float down = gate ? 0 : 1;
    Yard yard = {.unit = rect.h / (1 + down), .up = 1, .down = down};
    yard.zero = roundf(rect.y + yard.unit);
    return yard;
}

void strip_tube(Strip *strip, Rect tube, const Yard *yard, int signal, bool known, float value) {
    Painter *p = strip->p;
    draw_fill(p->list, tube, 3 * p->u, p->theme->track);
    if (known)
        flow_block(p, tube.x, tube.w, yard, 0, value, strip_color(strip, signal));
    draw_fill(p->list, (Rect){tube.x - 2 * p->u, yard->zero, tube.w + 4 * p->u, fmaxf(p->u, 1)}, 0,
              p->theme->faint);
}

static void draw_small_level(Strip *strip, Rect rect, const Level *level) {
    Painter *p = strip->p;
    float line = 1.3f * strip->px, value = level->before ? strip_value_past(strip, level->signal)
                                                         : strip_value(strip, level->signal);
    if (level->signal == SIGNAL_X)
        value = strip_now(strip, SIGNAL_X) ? strip_now(strip, SIGNAL_X)[0] : 0;
    bool known = (level->before ? strip_past(strip, level->signal)
                                : strip_now(strip, level->signal)) != NULL;
    Rect tube = {rect.x, rect.y + 1.3f * line, rect.w, rect.h - 2.5f * line};
    Yard yard = strip_tube_yard(strip, tube, level->signal);
    strip_tube(strip, tube, &yard, level->signal, known, value * level->part);
    Letter own = operation_letter(strip, level->signal, false); /* "rh" of what the reset lets by */
    const char *symbol = strip->kind->signals[level->signal].inner
                             ? own.text
                             : paint_signal_symbol(p, strip->model->spec.kind, level->signal);
    paint_symbol(p, tube.x + 0.1f * tube.w, rect.y + line, 1.15f * strip->px,
                 strip->kind->signals[level->signal].role, symbol,
                 level->before ? strip_past_mark(strip) : "t");
    char number[24], name[96];
    flow_number_text(value, false, number);
    float px = flow_legible(p, fminf(strip->px, 0.36f * rect.w));
    if (known && level->part >= 1)
        paint_text_centre(p, tube.x + tube.w / 2, tube.y + tube.h + 2 * p->u, FACE_NUMBER_BOLD, px,
                          p->theme->text, number);
    snprintf(name, sizeof name, "guided.%s.%s", strip->entry->id,
             strip->kind->signals[level->signal].name);
    if (!level->before && known)
        gate_handle(strip, tube, level->signal, &yard, level->signal == SIGNAL_X ? 0 : strip->unit,
                    value, name, NULL);
}

void strip_levels(Strip *strip, const Level *levels, int count) {
    Rect low = strip->low;
    float gap = 8 * strip->p->u, w = (low.w - gap * (float)(count - 1)) / (float)count;
    if (low.h < 4 * strip->px)
        return;
    for (int k = 0; k < count; k++)
        draw_small_level(strip,
                         (Rect){roundf(low.x + (w + gap) * (float)k), low.y, roundf(w), low.h},
                         &levels[k]);
}
