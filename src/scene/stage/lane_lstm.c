/* lane_lstm.c: the LSTM's diagram: c = f . c' + i . g along the highway, h = o . tanh(c) beside it.
 */
#include "base/clamp.h"
#include "engine/kinds/lstm.h"
#include "scene/stage/lane.h"

#include <math.h>

/* How far each piece of this step has come. */
typedef struct Flow {
    float rail, gates;                   /* gates */
    float forget, kept, passed, preview; /* forget */
    float meet, join, added, write;      /* write */
    float squash, shown, hidden;         /* show */
} Flow;

typedef struct Spots {
    Point forget, meet, add, squash, show;
} Spots;

static Flow flow_of(const Lane *lane) {
    return (Flow){
        .rail = lane_part(lane, PHASE_GATES, 0.1f, 0.6f),
        .gates = lane_part(lane, PHASE_GATES, 0.5f, 1),
        .forget = lane_part(lane, PHASE_FORGET, 0, 0.35f),
        .kept = lane_part(lane, PHASE_FORGET, 0.3f, 0.6f),
        .passed = lane_part(lane, PHASE_FORGET, 0.5f, 0.8f),
        .preview = lane_part(lane, PHASE_FORGET, 0.7f, 1),
        .meet = lane_part(lane, PHASE_WRITE, 0, 0.4f),
        .join = lane_part(lane, PHASE_WRITE, 0.35f, 0.55f),
        .added = lane_part(lane, PHASE_WRITE, 0.5f, 0.8f),
        .write = lane_part(lane, PHASE_WRITE, 0.65f, 1),
        .squash = lane_part(lane, PHASE_SHOW, 0, 0.45f),
        .shown = lane_part(lane, PHASE_SHOW, 0.4f, 0.65f),
        .hidden = lane_part(lane, PHASE_SHOW, 0.6f, 1),
    };
}

static float middle(Rect rect) {
    return rect.x + roundf(rect.w / 2);
}

static Spots spots_of(const Lane *lane) {
    float highway = lane->highway_y, low = lane->low_y + roundf(lane->low_h / 2);
    float add = roundf((middle(lane_gate_rect(lane, 1)) + middle(lane_gate_rect(lane, 2))) / 2);
    float show = lane->right_x - roundf(lane->knot_gap / 2);
    float meet = roundf(highway + (lane->low_y - highway) * 0.54f);
    return (Spots){{middle(lane_gate_rect(lane, 0)), highway},
                   {add, fmaxf(meet, highway + 2 * lane->knot + 4 * lane->p->u)},
                   {add, highway},
                   {show, roundf((lane->top_y + lane->top_h + lane->low_y) / 2)},
                   {show, low}};
}

/* ---- the ways ---- */

static void draw_highway(Lane *lane, const Spots *at, const Flow *flow) {
    Color color = lane_color(lane, LSTM_C);
    float level = lane_mean(lane, LSTM_F), end = lane->right_x;
    bool known = !lane->initial && !lane->hidden;
    lane_pipe(lane, color, lane->left_x + lane->left_w, at->forget.x, 1, known);
    lane_pipe(lane, color, at->forget.x, at->add.x, level, flow->kept);
    lane_pipe(lane, color, at->add.x, end - 8 * lane->p->u, level, flow->passed);
    if (flow->added > 0)
        lane_pipe(lane, color, at->add.x, end - 8 * lane->p->u, 1, flow->added);
    lane_pipe_end(lane, color, end - lane->p->u, flow->added >= 1);
}

static void draw_writing(Lane *lane, const Spots *at, const Flow *flow) {
    Color write = lane_color(lane, LSTM_I), candidate = lane_color(lane, LSTM_G);
    Point top = {middle(lane_gate_rect(lane, 1)), lane->low_y};
    Point other = {middle(lane_gate_rect(lane, 2)), lane->low_y};
    lane_wire(lane, write, flow->meet, (Point[]){top, {top.x, at->meet.y}, at->meet}, 3);
    lane_wire(lane, candidate, flow->meet, (Point[]){other, {other.x, at->meet.y}, at->meet}, 3);
    lane_wire(lane, write, flow->join, (Point[]){at->meet, at->add}, 2);
}

static void draw_showing(Lane *lane, const Spots *at, const Flow *flow) {
    Rect output = lane_gate_rect(lane, 3);
    Color cell = lane_color(lane, LSTM_C), gate = lane_color(lane, LSTM_O);
    Point tap = {at->show.x, lane->highway_y}, into = {lane->right_x - 2 * lane->p->u, at->show.y};
    lane_wire(lane, cell, flow->squash, (Point[]){tap, at->show}, 2);
    lane_wire(lane, gate, flow->squash, (Point[]){{output.x + output.w, at->show.y}, at->show}, 2);
    lane_arrow(lane, lane_color(lane, LSTM_H), flow->shown, (Point[]){at->show, into}, 2);
}

/* The word beside the curve, between the two cards on the right. */
static void draw_squash_name(Lane *lane, const Spots *at) {
    Painter *p = lane->p;
    float x = at->squash.x + lane->knot + 6 * p->u, px = p->small;
    float line = paint_line_height(p, FACE_TEXT, px);
    const char *name = activation_name(lane->model->spec.output);
    if (line < lane->low_y - lane->top_y - lane->top_h)
        paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, px, at->squash.y),
                       lane->right_x + lane->right_w - x, FACE_TEXT, px, p->theme->dim, name);
}

/* What takes o tanh(c) to h where h is a projection: its matrix, below the way of h. */
static void draw_projection(Lane *lane, const Spots *at) {
    Painter *p = lane->p;
    const char *name = "W", *of = "hr";
    Rect output = lane_gate_rect(lane, 3);
    float px = 1.1f * p->body, gap = 3 * p->u, left = output.x + output.w + gap,
          room = lane->right_x - gap - left;
    float w = paint_text_width(p, FACE_SYMBOL, px, name) +
              paint_text_width(p, FACE_SYMBOL, 0.68f * px, of);
    if (lane->model->spec.projection && w <= room)
        paint_symbol(p, left + (room - w) / 2, roundf(at->show.y + lane->knot + px), px,
                     ROLE_HIDDEN, name, of);
}

/* The memory looks at the gates: i and f see what was stored, o what is stored now. */
static void draw_peepholes(Lane *lane, const Spots *at) {
    if (!lane->model->spec.peepholes)
        return;
    Color color = lane_color(lane, LSTM_C);
    float aside = roundf(lane->gate_w * 0.3f), tip = lane->low_y - lane->p->u;
    float y = roundf(lane->low_y - (lane->low_y - lane->top_y - lane->top_h) * 0.45f);
    Point from = {lane->left_x + roundf(lane->left_w * 0.8f), lane->top_y + lane->top_h};
    int last = lane->model->spec.coupled ? 0 : 1;
    for (int k = 0; k <= last; k++) {
        float x = middle(lane_gate_rect(lane, k)) - aside;
        lane_dashed(lane, color, (Point[]){from, {from.x, y}, {x, y}, {x, tip}}, 4);
    }
    /* from the memory itself, before its tanh */
    float x = middle(lane_gate_rect(lane, 3));
    float tap = roundf((lane->highway_y + at->squash.y - lane->knot) / 2);
    lane_dashed(lane, color, (Point[]){{at->show.x, tap}, {x, tap}, {x, tip}}, 3);
}

static void draw_coupling(Lane *lane, const Flow *flow) {
    if (!lane->model->spec.coupled)
        return;
    Rect forget = lane_gate_rect(lane, 0), write = lane_gate_rect(lane, 1);
    float y = forget.y + roundf(forget.h * 0.62f);
    lane_arrow(lane, lane_color(lane, LSTM_F), flow->gates,
               (Point[]){{forget.x + forget.w, y}, {write.x - lane->p->u, y}}, 2);
}

static void draw_rails(Lane *lane, Rect input, Rect past, const Flow *flow) {
    float aside = roundf(fminf(9 * lane->p->u, lane->gate_w * 0.14f));
    float low = lane->low_y + lane->low_h;
    Tap x_taps[4], h_taps[4];
    int count = 0;
    for (int k = 0; k < 4; k++) {
        if (k == 1 && lane->model->spec.coupled)
            continue; /* i = 1 - f needs no weights of its own */
        float x = middle(lane_gate_rect(lane, k));
        x_taps[count] = (Tap){x - aside, low + lane->p->u};
        h_taps[count++] = (Tap){x + aside, low + lane->p->u};
    }
    lane_rail(lane, lane_color(lane, LSTM_H), flow->rail, (Point){middle(past), low},
              lane->rail_y + lane->rail_step, h_taps, count);
    lane_rail(lane, lane_color(lane, LSTM_X), flow->rail, (Point){middle(input), low}, lane->rail_y,
              x_taps, count);
}

static void draw_knots(Lane *lane, const Spots *at, const Flow *flow) {
    lane_knot(lane, at->forget, SIGN_TIMES, lane_color(lane, LSTM_F), flow->forget >= 1);
    lane_knot(lane, at->meet, SIGN_TIMES, lane_color(lane, LSTM_I), flow->meet >= 1);
    lane_knot(lane, at->add, SIGN_PLUS, lane_color(lane, LSTM_C), flow->join >= 1);
    lane_curve_knot(lane, at->squash, cell_curve(&lane->model->spec, SLOT_OUTPUT),
                    lane_color(lane, LSTM_C), flow->squash >= 0.5f);
    lane_knot(lane, at->show, SIGN_TIMES, lane_color(lane, LSTM_O), flow->squash >= 1);
}

/* ---- the cards ---- */

static void draw_states(Lane *lane, Rect input, Rect past, const Flow *flow) {
    Rect before = {lane->left_x, lane->top_y, lane->left_w, lane->top_h};
    Rect now = {lane->right_x, lane->top_y, lane->right_w, lane->top_h};
    Rect out = {lane->right_x, lane->low_y, lane->right_w, lane->low_h};
    Bars memory = lane_rising(lane, LSTM_C, 0);
    if (flow->preview > 0) { /* from f . c' to c */
        memory = lane_rising(lane, LSTM_C, 1);
        memory.ghost = flow->write <= 0;
        memory.part = flow->write;
        memory.from = lane_past(lane, LSTM_C);
        memory.from_times = lane_now(lane, LSTM_F);
        if (flow->write <= 0) {
            memory.to = memory.from;
            memory.to_times = memory.from_times;
            memory.from = memory.from_times = NULL;
            memory.part = flow->preview;
        }
    }
    lane_card(lane, &(Card){.rect = before,
                            .signal = LSTM_C,
                            .before = true,
                            .calm = true,
                            .active = lane_active(lane, PHASE_FORGET),
                            .bars = lane_before(lane, LSTM_C)});
    lane_card(lane, &(Card){.rect = now,
                            .signal = LSTM_C,
                            .active = lane_active(lane, PHASE_WRITE),
                            .bars = memory});
    lane_card(lane, &(Card){.rect = input, .signal = LSTM_X, .bars = lane_before(lane, LSTM_X)});
    lane_card(lane, &(Card){.rect = past,
                            .signal = LSTM_H,
                            .before = true,
                            .calm = true,
                            .bars = lane_before(lane, LSTM_H)});
    lane_card(lane, &(Card){.rect = out,
                            .signal = LSTM_H,
                            .active = lane_active(lane, PHASE_SHOW),
                            .bars = lane_rising(lane, LSTM_H, flow->hidden)});
}

static void draw_gates(Lane *lane, const Flow *flow) {
    static const int SIGNAL[LANE_COLUMNS] = {LSTM_F, LSTM_I, LSTM_G, LSTM_O};
    static const Phase USED[LANE_COLUMNS] = {PHASE_FORGET, PHASE_WRITE, PHASE_WRITE, PHASE_SHOW};
    for (int k = 0; k < LANE_COLUMNS; k++) {
        bool coupled = SIGNAL[k] == LSTM_I && lane->model->spec.coupled;
        bool active = lane_active(lane, PHASE_GATES) || lane_active(lane, USED[k]);
        lane_card(lane, &(Card){.rect = lane_gate_rect(lane, k),
                                .signal = SIGNAL[k],
                                .named = true,
                                .frozen = coupled,
                                .note = coupled ? "1\xe2\x88\x92"
                                                  "f"
                                                : NULL,
                                .active = active,
                                .bars = lane_turning(lane, SIGNAL[k], flow->gates)});
    }
}

static const char *subtitle_of(const Painter *p, const CellSpec *spec) {
    if (spec->coupled)
        return paint_phrase(p, "coupled gates: what is let go makes room for what enters");
    if (spec->peepholes)
        return paint_phrase(p, "peepholes: the gates also look at the memory");
    return paint_phrase(p,
                        "two gates decide what stays and what enters; a third decides what shows");
}

static void draw(Painter *p, int cell, Rect rect, bool aside) {
    Lane lane;
    (void)aside;
    lane_begin(&lane, p, cell, rect, LANE_COLUMNS, true,
               subtitle_of(p, &p->session->run->cells[cell]->spec));
    Flow flow = flow_of(&lane);
    Spots at = spots_of(&lane);
    float apart = roundf(fminf(8 * p->u, lane.left_w * 0.06f));
    int d = lane.model->spec.inputs, h = lane.model->spec.hidden;
    float share = clamp_float((float)d / (float)(d + h), 0.36f, 0.5f);
    Rect input = {lane.left_x, lane.low_y, roundf((lane.left_w - apart) * share), lane.low_h};
    Rect past = {input.x + input.w + apart, lane.low_y, lane.left_w - apart - input.w, lane.low_h};
    draw_rails(&lane, input, past, &flow);
    draw_highway(&lane, &at, &flow);
    draw_writing(&lane, &at, &flow);
    lane_wire(&lane, lane_color(&lane, LSTM_F), flow.forget,
              (Point[]){{at.forget.x, lane.low_y}, at.forget}, 2);
    draw_showing(&lane, &at, &flow);
    draw_squash_name(&lane, &at);
    draw_projection(&lane, &at);
    draw_peepholes(&lane, &at);
    draw_coupling(&lane, &flow);
    draw_knots(&lane, &at, &flow);
    draw_states(&lane, input, past, &flow);
    draw_gates(&lane, &flow);
}

extern const LaneInfo lane_lstm;
const LaneInfo lane_lstm = {.w = 780, .h = 250, .draw = draw};
