/* parts.h: what generators are made of. Private to lesson/practise. */
#ifndef GATESCOPE_LESSON_PRACTISE_PARTS_H
#define GATESCOPE_LESSON_PRACTISE_PARTS_H

#include <math.h>

#include "engine/random.h"
#include "lesson/practise/item.h"
#include "lesson/run/run.h"

/* An item while it is drawn. */
typedef struct Draft {
    Random random;
    int level;
    Item *item;
    Cell *cell; /* of the item's lesson */
    Run *run;   /* of the lesson, once it is drawn */
    Error *error;
    bool unfit;  /* its numbers make no good question */
    bool failed; /* memory lacked */
} Draft;

/* A way to make questions. */
typedef struct Generator {
    const char *id, *idea;
    const char *question; /* a phrase */
    const char *drawing;  /* of an item that is drawn; NULL: it cannot be */
    ItemForm form;
    const char *asked;           /* a signal of the cell; NULL: what `find` finds */
    const char *rows[ITEM_ROWS]; /* signals that are told over the steps */
    bool starts;                 /* the state before the first step is told */
    int decimals;                /* of the answer; 0 with ITEM_NUMBER: 2 */
    /* The first step in tokens, with a space between: $0 row 0; ~0 what it leaves to 1; @0 number 0;
     * s what it starts with; r the answer; | the next phase; all else as it stands. */
    const char *worked;
    /* BELIEF_NONE behind the last. Their order stays, new ones go to the end: answers that are kept
     * count them (answer.h). */
    Belief beliefs[ITEM_BELIEFS];
    void (*draw)(Draft *draft); /* the cell, its weights and inputs, numbers that are told */
    void (*find)(Draft *draft); /* item->path, where it is no signal; NULL: `asked` is */
    /* What one with the belief computes, step by step; false: nothing to say. */
    bool (*solve)(const Facts *facts, Belief belief, float path[ITEM_STEPS]);
} Generator;

/* The tables: a file each. */
typedef struct Generators {
    const Generator *items;
    int count;
} Generators;
extern const Generators generators_lstm, generators_lstm_sums, generators_lstm_tasks,
    generators_gru, generators_rnn, generators_sizes;
const Generator *generator_at(int generator);

/* ---- drawing (draft.c) ---- */

/* A number between two ends, both included, on a grid (0.1: 0.3, 0.4 ...). */
float draft_between(Draft *draft, float low, float high, float grid);
/* The same, at least `least` away from 0. */
float draft_off_zero(Draft *draft, float least, float most, float grid);
bool draft_toss(Draft *draft);
/* A whole number, both ends included. */
int draft_whole(Draft *draft, int low, int high);

/* The cell, all weights 0, and room for that many steps. */
void draft_cell(Draft *draft, const char *kind, int inputs, int units, int steps);
void draft_spec(Draft *draft, const CellSpec *spec, int steps);
void draft_weight(Draft *draft, const char *name, int row, float value); /* to unit 0 */
void draft_input(Draft *draft, int step, int input, float value);
/* All inputs at random, in tenths. */
void draft_inputs(Draft *draft, float low, float high);
/* The state that is remembered, and h, before the first step: of unit 0. */
void draft_start(Draft *draft, int signal, float value);

/* A number that is told. */
void draft_tell(Draft *draft, const char *label, Role role, float value, int decimals);
/* A weight that is set and told. */
void draft_tell_weight(Draft *draft, const char *name, int row, float value);
/* A number that the worked step and the beliefs need, behind those that are told. */
void draft_know(Draft *draft, int number, float value);

/* Makes the item's numbers from the lesson: runs it, takes rows and path. */
void draft_run(Draft *draft, const Generator *generator);
/* Derivative of unit 0 of `of` at each step by unit 0 of `by` before the first step: item->path. */
void draft_find_gradient(Draft *draft, int of, int by);

/* What the right choice is to be among the four, drawn beforehand: which of them by size, by how much
 * it moves, by nearness to the others. 0 to 3; -1: any. */
typedef struct Aim {
    int size, moves, centre;
} Aim;

/* Takes wrong choices from the beliefs and shuffles all four: false where there are not three that
 * differ and fit the aim. (choose.c) */
bool draft_choose(Draft *draft, const Aim *aim);

/* ---- what beliefs have in common ---- */

/* The product of the first row's gates up to each step, as a Generator's solve. (carried.c) */
bool solve_carried(const Facts *facts, Belief belief, float *path);

/* Where the name of a drawn item's answers ends: "write-curve-drawn". */
#define DRAWN_NAME "-drawn"

static inline float sigmoid_of(float v) {
    return 1 / (1 + expf(-v));
}
static inline float clip_of(float v, float low, float high) {
    return v < low ? low : v > high ? high : v;
}
/* A gate as one who holds the belief sees it. */
static inline float gate_seen(float gate, Belief belief) {
    if (belief == BELIEF_ROUNDS_GATES)
        return gate < 0.5f ? 0 : 1;
    return belief == BELIEF_TURNS_GATE_ROUND ? 1 - gate : gate;
}
/* A gate and what it lets pass. */
static inline float gated(float gate, float value, Belief belief) {
    return belief == BELIEF_ADDS ? gate + value : gate_seen(gate, belief) * value;
}
static inline float tanh_seen(float v, Belief belief) {
    switch (belief) {
    case BELIEF_FORGETS_TANH:
        return v;
    case BELIEF_SIGMOID_FOR_TANH:
        return sigmoid_of(v);
    case BELIEF_CLIPS:
        return clip_of(v, -1, 1);
    default:
        return tanhf(v);
    }
}
static inline float sigmoid_seen(float v, Belief belief) {
    switch (belief) {
    case BELIEF_FORGETS_SIGMOID:
        return v;
    case BELIEF_TANH_FOR_SIGMOID:
        return tanhf(v);
    case BELIEF_CLIPS:
        return clip_of(v, 0, 1);
    case BELIEF_ROUNDS_GATES:
        return v < 0 ? 0 : 1;
    case BELIEF_TURNS_GATE_ROUND:
        return 1 - sigmoid_of(v);
    default:
        return sigmoid_of(v);
    }
}

#endif
