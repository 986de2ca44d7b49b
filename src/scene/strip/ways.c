/* ways.c: the ways back: of a state to the next step, of what is shown to the sums; and the remark where
 * nothing goes on. */
#include <math.h>

#include "scene/strip/parts.h"

/* Where something is on the way back that has gone `part` of its length. */
static FlowPoint along(const FlowPoint *points, int count, float part) {
    float length = 0;
    for (int k = 1; k < count; k++)
        length += fabsf(points[k].x - points[k - 1].x) + fabsf(points[k].y - points[k - 1].y);
    float left = part * length;
    for (int k = 1; k < count; k++) {
        float step = fabsf(points[k].x - points[k - 1].x) + fabsf(points[k].y - points[k - 1].y);
        if (left <= step && step > 0) {
            float share = left / step;
            return (FlowPoint){points[k - 1].x + share * (points[k].x - points[k - 1].x),
                               points[k - 1].y + share * (points[k].y - points[k - 1].y)};
        }
        left -= step;
    }
    return points[count - 1];
}

/* Between the way back and what is written over a shutter. */
static bool has_room_for_word(const Strip *strip) {
    float least = 14 * strip->p->u; /* a shutter's height */
    float names = strip_line(strip, FACE_TEXT_BOLD, strip->px) +
                  strip_line(strip, FACE_NUMBER_BOLD, strip->number);
    float over = fminf(yard_y(&strip->yard, strip->yard.up), strip->yard.zero - least) - names;
    return over > strip->loop_y + 0.4f * strip->px;
}

void strip_loop(Strip *strip, Stand from, Stand to, int signal, const char *word) {
    Painter *p = strip->p;
    float top = yard_y(&strip->yard, strip->yard.up), y = strip->loop_y, a = strip_x(strip, from);
    float b = strip_x(strip, to);
    Color color = strip_color(strip, signal);
    const FlowPoint way[] = {{a, top - 2 * p->u}, {a, y}, {b, y}, {b, top - 5 * p->u}};
    flow_way(p, way, 4, color);
    float w = paint_text_width(p, FACE_TEXT, strip->px, word), x = (a + b) / 2 - w / 2;
    if (w < 0.7f * fabsf(a - b) && has_room_for_word(strip)) {
        float h = strip_line(strip, FACE_TEXT, strip->px);
        Color ground = strip_ground(strip);
        draw_fill(p->list, (Rect){x - 8 * p->u, y - h / 2, w + 16 * p->u, h}, 0, ground);
        paint_text(p, x, text_top_for_centre(p, FACE_TEXT, strip->px, y), FACE_TEXT, strip->px,
                   p->theme->dim, word);
    }
    float part = strip_part(strip, PHASE_GATES, 0, 0.45f), value = strip_value_past(strip, signal);
    if (part <= 0 || part >= 1)
        return;
    FlowPoint at = along(way, 4, part);
    float wide = strip_right(strip, to) - strip_left(strip, to),
          high = fabsf(value) * strip->yard.unit;
    Yard carried = strip->yard;
    carried.zero = roundf(at.y + high / 2);
    flow_block(p, at.x - wide / 2, wide, &carried, 0, fabsf(value), color);
}

void strip_feedback(Strip *strip, float x) {
    Painter *p = strip->p;
    float from = strip_x(strip, STAND_RESULT), y = strip->rect.y + strip->rect.h - 8 * p->u;
    float names = yard_y(&strip->yard, -strip->yard.down) +
                  strip_line(strip, FACE_NUMBER_BOLD, strip->number) + 6 * p->u;
    if (strip->low.h < 20 * p->u)
        return;
    float to = strip->low.y + 0.55f * strip->low.h;
    const FlowPoint way[] = {
        {from, names}, {from, y}, {x - 14 * p->u, y}, {x - 14 * p->u, to}, {x - 5 * p->u, to}};
    flow_way(p, way, 5, strip_color(strip, SIGNAL_H));
    float high = 16 * p->u, left = x - 14 * p->u;
    operation_way(strip, "feedback", (Rect){left, y - high / 2, from - left, high}, SIGNAL_H, true,
                  paint_phrase(p, "gates"));
}

void strip_note(Strip *strip, const char *word) {
    Painter *p = strip->p;
    float from = strip_right(strip, STAND_NOW) + 16 * p->u,
          room = strip->rect.x + strip->rect.w - 12 * p->u - from;
    if (!strip->narrow && paint_text_width(p, FACE_TEXT, strip->px, word) < room)
        paint_text(p, from, strip->rect.y + 5 * p->u, FACE_TEXT, strip->px, p->theme->dim, word);
}
