/* sizes.c: questions on numbers of weights and on shapes, of whatever kinds there are. See parts.h;
 * shapes: engine/spec.h. */
#include "lesson/practise/parts.h"

enum { INPUTS, UNITS, BLOCKS }; /* told; known */

/* A cell of any kind, of a few inputs and units; it has a step, so that it can be played. */
static void draw_sized(Draft *draft) {
    int most = 4 + 3 * draft->level;
    CellKind kind = (CellKind)draft_whole(draft, 0, cell_kind_count() - 1);
    CellSpec spec = cell_spec(kind, draft_whole(draft, 2, most), draft_whole(draft, 2, most));
    draft_spec(draft, &spec, 1);
    draft->item->facts.steps = 0;
    draft_tell(draft, "inputs", ROLE_INPUT, (float)spec.inputs, 0);
    draft_tell(draft, "units", ROLE_HIDDEN, (float)spec.hidden, 0);
    draft->item->asked = ROLE_HIDDEN;
}

/* ---- how many weights ---- */

static void draw_parameters(Draft *draft) {
    ProductInfo products[MAX_PRODUCTS];
    int blocks = 0;
    draw_sized(draft);
    if (draft->failed)
        return;
    for (int k = cell_products(&draft->cell->spec, products); k-- > 0;)
        blocks += products[k].block_count;
    draft_know(draft, BLOCKS, (float)blocks);
}

static void find_parameters(Draft *draft) {
    draft->item->path[0] = (float)cell_parameter_count(&draft->cell->spec);
}

/* How wide a state is, as the belief has it. */
static float width_seen(const Facts *facts, Belief belief) {
    float d = facts->number[INPUTS], h = facts->number[UNITS];
    return belief == BELIEF_COUNTS_INPUTS ? d : belief == BELIEF_COUNTS_BOTH ? d + h : h;
}

static bool solve_parameters(const Facts *facts, Belief belief, float *path) {
    float d = facts->number[INPUTS], h = width_seen(facts, belief), blocks = facts->number[BLOCKS];
    float from_h = belief == BELIEF_COUNTS_NO_LOOP     ? 0
                   : belief == BELIEF_COUNTS_LOOP_FLAT ? h
                                                       : h * h;
    float biases = belief == BELIEF_COUNTS_NO_BIAS ? 0 : belief == BELIEF_COUNTS_ONE_BIAS ? 1 : h;
    if (blocks < 2 && belief == BELIEF_COUNTS_GATES_ONLY)
        return false;
    if (belief == BELIEF_COUNTS_GATES_ONLY)
        blocks--;
    if (belief == BELIEF_COUNTS_ONE_MORE)
        blocks++;
    path[0] = blocks * (d * h + from_h + biases);
    return true;
}

/* ---- shapes ---- */

enum { SAMPLES = 2 }; /* told */

static void draw_state(Draft *draft) {
    draw_sized(draft);
    draft_tell(draft, "samples", ROLE_CELL, (float)draft_whole(draft, 2, 5 + 2 * draft->level), 0);
}

/* So many numbers as a run of that many rows has in its last step. */
static void find_state(Draft *draft) {
    int samples = (int)draft->item->facts.number[SAMPLES];
    Trace *trace = trace_new(&draft->cell->spec, 1, samples, draft->error);
    draft->failed = !trace;
    if (trace)
        draft->item->path[0] = (float)(trace->batch * signal_width(&trace->spec, SIGNAL_H));
    trace_free(trace);
}

static bool solve_state(const Facts *facts, Belief belief, float *path) {
    float d = facts->number[INPUTS], h = facts->number[UNITS], n = facts->number[SAMPLES];
    path[0] = belief == BELIEF_COUNTS_INPUTS    ? n * d
              : belief == BELIEF_COUNTS_BOTH    ? n * (d + h)
              : belief == BELIEF_COUNTS_ONE_ROW ? h
              : belief == BELIEF_COUNTS_WEIGHTS ? d * h
              : belief == BELIEF_COUNTS_LOOP    ? h * h
                                                : n * h;
    return true;
}

/* The weights that one gate, or the candidate, has for the last state. */
static void find_loop(Draft *draft) {
    ProductInfo products[MAX_PRODUCTS];
    const CellSpec *spec = &draft->cell->spec;
    cell_products(spec, products);
    int weight = products[0].blocks[0].from_h;
    draft->item->path[0] = (float)(weight_rows(spec, weight) * weight_columns(spec, weight));
}

static bool solve_loop_size(const Facts *facts, Belief belief, float *path) {
    float d = facts->number[INPUTS], h = facts->number[UNITS], n = facts->number[SAMPLES];
    path[0] = belief == BELIEF_COUNTS_FROM_INPUT  ? d * h
              : belief == BELIEF_COUNTS_LOOP_FLAT ? h
              : belief == BELIEF_COUNTS_INPUT_TOO ? (d + h) * h
              : belief == BELIEF_COUNTS_STATE     ? n * h
              : belief == BELIEF_COUNTS_INPUTS    ? d * d
                                                  : h * h;
    return true;
}

/* ---- the table ---- */

static const Generator ITEMS[] = {
    {.id = "parameters",
     .idea = "parameters",
     .question = "How many weights and biases does this %s have?",
     .form = ITEM_COUNT,
     .worked = "@2 × ( @0 × @1 + | @1 × @1 + @1 ) | = r",
     .beliefs = {BELIEF_COUNTS_NO_BIAS, BELIEF_COUNTS_GATES_ONLY, BELIEF_COUNTS_NO_LOOP,
                 BELIEF_COUNTS_LOOP_FLAT, BELIEF_COUNTS_ONE_MORE, BELIEF_COUNTS_INPUTS,
                 BELIEF_COUNTS_ONE_BIAS, BELIEF_COUNTS_BOTH},
     .draw = draw_parameters,
     .find = find_parameters,
     .solve = solve_parameters},
    {.id = "state-size",
     .idea = "shapes",
     .question = "How many numbers does the hidden state of this %s have, for all samples?",
     .form = ITEM_COUNT,
     .worked = "@2 | × @1 | = r",
     .beliefs = {BELIEF_COUNTS_INPUTS, BELIEF_COUNTS_BOTH, BELIEF_COUNTS_ONE_ROW,
                 BELIEF_COUNTS_WEIGHTS, BELIEF_COUNTS_LOOP},
     .draw = draw_state,
     .find = find_state,
     .solve = solve_state},
    {.id = "loop-size",
     .idea = "shapes",
     .question =
         "How many weights lead from the last hidden state of this %s into one of its sums, "
         "for all units?",
     .form = ITEM_COUNT,
     .worked = "@1 | × @1 | = r",
     .beliefs = {BELIEF_COUNTS_FROM_INPUT, BELIEF_COUNTS_LOOP_FLAT, BELIEF_COUNTS_INPUT_TOO,
                 BELIEF_COUNTS_STATE, BELIEF_COUNTS_INPUTS},
     .draw = draw_state,
     .find = find_loop,
     .solve = solve_loop_size},
};

const Generators generators_sizes = {ITEMS, sizeof ITEMS / sizeof *ITEMS};
