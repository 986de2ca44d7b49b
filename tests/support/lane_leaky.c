/* lane_leaky.c: the lane of the leaky unit (kind_leaky.c): what it holds along the highway, and
 * below it the input, the gate and the candidate. */
#include "kind_leaky.h"
#include "scene/stage/lane.h"

static void draw(Painter *p, int cell, Rect rect, bool aside) {
    Lane lane;
    (void)aside;
    lane_begin(&lane, p, cell, rect, 2, false, "one gate lets it leak");
    Rect before = {lane.left_x, lane.top_y, lane.left_w, lane.top_h};
    Rect input = {lane.left_x, lane.low_y, lane.left_w, lane.low_h};
    Rect now = {lane.right_x, lane.top_y, lane.right_w, lane.top_h};
    float keep = lane_part(&lane, PHASE_FORGET, 0, 1), take = lane_part(&lane, PHASE_WRITE, 0, 1);
    lane_pipe(&lane, lane_color(&lane, LEAKY_H), before.x + before.w, now.x,
              lane_mean(&lane, LEAKY_A), keep);
    lane_card(&lane, &(Card){.rect = before,
                             .signal = LEAKY_H,
                             .before = true,
                             .calm = true,
                             .bars = lane_before(&lane, LEAKY_H)});
    lane_card(&lane,
              &(Card){.rect = input, .signal = LEAKY_X, .bars = lane_before(&lane, LEAKY_X)});
    lane_card(&lane, &(Card){.rect = lane_gate_rect(&lane, 0),
                             .signal = LEAKY_A,
                             .named = true,
                             .bars = lane_turning(&lane, LEAKY_A,
                                                  lane_part(&lane, PHASE_GATES, 0.5f, 1))});
    lane_card(&lane, &(Card){.rect = lane_gate_rect(&lane, 1),
                             .signal = LEAKY_N,
                             .named = true,
                             .bars = lane_rising(&lane, LEAKY_N, take)});
    lane_card(&lane,
              &(Card){.rect = now,
                      .signal = LEAKY_H,
                      .bars = lane_rising(&lane, LEAKY_H, lane_part(&lane, PHASE_SHOW, 0, 1))});
}

extern const LaneInfo lane_leaky;
const LaneInfo lane_leaky = {.w = 460, .h = 220, .draw = draw};
