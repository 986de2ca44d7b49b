/* lstm_sums.c: questions on what an LSTM adds up, and the curves that follow. See parts.h;
 * equations: engine/kinds/lstm.c. */
#include "lesson/practise/parts.h"

#define KIND "lstm"

static const float SHUT = -12; /* a pre-activation at which a gate does not move */

/* ---- sums ---- */

enum { X, H, W, U, B }; /* numbers that are told */

static void draw_sum(Draft *draft, const char *from_x, const char *from_h, const char *bias) {
    float most = 1.2f + 0.4f * (float)draft->level;
    float x = draft_off_zero(draft, 0.3f, 1, 0.1f), h = draft_off_zero(draft, 0.2f, 0.9f, 0.1f);
    draft_cell(draft, KIND, 1, 1, 1);
    draft_tell(draft, "input", ROLE_INPUT, x, 1);
    draft_tell(draft, "last hidden state", ROLE_HIDDEN, h, 1);
    draft_tell_weight(draft, from_x, 0, draft_off_zero(draft, 0.5f, most, 0.1f));
    draft_tell_weight(draft, from_h, 0, draft_off_zero(draft, 0.5f, most, 0.1f));
    draft_tell_weight(draft, bias, 0, draft_off_zero(draft, 0.3f, 1, 0.1f));
    draft_input(draft, 0, 0, x);
    draft_start(draft, SIGNAL_H, h);
}
static void draw_candidate(Draft *draft) {
    draw_sum(draft, "W_xc", "W_hc", "b_c");
}
static void draw_gate(Draft *draft) {
    draw_sum(draft, "W_xf", "W_hf", "b_f");
}

static float sum_seen(const Facts *facts, Belief belief) {
    const float *n = facts->number;
    return (belief == BELIEF_FORGETS_INPUT ? 0 : n[X] * n[W]) +
           (belief == BELIEF_FORGETS_LOOP ? 0
            : belief == BELIEF_ADDS_STATE ? n[H]
                                          : n[H] * n[U]) +
           (belief == BELIEF_FORGETS_BIAS ? 0 : n[B]);
}

static bool solve_candidate(const Facts *facts, Belief belief, float *path) {
    path[0] = tanh_seen(sum_seen(facts, belief), belief);
    return true;
}

static bool solve_gate(const Facts *facts, Belief belief, float *path) {
    path[0] = sigmoid_seen(sum_seen(facts, belief), belief);
    return true;
}

/* A gate that follows one input. */
static void draw_gate_curve(Draft *draft) {
    draft_cell(draft, KIND, 1, 1, 4 + draft->level);
    draft_tell_weight(draft, "W_xi", 0, draft_off_zero(draft, 1, 3, 0.1f));
    draft_tell_weight(draft, "b_i", 0, draft_off_zero(draft, 0.5f, 1.5f, 0.1f));
    draft_inputs(draft, -1.5f, 1.5f);
}

static bool solve_gate_curve(const Facts *facts, Belief belief, float *path) {
    float bias = belief == BELIEF_FORGETS_BIAS ? 0 : facts->number[1];
    float weight = belief == BELIEF_FORGETS_WEIGHT  ? 1
                   : belief == BELIEF_FORGETS_INPUT ? 0
                                                    : facts->number[0];
    for (int t = 0; t < facts->steps; t++)
        path[t] = sigmoid_seen(facts->row[0][t] * weight + bias, belief);
    return true;
}

/* ---- peepholes ---- */

enum { PEEP_X, PEEP_C, PEEP_H, PEEP_W, PEEP_U, PEEP_P, PEEP_B };

static void draw_peephole(Draft *draft) {
    CellKind kind;
    float x = draft_off_zero(draft, 0.3f, 1, 0.1f), c = draft_off_zero(draft, 0.5f, 1.5f, 0.1f),
          h = draft_off_zero(draft, 0.2f, 0.9f, 0.1f);
    if (!cell_kind_from_name(KIND, &kind))
        return;
    CellSpec spec = cell_spec(kind, 1, 1);
    variant_set(&spec, variant_find(kind, "peepholes"), true);
    draft_spec(draft, &spec, 1);
    draft_tell(draft, "input", ROLE_INPUT, x, 1);
    draft_tell(draft, "last memory", ROLE_CELL, c, 1);
    draft_tell(draft, "last hidden state", ROLE_HIDDEN, h, 1);
    draft_tell_weight(draft, "W_xf", 0, draft_off_zero(draft, 0.5f, 1.5f, 0.1f));
    draft_tell_weight(draft, "W_hf", 0, draft_off_zero(draft, 0.5f, 1.5f, 0.1f));
    draft_tell_weight(draft, "p_f", 0, draft_off_zero(draft, 0.5f, 1.5f, 0.1f));
    draft_tell_weight(draft, "b_f", 0, draft_off_zero(draft, 0.3f, 1, 0.1f));
    draft_input(draft, 0, 0, x);
    draft_start(draft, SIGNAL_H, h);
    draft_start(draft, cell_kind(kind)->memory, c);
}

static bool solve_peephole(const Facts *facts, Belief belief, float *path) {
    const float *n = facts->number;
    float seen = belief == BELIEF_IGNORES_PEEPHOLE  ? 0
                 : belief == BELIEF_PEEPS_AT_HIDDEN ? n[PEEP_H]
                                                    : n[PEEP_C];
    float sum = n[PEEP_X] * n[PEEP_W] + n[PEEP_P] * seen +
                (belief == BELIEF_FORGETS_LOOP ? 0 : n[PEEP_H] * n[PEEP_U]) +
                (belief == BELIEF_FORGETS_BIAS ? 0 : n[PEEP_B]);
    path[0] = sigmoid_seen(sum, belief);
    return true;
}

/* ---- a bias alone ---- */

static void draw_forget_bias(Draft *draft) {
    int steps = 2 + draft_whole(draft, draft->level, draft->level + 2);
    draft_cell(draft, KIND, 1, 1, steps);
    draft_tell_weight(draft, "b_f", 0, draft_off_zero(draft, 0.3f, 3, 0.1f));
    draft_tell(draft, "steps", ROLE_INPUT, (float)steps, 0);
    if (draft->failed)
        return;
    draft_know(draft, 2, sigmoid_of(draft->item->facts.number[0]));
    draft_weight(draft, "b_i", 0, SHUT);
    draft_start(draft, cell_kind(draft->cell->spec.kind)->memory,
                draft_off_zero(draft, 0.6f, 2, 0.1f));
}

static bool solve_forget_bias(const Facts *facts, Belief belief, float *path) {
    float bias = belief == BELIEF_FORGETS_BIAS ? 0 : facts->number[0];
    float f = sigmoid_seen(bias, belief), kept = 1;
    for (int t = 0; t < facts->steps; t++) {
        float before = kept;
        kept *= f;
        path[t] = facts->start * (belief == BELIEF_ONLY_LAST        ? f
                                  : belief == BELIEF_ONE_STEP_LESS  ? before
                                  : belief == BELIEF_SAME_EACH_STEP ? 1 - (float)(t + 1) * (1 - f)
                                                                    : kept);
    }
    return true;
}

/* ---- the table ---- */

static const Generator ITEMS[] = {
    {.id = "candidate",
     .idea = "candidate",
     .question = "What is the {g:candidate}?",
     .form = ITEM_NUMBER,
     .asked = "g",
     .worked = "tanh( @0 × @2 + | @1 × @3 + @4 ) | = r",
     .beliefs = {BELIEF_FORGETS_TANH, BELIEF_SIGMOID_FOR_TANH, BELIEF_FORGETS_BIAS,
                 BELIEF_FORGETS_LOOP, BELIEF_CLIPS, BELIEF_ADDS_STATE, BELIEF_FORGETS_INPUT},
     .draw = draw_candidate,
     .solve = solve_candidate},
    {.id = "gate-sum",
     .idea = "gate-sum",
     .question = "Where does the {f:forget gate} stand?",
     .form = ITEM_NUMBER,
     .asked = "f",
     .worked = "σ( @0 × @2 + | @1 × @3 + @4 ) | = r",
     .beliefs = {BELIEF_FORGETS_SIGMOID, BELIEF_TANH_FOR_SIGMOID, BELIEF_FORGETS_BIAS,
                 BELIEF_FORGETS_LOOP, BELIEF_CLIPS, BELIEF_ADDS_STATE, BELIEF_TURNS_GATE_ROUND,
                 BELIEF_ROUNDS_GATES},
     .draw = draw_gate,
     .solve = solve_gate},
    {.id = "gate-curve",
     .idea = "gate-sum",
     .question = "Which picture is the {i:input gate}?",
     .drawing = "Draw how the {i:input gate} goes on.",
     .form = ITEM_CURVE,
     .asked = "i",
     .rows = {"x"},
     .worked = "σ( @0 × $0 | + @1 ) | = r",
     .beliefs = {BELIEF_FORGETS_SIGMOID, BELIEF_TANH_FOR_SIGMOID, BELIEF_FORGETS_BIAS, BELIEF_CLIPS,
                 BELIEF_TURNS_GATE_ROUND, BELIEF_ROUNDS_GATES, BELIEF_FORGETS_WEIGHT,
                 BELIEF_FORGETS_INPUT},
     .draw = draw_gate_curve,
     .solve = solve_gate_curve},
    {.id = "peephole",
     .idea = "peepholes",
     .question = "The forget gate has a peephole. Where does it stand?",
     .form = ITEM_NUMBER,
     .asked = "f",
     .worked = "σ( @0 × @3 + @2 × @4 + | @1 × @5 + @6 ) | = r",
     .beliefs = {BELIEF_IGNORES_PEEPHOLE, BELIEF_PEEPS_AT_HIDDEN, BELIEF_FORGETS_BIAS,
                 BELIEF_FORGETS_LOOP, BELIEF_TANH_FOR_SIGMOID, BELIEF_CLIPS,
                 BELIEF_TURNS_GATE_ROUND, BELIEF_FORGETS_SIGMOID},
     .draw = draw_peephole,
     .solve = solve_peephole},
    {.id = "forget-bias",
     .idea = "forget-bias",
     .question = "The forget gate has nothing but its bias, and nothing is let in. What is the "
                 "{c:memory} in the end?",
     .form = ITEM_NUMBER,
     .asked = "c",
     .starts = true,
     .worked = "σ( @0 ) × s | = @2 × s | = r",
     .beliefs = {BELIEF_TANH_FOR_SIGMOID, BELIEF_ONLY_LAST, BELIEF_SAME_EACH_STEP,
                 BELIEF_FORGETS_BIAS, BELIEF_CLIPS, BELIEF_TURNS_GATE_ROUND, BELIEF_ROUNDS_GATES,
                 BELIEF_ONE_STEP_LESS},
     .draw = draw_forget_bias,
     .solve = solve_forget_bias},
};

const Generators generators_lstm_sums = {ITEMS, sizeof ITEMS / sizeof *ITEMS};
