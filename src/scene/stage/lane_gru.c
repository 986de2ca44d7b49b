/* lane_gru.c: the GRU's diagram: h = z . h' + (1 - z) . n along the highway; r stands before the
 * candidate. */
#include "engine/kinds/gru.h"
#include "scene/stage/lane.h"

#include <math.h>

enum { NEED_W = 620, NEED_H = 250 };

typedef struct Flow {
    float rail, gates;                               /* gates */
    float reset, keep, kept, passed, preview;        /* forget */
    float candidate, complement, join, added, write; /* write */
    float shown;                                     /* show */
} Flow;

typedef struct Spots {
    Point keep, add, complement, reset;
} Spots;

static Flow flow_of(const Lane *lane) {
    return (Flow){
        .rail = lane_part(lane, PHASE_GATES, 0.1f, 0.6f),
        .gates = lane_part(lane, PHASE_GATES, 0.5f, 1),
        .reset = lane_part(lane, PHASE_FORGET, 0, 0.5f),
        .keep = lane_part(lane, PHASE_FORGET, 0, 0.35f),
        .kept = lane_part(lane, PHASE_FORGET, 0.3f, 0.6f),
        .passed = lane_part(lane, PHASE_FORGET, 0.5f, 0.8f),
        .preview = lane_part(lane, PHASE_FORGET, 0.7f, 1),
        .candidate = lane_part(lane, PHASE_WRITE, 0, 0.35f),
        .complement = lane_part(lane, PHASE_WRITE, 0.1f, 0.45f),
        .join = lane_part(lane, PHASE_WRITE, 0.4f, 0.6f),
        .added = lane_part(lane, PHASE_WRITE, 0.55f, 0.8f),
        .write = lane_part(lane, PHASE_WRITE, 0.65f, 1),
        .shown = lane_part(lane, PHASE_SHOW, 0, 0.6f),
    };
}

static float middle(Rect rect) {
    return rect.x + roundf(rect.w / 2);
}

/* The reset's knot stands in a gap of its own, between r and the candidate. */
static void make_room_for_reset(Lane *lane, int columns) {
    if (columns == LANE_COLUMNS)
        lane->gate_x[2] += lane->knot_gap - lane->gap;
}

static Spots spots_of(const Lane *lane) {
    float highway = lane->highway_y, add = middle(lane_gate_rect(lane, 2));
    float complement = roundf(highway + (lane->low_y - highway) * 0.54f);
    float between = lane->gate_x[1] + lane->gate_w;
    return (Spots){
        {middle(lane_gate_rect(lane, 0)), highway},
        {add, highway},
        {add, fmaxf(complement, highway + 2 * lane->knot + 4 * lane->p->u)},
        {roundf((between + lane->gate_x[2]) / 2), lane->low_y + roundf(lane->low_h * 0.42f)}};
}

/* ---- the ways ---- */

static void draw_highway(Lane *lane, const Spots *at, const Flow *flow) {
    Color color = lane_color(lane, GRU_H);
    float level = lane_mean(lane, GRU_Z), end = lane->right_x - 8 * lane->p->u;
    bool known = !lane->initial && !lane->hidden;
    lane_pipe(lane, color, lane->left_x + lane->left_w, at->keep.x, 1, known);
    lane_pipe(lane, color, at->keep.x, at->add.x, level, flow->kept);
    lane_pipe(lane, color, at->add.x, end, level, flow->passed);
    if (flow->added > 0)
        lane_pipe(lane, color, at->add.x, end, 1, flow->added);
    lane_pipe_end(lane, color, lane->right_x - lane->p->u, flow->added >= 1);
}

/* "1-z" on the wire that brings it, where it stands clear of the highway. */
static void draw_complement_name(Lane *lane, Point complement) {
    Painter *p = lane->p;
    float px = fmaxf(fminf(p->body, lane->knot * 1.2f), 11 * p->viewport->scale);
    float top = complement.y - lane->stroke - 1.5f * p->u - px * 1.15f;
    if (top > lane->highway_y + 1.5f * lane->stroke)
        paint_text_right(p, complement.x - lane->knot - 6 * p->u, top, FACE_SYMBOL, px,
                         lane_color(lane, GRU_Z),
                         "1\xe2\x88\x92"
                         "z");
}

static void draw_sharing(Lane *lane, const Spots *at, const Flow *flow) {
    Color update = lane_color(lane, GRU_Z), candidate = lane_color(lane, GRU_N);
    Point foot = {at->keep.x, lane->low_y}, branch = {at->keep.x, at->complement.y};
    lane_wire(lane, update, flow->complement, (Point[]){branch, at->complement}, 2);
    lane_wire(lane, update, flow->keep, (Point[]){foot, at->keep}, 2);
    lane_wire(lane, candidate, flow->complement,
              (Point[]){{at->add.x, lane->low_y}, at->complement}, 2);
    lane_wire(lane, candidate, flow->join, (Point[]){at->complement, at->add}, 2);
    draw_complement_name(lane, at->complement);
}

/* Reset before: r meets h' on its way to the weights. Reset after: it meets h' W, what the weights
 * made. */
static void draw_reset(Lane *lane, const Spots *at, const Flow *flow) {
    Painter *p = lane->p;
    Color reset = lane_color(lane, GRU_R);
    Point from = {lane->gate_x[1] + lane->gate_w, at->reset.y};
    Point into = {lane->gate_x[2] - p->u, at->reset.y};
    lane_wire(lane, reset, flow->reset, (Point[]){from, at->reset}, 2);
    lane_arrow(lane, lane_color(lane, GRU_H), lane_part(lane, PHASE_FORGET, 0.45f, 0.75f),
               (Point[]){at->reset, into}, 2);
}

/* The weights that h' has already met when the reset acts after them. */
static void draw_weights(Lane *lane, const Spots *at) {
    Painter *p = lane->p;
    float size = fminf(1.5f * lane->knot, lane->low_h * 0.2f), px = size * 0.8f;
    float y = roundf((at->reset.y + lane->knot + lane->low_y + lane->low_h) / 2);
    if (!lane->model->spec.reset_after || px < 11 * p->viewport->scale)
        return;
    Rect box = {roundf(at->reset.x - size * 0.65f), roundf(y - size / 2), roundf(size * 1.3f),
                roundf(size)};
    draw_fill(p->list, box, 3 * p->u, p->theme->card);
    draw_frame(p->list, box, 3 * p->u, fmaxf(1.5f * p->u, 1), lane_color(lane, GRU_H));
    paint_text_centre(p, at->reset.x, text_top_for_centre(p, FACE_SYMBOL_LIGHT, px, y),
                      FACE_SYMBOL_LIGHT, px, p->theme->text, "W");
}

static void draw_rails(Lane *lane, Rect input, Rect before, const Spots *at, const Flow *flow) {
    float aside = roundf(fminf(9 * lane->p->u, lane->gate_w * 0.14f));
    float tip = lane->low_y + lane->low_h + lane->p->u;
    Tap x_taps[3], h_taps[3];
    for (int k = 0; k < 3; k++)
        x_taps[k] = (Tap){middle(lane_gate_rect(lane, k)) - (k < 2 ? aside : 0), tip};
    for (int k = 0; k < 2; k++)
        h_taps[k] = (Tap){middle(lane_gate_rect(lane, k)) + aside, tip};
    h_taps[2] = (Tap){at->reset.x, at->reset.y + lane->knot};
    float right = before.x + before.w, x = roundf((input.x + input.w + right) / 2);
    lane_rail(lane, lane_color(lane, GRU_H), flow->rail, (Point){x, before.y + before.h},
              lane->rail_y + lane->rail_step, h_taps, 3);
    lane_rail(lane, lane_color(lane, GRU_X), flow->rail,
              (Point){middle(input), lane->low_y + lane->low_h}, lane->rail_y, x_taps, 3);
}

static void draw_knots(Lane *lane, const Spots *at, const Flow *flow) {
    lane_knot(lane, at->keep, SIGN_TIMES, lane_color(lane, GRU_Z), flow->keep >= 1);
    lane_knot(lane, at->add, SIGN_PLUS, lane_color(lane, GRU_H), flow->join >= 1);
    lane_knot(lane, at->complement, SIGN_TIMES, lane_color(lane, GRU_Z), flow->complement >= 1);
    lane_knot(lane, at->reset, SIGN_TIMES, lane_color(lane, GRU_R), flow->reset >= 1);
    draw_weights(lane, at);
}

/* ---- the cards ---- */

/* On its way from z . h' to h; whole when it is shown. */
static Bars state_bars(const Lane *lane, const Flow *flow) {
    if (flow->preview <= 0)
        return lane_rising(lane, GRU_H, 0);
    Bars state = lane_rising(lane, GRU_H, 1);
    state.ghost = flow->shown <= 0;
    if (flow->write > 0) {
        state.from = lane_past(lane, GRU_H);
        state.from_times = lane_now(lane, GRU_Z);
        state.part = flow->write;
    } else {
        state.to = lane_past(lane, GRU_H);
        state.to_times = lane_now(lane, GRU_Z);
        state.part = flow->preview;
    }
    return state;
}

static void draw_cards(Lane *lane, Rect input, Rect before, const Flow *flow) {
    Rect now = {lane->right_x, lane->top_y, lane->right_w, lane->top_h};
    bool gates = lane_active(lane, PHASE_GATES), forget = lane_active(lane, PHASE_FORGET);
    bool write = lane_active(lane, PHASE_WRITE), show = lane_active(lane, PHASE_SHOW);
    const Card cards[] = {
        {.rect = before,
         .signal = GRU_H,
         .before = true,
         .calm = true,
         .active = forget,
         .bars = lane_before(lane, GRU_H)},
        {.rect = now, .signal = GRU_H, .active = write || show, .bars = state_bars(lane, flow)},
        {.rect = input, .signal = GRU_X, .bars = lane_before(lane, GRU_X)},
        {.rect = lane_gate_rect(lane, 0),
         .signal = GRU_Z,
         .named = true,
         .active = gates || forget,
         .bars = lane_turning(lane, GRU_Z, flow->gates)},
        {.rect = lane_gate_rect(lane, 1),
         .signal = GRU_R,
         .named = true,
         .active = gates || forget,
         .bars = lane_turning(lane, GRU_R, flow->gates)},
        {.rect = lane_gate_rect(lane, 2),
         .signal = GRU_N,
         .named = true,
         .active = write,
         .bars = lane_rising(lane, GRU_N, flow->candidate)},
    };
    for (size_t k = 0; k < sizeof cards / sizeof *cards; k++)
        lane_card(lane, &cards[k]);
}

static void draw_remark(Lane *lane, int columns) {
    float u = lane->p->u;
    float x = lane->gate_x[2] + lane->gate_w + 2 * lane->gap, end = lane->right_x + lane->right_w;
    Rect rect = {x, lane->low_y, end - x, lane->low_h - 8 * u};
    if (columns == LANE_COLUMNS)
        lane_remark(lane, rect,
                    paint_phrase(lane->p, "no output gate:\nwhat is stored is what shows"));
}

static void draw(Painter *p, int cell, Rect rect, bool aside) {
    Lane lane;
    int columns = aside || rect.w < NEED_W * p->u ? 3 : LANE_COLUMNS;
    bool after = p->session->run->cells[cell]->spec.reset_after;
    lane_begin(
        &lane, p, cell, rect, columns, true,
        paint_phrase(p,
                     after ? "one gate trades old for new; a reset edits what the past says"
                           : "one gate trades old for new; a reset edits what the candidate sees"));
    make_room_for_reset(&lane, columns);
    Flow flow = flow_of(&lane);
    Spots at = spots_of(&lane);
    Rect before = {lane.left_x, lane.top_y, lane.left_w, lane.top_h};
    Rect input = {lane.left_x, lane.low_y, roundf(lane.left_w * 0.6f), lane.low_h};
    draw_rails(&lane, input, before, &at, &flow);
    draw_highway(&lane, &at, &flow);
    draw_sharing(&lane, &at, &flow);
    draw_reset(&lane, &at, &flow);
    draw_knots(&lane, &at, &flow);
    draw_cards(&lane, input, before, &flow);
    draw_remark(&lane, columns);
}

extern const LaneInfo lane_gru;
const LaneInfo lane_gru = {.w = NEED_W, .h = NEED_H, .draw = draw};
