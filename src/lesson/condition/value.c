/* value.c: whether a condition holds in a run, and how far it is from holding. */
#include <math.h>

#include "lesson/condition/tree.h"

static const Node *node_of(const Values *values, int node) {
    return &values->condition->nodes[node];
}

static double signal_value(const Values *values, const Node *node, long k) {
    const Trace *trace = values->run->traces[node->cell];
    int units = node->unit < 0 ? signal_width(&trace->spec, node->signal) : 1;
    long step = node->now ? values->now : node->first + k / units;
    int unit = node->unit < 0 ? (int)(k % units) : node->unit;
    return (double)trace_at(trace, node->signal, step, 0)[unit];
}

double condition_element(const Values *values, int n, long k) {
    const Node *node = node_of(values, n);
    if (node->count == 1)
        return values->of[n];
    switch (node->kind) {
    case NODE_SIGNAL:
        return signal_value(values, node, k);
    case NODE_NEGATE:
        return -condition_element(values, node->left, k);
    case NODE_ABS:
        return fabs(condition_element(values, node->left, k));
    case NODE_EXP:
        return exp(condition_element(values, node->left, k));
    case NODE_LOG10:
        return log10(condition_element(values, node->left, k));
    case NODE_ADD:
        return condition_element(values, node->left, k) + condition_element(values, node->right, k);
    case NODE_SUBTRACT:
        return condition_element(values, node->left, k) - condition_element(values, node->right, k);
    case NODE_MULTIPLY:
        return condition_element(values, node->left, k) * condition_element(values, node->right, k);
    case NODE_DIVIDE:
        return condition_element(values, node->left, k) / condition_element(values, node->right, k);
    default:
        return NAN; /* nothing else stands for several numbers */
    }
}

/* A NaN stays a NaN: it must not disappear in a minimum. */
static double lesser(double a, double b) {
    return isnan(a) || a < b ? a : b;
}

static double greater(double a, double b) {
    return isnan(a) || a > b ? a : b;
}

typedef struct Summary {
    double low, high, sum, product;
    long count, highest; /* highest: which one is the first of the largest */
} Summary;

static void summarize(Summary *summary, double value) {
    if (summary->count == 0 || (value > summary->high && !isnan(summary->high)))
        summary->highest = summary->count;
    summary->low = lesser(summary->low, value);
    summary->high = greater(summary->high, value);
    summary->sum += value;
    summary->product *= value;
    summary->count++;
}

static double reduce(const Values *values, const Node *reduction) {
    Summary summary = {.low = INFINITY, .high = -INFINITY, .product = 1};
    for (int n = reduction->left; n >= 0; n = node_of(values, n)->next) {
        for (long k = 0; k < node_of(values, n)->count; k++)
            summarize(&summary, condition_element(values, n, k));
    }
    switch (reduction->kind) {
    case NODE_MIN:
        return summary.low;
    case NODE_MAX:
        return summary.high;
    case NODE_MEAN:
        return summary.sum / (double)summary.count;
    case NODE_PRODUCT:
        return summary.product;
    default:
        return isnan(summary.high) ? NAN : (double)summary.highest;
    }
}

/* All later numbers by the one on the right; of them the one on the left. */
static double gradient(const Values *values, const Node *node) {
    const Node *of = node_of(values, node->left), *by = node_of(values, node->right);
    Tangent *tangent = values->condition->tangents[of->cell];
    TangentSeed seed = {by->signal, by->unit, by->first};
    tangent_run(tangent, values->run->traces[of->cell], values->run->cells[of->cell], &seed, NULL,
                0);
    if (of->first < tangent->from || of->first >= tangent->to)
        return NAN; /* the run has fewer steps than the lesson had */
    return (double)tangent_at(tangent, of->signal, of->first)[of->unit];
}

/* Infinity is equal to itself only. */
static bool nearly_equal(double a, double b) {
    return a == b || isinf(a) || isinf(b) ? a == b : fabs(a - b) <= 1e-6 * fmax(fabs(a), fabs(b));
}

bool condition_compare(NodeKind kind, double left, double right) {
    if (isnan(left) || isnan(right))
        return false;
    switch (kind) {
    case NODE_LESS:
        return left < right;
    case NODE_LESS_EQUAL:
        return left <= right;
    case NODE_GREATER:
        return left > right;
    case NODE_GREATER_EQUAL:
        return left >= right;
    case NODE_EQUAL:
        return nearly_equal(left, right);
    default:
        return !nearly_equal(left, right);
    }
}

/* What is not known stays so: see Values. */
static double truth_of(const Node *node, double left, double right) {
    bool both = node->kind != NODE_NOT;
    if (isnan(left) || (both && isnan(right)))
        return NAN;
    switch (node->kind) {
    case NODE_NOT:
        return left == 0;
    case NODE_AND:
        return left != 0 && right != 0;
    case NODE_OR:
        return left != 0 || right != 0;
    default:
        return condition_compare(node->kind, left, right);
    }
}

static double single_value(const Values *values, const Node *node) {
    double left = values->of[node->left], right = values->of[node->right];
    switch (node->kind) {
    case NODE_NUMBER:
        return node->number;
    case NODE_SIGNAL:
        return signal_value(values, node, 0);
    case NODE_NEGATE:
        return -left;
    case NODE_ABS:
        return fabs(left);
    case NODE_EXP:
        return exp(left);
    case NODE_LOG10:
        return log10(left);
    case NODE_ADD:
        return left + right;
    case NODE_SUBTRACT:
        return left - right;
    case NODE_MULTIPLY:
        return left * right;
    case NODE_DIVIDE:
        return left / right;
    case NODE_MIN:
    case NODE_MAX:
    case NODE_MEAN:
    case NODE_PRODUCT:
    case NODE_ARGMAX:
        return reduce(values, node);
    case NODE_PARAMETERS:
        return (double)cell_parameter_count(&values->run->cells[node->cell]->spec);
    case NODE_GRADIENT:
        return gradient(values, node);
    default:
        return truth_of(node, left, right);
    }
}

static void values_at(Values *values, const Condition *condition, const Run *run, long now) {
    values->condition = condition;
    values->run = run;
    values->now = now;
    values->of[0] = 0;
    for (int n = 0; n < condition->node_count; n++)
        values->of[n] = 0;
    for (int n = 0; n < condition->node_count; n++)
        if (condition->nodes[n].count == 1)
            values->of[n] = single_value(values, &condition->nodes[n]);
}

void condition_values(Values *values, const Condition *condition, const Run *run) {
    values_at(values, condition, run, 0);
}

double condition_number(const Condition *condition, const struct Run *run) {
    Values values;
    condition_values(&values, condition, run);
    return values.of[condition->root];
}

bool condition_holds_at(const Condition *condition, const struct Run *run, long step) {
    Values values;
    values_at(&values, condition, run, step);
    return values.of[condition->root] > 0;
}

long condition_step(const Condition *condition, const struct Run *run, long *count) {
    long first = -1;
    *count = 0;
    for (long step = 0; step < run->lesson->steps; step++)
        if (condition_holds_at(condition, run, step) && !(*count)++)
            first = step;
    return first;
}

bool condition_signal(const Condition *condition, int *cell, int *signal, int *unit) {
    for (int n = 0; n < condition->node_count; n++) {
        const Node *node = &condition->nodes[n];
        if (node->kind != NODE_SIGNAL)
            continue;
        *cell = node->cell;
        *signal = node->signal;
        *unit = node->unit;
        return true;
    }
    return false;
}

bool condition_holds(const Condition *condition, const struct Run *run) {
    Values values;
    condition_values(&values, condition, run);
    return values.of[condition->root] > 0;
}

const Node *condition_range_of(const Condition *condition, int n) {
    const Node *node = &condition->nodes[n];
    const Node *found = NULL;
    if (node->kind == NODE_SIGNAL)
        return node;
    if (node->kind >= NODE_NEGATE && node->kind <= NODE_DIVIDE) {
        if (condition->nodes[node->left].count == node->count)
            found = condition_range_of(condition, node->left);
        if (!found && node->kind >= NODE_ADD && condition->nodes[node->right].count == node->count)
            found = condition_range_of(condition, node->right);
    }
    return found;
}

/* How far parts of a condition have come: `sum` of `parts` shares, and steps counted. */
typedef struct Progress {
    double sum;
    int parts;
    long done, total;
} Progress;

/* One number that should come up to another: 1 minus the gap, seen against the larger of them. */
static double closeness(double left, double right) {
    double share = 1 - fabs(left - right) / fmax(1, fmax(fabs(left), fabs(right)));
    return share > 0 ? share : 0; /* also where it is NaN */
}

static NodeKind mirrored(NodeKind kind) {
    switch (kind) {
    case NODE_LESS:
        return NODE_GREATER;
    case NODE_LESS_EQUAL:
        return NODE_GREATER_EQUAL;
    case NODE_GREATER:
        return NODE_LESS;
    case NODE_GREATER_EQUAL:
        return NODE_LESS_EQUAL;
    default:
        return kind;
    }
}

/* min(range) > v and max(range) < v say something of every step; other comparisons do not. */
static bool about_every_step(const Condition *condition, int n, NodeKind compare) {
    const Node *node = &condition->nodes[n];
    bool low = node->kind == NODE_MIN && (compare == NODE_GREATER || compare == NODE_GREATER_EQUAL);
    bool high = node->kind == NODE_MAX && (compare == NODE_LESS || compare == NODE_LESS_EQUAL);
    return (low || high) && condition->nodes[node->left].next < 0 &&
           condition->nodes[node->left].count > 1 && condition_range_of(condition, node->left);
}

/* Counts the steps of a range in which all its units compare well with the bound. */
static Progress steps_progress(const Values *values, int range, NodeKind compare, double bound) {
    const Node *signal = condition_range_of(values->condition, range);
    long steps = signal->last - signal->first + 1;
    long units = node_of(values, range)->count / steps, done = 0;
    for (long step = 0; step < steps; step++) {
        bool good = true;
        for (long unit = 0; unit < units && good; unit++)
            good = condition_compare(compare, condition_element(values, range, step * units + unit),
                                     bound);
        done += good;
    }
    return (Progress){(double)done / (double)steps, 1, done, steps};
}

static Progress comparison_progress(const Values *values, const Node *node) {
    double left = values->of[node->left], right = values->of[node->right];
    NodeKind mirror = mirrored(node->kind);
    if (about_every_step(values->condition, node->left, node->kind))
        return steps_progress(values, node_of(values, node->left)->left, node->kind, right);
    if (about_every_step(values->condition, node->right, mirror))
        return steps_progress(values, node_of(values, node->right)->left, mirror, left);
    bool holds = condition_compare(node->kind, left, right);
    return (Progress){holds                          ? 1
                      : node->kind == NODE_NOT_EQUAL ? 0
                                                     : closeness(left, right),
                      1, 0, 0};
}

static Progress progress_of(const Values *values, int n) {
    const Node *node = node_of(values, n);
    if (node_is_comparison(node))
        return comparison_progress(values, node);
    if (node->kind == NODE_NOT)
        return (Progress){values->of[n] > 0, 1, 0, 0};
    Progress left = progress_of(values, node->left), right = progress_of(values, node->right);
    if (node->kind == NODE_OR)
        return left.sum / left.parts >= right.sum / right.parts ? left : right;
    return (Progress){left.sum + right.sum, left.parts + right.parts, left.done + right.done,
                      left.total + right.total};
}

float condition_progress(const Condition *condition, const struct Run *run, int *done, int *total) {
    const double ALMOST = 0.99;
    Values values;
    condition_values(&values, condition, run);
    Progress progress = progress_of(&values, condition->root);
    double share = progress.sum / progress.parts;
    *done = (int)progress.done;
    *total = (int)progress.total;
    if (values.of[condition->root] > 0)
        return 1;
    return (float)(share < ALMOST ? share : ALMOST);
}

long condition_last_step(const Condition *condition) {
    long last = -1;
    for (int n = 0; n < condition->node_count; n++)
        if (condition->nodes[n].kind == NODE_SIGNAL && condition->nodes[n].last > last)
            last = condition->nodes[n].last;
    return last;
}

Phase condition_last_phase(const Condition *condition, const Lesson *lesson) {
    long last = condition_last_step(condition);
    Phase phase = PHASE_SHOW;
    for (int n = 0; n < condition->node_count; n++) {
        const Node *node = &condition->nodes[n];
        if (node->kind != NODE_SIGNAL || node->last != last)
            continue;
        CellKind kind = lesson->cells[node->cell].cell->spec.kind;
        Phase known = cell_kind(kind)->signals[node->signal].phase;
        phase = known < phase ? known : phase;
    }
    return phase;
}
