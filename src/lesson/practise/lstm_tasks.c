/* lstm_tasks.c: questions on LSTMs that do one thing: count, recall, add. See parts.h;
 * equations: engine/kinds/lstm.c. */
#include "lesson/practise/parts.h"

#define KIND "lstm"

static const float WIDE_OPEN = 12; /* a pre-activation at which a gate does not move */

/* Input 0 is a mark, 1 or 0, which opens the input gate wide or shuts it; input 1 is a value. */
static void draw_marked(Draft *draft, int steps, int marks) {
    int left = marks;
    draft_cell(draft, KIND, 2, 1, steps);
    draft_weight(draft, "W_xi", 0, 24);
    draft_weight(draft, "b_i", 0, -12);
    draft_weight(draft, "b_f", 0, WIDE_OPEN);
    draft_weight(draft, "W_xc", 1, 1);
    draft_weight(draft, "b_o", 0, WIDE_OPEN);
    for (int t = 0; t < steps; t++) {
        bool mark = draft_whole(draft, 1, steps - t) <= left;
        left -= mark;
        draft_input(draft, t, 0, mark);
        draft_input(draft, t, 1, draft_off_zero(draft, 0.1f, 1, 0.1f));
    }
}

/* Each 1 adds the same; the candidate follows the bias alone. */
static void draw_counting(Draft *draft) {
    int steps = 5 + draft->level;
    draw_marked(draft, steps, draft_whole(draft, 2, steps - 1));
    draft_weight(draft, "W_xc", 1, 0);
    draft_weight(draft, "b_c", 0, draft_between(draft, 0.2f, 0.9f, 0.1f));
    if (draft->level >= 2)
        draft_weight(draft, "b_f", 0, draft_between(draft, 1.2f, 2.6f, 0.1f));
    draft_tell(draft, "forget gate", ROLE_FORGET, 0, 2);
    draft_tell(draft, "what a 1 writes", ROLE_CANDIDATE, 0, 2);
}

static void find_counting(Draft *draft) {
    Item *item = draft->item;
    CellKind kind = draft->cell->spec.kind;
    const Trace *trace = draft->run->traces[0];
    item->facts.number[0] = trace_at(trace, signal_find(kind, "f"), 0, 0)[0];
    item->facts.number[1] = trace_at(trace, signal_find(kind, "g"), 0, 0)[0];
}

static bool solve_counting(const Facts *facts, Belief belief, float *path) {
    float f = facts->number[0], step = facts->number[1], c = 0, seen = 0, before = 0;
    for (int t = 0; t < facts->steps; t++) {
        float mark = belief == BELIEF_NO_MARK ? 1 : facts->row[0][t];
        float kept = belief == BELIEF_FORGETS_MEMORY ? 0 : belief == BELIEF_KEEPS_ALL ? 1 : f;
        seen += mark;
        before = mark > 0.5f ? c : before;
        c = kept * c + mark * (belief == BELIEF_ADDS_ONES ? 1
                               : belief == BELIEF_ADDS    ? 1 + step
                                                          : step);
        path[t] = belief == BELIEF_STAYS_BELOW_ONE ? tanhf(c)
                  : belief == BELIEF_AVERAGES      ? step * seen / (float)(t + 1)
                  : belief == BELIEF_ONE_STEP_LESS ? before
                                                   : c;
    }
    return true;
}

/* A mark forgets what was, and writes. */
static void draw_recall(Draft *draft) {
    draw_marked(draft, 5 + draft->level, 2);
    draft_weight(draft, "W_xf", 0, -24);
    draft_weight(draft, "b_f", 0, 12);
    if (!draft->failed)
        draft_start(draft, cell_kind(draft->cell->spec.kind)->memory,
                    draft_off_zero(draft, 0.2f, 0.9f, 0.05f));
}
static void draw_adding(Draft *draft) {
    draw_marked(draft, 5 + draft->level, draft->level < 2 ? 2 : 3);
}

/* What was marked: how often, the first, the last one, sum and product. */
typedef struct Marked {
    int count;
    float first, last, sum, product;
} Marked;

static void mark(Marked *marked, float value) {
    marked->first = marked->count++ ? marked->first : value;
    marked->last = value;
    marked->sum += value;
    marked->product *= value;
}

/* Of the rows gate and candidate the steps up to t, as the belief takes them. */
static Marked marked_until(const Facts *facts, Belief belief, int gate, int t) {
    Marked marked = {.product = 1};
    for (int k = 0; k <= t; k++) {
        bool open = facts->row[gate][k] > 0.5f;
        if (belief == BELIEF_NO_MARK || open != (belief == BELIEF_TURNS_GATE_ROUND))
            mark(&marked, facts->row[gate + 1][k]);
    }
    return marked;
}

static bool solve_recall(const Facts *facts, Belief belief, float *path) {
    for (int t = 0; t < facts->steps; t++) {
        Marked m = marked_until(facts, belief, 1, t);
        path[t] = belief == BELIEF_ONLY_FIRST        ? m.first
                  : belief == BELIEF_LETS_NOTHING_IN ? facts->start
                  : belief == BELIEF_ADDS_UP         ? facts->start + m.sum
                  : belief == BELIEF_AVERAGES        ? m.sum / (float)(m.count ? m.count : 1)
                  : belief == BELIEF_ONLY_LAST       ? facts->row[2][t]
                  : m.count                          ? m.last
                                                     : facts->start;
    }
    return true;
}

static bool solve_adding(const Facts *facts, Belief belief, float *path) {
    for (int t = 0; t < facts->steps; t++) {
        Marked m = marked_until(facts, belief, 0, t);
        path[t] = belief == BELIEF_ONLY_FIRST   ? m.first
                  : belief == BELIEF_REPLACES   ? m.last
                  : belief == BELIEF_MULTIPLIES ? m.product
                  : belief == BELIEF_AVERAGES   ? m.sum / (float)(m.count ? m.count : 1)
                  : belief == BELIEF_ONLY_LAST  ? facts->row[1][t]
                                                : m.sum;
    }
    return true;
}

/* ---- the table ---- */

static const Generator ITEMS[] = {
    {.id = "counting",
     .idea = "counting",
     .question = "A 1 opens the input gate, a 0 shuts it. What is the {c:memory} in the end?",
     .form = ITEM_NUMBER,
     .asked = "c",
     .rows = {"x"},
     .starts = true,
     .worked = "@0 × s | + $0 × @1 | = r",
     .beliefs = {BELIEF_FORGETS_MEMORY, BELIEF_NO_MARK, BELIEF_STAYS_BELOW_ONE,
                 BELIEF_ONE_STEP_LESS, BELIEF_AVERAGES, BELIEF_KEEPS_ALL, BELIEF_ADDS_ONES,
                 BELIEF_ADDS},
     .draw = draw_counting,
     .find = find_counting,
     .solve = solve_counting},
    {.id = "recall",
     .idea = "recall",
     .question = "What does the {c:memory} hold in the end?",
     .form = ITEM_NUMBER,
     .asked = "c",
     .rows = {"f", "i", "g"},
     .starts = true,
     .worked = "$0 × s | + $1 × $2 | = r",
     .beliefs = {BELIEF_ONLY_LAST, BELIEF_ONLY_FIRST, BELIEF_ADDS_UP, BELIEF_AVERAGES,
                 BELIEF_LETS_NOTHING_IN, BELIEF_TURNS_GATE_ROUND, BELIEF_NO_MARK},
     .draw = draw_recall,
     .solve = solve_recall},
    {.id = "adding",
     .idea = "adding",
     .question = "Nothing is forgotten, and the memory starts at 0. What does it hold in the end?",
     .form = ITEM_NUMBER,
     .asked = "c",
     .rows = {"i", "g"},
     .worked = "s | + $0 × $1 | = r",
     .beliefs = {BELIEF_REPLACES, BELIEF_ONLY_FIRST, BELIEF_MULTIPLIES, BELIEF_AVERAGES,
                 BELIEF_NO_MARK, BELIEF_TURNS_GATE_ROUND, BELIEF_ONLY_LAST},
     .draw = draw_adding,
     .solve = solve_adding},
};

const Generators generators_lstm_tasks = {ITEMS, sizeof ITEMS / sizeof *ITEMS};
