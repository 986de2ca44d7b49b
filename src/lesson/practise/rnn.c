/* rnn.c: questions on the loop, on what fades in it, and on curves: a unit without a loop is its
 * activation. See parts.h; equation: engine/kinds/rnn.c. */
#include "lesson/practise/parts.h"

#define KIND "rnn"

enum { W, U, B }; /* numbers that are told */

/* ---- the loop ---- */

static void draw_loop(Draft *draft, int steps) {
    draft_cell(draft, KIND, 1, 1, steps);
    draft_tell_weight(draft, "W_xh", 0, draft_off_zero(draft, 0.5f, 1.5f, 0.1f));
    draft_tell_weight(draft, "W_hh", 0, draft_off_zero(draft, 0.4f, 1.6f, 0.1f));
    draft_tell_weight(draft, "b_h", 0, draft_off_zero(draft, 0.2f, 0.7f, 0.1f));
    draft_inputs(draft, -1, 1);
    draft_start(draft, SIGNAL_H, draft_off_zero(draft, 0.3f, 0.95f, 0.05f));
}
static void draw_loop_curve(Draft *draft) {
    draw_loop(draft, 4 + draft->level);
}
static void draw_loop_few(Draft *draft) {
    draw_loop(draft, 1 + (draft->level + 1) / 2);
}

static bool solve_loop(const Facts *facts, Belief belief, float *path) {
    const float *n = facts->number;
    float h = facts->start;
    for (int t = 0; t < facts->steps; t++) {
        float sum = (belief == BELIEF_FORGETS_INPUT ? 0 : n[W] * facts->row[0][t]) +
                    (belief == BELIEF_FORGETS_BIAS ? 0 : n[B]);
        sum += belief == BELIEF_FORGETS_LOOP ? 0 : belief == BELIEF_ADDS_STATE ? h : n[U] * h;
        path[t] = h = tanh_seen(sum, belief);
    }
    return true;
}

/* ---- what fades ---- */

static void draw_fading(Draft *draft) {
    draft_cell(draft, KIND, 1, 1, 2 + draft->level);
    draft_tell_weight(draft, "W_hh", 0, draft_between(draft, 0.6f, 1.5f, 0.1f));
    draft_weight(draft, "W_xh", 0, draft_off_zero(draft, 0.5f, 1.2f, 0.1f));
    draft_inputs(draft, -1, 1);
    draft_start(draft, SIGNAL_H, draft_off_zero(draft, 0.2f, 0.8f, 0.1f));
}

/* The first step's slope is a number of its own in the worked step. */
static void find_fading(Draft *draft) {
    float h = draft->item->facts.row[0][0];
    draft->item->facts.start = 1;
    draft_know(draft, 1, 1 - h * h);
    draft_find_gradient(draft, SIGNAL_H, SIGNAL_H);
}

static bool solve_fading(const Facts *facts, Belief belief, float *path) {
    float product = 1, sum = 0, before = 1, u = facts->number[0];
    for (int t = 0; t < facts->steps; t++) {
        float h = facts->row[0][t], slope = 1 - h * h;
        float share = belief == BELIEF_FORGETS_SLOPE     ? u
                      : belief == BELIEF_FORGETS_WEIGHT  ? slope
                      : belief == BELIEF_VALUE_FOR_SLOPE ? u * h
                      : belief == BELIEF_FORGETS_SQUARE  ? u * (1 - fabsf(h))
                                                         : u * slope;
        before = product;
        product *= share;
        sum += share;
        path[t] = belief == BELIEF_ONLY_LAST       ? share
                  : belief == BELIEF_ADDS_UP       ? sum
                  : belief == BELIEF_AVERAGES      ? sum / (float)(t + 1)
                  : belief == BELIEF_ONE_STEP_LESS ? before
                                                   : product;
    }
    return true;
}

/* ---- slopes ---- */

/* The sum that goes into the activation is an input; a loop of weight 1 carries the derivative. */
static void draw_slope(Draft *draft, Activation activation) {
    CellKind kind;
    if (!cell_kind_from_name(KIND, &kind))
        return;
    CellSpec spec = cell_spec(kind, 1, 1);
    cell_set_activation(&spec, SLOT_CANDIDATE, activation);
    float v = draft_off_zero(draft, 0.2f, 1.2f + 0.6f * (float)draft->level, 0.1f), height;
    draft_spec(draft, &spec, 1);
    draft_weight(draft, "W_xh", 0, 1);
    draft_weight(draft, "W_hh", 0, 1);
    draft_input(draft, 0, 0, v);
    draft_tell(draft, "sum", ROLE_INPUT, v, 1);
    activation_apply(activation_usual(activation), &v, &height, 1);
    draft_know(draft, 1, height);
}
static void draw_slope_tanh(Draft *draft) {
    draw_slope(draft, ACTIVATION_TANH);
}
static void draw_slope_sigmoid(Draft *draft) {
    draw_slope(draft, ACTIVATION_SIGMOID);
}

static void find_slope(Draft *draft) {
    draft_find_gradient(draft, SIGNAL_H, SIGNAL_H);
}

static bool solve_slope(float v, bool is_tanh, Belief belief, float *path) {
    float height = is_tanh ? tanhf(v) : sigmoid_of(v);
    if (belief == BELIEF_OTHER_CURVE)
        return solve_slope(v, !is_tanh, BELIEF_NONE, path);
    path[0] = belief == BELIEF_VALUE_FOR_SLOPE  ? height
              : belief == BELIEF_STRAIGHT       ? 1
              : belief == BELIEF_FORGETS_SQUARE ? 1 - height
              : belief == BELIEF_SQUARES        ? height * height
              : belief == BELIEF_SUM_FOR_VALUE  ? (is_tanh ? 1 - v * v : v * (1 - v))
              : is_tanh                         ? 1 - height * height
                                                : height * (1 - height);
    return true;
}
static bool solve_slope_tanh(const Facts *facts, Belief belief, float *path) {
    return solve_slope(facts->number[0], true, belief, path);
}
static bool solve_slope_sigmoid(const Facts *facts, Belief belief, float *path) {
    return solve_slope(facts->number[0], false, belief, path);
}

/* ---- activations ---- */

static void draw_activation(Draft *draft, Activation activation, float most) {
    CellKind kind;
    if (!cell_kind_from_name(KIND, &kind))
        return;
    CellSpec spec = cell_spec(kind, 1, 1);
    cell_set_activation(&spec, SLOT_CANDIDATE, activation);
    draft_spec(draft, &spec, 4 + draft->level);
    draft_tell_weight(draft, "W_xh", 0, draft_off_zero(draft, most / 3, most, 0.1f));
    draft_tell_weight(draft, "b_h", 0, draft_off_zero(draft, 0.3f, most / 3, 0.1f));
    draft_inputs(draft, -1, 1);
}
static void draw_hard_sigmoid(Draft *draft) {
    draw_activation(draft, ACTIVATION_HARD_SIGMOID, 4);
}
static void draw_relu(Draft *draft) {
    draw_activation(draft, ACTIVATION_RELU, 1.5f);
}

static float activation_sum(const Facts *facts, int t, Belief belief) {
    float weight = belief == BELIEF_FORGETS_WEIGHT ? 1 : facts->number[0];
    return weight * facts->row[0][t] + (belief == BELIEF_FORGETS_BIAS ? 0 : facts->number[1]);
}

static bool solve_hard_sigmoid(const Facts *facts, Belief belief, float *path) {
    for (int t = 0; t < facts->steps; t++) {
        float v = activation_sum(facts, t, belief), level = clip_of(v / 6 + 0.5f, 0, 1);
        path[t] = belief == BELIEF_SMOOTH             ? sigmoid_of(v)
                  : belief == BELIEF_CUTS_SUM         ? clip_of(v, 0, 1)
                  : belief == BELIEF_TANH_FOR_SIGMOID ? tanhf(v)
                                                      : gate_seen(level, belief);
    }
    return true;
}

static bool solve_relu(const Facts *facts, Belief belief, float *path) {
    for (int t = 0; t < facts->steps; t++) {
        float v = activation_sum(facts, t, belief);
        path[t] = belief == BELIEF_NO_CUT        ? v
                  : belief == BELIEF_TAKES_SIZE  ? fabsf(v)
                  : belief == BELIEF_CUTS_BOTH   ? clip_of(v, -1, 1)
                  : belief == BELIEF_SMOOTH      ? sigmoid_of(v)
                  : belief == BELIEF_KEEPS_BELOW ? fminf(v, 0)
                                                 : fmaxf(v, 0);
    }
    return true;
}

/* ---- the table ---- */

static const Generator ITEMS[] = {
    {.id = "loop-curve",
     .idea = "loop",
     .question = "Which picture is the {h:hidden state}?",
     .drawing = "Draw how the {h:hidden state} goes on.",
     .form = ITEM_CURVE,
     .asked = "h",
     .rows = {"x"},
     .starts = true,
     .worked = "tanh( @0 × $0 + | @1 × s + @2 ) | = r",
     .beliefs = {BELIEF_FORGETS_LOOP, BELIEF_FORGETS_TANH, BELIEF_FORGETS_BIAS, BELIEF_ADDS_STATE,
                 BELIEF_SIGMOID_FOR_TANH, BELIEF_CLIPS, BELIEF_FORGETS_INPUT},
     .draw = draw_loop_curve,
     .solve = solve_loop},
    {.id = "loop-number",
     .idea = "loop",
     .question = "What is the {h:hidden state} in the end?",
     .form = ITEM_NUMBER,
     .asked = "h",
     .rows = {"x"},
     .starts = true,
     .worked = "tanh( @0 × $0 + | @1 × s + @2 ) | = r",
     .beliefs = {BELIEF_FORGETS_LOOP, BELIEF_FORGETS_TANH, BELIEF_FORGETS_BIAS, BELIEF_ADDS_STATE,
                 BELIEF_SIGMOID_FOR_TANH, BELIEF_CLIPS, BELIEF_FORGETS_INPUT},
     .draw = draw_loop_few,
     .solve = solve_loop},
    {.id = "fading",
     .idea = "fading",
     .question = "How much of the last state’s gradient reaches the hidden state before the first "
                 "step?",
     .form = ITEM_NUMBER,
     .rows = {"h"},
     .worked = "@0 × @1 | × s | = r",
     .beliefs = {BELIEF_FORGETS_SLOPE, BELIEF_FORGETS_WEIGHT, BELIEF_VALUE_FOR_SLOPE,
                 BELIEF_ONLY_LAST, BELIEF_ADDS_UP, BELIEF_AVERAGES, BELIEF_ONE_STEP_LESS,
                 BELIEF_FORGETS_SQUARE},
     .draw = draw_fading,
     .find = find_fading,
     .solve = solve_fading},
    {.id = "slope-tanh",
     .idea = "slopes",
     .question = "How steep is the tanh at this sum?",
     .form = ITEM_NUMBER,
     .worked = "1 − @1 × @1 | = r",
     .beliefs = {BELIEF_VALUE_FOR_SLOPE, BELIEF_OTHER_CURVE, BELIEF_STRAIGHT, BELIEF_FORGETS_SQUARE,
                 BELIEF_SQUARES, BELIEF_SUM_FOR_VALUE},
     .draw = draw_slope_tanh,
     .find = find_slope,
     .solve = solve_slope_tanh},
    {.id = "slope-sigmoid",
     .idea = "slopes",
     .question = "How steep is the sigmoid at this sum?",
     .form = ITEM_NUMBER,
     .worked = "@1 × ( 1 − @1 ) | = r",
     .beliefs = {BELIEF_VALUE_FOR_SLOPE, BELIEF_OTHER_CURVE, BELIEF_STRAIGHT, BELIEF_FORGETS_SQUARE,
                 BELIEF_SQUARES, BELIEF_SUM_FOR_VALUE},
     .draw = draw_slope_sigmoid,
     .find = find_slope,
     .solve = solve_slope_sigmoid},
    {.id = "hard-sigmoid",
     .idea = "activations",
     .question = "Which picture is the hard sigmoid of the sum?",
     .drawing = "Draw how the hard sigmoid of the sum goes on.",
     .form = ITEM_CURVE,
     .asked = "h",
     .rows = {"x"},
     .worked = "clip( ( @0 × $0 + | @1 ) / 6 + 1 / 2 ) | = r",
     .beliefs = {BELIEF_SMOOTH, BELIEF_CUTS_SUM, BELIEF_TANH_FOR_SIGMOID, BELIEF_FORGETS_BIAS,
                 BELIEF_TURNS_GATE_ROUND, BELIEF_ROUNDS_GATES, BELIEF_FORGETS_WEIGHT},
     .draw = draw_hard_sigmoid,
     .solve = solve_hard_sigmoid},
    {.id = "relu",
     .idea = "activations",
     .question = "Which picture is the relu of the sum?",
     .drawing = "Draw how the relu of the sum goes on.",
     .form = ITEM_CURVE,
     .asked = "h",
     .rows = {"x"},
     .worked = "max( @0 × $0 + | @1 , 0 ) | = r",
     .beliefs = {BELIEF_NO_CUT, BELIEF_TAKES_SIZE, BELIEF_CUTS_BOTH, BELIEF_SMOOTH,
                 BELIEF_FORGETS_BIAS, BELIEF_KEEPS_BELOW},
     .draw = draw_relu,
     .solve = solve_relu},
};

const Generators generators_rnn = {ITEMS, sizeof ITEMS / sizeof *ITEMS};
