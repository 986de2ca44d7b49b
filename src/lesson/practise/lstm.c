/* lstm.c: questions on a step of the LSTM: what is kept, let in, written, shown. See parts.h;
 * equations: engine/kinds/lstm.c. */
#include "lesson/practise/parts.h"

#define KIND "lstm"

static const float WIDE_OPEN = 12, SHUT = -12; /* pre-activations at which a gate does not move */

/* ---- cells ---- */

static const char *const FROM_X[] = {"W_xf", "W_xi", "W_xo", "W_xc"};
static const char *const FROM_H[] = {"W_hf", "W_hi", "W_ho", "W_hc"};
static const char *const BIASES[] = {"b_f", "b_i", "b_o", "b_c"};

/* Two inputs, one unit, all gates lively; from level 2 on it listens to itself. */
static void draw_lively(Draft *draft, int steps) {
    draft_cell(draft, KIND, 2, 1, steps);
    for (int k = 0; k < 4; k++) {
        draft_weight(draft, FROM_X[k], 0, draft_off_zero(draft, 0.5f, 2.5f, 0.1f));
        draft_weight(draft, FROM_X[k], 1, draft_off_zero(draft, 0.5f, 2.5f, 0.1f));
        draft_weight(draft, BIASES[k], 0, draft_between(draft, -0.8f, 0.8f, 0.1f));
        if (draft->level >= 2)
            draft_weight(draft, FROM_H[k], 0, draft_off_zero(draft, 0.3f, 1, 0.1f));
    }
    draft_inputs(draft, -1, 1);
    if (!draft->failed)
        draft_start(draft, signal_find(draft->cell->spec.kind, "c"),
                    draft_off_zero(draft, 0.3f, 0.95f, 0.05f));
}

static void stand(Draft *draft, const char *from_x, const char *from_h, const char *bias,
                  float at) {
    draft_weight(draft, from_x, 0, 0);
    draft_weight(draft, from_x, 1, 0);
    draft_weight(draft, from_h, 0, 0);
    draft_weight(draft, bias, 0, at);
}

static void draw_curve(Draft *draft) {
    draw_lively(draft, 5 + draft->level);
}

static void draw_few(Draft *draft) {
    draw_lively(draft, 1 + (draft->level + 1) / 2);
}

/* ---- the memory ---- */

static float written(float f, float i, float g, float c, Belief belief) {
    switch (belief) {
    case BELIEF_FORGETS_MEMORY:
        return i * g;
    case BELIEF_KEEPS_ALL:
        return c + i * g;
    case BELIEF_SWAPS_GATES:
        return i * c + f * g;
    case BELIEF_SUM_TO_ONE:
        return f * c + (1 - f) * g;
    case BELIEF_IGNORES_GATE:
        return f * c + g;
    case BELIEF_REPLACES:
        return g;
    default:
        return gate_seen(f, belief) * c + gate_seen(i, belief) * g;
    }
}

static bool solve_write(const Facts *facts, Belief belief, float *path) {
    float c = facts->start;
    for (int t = 0; t < facts->steps; t++)
        path[t] = c = written(facts->row[0][t], facts->row[1][t], facts->row[2][t], c, belief);
    return true;
}

/* Nothing comes in. */
static void draw_keep(Draft *draft, int steps) {
    draw_lively(draft, steps);
    stand(draft, "W_xi", "W_hi", "b_i", SHUT);
    draft_weight(draft, "b_f", 0, draft_between(draft, 0.2f, 2, 0.1f));
}
static void draw_keep_few(Draft *draft) {
    draw_keep(draft, 2 + draft->level);
}
static void draw_keep_curve(Draft *draft) {
    draw_keep(draft, 5 + draft->level);
}

static bool solve_keep(const Facts *facts, Belief belief, float *path) {
    float kept = 1, lost = 0, sum = 0, before = 1;
    for (int t = 0; t < facts->steps; t++) {
        float f = facts->row[0][t];
        before = kept;
        kept *= gate_seen(f, belief);
        lost += 1 - f;
        sum += f;
        path[t] = facts->start * (belief == BELIEF_ONLY_LAST        ? f
                                  : belief == BELIEF_AVERAGES       ? sum / (float)(t + 1)
                                  : belief == BELIEF_SAME_EACH_STEP ? 1 - lost
                                  : belief == BELIEF_KEEPS_ALL      ? 1
                                  : belief == BELIEF_ONE_STEP_LESS  ? before
                                                                    : kept);
        if (belief == BELIEF_ADDS)
            path[t] = facts->start + sum;
    }
    return true;
}

/* Nothing is forgotten. */
static void draw_let_in(Draft *draft, int steps) {
    draw_lively(draft, steps);
    stand(draft, "W_xf", "W_hf", "b_f", WIDE_OPEN);
}
static void draw_let_in_few(Draft *draft) {
    draw_let_in(draft, 1 + draft->level);
}
static void draw_let_in_curve(Draft *draft) {
    draw_let_in(draft, 4 + draft->level);
}

static bool solve_let_in(const Facts *facts, Belief belief, float *path) {
    float c = facts->start;
    for (int t = 0; t < facts->steps; t++) {
        float i = facts->row[0][t], g = facts->row[1][t];
        if (belief == BELIEF_FORGETS_MEMORY)
            c = i * g;
        else if (belief == BELIEF_REPLACES)
            c = g;
        else if (belief == BELIEF_IGNORES_GATE)
            c += g;
        else if (belief == BELIEF_ONLY_LAST)
            c = facts->start + i * g;
        else if (belief != BELIEF_LETS_NOTHING_IN)
            c += gated(i, g, belief);
        path[t] = c;
    }
    return true;
}

/* ---- what is shown ---- */

static void draw_show(Draft *draft, int steps) {
    draw_lively(draft, steps);
    draft_weight(draft, "b_f", 0, draft_between(draft, 1, 3, 0.1f));
    draft_weight(draft, "b_i", 0, draft_between(draft, 0, 2, 0.1f));
    if (!draft->failed)
        draft_start(draft, signal_find(draft->cell->spec.kind, "c"),
                    draft_off_zero(draft, 1, 2, 0.05f));
}
static void draw_show_curve(Draft *draft) {
    draw_show(draft, 4 + draft->level);
}
static void draw_show_one(Draft *draft) {
    draw_show(draft, 1);
}

static float shown(float o, float c, Belief belief) {
    switch (belief) {
    case BELIEF_MEMORY_FOR_HIDDEN:
        return c;
    case BELIEF_SHOWS_ALL:
        return tanhf(c);
    case BELIEF_GATE_FOR_VALUE:
        return o;
    default:
        return gated(o, tanh_seen(c, belief), belief);
    }
}

static bool solve_show(const Facts *facts, Belief belief, float *path) {
    for (int t = 0; t < facts->steps; t++)
        path[t] = shown(facts->row[0][t], facts->row[1][t], belief);
    return true;
}

/* From the memory before to the hidden state; the output gate is the last row. */
static bool solve_whole(const Facts *facts, Belief belief, float *path) {
    float c = facts->start;
    for (int t = 0; t < facts->steps; t++) {
        c = written(facts->row[0][t], facts->row[1][t], facts->row[2][t], c, belief);
        path[t] = shown(facts->row[3][t], c, belief);
    }
    return true;
}

/* What is told of the state before is the memory, which the row of h does not begin with. */
static void find_memory_before(Draft *draft) {
    draft->item->facts.start = draft->cell->c0[0];
}

/* ---- coupled gates ---- */

static void draw_coupled(Draft *draft) {
    CellSpec spec;
    draw_lively(draft, 1 + draft->level);
    if (draft->failed)
        return;
    spec = draft->cell->spec;
    variant_set(&spec, variant_find(spec.kind, "coupled"), true);
    draft->failed = !cell_respec(draft->cell, &spec, draft->error);
}

static bool solve_coupled(const Facts *facts, Belief belief, float *path) {
    float c = facts->start;
    for (int t = 0; t < facts->steps; t++) {
        float f = facts->row[0][t], g = facts->row[1][t];
        float i = belief == BELIEF_SAME_GATE ? f : 1 - gate_seen(f, belief);
        path[t] = c =
            written(gate_seen(f, belief), i, g, c,
                    belief == BELIEF_ROUNDS_GATES || belief == BELIEF_TURNS_GATE_ROUND ? BELIEF_NONE
                                                                                       : belief);
    }
    return true;
}

/* ---- gradients ---- */

static void draw_gradient(Draft *draft) {
    int level = draft->level;
    draft->level = 0; /* no loop: the memory is the only way back */
    draw_lively(draft, 2 + level);
    draft->level = level;
    draft_weight(draft, "b_f", 0, draft_between(draft, 0.5f, 2, 0.1f));
    draft_weight(draft, "b_i", 0, draft_between(draft, 0, 2, 0.1f));
    draft->item->facts.start = 1;
}

static void find_gradient(Draft *draft) {
    int memory = cell_kind(draft->cell->spec.kind)->memory;
    draft_find_gradient(draft, memory, memory);
}

/* ---- the table ---- */

static const Generator ITEMS[] = {
    {.id = "write-curve",
     .idea = "write",
     .question = "Which picture is the {c:memory}?",
     .drawing = "Draw how the {c:memory} goes on.",
     .form = ITEM_CURVE,
     .asked = "c",
     .rows = {"f", "i", "g"},
     .starts = true,
     .worked = "$0 × s | + $1 × $2 | = r",
     .beliefs = {BELIEF_FORGETS_MEMORY, BELIEF_KEEPS_ALL, BELIEF_SWAPS_GATES, BELIEF_SUM_TO_ONE,
                 BELIEF_ROUNDS_GATES, BELIEF_TURNS_GATE_ROUND, BELIEF_IGNORES_GATE,
                 BELIEF_REPLACES},
     .draw = draw_curve,
     .solve = solve_write},
    {.id = "write-number",
     .idea = "write",
     .question = "What is the {c:memory} in the end?",
     .form = ITEM_NUMBER,
     .asked = "c",
     .rows = {"f", "i", "g"},
     .starts = true,
     .worked = "$0 × s | + $1 × $2 | = r",
     .beliefs = {BELIEF_FORGETS_MEMORY, BELIEF_KEEPS_ALL, BELIEF_SWAPS_GATES, BELIEF_SUM_TO_ONE,
                 BELIEF_ROUNDS_GATES, BELIEF_TURNS_GATE_ROUND, BELIEF_IGNORES_GATE,
                 BELIEF_REPLACES},
     .draw = draw_few,
     .solve = solve_write},
    {.id = "keep-number",
     .idea = "keep",
     .question = "Nothing is let in. What is the {c:memory} in the end?",
     .form = ITEM_NUMBER,
     .asked = "c",
     .rows = {"f"},
     .starts = true,
     .worked = "$0 | × s | = r",
     .beliefs = {BELIEF_ROUNDS_GATES, BELIEF_TURNS_GATE_ROUND, BELIEF_ONLY_LAST, BELIEF_AVERAGES,
                 BELIEF_SAME_EACH_STEP, BELIEF_ADDS, BELIEF_KEEPS_ALL, BELIEF_ONE_STEP_LESS},
     .draw = draw_keep_few,
     .solve = solve_keep},
    {.id = "keep-curve",
     .idea = "keep",
     .question = "Nothing is let in. Which picture is the {c:memory}?",
     .drawing = "Nothing is let in. Draw how the {c:memory} goes on.",
     .form = ITEM_CURVE,
     .asked = "c",
     .rows = {"f"},
     .starts = true,
     .worked = "$0 | × s | = r",
     .beliefs = {BELIEF_ROUNDS_GATES, BELIEF_TURNS_GATE_ROUND, BELIEF_ONLY_LAST, BELIEF_AVERAGES,
                 BELIEF_SAME_EACH_STEP, BELIEF_KEEPS_ALL, BELIEF_ONE_STEP_LESS},
     .draw = draw_keep_curve,
     .solve = solve_keep},
    {.id = "let-in-number",
     .idea = "let-in",
     .question = "Nothing is forgotten. What is the {c:memory} in the end?",
     .form = ITEM_NUMBER,
     .asked = "c",
     .rows = {"i", "g"},
     .starts = true,
     .worked = "s | + $0 × $1 | = r",
     .beliefs = {BELIEF_IGNORES_GATE, BELIEF_ROUNDS_GATES, BELIEF_TURNS_GATE_ROUND,
                 BELIEF_FORGETS_MEMORY, BELIEF_ADDS, BELIEF_ONLY_LAST, BELIEF_REPLACES,
                 BELIEF_LETS_NOTHING_IN},
     .draw = draw_let_in_few,
     .solve = solve_let_in},
    {.id = "let-in-curve",
     .idea = "let-in",
     .question = "Nothing is forgotten. Which picture is the {c:memory}?",
     .drawing = "Nothing is forgotten. Draw how the {c:memory} goes on.",
     .form = ITEM_CURVE,
     .asked = "c",
     .rows = {"i", "g"},
     .starts = true,
     .worked = "s | + $0 × $1 | = r",
     .beliefs = {BELIEF_IGNORES_GATE, BELIEF_ROUNDS_GATES, BELIEF_TURNS_GATE_ROUND,
                 BELIEF_FORGETS_MEMORY, BELIEF_ONLY_LAST, BELIEF_REPLACES, BELIEF_LETS_NOTHING_IN},
     .draw = draw_let_in_curve,
     .solve = solve_let_in},
    {.id = "show-curve",
     .idea = "show",
     .question = "Which picture is the {h:hidden state}?",
     .drawing = "Draw how the {h:hidden state} goes on.",
     .form = ITEM_CURVE,
     .asked = "h",
     .rows = {"o", "c"},
     .worked = "$0 | × tanh( $1 ) | = r",
     .beliefs = {BELIEF_MEMORY_FOR_HIDDEN, BELIEF_FORGETS_TANH, BELIEF_SHOWS_ALL,
                 BELIEF_GATE_FOR_VALUE, BELIEF_ROUNDS_GATES, BELIEF_SIGMOID_FOR_TANH,
                 BELIEF_TURNS_GATE_ROUND, BELIEF_ADDS},
     .draw = draw_show_curve,
     .solve = solve_show},
    {.id = "show-number",
     .idea = "show",
     .question = "What is the {h:hidden state}?",
     .form = ITEM_NUMBER,
     .asked = "h",
     .rows = {"o", "c"},
     .worked = "$0 | × tanh( $1 ) | = r",
     .beliefs = {BELIEF_MEMORY_FOR_HIDDEN, BELIEF_FORGETS_TANH, BELIEF_SHOWS_ALL,
                 BELIEF_GATE_FOR_VALUE, BELIEF_ROUNDS_GATES, BELIEF_SIGMOID_FOR_TANH,
                 BELIEF_TURNS_GATE_ROUND, BELIEF_ADDS},
     .draw = draw_show_one,
     .solve = solve_show},
    {.id = "whole-step",
     .idea = "show",
     .question = "The memory before is told. What is the {h:hidden state} in the end?",
     .form = ITEM_NUMBER,
     .asked = "h",
     .rows = {"f", "i", "g", "o"},
     .starts = true,
     .worked = "$3 × tanh( $0 × s | + $1 × $2 ) | = r",
     .beliefs = {BELIEF_MEMORY_FOR_HIDDEN, BELIEF_FORGETS_TANH, BELIEF_FORGETS_MEMORY,
                 BELIEF_KEEPS_ALL, BELIEF_SWAPS_GATES, BELIEF_SUM_TO_ONE, BELIEF_SHOWS_ALL,
                 BELIEF_GATE_FOR_VALUE},
     .draw = draw_few,
     .find = find_memory_before,
     .solve = solve_whole},
    {.id = "coupled",
     .idea = "coupled",
     .question = "The input gate is 1 − f. What is the {c:memory} in the end?",
     .form = ITEM_NUMBER,
     .asked = "c",
     .rows = {"f", "g"},
     .starts = true,
     .worked = "$0 × s | + ~0 × $1 | = r",
     .beliefs = {BELIEF_TURNS_GATE_ROUND, BELIEF_KEEPS_ALL, BELIEF_IGNORES_GATE, BELIEF_SAME_GATE,
                 BELIEF_FORGETS_MEMORY, BELIEF_ROUNDS_GATES, BELIEF_REPLACES},
     .draw = draw_coupled,
     .solve = solve_coupled},
    {.id = "gradient-lstm",
     .idea = "gradient",
     .question =
         "Gates and candidate do not look at the hidden state. How much of the last memory’s "
         "gradient reaches the memory before the first step?",
     .form = ITEM_NUMBER,
     .rows = {"f", "i"},
     .worked = "$0 | × s | = r",
     .beliefs = {BELIEF_WRONG_GATE, BELIEF_AVERAGES, BELIEF_ONLY_LAST, BELIEF_SAME_EACH_STEP,
                 BELIEF_TURNS_GATE_ROUND, BELIEF_ROUNDS_GATES, BELIEF_ADDS_UP,
                 BELIEF_ONE_STEP_LESS},
     .draw = draw_gradient,
     .find = find_gradient,
     .solve = solve_carried},
};

const Generators generators_lstm = {ITEMS, sizeof ITEMS / sizeof *ITEMS};
