/* band.c: where a condition wants single numbers to lie, so that it can be shown beside them. */
#include <math.h>

#include "lesson/condition/tree.h"

typedef struct Bands {
    const Condition *condition;
    ConditionBand *bands;
    int count, most;
} Bands;

static const Node *node_at(const Bands *bands, int node) {
    return &bands->condition->nodes[node];
}

static bool constant(const Bands *bands, int n, double *value) {
    const Node *node = node_at(bands, n);
    bool negative = node->kind == NODE_NEGATE;
    if (negative)
        node = node_at(bands, node->left);
    *value = negative ? -node->number : node->number;
    return node->kind == NODE_NUMBER;
}

/* The signal that a bound is about: itself, or each of a range whose largest stays below, or whose
 * least above. NULL: the bound says nothing of single numbers. */
static const Node *bounded(const Bands *bands, int n, bool above) {
    const Node *node = node_at(bands, n);
    if (node->kind == (above ? NODE_MIN : NODE_MAX) && node_at(bands, node->left)->next < 0)
        node = node_at(bands, node->left);
    return node->kind == NODE_SIGNAL && (node->count == 1 || node != node_at(bands, n)) ? node
                                                                                        : NULL;
}

static ConditionBand *band_of(Bands *bands, const Node *node) {
    for (int k = 0; k < bands->count; k++) {
        const ConditionBand *band = &bands->bands[k];
        if (band->cell == node->cell && band->signal == node->signal && band->unit == node->unit &&
            band->first == node->first && band->last == node->last)
            return &bands->bands[k];
    }
    if (bands->count == bands->most)
        return NULL;
    ConditionBand *band = &bands->bands[bands->count++];
    *band = (ConditionBand){.cell = node->cell,
                            .signal = node->signal,
                            .unit = node->unit,
                            .first = node->first,
                            .last = node->last,
                            .low = -INFINITY,
                            .high = INFINITY};
    return band;
}

static void add_bound(Bands *bands, int signal, bool above, double value) {
    const Node *node = bounded(bands, signal, above);
    ConditionBand *band = node ? band_of(bands, node) : NULL;
    if (band && above)
        band->low = fmaxf(band->low, (float)value);
    else if (band)
        band->high = fminf(band->high, (float)value);
}

static void add_comparison(Bands *bands, const Node *node) {
    double value;
    bool less = node->kind == NODE_LESS || node->kind == NODE_LESS_EQUAL;
    if (node->kind == NODE_EQUAL || node->kind == NODE_NOT_EQUAL)
        return; /* no width, or all but a point */
    if (constant(bands, node->right, &value))
        add_bound(bands, node->left, !less, value);
    else if (constant(bands, node->left, &value))
        add_bound(bands, node->right, less, value);
}

/* What holds together: only "and" lies above it. */
static void walk(Bands *bands, int n) {
    const Node *node = node_at(bands, n);
    if (node->kind == NODE_AND) {
        walk(bands, node->left);
        walk(bands, node->right);
    } else if (node_is_comparison(node)) {
        add_comparison(bands, node);
    }
}

int condition_bands(const Condition *condition, ConditionBand *bands, int most) {
    Bands found = {condition, bands, 0, most};
    walk(&found, condition->root);
    return found.count;
}
