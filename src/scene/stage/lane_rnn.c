/* lane_rnn.c: the RNN's diagram: h = act(x W + h' W + b): two parts into one sum, one activation,
 * no gate. */
#include "base/clamp.h"
#include "engine/kinds/rnn.h"
#include "scene/stage/lane.h"

#include <math.h>

typedef struct Flow {
    float meet, sum, gates;   /* gates */
    float act, shown, hidden; /* show */
} Flow;

static Flow flow_of(const Lane *lane) {
    return (Flow){
        .meet = lane_part(lane, PHASE_GATES, 0.1f, 0.5f),
        .sum = lane_part(lane, PHASE_GATES, 0.45f, 0.65f),
        .gates = lane_part(lane, PHASE_GATES, 0.6f, 1),
        .act = lane_part(lane, PHASE_SHOW, 0, 0.35f),
        .shown = lane_part(lane, PHASE_SHOW, 0.3f, 0.6f),
        .hidden = lane_part(lane, PHASE_SHOW, 0.55f, 1),
    };
}

/* Everything after the sum stands on one line between the two rows. */
typedef struct Spots {
    Rect before, input, sum, now;
    Point plus, act;
} Spots;

static Spots spots_of(const Lane *lane) {
    float y = lane->top_y, whole = lane->low_y + lane->low_h - y;
    float apart = lane->low_y - lane->top_y - lane->top_h, half = roundf((whole - apart) / 2);
    float from = lane->left_x + lane->left_w, room = lane->right_x - from;
    float line = roundf(y + whole / 2), wide = roundf(fminf(lane->gate_w * 1.35f, room * 0.42f));
    float high = roundf(fmaxf(fminf(whole * 0.62f, 1.1f * lane->low_h), half));
    Spots at;
    at.before = (Rect){lane->left_x, y, lane->left_w, half};
    at.input = (Rect){lane->left_x, y + whole - half, lane->left_w, half};
    at.sum = (Rect){roundf(from + room / 2 - wide / 2), line - high / 2, wide, high};
    at.now = (Rect){lane->right_x, line - high / 2, lane->right_w, high};
    at.plus = (Point){roundf((from + at.sum.x) / 2), line};
    at.act = (Point){roundf((at.sum.x + at.sum.w + at.now.x) / 2), line};
    return at;
}

static void draw_ways(Lane *lane, const Spots *at, const Flow *flow) {
    Color hidden = lane_color(lane, RNN_H), input = lane_color(lane, RNN_X);
    float u = lane->p->u, edge = at->before.x + at->before.w;
    float high = at->before.y + roundf(at->before.h / 2);
    float low = at->input.y + roundf(at->input.h / 2);
    lane_wire(lane, hidden, flow->meet, (Point[]){{edge, high}, {at->plus.x, high}, at->plus}, 3);
    lane_wire(lane, input, flow->meet, (Point[]){{edge, low}, {at->plus.x, low}, at->plus}, 3);
    lane_arrow(lane, hidden, flow->sum, (Point[]){at->plus, {at->sum.x - u, at->plus.y}}, 2);
    lane_wire(lane, hidden, flow->act, (Point[]){{at->sum.x + at->sum.w, at->act.y}, at->act}, 2);
    lane_arrow(lane, hidden, flow->shown, (Point[]){at->act, {at->now.x - u, at->act.y}}, 2);
    lane_knot(lane, at->plus, SIGN_PLUS, hidden, flow->meet >= 1);
    lane_curve_knot(lane, at->act, cell_curve(&lane->model->spec, SLOT_CANDIDATE), hidden,
                    flow->act >= 1);
}

/* The activation's name under its knot. */
static void draw_name(Lane *lane, const Spots *at) {
    Painter *p = lane->p;
    float room = at->now.x - at->sum.x - at->sum.w;
    const char *name = activation_name(lane->model->spec.candidate);
    if (paint_text_width(p, FACE_TEXT, p->small, name) < room)
        paint_text_centre(p, at->act.x, at->act.y + lane->knot + 6 * p->u, FACE_TEXT, p->small,
                          p->theme->dim, name);
}

static void draw_cards(Lane *lane, const Spots *at, const Flow *flow) {
    bool gates = lane_active(lane, PHASE_GATES), show = lane_active(lane, PHASE_SHOW);
    const Card cards[] = {
        {.rect = at->before,
         .signal = RNN_H,
         .before = true,
         .calm = true,
         .bars = lane_before(lane, RNN_H)},
        {.rect = at->input, .signal = RNN_X, .bars = lane_before(lane, RNN_X)},
        {.rect = at->sum,
         .signal = RNN_H_PRE,
         .letter = "a",
         .named = true,
         .active = gates,
         .bars = lane_rising(lane, RNN_H_PRE, flow->gates)},
        {.rect = at->now,
         .signal = RNN_H,
         .active = show,
         .bars = lane_rising(lane, RNN_H, flow->hidden)},
    };
    for (size_t k = 0; k < sizeof cards / sizeof *cards; k++)
        lane_card(lane, &cards[k]);
}

static void draw(Painter *p, int cell, Rect rect, bool aside) {
    Lane lane;
    int columns = rect.w < 560 * p->u ? 2 : LANE_COLUMNS;
    (void)aside;
    lane_begin(&lane, p, cell, rect, columns, false,
               paint_phrase(p, "no gates: every step rewrites the whole state"));
    /* a knot here has the whole height to itself */
    lane.knot = roundf(clamp_float(lane.knot, rect.h * 0.055f, 17 * p->u));
    Flow flow = flow_of(&lane);
    Spots at = spots_of(&lane);
    draw_ways(&lane, &at, &flow);
    draw_name(&lane, &at);
    draw_cards(&lane, &at, &flow);
}

extern const LaneInfo lane_rnn;
const LaneInfo lane_rnn = {.w = 460, .h = 220, .draw = draw};
