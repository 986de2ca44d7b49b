/* explain.c: a condition with the numbers that it found, as a sentence. See condition.h.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lesson/condition/tree.h"

typedef struct Writer {
    const Values *values;
    char *text;
    size_t size, length;
} Writer;

static void put(Writer *writer, const char *format, ...) ERROR_FORMAT(2, 3);

static void put(Writer *writer, const char *format, ...) {
    va_list arguments;
    size_t left = writer->length < writer->size ? writer->size - writer->length : 0;
    va_start(arguments, format);
    int length = vsnprintf(left ? writer->text + writer->length : NULL, left, format, arguments);
    va_end(arguments);
    if (length > 0)
        writer->length += (size_t)length;
}

static const Node *node_of(const Writer *writer, int node) {
    return &writer->values->condition->nodes[node];
}

/* The node as the author wrote it. */
static void put_source(Writer *writer, int n) {
    const Node *node = node_of(writer, n);
    put(writer, "%.*s", (int)(node->end - node->start),
        writer->values->condition->text + node->start);
}

/* Four digits, or as many as it takes to tell the value from what it is compared with. */
static void put_value(Writer *writer, double value, double other) {
    char text[40], beside[40];
    for (int digits = 4; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        snprintf(beside, sizeof beside, "%.*g", digits, other);
        if (value == other || strcmp(text, beside) != 0)
            break;
    }
    put(writer, "%s", isnan(value) ? "not a number" : text);
}

/* " (which has 0.93)": the largest of those that argmax looked at. */
static void put_largest(Writer *writer, int n) {
    double wanted = writer->values->of[n];
    long before = 0;
    for (int k = node_of(writer, n)->left; k >= 0; k = node_of(writer, k)->next) {
        long count = node_of(writer, k)->count;
        if (wanted < (double)(before + count)) {
            put(writer, " (which has %.4g)",
                condition_element(writer->values, k, (long)wanted - before));
            return;
        }
        before += count;
    }
}

/* ", at step 7": where the least or greatest of a range was found. */
static void put_where(Writer *writer, int n) {
    const Node *reduction = node_of(writer, n);
    if (reduction->kind == NODE_ARGMAX) {
        put_largest(writer, n);
        return;
    }
    if (reduction->kind != NODE_MIN && reduction->kind != NODE_MAX)
        return;
    int range = reduction->left;
    const Node *signal = condition_range_of(writer->values->condition, range);
    if (!signal || signal->last == signal->first || node_of(writer, range)->next >= 0)
        return;
    long count = node_of(writer, range)->count, units = count / (signal->last - signal->first + 1);
    for (long k = 0; k < count; k++)
        if (condition_element(writer->values, range, k) == writer->values->of[n]) {
            put(writer, " (at step %ld)", signal->first + k / units);
            return;
        }
}

static const char *sign_of(NodeKind kind, bool mirror) {
    switch (kind) {
    case NODE_LESS:
        return mirror ? ">" : "<";
    case NODE_LESS_EQUAL:
        return mirror ? ">=" : "<=";
    case NODE_GREATER:
        return mirror ? "<" : ">";
    case NODE_GREATER_EQUAL:
        return mirror ? "<=" : ">=";
    case NODE_EQUAL:
        return "==";
    default:
        return "!=";
    }
}

static bool is_constant(const Writer *writer, int n) {
    const Node *node = node_of(writer, n);
    return node->kind == NODE_NUMBER ||
           (node->kind == NODE_NEGATE && is_constant(writer, node->left));
}

/* "lstm.c[0] @ 9 is 0.8731, not > 0.9" */
static void put_comparison(Writer *writer, int n) {
    const Node *node = node_of(writer, n);
    bool mirror = is_constant(writer, node->left) && !is_constant(writer, node->right);
    int subject = mirror ? node->right : node->left, other = mirror ? node->left : node->right;
    double value = writer->values->of[subject], bound = writer->values->of[other];
    put_source(writer, subject);
    put(writer, " is ");
    put_value(writer, value, bound);
    put_where(writer, subject);
    put(writer, ", %s %s ", writer->values->of[n] > 0 ? "which is" : "not",
        sign_of(node->kind, mirror));
    put_source(writer, other);
    if (is_constant(writer, other))
        return;
    put(writer, ", which is ");
    put_value(writer, bound, value);
    put_where(writer, other);
}

static bool same_truth(double a, double b) {
    return isnan(a) == isnan(b) && (a != 0) == (b != 0);
}

/* Of what is joined, only those parts that decide: of a broken "and" the broken ones, of an "or"
 * that holds those that hold. */
static void explain(Writer *writer, int n) {
    const Node *node = node_of(writer, n);
    const double *of = writer->values->of;
    if (node->kind == NODE_NOT) {
        explain(writer, node->left);
    } else if (node->kind == NODE_AND || node->kind == NODE_OR) {
        bool left = same_truth(of[node->left], of[n]);
        bool right = same_truth(of[node->right], of[n]);
        if (left)
            explain(writer, node->left);
        if (left && right)
            put(writer, "; ");
        if (right)
            explain(writer, node->right);
    } else {
        put_comparison(writer, n);
    }
}

void condition_explain(const Condition *condition, const struct Run *run, char *text, size_t size) {
    Values values;
    Writer writer = {.values = &values, .text = text, .size = size};
    if (size)
        text[0] = '\0';
    condition_values(&values, condition, run);
    explain(&writer, condition->root);
}
