/* shutter.c: a gate as a shutter over the ribbon: what it lets by of what arrives. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

/* The word and the level, above the shutter's edge. */
static void name_shutter(Strip *strip, float x, float edge, int signal, bool known) {
    Painter *p = strip->p;
    char word[48], number[24];
    float px = strip_number(strip, signal, strip->px),
          line = strip_line(strip, FACE_NUMBER_BOLD, strip->px);
    float off = (strip_lit(strip, signal) ? 11 : 6) * p->u; /* a frame stands round it */
    float top = fmaxf(edge - off - line - strip_line(strip, FACE_NUMBER_BOLD, px),
                      strip->rect.y + 2 * p->u);
    Color color = strip_color(strip, signal);
    gate_word(strip, signal, word);
    flow_number_text(strip_value(strip, signal), false, number);
    paint_text_centre(p, x, top, FACE_TEXT_BOLD, strip->px, color, word);
    if (known)
        paint_text_centre(p, x, top + line, FACE_NUMBER_BOLD, px, color, number);
}

/* It is taken hold of by what it is as high as: what arrives. */
static void add_shutter_handle(Strip *strip, Rect tube, int signal, float arrives, bool acted) {
    float level = strip_value(strip, signal);
    char name[96], number[24], passes[24], arrived[24], terms[TERMS];
    snprintf(name, sizeof name, "guided.%s.%s.shutter", strip->entry->id,
             strip->kind->signals[signal].name);
    flow_number_text(level, false, number);
    flow_number_text(arrives, false, arrived);
    flow_number_text(level * arrives, false, passes);
    snprintf(terms, sizeof terms, "%s \u00d7 %s = %s", number, arrived, passes);
    gate_handle(strip, tube, signal, NULL, strip->unit, level, name, acted ? terms : NULL);
}

void strip_shutter(Strip *strip, Stand stand, int signal, float arrives, float part) {
    Painter *p = strip->p;
    const Yard *yard = &strip->yard;
    float x = strip_left(strip, stand), w = strip_right(strip, stand) - x, middle = x + w / 2,
          level = strip_value(strip, signal), least = 14 * p->u;
    bool known = strip_now(strip, signal) != NULL;
    Rect whole = {x, 0, w, fmaxf(fabsf(yard_y(yard, arrives) - yard->zero), least)}, tube;
    whole.y = arrives < 0 ? yard->zero : yard->zero - whole.h;
    float shown = known ? 1 + (level - 1) * part : 1; /* it stands open until its gate acts */
    if (strip->crowd) { /* a share of a tube, as those of all others */
        Yard high = many_tube(strip);
        whole = (Rect){x, high.zero - high.unit, w, high.unit};
        tube = many_shutters(strip, stand, signal, part);
        flow_shutter(p, tube.x, tube.w, &high, 1, shown, strip_color(strip, signal));
    } else {
        tube = whole;
        flow_shutter(p, x, w, yard, arrives, shown, strip_color(strip, signal));
    }
    name_shutter(strip, middle, fminf(whole.y, yard->zero - least), signal, known && part > 0);
    if (known)
        add_shutter_handle(strip, tube, signal, arrives, part >= 1);
    if (strip_lit(strip, signal))
        strip_light(strip, whole);
}
