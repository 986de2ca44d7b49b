/* tree.h: what parse.c, value.c and explain.c share of the nodes (lesson/claim.h). Private to this
 * folder.
 *
 * The nodes lie in one array, children before their parent, so that one pass from the first to the
 * last computes every single number once. A node of a range stands for `count` numbers, step after
 * step and unit after unit inside a step; only the reductions (min to argmax) make one number of
 * them. */
#ifndef GATESCOPE_LESSON_CONDITION_TREE_H
#define GATESCOPE_LESSON_CONDITION_TREE_H

#include "lesson/condition/condition.h"

enum { CONDITION_BYTES = 4000, CONDITION_NODES = 2048, CONDITION_DEPTH = 64 };

typedef enum NodeKind {
    NODE_NUMBER,
    NODE_SIGNAL,
    NODE_NEGATE,
    NODE_ABS,
    NODE_EXP,
    NODE_LOG10,
    NODE_ADD,
    NODE_SUBTRACT,
    NODE_MULTIPLY,
    NODE_DIVIDE,
    NODE_MIN,
    NODE_MAX,
    NODE_MEAN,
    NODE_PRODUCT,
    NODE_ARGMAX,
    NODE_PARAMETERS, /* of a cell, as it is in the run */
    NODE_GRADIENT,   /* of left by right, two numbers of one cell */
    NODE_LESS,       /* from here on: true or false */
    NODE_LESS_EQUAL,
    NODE_GREATER,
    NODE_GREATER_EQUAL,
    NODE_EQUAL,
    NODE_NOT_EQUAL,
    NODE_NOT,
    NODE_AND,
    NODE_OR,
} NodeKind;

typedef struct ConditionNode {
    NodeKind kind;
    int left, right; /* operands; of a reduction, left is its first argument */
    int next;        /* the argument after this one; -1: none */
    long count;      /* numbers that it stands for */
    double number;
    int cell, signal;
    int unit;          /* -1: all units */
    bool now;          /* of a signal: no step is written, it is the step that is asked about */
    long first, last;  /* steps */
    size_t start, end; /* its bytes in the text */
} Node;

static inline bool node_is_truth(const Node *node) {
    return node->kind >= NODE_LESS;
}

static inline bool node_is_comparison(const Node *node) {
    return node->kind >= NODE_LESS && node->kind <= NODE_NOT_EQUAL;
}

static inline bool node_is_reduction(const Node *node) {
    return node->kind >= NODE_MIN && node->kind <= NODE_ARGMAX;
}

/* The numbers that single nodes have in a run; truths are 0 and 1, and NaN where a NaN is compared,
 * which no "not" and no other part of the condition makes true again. */
typedef struct Values {
    const Condition *condition;
    const Run *run;
    long now; /* the step that is asked about */
    double of[CONDITION_NODES];
} Values;

void condition_values(Values *values, const Condition *condition, const Run *run);
/* The k-th number of a node: of a range its k-th, of a single one always that. */
double condition_element(const Values *values, int node, long k);
/* Whether the comparison is known to be true. */
bool condition_compare(NodeKind kind, double left, double right);
/* The first signal below the node whose count is the node's own; NULL: none. */
const Node *condition_range_of(const Condition *condition, int node);

#endif
