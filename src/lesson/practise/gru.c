/* gru.c: questions on the GRU. See parts.h; equations: engine/kinds/gru.c. */
#include "lesson/practise/parts.h"

#define KIND "gru"

/* ---- cells ---- */

static const char *const FROM_X[] = {"W_xz", "W_xr", "W_xh"};
static const char *const FROM_H[] = {"W_hz", "W_hr", "W_hh"};
static const char *const BIASES[] = {"b_z", "b_r", "b_h"};

/* Two inputs, one unit, both gates lively; from level 2 on it listens to itself. */
static void draw_lively(Draft *draft, int steps, bool loop) {
    draft_cell(draft, KIND, 2, 1, steps);
    for (int k = 0; k < 3; k++) {
        draft_weight(draft, FROM_X[k], 0, draft_off_zero(draft, 0.5f, 2.5f, 0.1f));
        draft_weight(draft, FROM_X[k], 1, draft_off_zero(draft, 0.5f, 2.5f, 0.1f));
        draft_weight(draft, BIASES[k], 0, draft_between(draft, -0.8f, 0.8f, 0.1f));
        if (loop)
            draft_weight(draft, FROM_H[k], 0, draft_off_zero(draft, 0.3f, 1, 0.1f));
    }
    draft_inputs(draft, -1, 1);
    draft_start(draft, SIGNAL_H, draft_off_zero(draft, 0.3f, 0.95f, 0.05f));
}

static void draw_curve(Draft *draft) {
    draw_lively(draft, 5 + draft->level, draft->level >= 2);
}
static void draw_few(Draft *draft) {
    draw_lively(draft, 1 + (draft->level + 1) / 2, draft->level >= 2);
}

/* ---- the update gate ---- */

static float updated(float z, float n, float h, Belief belief) {
    switch (belief) {
    case BELIEF_KEEPS_ALL:
        return h + (1 - z) * n;
    case BELIEF_IGNORES_GATE:
        return z * h + n;
    case BELIEF_REPLACES:
        return n;
    case BELIEF_FORGETS_MEMORY:
        return (1 - z) * n;
    case BELIEF_SAME_GATE:
        return z * h + z * n;
    case BELIEF_HALVES:
        return (h + n) / 2;
    default:
        z = gate_seen(z, belief);
        return z * h + (1 - z) * n;
    }
}

static bool solve_update(const Facts *facts, Belief belief, float *path) {
    float h = facts->start;
    for (int t = 0; t < facts->steps; t++)
        path[t] = h = updated(facts->row[0][t], facts->row[1][t], h, belief);
    return true;
}

/* Told as in the convention in which z lets in what is new. */
static void find_other_way(Draft *draft) {
    for (int t = 0; t < draft->item->facts.steps; t++)
        draft->item->facts.row[0][t] = 1 - draft->item->facts.row[0][t];
}

static bool solve_other_way(const Facts *facts, Belief belief, float *path) {
    float h = facts->start;
    for (int t = 0; t < facts->steps; t++)
        path[t] = h = updated(1 - facts->row[0][t], facts->row[1][t], h, belief);
    return true;
}

/* ---- the reset gate ---- */

enum { X, H, R, W, U, B, B_REC }; /* numbers that are told */

static void draw_reset_cell(Draft *draft, bool after) {
    CellKind kind;
    float most = 1 + 0.4f * (float)draft->level;
    float x = draft_off_zero(draft, 0.3f, 1, 0.1f), h = draft_off_zero(draft, 0.4f, 1, 0.1f);
    if (!cell_kind_from_name(KIND, &kind))
        return;
    CellSpec spec = cell_spec(kind, 1, 1);
    variant_set(&spec, variant_find(kind, "reset"), after);
    draft_spec(draft, &spec, 1);
    draft_weight(draft, "b_r", 0, draft_off_zero(draft, 0.3f, 2, 0.1f));
    draft_tell(draft, "input", ROLE_INPUT, x, 1);
    draft_tell(draft, "last hidden state", ROLE_HIDDEN, h, 1);
    draft_tell(draft, "reset gate", ROLE_RESET, 0, 2);
    draft_tell_weight(draft, "W_xh", 0, draft_off_zero(draft, 0.5f, most, 0.1f));
    draft_tell_weight(draft, "W_hh", 0, draft_off_zero(draft, 0.6f, most + 0.6f, 0.1f));
    draft_tell_weight(draft, "b_h", 0, draft_off_zero(draft, 0.2f, 0.8f, 0.1f));
    draft_input(draft, 0, 0, x);
    draft_start(draft, SIGNAL_H, h);
}
static void draw_reset(Draft *draft) {
    draw_reset_cell(draft, false);
}
static void draw_reset_after(Draft *draft) {
    draw_reset_cell(draft, true);
    draft_tell_weight(draft, "b_hh", 0, draft_off_zero(draft, 0.3f, 1, 0.1f));
}

static void find_reset(Draft *draft) {
    int r = signal_find(draft->cell->spec.kind, "r");
    draft->item->facts.number[R] = trace_at(draft->run->traces[0], r, 0, 0)[0];
}

/* The bias that is reset with the past is 0 where there is none. */
static bool solve_reset(const Facts *facts, Belief belief, float *path) {
    const float *n = facts->number;
    float r = gate_seen(n[R], belief), input = n[X] * n[W], inner = n[B_REC], past = n[H] * n[U],
          bias = belief == BELIEF_FORGETS_BIAS ? 0 : n[B];
    float sum = input + r * (past + inner) + bias;
    switch (belief) {
    case BELIEF_IGNORES_RESET:
        sum = input + past + inner + bias;
        break;
    case BELIEF_RESETS_INPUT:
        sum = r * input + past + inner + bias;
        break;
    case BELIEF_RESETS_BOTH:
        sum = r * (input + past + inner + bias);
        break;
    case BELIEF_OTHER_PLACE:
        sum = input + r * past + inner + bias;
        break;
    case BELIEF_RESETS_RESULT:
        path[0] = r * tanhf(input + past + inner + bias);
        return true;
    default:
        break;
    }
    path[0] = tanh_seen(sum, belief);
    return true;
}

/* ---- small machines ---- */

/* Input 0 is a mark, at which the update gate shuts and the candidate is taken. */
static void draw_latch(Draft *draft) {
    int steps = 5 + draft->level, left = 2;
    draft_cell(draft, KIND, 2, 1, steps);
    draft_weight(draft, "W_xz", 0, -24);
    draft_weight(draft, "b_z", 0, 12);
    draft_weight(draft, "W_xh", 1, 1);
    for (int t = 0; t < steps; t++) {
        bool mark = draft_whole(draft, 1, steps - t) <= left;
        left -= mark;
        draft_input(draft, t, 0, mark);
        draft_input(draft, t, 1, draft_off_zero(draft, 0.1f, 1.5f, 0.1f));
    }
    draft_start(draft, SIGNAL_H, draft_off_zero(draft, 0.2f, 0.9f, 0.05f));
}

static bool solve_latch(const Facts *facts, Belief belief, float *path) {
    float held = facts->start, first = held, sum = held;
    int count = 0;
    for (int t = 0; t < facts->steps; t++) {
        float n = facts->row[1][t];
        if ((facts->row[0][t] < 0.5f) != (belief == BELIEF_TURNS_GATE_ROUND)) {
            first = count++ ? first : n;
            held = n;
            sum += n;
        }
        path[t] = belief == BELIEF_ONLY_FIRST        ? first
                  : belief == BELIEF_ADDS_UP         ? sum
                  : belief == BELIEF_REPLACES        ? n
                  : belief == BELIEF_LETS_NOTHING_IN ? facts->start
                  : belief == BELIEF_AVERAGES        ? sum / (float)(count + 1)
                                                     : held;
    }
    return true;
}

/* The update gate stands still. */
static void draw_average(Draft *draft) {
    draft_cell(draft, KIND, 1, 1, 4 + draft->level);
    draft_weight(draft, "b_z", 0, draft_between(draft, 0.5f, 2, 0.1f));
    draft_weight(draft, "W_xh", 0, draft_between(draft, 1, 2, 0.1f));
    draft_tell(draft, "update gate", ROLE_UPDATE, 0, 2);
    draft_know(draft, 1, 0);
    draft_inputs(draft, -1, 1);
    draft_start(draft, SIGNAL_H, draft_off_zero(draft, 0.3f, 0.9f, 0.05f));
}

static void find_average(Draft *draft) {
    int z = signal_find(draft->cell->spec.kind, "z");
    float level = trace_at(draft->run->traces[0], z, 0, 0)[0];
    draft_know(draft, 0, level);
    draft_know(draft, 1, 1 - level);
}

static bool solve_average(const Facts *facts, Belief belief, float *path) {
    float h = facts->start, sum = 0;
    for (int t = 0; t < facts->steps; t++) {
        sum += facts->row[0][t];
        h = updated(facts->number[0], facts->row[0][t], h,
                    belief == BELIEF_AVERAGES ? BELIEF_NONE : belief);
        path[t] = belief == BELIEF_AVERAGES ? sum / (float)(t + 1) : h;
    }
    return true;
}

/* ---- gradients ---- */

static void draw_gradient(Draft *draft) {
    draw_lively(draft, 2 + draft->level, false);
    draft_weight(draft, "b_z", 0, draft_between(draft, 0.5f, 2, 0.1f));
    draft_weight(draft, "b_r", 0, draft_between(draft, 0, 1.5f, 0.1f));
}

static void find_gradient(Draft *draft) {
    draft->item->facts.start = 1;
    draft_find_gradient(draft, SIGNAL_H, SIGNAL_H);
}

/* ---- the table ---- */

static const Generator ITEMS[] = {
    {.id = "update-curve",
     .idea = "update",
     .question = "Which picture is the {h:hidden state}?",
     .drawing = "Draw how the {h:hidden state} goes on.",
     .form = ITEM_CURVE,
     .asked = "h",
     .rows = {"z", "n"},
     .starts = true,
     .worked = "$0 × s | + ~0 × $1 | = r",
     .beliefs = {BELIEF_TURNS_GATE_ROUND, BELIEF_KEEPS_ALL, BELIEF_IGNORES_GATE, BELIEF_REPLACES,
                 BELIEF_ROUNDS_GATES, BELIEF_FORGETS_MEMORY, BELIEF_SAME_GATE, BELIEF_HALVES},
     .draw = draw_curve,
     .solve = solve_update},
    {.id = "update-number",
     .idea = "update",
     .question = "What is the {h:hidden state} in the end?",
     .form = ITEM_NUMBER,
     .asked = "h",
     .rows = {"z", "n"},
     .starts = true,
     .worked = "$0 × s | + ~0 × $1 | = r",
     .beliefs = {BELIEF_TURNS_GATE_ROUND, BELIEF_KEEPS_ALL, BELIEF_IGNORES_GATE, BELIEF_REPLACES,
                 BELIEF_ROUNDS_GATES, BELIEF_FORGETS_MEMORY, BELIEF_SAME_GATE, BELIEF_HALVES},
     .draw = draw_few,
     .solve = solve_update},
    {.id = "z-lets-in",
     .idea = "z-ways",
     .question = "Here an update gate of 1 lets in all that is new. What is the {h:hidden state} "
                 "in the end?",
     .form = ITEM_NUMBER,
     .asked = "h",
     .rows = {"z", "n"},
     .starts = true,
     .worked = "~0 × s | + $0 × $1 | = r",
     .beliefs = {BELIEF_TURNS_GATE_ROUND, BELIEF_KEEPS_ALL, BELIEF_IGNORES_GATE, BELIEF_REPLACES,
                 BELIEF_ROUNDS_GATES, BELIEF_FORGETS_MEMORY, BELIEF_SAME_GATE, BELIEF_HALVES},
     .draw = draw_few,
     .find = find_other_way,
     .solve = solve_other_way},
    {.id = "reset-before",
     .idea = "reset",
     .question = "The reset comes before the product. What is the {n:candidate}?",
     .form = ITEM_NUMBER,
     .asked = "n",
     .worked = "tanh( @0 × @3 + | @2 × @1 × @4 + @5 ) | = r",
     .beliefs = {BELIEF_IGNORES_RESET, BELIEF_RESETS_RESULT, BELIEF_RESETS_INPUT,
                 BELIEF_RESETS_BOTH, BELIEF_ROUNDS_GATES, BELIEF_TURNS_GATE_ROUND,
                 BELIEF_FORGETS_TANH, BELIEF_FORGETS_BIAS},
     .draw = draw_reset,
     .find = find_reset,
     .solve = solve_reset},
    {.id = "reset-after",
     .idea = "reset",
     .question = "The reset comes after the product. What is the {n:candidate}?",
     .form = ITEM_NUMBER,
     .asked = "n",
     .worked = "tanh( @0 × @3 + @5 + | @2 × ( @1 × @4 + @6 ) ) | = r",
     .beliefs = {BELIEF_OTHER_PLACE, BELIEF_IGNORES_RESET, BELIEF_RESETS_RESULT,
                 BELIEF_RESETS_INPUT, BELIEF_RESETS_BOTH, BELIEF_ROUNDS_GATES,
                 BELIEF_TURNS_GATE_ROUND, BELIEF_FORGETS_TANH},
     .draw = draw_reset_after,
     .find = find_reset,
     .solve = solve_reset},
    {.id = "latch",
     .idea = "latch",
     .question = "What does the {h:hidden state} hold in the end?",
     .form = ITEM_NUMBER,
     .asked = "h",
     .rows = {"z", "n"},
     .starts = true,
     .worked = "$0 × s | + ~0 × $1 | = r",
     .beliefs = {BELIEF_TURNS_GATE_ROUND, BELIEF_ONLY_FIRST, BELIEF_ADDS_UP, BELIEF_REPLACES,
                 BELIEF_LETS_NOTHING_IN, BELIEF_AVERAGES},
     .draw = draw_latch,
     .solve = solve_latch},
    {.id = "leaky-average",
     .idea = "average",
     .question = "The update gate stands still. Which picture is the {h:hidden state}?",
     .drawing = "The update gate stands still. Draw how the {h:hidden state} goes on.",
     .form = ITEM_CURVE,
     .asked = "h",
     .rows = {"n"},
     .starts = true,
     .worked = "@0 × s | + @1 × $0 | = r",
     .beliefs = {BELIEF_TURNS_GATE_ROUND, BELIEF_AVERAGES, BELIEF_REPLACES, BELIEF_KEEPS_ALL,
                 BELIEF_IGNORES_GATE, BELIEF_FORGETS_MEMORY, BELIEF_ROUNDS_GATES, BELIEF_SAME_GATE},
     .draw = draw_average,
     .find = find_average,
     .solve = solve_average},
    {.id = "gradient-gru",
     .idea = "gradient",
     .question =
         "Gates and candidate do not look at the hidden state. How much of the last state’s "
         "gradient reaches the hidden state before the first step?",
     .form = ITEM_NUMBER,
     .rows = {"z", "r"},
     .worked = "$0 | × s | = r",
     .beliefs = {BELIEF_WRONG_GATE, BELIEF_AVERAGES, BELIEF_ONLY_LAST, BELIEF_SAME_EACH_STEP,
                 BELIEF_TURNS_GATE_ROUND, BELIEF_ROUNDS_GATES, BELIEF_ADDS_UP,
                 BELIEF_ONE_STEP_LESS},
     .draw = draw_gradient,
     .find = find_gradient,
     .solve = solve_carried},
};

const Generators generators_gru = {ITEMS, sizeof ITEMS / sizeof *ITEMS};
