/* lane_wire.c: knots, wires, the highway and the rail: the ways that values take through a lane. */
#include "base/clamp.h"
#include "scene/stage/lane.h"

#include <math.h>

/* ---- knots ---- */

/* What is not reached yet keeps a shade of its role. */
static Color dimmed(const Lane *lane, Color color) {
    return color_mix(lane->p->theme->background, color, lane->p->theme->unlit);
}

static void draw_knot_ring(Lane *lane, Point at, Color color) {
    Painter *p = lane->p;
    float r = lane->knot;
    draw_disc(p->list, at.x, at.y, r, p->theme->card);
    draw_ring(p->list, at.x, at.y, r, fmaxf(2 * p->u, 1), color);
}

void lane_knot(Lane *lane, Point at, Sign sign, Color color, bool lit) {
    float r = lane->knot, stroke = fmaxf(2 * lane->p->u, 1);
    Color shown = lit ? color : dimmed(lane, color);
    draw_knot_ring(lane, at, shown);
    if (sign == SIGN_TIMES)
        draw_cross(lane->p->list, at.x, at.y, r * 0.72f, stroke, shown);
    else
        draw_plus(lane->p->list, at.x, at.y, r * 0.9f, stroke, shown);
}

void lane_curve_knot(Lane *lane, Point at, Curve curve, Color color, bool lit) {
    enum { SAMPLES = 17 };
    float in[SAMPLES], out[SAMPLES], low, high;
    activation_range(curve, &low, &high);
    float reach = isfinite(high) ? 3 : 1; /* of an unbounded function the part round zero */
    for (int k = 0; k < SAMPLES; k++)
        in[k] = reach * (2 * (float)k / (SAMPLES - 1) - 1);
    activation_apply(curve, in, out, SAMPLES);
    Color shown = lit ? color : dimmed(lane, color);
    draw_knot_ring(lane, at, shown);
    float half = lane->knot * 0.55f;
    Rect box = {roundf(at.x - half), roundf(at.y - half), roundf(2 * half), roundf(2 * half)};
    draw_curve(lane->p->list, box, out, SAMPLES, isfinite(low) ? low : -reach,
               isfinite(high) ? high : reach, fmaxf(1.5f * lane->p->u, 1), shown);
}

/* ---- wires ---- */

static float way_length(const Point *points, int count) {
    float length = 0;
    for (int k = 1; k < count; k++)
        length += fabsf(points[k].x - points[k - 1].x) + fabsf(points[k].y - points[k - 1].y);
    return length;
}

/* Draws the first `length` pixels of the way; returns its end. Bends are filled out by half a
 * stroke. */
static Point draw_way(Lane *lane, Color color, float length, const Point *points, int count) {
    float half = lane->stroke / 2;
    Point at = points[0];
    for (int k = 1; k < count && length > 0; k++) {
        float dx = points[k].x - at.x, dy = points[k].y - at.y, leg = fabsf(dx) + fabsf(dy);
        if (leg <= 0)
            continue;
        float part = fminf(length / leg, 1), back = k > 1 ? half / leg : 0;
        Point to = {at.x + dx * part, at.y + dy * part};
        draw_line(lane->p->list, at.x - dx * back, at.y - dy * back, to.x, to.y, lane->stroke,
                  color);
        at = to;
        length -= leg;
    }
    return at;
}

static void draw_bead(Lane *lane, Point at, Color color) {
    draw_disc(lane->p->list, at.x, at.y, lane->stroke * 0.8f + 2.5f * lane->p->u, color);
}

void lane_wire(Lane *lane, Color color, float part, const Point *points, int count) {
    float length = way_length(points, count);
    if (part < 1)
        draw_way(lane, dimmed(lane, color), length, points, count);
    if (part <= 0)
        return;
    Point front = draw_way(lane, color, length * part, points, count);
    if (part < 1)
        draw_bead(lane, front, color);
}

/* An arrowhead whose tip is the last point, pointing as the last leg does; returns where its foot
 * is. */
static Point draw_head(Lane *lane, Color color, const Point *points, int count) {
    Point tip = points[count - 1], from = points[count - 2];
    float size = fmaxf(lane->stroke + 4 * lane->p->u, 4), half = size * 0.55f;
    float dx = tip.x - from.x, dy = tip.y - from.y;
    int turn = fabsf(dx) > fabsf(dy) ? (dx > 0 ? 0 : 2) : (dy > 0 ? 1 : 3);
    float left = turn == 0 ? tip.x - size : turn == 2 ? tip.x : tip.x - half;
    float top = turn == 1 ? tip.y - size : turn == 3 ? tip.y : tip.y - half;
    bool level = turn == 0 || turn == 2;
    Rect box = {left, top, level ? size : 2 * half, level ? 2 * half : size};
    draw_triangle(lane->p->list, box, turn, color);
    float foot = turn == 0 || turn == 1 ? -size * 0.7f : size * 0.7f;
    return level ? (Point){tip.x + foot, tip.y} : (Point){tip.x, tip.y + foot};
}

void lane_arrow(Lane *lane, Color color, float part, const Point *points, int count) {
    Point way[8];
    count = count < 8 ? count : 8;
    for (int k = 0; k < count; k++)
        way[k] = points[k];
    way[count - 1] = draw_head(lane, part >= 1 ? color : dimmed(lane, color), points, count);
    lane_wire(lane, color, part, way, count);
}

void lane_dashed(Lane *lane, Color color, const Point *points, int count) {
    DisplayList *list = lane->p->list;
    float u = lane->p->u;
    for (int k = 1; k < count; k++) {
        int before = list->shape_count;
        draw_line(list, points[k - 1].x, points[k - 1].y, points[k].x, points[k].y,
                  fmaxf(1.5f * u, 1), color);
        if (list->shape_count > before)
            list->shapes[before].dash = 4 * u;
    }
    draw_head(lane, color, points, count);
}

/* ---- highway ---- */

static float pipe_height(const Lane *lane) {
    return roundf(fmaxf(3 * lane->stroke, 4 * lane->p->u));
}

static void draw_pipe(Lane *lane, float x1, float x2, float h, Color color) {
    float y = roundf(lane->highway_y - h / 2);
    draw_fill(lane->p->list, (Rect){x1, y, x2 - x1, h}, 0, color);
}

void lane_pipe(Lane *lane, Color color, float x1, float x2, float level, float part) {
    float h = pipe_height(lane);
    draw_pipe(lane, x1, x2, h, lane->p->theme->track);
    if (part <= 0)
        return;
    float inner = fmaxf(roundf(h * level), 1), front = x1 + (x2 - x1) * part;
    draw_pipe(lane, x1, front, inner, color);
    if (part < 1)
        draw_bead(lane, (Point){front, lane->highway_y}, color);
}

void lane_pipe_end(Lane *lane, Color color, float x, bool lit) {
    float size = roundf(pipe_height(lane) * 1.6f);
    Rect box = {x - size, lane->highway_y - size * 0.6f, size, size * 1.2f};
    draw_triangle(lane->p->list, box, 0, lit ? color : dimmed(lane, color));
}

/* ---- rail ---- */

/* One value spreads along the rail at one pace: its front is `reached` pixels from the card. */
void lane_rail(Lane *lane, Color color, float part, Point from, float y, const Tap *taps,
               int count) {
    if (count < 1)
        return;
    const Tap *last = &taps[count - 1];
    Point trunk[3] = {from, {from.x, y}, {last->x, y}};
    float drop = fabsf(y - from.y), length = drop + fabsf(last->x - from.x);
    float longest = length + fabsf(y - last->top), reached = longest * part;
    lane_wire(lane, color, fminf(reached / fmaxf(length, 1), 1), trunk, 3);
    for (int k = 0; k < count; k++) {
        float away = drop + fabsf(taps[k].x - from.x), rise = fmaxf(fabsf(y - taps[k].top), 1);
        float tapped = clamp_float((reached - away) / rise, 0, 1);
        Point way[2] = {{taps[k].x, y}, {taps[k].x, taps[k].top}};
        lane_arrow(lane, color, part >= 1 ? 1 : tapped, way, 2);
        if (k + 1 < count) /* a joint, not a crossing */
            draw_disc(lane->p->list, taps[k].x, y, lane->stroke + 0.5f * lane->p->u,
                      part >= 1 || tapped > 0 ? color : dimmed(lane, color));
    }
}
