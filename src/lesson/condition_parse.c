/* condition_parse.c: from text to nodes, by recursive descent along the grammar of condition.h. */
#include <stdlib.h>
#include <string.h>

#include "lesson/condition_tree.h"
#include "lesson/scan.h"

typedef struct Parser {
    Scan scan;
    Condition *condition;
    int capacity;
    int depth;      /* of nesting */
    int reductions; /* open min, max, ...: only inside them may a range stand */
} Parser;

enum { FAILED = -1 };

static int parse_condition(Parser *parser);
static int parse_sum(Parser *parser);

static int fault(const Parser *parser, size_t at, const char *what, const char *expected) {
    scan_fault(&parser->scan, at, "%s", what);
    if (expected)
        error_expected(parser->scan.error, "%s", expected);
    return FAILED;
}

static Node *node_at(const Parser *parser, int node) {
    return &parser->condition->nodes[node];
}

static bool make_room(Parser *parser) {
    Condition *condition = parser->condition;
    if (condition->node_count < parser->capacity)
        return true;
    int capacity = parser->capacity ? parser->capacity * 2 : 16;
    Node *nodes = realloc(condition->nodes, (size_t)capacity * sizeof *nodes);
    if (!nodes)
        return error_memory(parser->scan.error, (size_t)capacity * sizeof *nodes, "a condition");
    condition->nodes = nodes;
    parser->capacity = capacity;
    return true;
}

/* Appends a node that ends where the scan is. */
static int add(Parser *parser, Node node) {
    Condition *condition = parser->condition;
    if (condition->node_count == CONDITION_NODES)
        return fault(parser, node.start, "the condition has too many parts", NULL);
    if (!make_room(parser))
        return FAILED;
    node.end = parser->scan.at;
    node.next = -1;
    condition->nodes[condition->node_count] = node;
    return condition->node_count++;
}

static bool must_be_number(const Parser *parser, int node) {
    return !node_is_truth(node_at(parser, node)) ||
           fault(parser, node_at(parser, node)->start, "a comparison stands where a number should",
                 "a number or a signal") != FAILED;
}

static bool must_be_truth(const Parser *parser, int node) {
    return node_is_truth(node_at(parser, node)) ||
           fault(parser, node_at(parser, node)->start, "this is a number and compares nothing",
                 "a comparison, such as lstm.c[0] @ 9 > 0.9") != FAILED;
}

static bool deeper(Parser *parser) {
    return ++parser->depth <= CONDITION_DEPTH ||
           fault(parser, parser->scan.at, "the condition is nested too deep",
                 "at most 64 levels") != FAILED;
}

static int parse_number(Parser *parser, size_t start) {
    double number;
    if (!scan_number(&parser->scan, &number))
        return FAILED;
    return add(parser, (Node){.kind = NODE_NUMBER, .count = 1, .number = number, .start = start});
}

/* A step that the signal has: 0 to steps - 1, and -1 for what has an initial state. */
static bool parse_step(Parser *parser, const SignalInfo *signal, long *step) {
    long steps = parser->scan.lesson->steps;
    scan_space(&parser->scan);
    size_t start = parser->scan.at;
    if (!scan_integer(&parser->scan, step))
        return false;
    if (*step >= (signal->has_initial ? -1 : 0) && *step < steps)
        return true;
    scan_fault(&parser->scan, start, "%s has no step %ld", signal->name, *step);
    error_expected(parser->scan.error, "%d to %ld", signal->has_initial ? -1 : 0, steps - 1);
    return false;
}

static bool parse_steps(Parser *parser, const SignalInfo *signal, Node *node) {
    if (!scan_sign(&parser->scan, "@"))
        return fault(parser, parser->scan.at, "the step is missing", "\"@\" and a step") != FAILED;
    if (!parse_step(parser, signal, &node->first))
        return false;
    node->last = node->first;
    if (!scan_sign(&parser->scan, ".."))
        return true;
    if (!parser->reductions)
        return fault(parser, node->start, "a range of steps stands for many numbers",
                     "min, max, mean, product or argmax around it") != FAILED;
    scan_space(&parser->scan);
    size_t start = parser->scan.at;
    if (!parse_step(parser, signal, &node->last))
        return false;
    return node->last >= node->first ||
           fault(parser, start, "the range ends before it begins", NULL) != FAILED;
}

/* "[unit]", which may be left out where there is only one, and inside min, max and the like. */
static bool parse_unit(Parser *parser, const SignalInfo *signal, int width, Node *node) {
    scan_space(&parser->scan);
    node->unit = width == 1 ? 0 : -1;
    if (parser->scan.text[parser->scan.at] == '[')
        return scan_index(&parser->scan, signal->class == SIGNAL_INPUT ? "input" : "unit", width,
                          &node->unit);
    if (width == 1 || parser->reductions)
        return true;
    scan_fault(&parser->scan, parser->scan.at, "%s has %d units: which one?", signal->name, width);
    error_expected(parser->scan.error, "[0] to [%d]", width - 1);
    return false;
}

static int parse_signal(Parser *parser, size_t start) {
    Node node = {.kind = NODE_SIGNAL, .start = start};
    node.cell = scan_cell(&parser->scan);
    if (node.cell < 0)
        return FAILED;
    if (!scan_sign(&parser->scan, "."))
        return fault(parser, parser->scan.at, "the cell's signal is missing", "\".\" and a signal");
    node.signal = scan_signal(&parser->scan, node.cell);
    if (node.signal < 0)
        return FAILED;
    const CellSpec *spec = &parser->scan.lesson->cells[node.cell].cell->spec;
    const SignalInfo *signal = &cell_kind(spec->kind)->signals[node.signal];
    int width = signal_width(spec, node.signal);
    if (!parse_unit(parser, signal, width, &node) || !parse_steps(parser, signal, &node))
        return FAILED;
    node.count = (node.last - node.first + 1) * (node.unit < 0 ? width : 1);
    return add(parser, node);
}

/* Arguments up to the closing parenthesis, chained by next; the first, or FAILED. */
static int parse_arguments(Parser *parser, bool one) {
    int first = FAILED, last = FAILED;
    do {
        int node = parse_sum(parser);
        if (node == FAILED || !must_be_number(parser, node))
            return FAILED;
        if (first == FAILED)
            first = node;
        else
            node_at(parser, last)->next = node;
        last = node;
    } while (!one && scan_sign(&parser->scan, ","));
    if (!scan_sign(&parser->scan, ")"))
        return fault(parser, parser->scan.at, "a closing parenthesis is missing",
                     one ? "\")\"" : "\",\" or \")\"");
    return first;
}

/* "parameters(" has been read: a cell and the closing parenthesis. */
static int parse_parameters(Parser *parser, size_t start) {
    int cell = scan_cell(&parser->scan);
    if (cell < 0)
        return FAILED;
    if (!scan_sign(&parser->scan, ")"))
        return fault(parser, parser->scan.at, "a closing parenthesis is missing", "\")\"");
    return add(parser, (Node){.kind = NODE_PARAMETERS, .cell = cell, .count = 1, .start = start});
}

/* One number of a cell, also where a range could stand. */
static int parse_place(Parser *parser) {
    int reductions = parser->reductions;
    scan_space(&parser->scan);
    parser->reductions = 0;
    int node = parse_signal(parser, parser->scan.at);
    parser->reductions = reductions;
    return node;
}

/* A gradient is of a number by an earlier state or input of the same cell. */
static bool gradient_ok(const Parser *parser, const Node *of, const Node *by) {
    const CellSpec *spec = &parser->scan.lesson->cells[by->cell].cell->spec;
    const SignalInfo *signal = &cell_kind(spec->kind)->signals[by->signal];
    if (of->cell != by->cell)
        return fault(parser, by->start, "a gradient stays within one cell",
                     "a number of the same cell") != FAILED;
    if (!signal->has_initial && signal->class != SIGNAL_INPUT)
        return fault(parser, by->start, "a gradient is by a state or an input",
                     "h, c of an LSTM, or x") != FAILED;
    return by->first <= of->first || fault(parser, by->start, "a gradient is by an earlier number",
                                           "a step that is not later") != FAILED;
}

/* Room for the derivatives of a cell's numbers over so many steps. */
static bool make_tangent(Parser *parser, int cell, long steps) {
    Condition *condition = parser->condition;
    const struct Lesson *lesson = parser->scan.lesson;
    size_t count = (size_t)lesson->cell_count;
    if (!condition->tangents) {
        condition->tangents = calloc(count, sizeof(Tangent *));
        if (!condition->tangents)
            return error_memory(parser->scan.error, count * sizeof(Tangent *), "a condition");
        condition->tangent_count = lesson->cell_count;
    }
    Tangent **tangent = &condition->tangents[cell];
    if (*tangent && (*tangent)->capacity >= steps)
        return true;
    tangent_free(*tangent);
    *tangent = tangent_new(&lesson->cells[cell].cell->spec, steps, parser->scan.error);
    return *tangent != NULL;
}

/* "gradient(" has been read: of which number, by which, and the closing parenthesis. */
static int parse_gradient(Parser *parser, size_t start) {
    int of = parse_place(parser);
    if (of == FAILED)
        return FAILED;
    if (!scan_sign(&parser->scan, ","))
        return fault(parser, parser->scan.at, "by what is missing", "\",\" and a number");
    int by = parse_place(parser);
    if (by == FAILED || !gradient_ok(parser, node_at(parser, of), node_at(parser, by)))
        return FAILED;
    if (!scan_sign(&parser->scan, ")"))
        return fault(parser, parser->scan.at, "a closing parenthesis is missing", "\")\"");
    const Node *last = node_at(parser, of), *first = node_at(parser, by);
    if (!make_tangent(parser, last->cell, last->first - first->first + 1))
        return FAILED;
    return add(parser,
               (Node){.kind = NODE_GRADIENT, .left = of, .right = by, .count = 1, .start = start});
}

static int parse_function(Parser *parser, NodeKind kind, size_t start) {
    if (kind == NODE_PARAMETERS)
        return parse_parameters(parser, start);
    if (kind == NODE_GRADIENT)
        return parse_gradient(parser, start);
    bool reduces = kind >= NODE_MIN && kind <= NODE_ARGMAX;
    if (!deeper(parser))
        return FAILED;
    parser->reductions += reduces;
    int first = parse_arguments(parser, !reduces);
    parser->reductions -= reduces;
    parser->depth--;
    if (first == FAILED)
        return FAILED;
    long count = reduces ? 1 : node_at(parser, first)->count;
    return add(parser, (Node){.kind = kind, .left = first, .count = count, .start = start});
}

enum { FUNCTIONS = 10 };
static const char *const function_names[FUNCTIONS] = {
    "abs", "exp", "log10", "min", "max", "mean", "product", "argmax", "parameters", "gradient"};
static const NodeKind function_kinds[FUNCTIONS] = {
    NODE_ABS,  NODE_EXP,     NODE_LOG10,  NODE_MIN,        NODE_MAX,
    NODE_MEAN, NODE_PRODUCT, NODE_ARGMAX, NODE_PARAMETERS, NODE_GRADIENT};

/* A function's name with its opening parenthesis; what begins otherwise is left as it is. */
static bool function_follows(Parser *parser, NodeKind *kind) {
    size_t start = parser->scan.at;
    for (int k = 0; k < FUNCTIONS; k++) {
        *kind = function_kinds[k];
        if (scan_keyword(&parser->scan, function_names[k]) && scan_sign(&parser->scan, "("))
            return true;
        parser->scan.at = start;
    }
    return false;
}

/* An unknown name before a parenthesis is meant as a function. */
static bool unknown_function(Parser *parser, size_t start) {
    char name[SCAN_WORD];
    Scan scan = parser->scan;
    if (!scan_word(&scan, false, name) || !scan_sign(&scan, "("))
        return false;
    scan_unknown(&parser->scan, start, "function", name, function_names, FUNCTIONS);
    return true;
}

/* A cell's id may begin with a digit: what stands before a dot and a letter is a name, not a
 * number. */
static bool cell_follows(const Parser *parser) {
    char id[SCAN_WORD];
    Scan scan = parser->scan;
    if (!scan_word(&scan, true, id) || !scan_sign(&scan, "."))
        return false;
    return lesson_cell_find(scan.lesson, id) >= 0 && scan_word(&scan, false, id) &&
           !(id[0] >= '0' && id[0] <= '9');
}

static int parse_parenthesis(Parser *parser, size_t start) {
    if (!deeper(parser))
        return FAILED;
    int node = parse_condition(parser);
    parser->depth--;
    if (node == FAILED)
        return FAILED;
    if (!scan_sign(&parser->scan, ")"))
        return fault(parser, parser->scan.at, "a closing parenthesis is missing", "\")\"");
    node_at(parser, node)->start = start;
    node_at(parser, node)->end = parser->scan.at;
    return node;
}

static int parse_factor(Parser *parser);

static int parse_negative(Parser *parser, size_t start) {
    if (!deeper(parser))
        return FAILED;
    int operand = parse_factor(parser);
    parser->depth--;
    if (operand == FAILED || !must_be_number(parser, operand))
        return FAILED;
    long count = node_at(parser, operand)->count;
    return add(parser,
               (Node){.kind = NODE_NEGATE, .left = operand, .count = count, .start = start});
}

static int parse_factor(Parser *parser) {
    NodeKind function;
    scan_space(&parser->scan);
    size_t start = parser->scan.at;
    char next = parser->scan.text[start];
    if (scan_sign(&parser->scan, "("))
        return parse_parenthesis(parser, start);
    if (scan_sign(&parser->scan, "-"))
        return parse_negative(parser, start);
    if (next >= '0' && next <= '9' && !cell_follows(parser))
        return parse_number(parser, start);
    if (function_follows(parser, &function))
        return parse_function(parser, function, start);
    if (unknown_function(parser, start))
        return FAILED;
    if (!next || strchr("<>=!+*/.,)@[]&|^", next))
        return fault(parser, start, "a value is missing", "a number, a signal or a function");
    return parse_signal(parser, start);
}

static int add_arithmetic(Parser *parser, NodeKind kind, int left, int right) {
    if (!must_be_number(parser, left) || !must_be_number(parser, right))
        return FAILED;
    long a = node_at(parser, left)->count, b = node_at(parser, right)->count;
    size_t start = node_at(parser, left)->start;
    if (a != b && a != 1 && b != 1) {
        scan_fault(&parser->scan, start, "ranges of %ld and %ld numbers do not fit together", a, b);
        return FAILED;
    }
    return add(
        parser,
        (Node){.kind = kind, .left = left, .right = right, .count = a > b ? a : b, .start = start});
}

/* operand { sign operand }, for two signs of one rank, from the left. */
static int parse_chain(Parser *parser, int (*operand)(Parser *), const char *const signs[2],
                       const NodeKind kinds[2]) {
    int left = operand(parser);
    while (left != FAILED) {
        int which = scan_sign(&parser->scan, signs[0])   ? 0
                    : scan_sign(&parser->scan, signs[1]) ? 1
                                                         : -1;
        if (which < 0)
            return left;
        int right = operand(parser);
        left = right == FAILED ? FAILED : add_arithmetic(parser, kinds[which], left, right);
    }
    return FAILED;
}

static int parse_product(Parser *parser) {
    static const char *const SIGNS[2] = {"*", "/"};
    static const NodeKind KINDS[2] = {NODE_MULTIPLY, NODE_DIVIDE};
    return parse_chain(parser, parse_factor, SIGNS, KINDS);
}

static int parse_sum(Parser *parser) {
    static const char *const SIGNS[2] = {"+", "-"};
    static const NodeKind KINDS[2] = {NODE_ADD, NODE_SUBTRACT};
    return parse_chain(parser, parse_product, SIGNS, KINDS);
}

static bool comparison_follows(Parser *parser, NodeKind *kind) {
    static const struct {
        const char *sign;
        NodeKind kind;
    } SIGNS[] = {{"<=", NODE_LESS_EQUAL}, {">=", NODE_GREATER_EQUAL}, {"==", NODE_EQUAL},
                 {"!=", NODE_NOT_EQUAL},  {"<", NODE_LESS},           {">", NODE_GREATER}};
    for (size_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++) {
        *kind = SIGNS[k].kind;
        if (scan_sign(&parser->scan, SIGNS[k].sign))
            return true;
    }
    return false;
}

static int parse_comparison(Parser *parser) {
    NodeKind kind, another;
    int left = parse_sum(parser);
    if (left == FAILED || !comparison_follows(parser, &kind))
        return left;
    int right = parse_sum(parser);
    if (right == FAILED || !must_be_number(parser, left) || !must_be_number(parser, right))
        return FAILED;
    size_t after = parser->scan.at;
    if (comparison_follows(parser, &another))
        return fault(parser, after, "a second comparison: join two of them with \"and\"", NULL);
    size_t start = node_at(parser, left)->start;
    return add(parser,
               (Node){.kind = kind, .left = left, .right = right, .count = 1, .start = start});
}

static int parse_not(Parser *parser) {
    scan_space(&parser->scan);
    size_t start = parser->scan.at;
    if (!scan_keyword(&parser->scan, "not"))
        return parse_comparison(parser);
    int operand = parse_comparison(parser);
    if (operand == FAILED || !must_be_truth(parser, operand))
        return FAILED;
    return add(parser, (Node){.kind = NODE_NOT, .left = operand, .count = 1, .start = start});
}

static int parse_joined(Parser *parser, int (*operand)(Parser *), const char *word, NodeKind kind) {
    int left = operand(parser);
    while (left != FAILED && scan_keyword(&parser->scan, word)) {
        int right = operand(parser);
        if (right == FAILED || !must_be_truth(parser, left) || !must_be_truth(parser, right))
            return FAILED;
        size_t start = node_at(parser, left)->start;
        left = add(parser,
                   (Node){.kind = kind, .left = left, .right = right, .count = 1, .start = start});
    }
    return left;
}

static int parse_and(Parser *parser) {
    return parse_joined(parser, parse_not, "and", NODE_AND);
}

static int parse_condition(Parser *parser) {
    return parse_joined(parser, parse_and, "or", NODE_OR);
}

static bool parse_all(Parser *parser) {
    int root = parse_condition(parser);
    if (root == FAILED)
        return false;
    if (!scan_end(&parser->scan))
        return fault(parser, parser->scan.at, "the condition goes on where it should end",
                     "an operator, \"and\", \"or\" or the end") != FAILED;
    parser->condition->root = root;
    return must_be_truth(parser, root);
}

static Condition *condition_start(const char *text, Error *error) {
    size_t length = strlen(text);
    if (length > CONDITION_BYTES) {
        error_set(error, "the condition is too long");
        error_expected(error, "at most %d bytes", CONDITION_BYTES);
        error_found(error, "%zu bytes", length);
        return NULL;
    }
    Condition *condition = calloc(1, sizeof *condition);
    if (condition)
        condition->text = malloc(length + 1);
    if (!condition || !condition->text) {
        condition_free(condition);
        error_memory(error, sizeof *condition + length + 1, "a condition");
        return NULL;
    }
    memcpy(condition->text, text, length + 1);
    return condition;
}

Condition *condition_parse(const char *text, const struct Lesson *lesson, Error *error) {
    Parser parser = {.condition = condition_start(text, error)};
    if (!parser.condition)
        return NULL;
    parser.scan = (Scan){.text = parser.condition->text, .lesson = lesson, .error = error};
    if (parse_all(&parser))
        return parser.condition;
    condition_free(parser.condition);
    return NULL;
}

void condition_free(Condition *condition) {
    if (!condition)
        return;
    free(condition->text);
    free(condition->nodes);
    for (int k = 0; k < condition->tangent_count; k++)
        tangent_free(condition->tangents[k]);
    free(condition->tangents);
    free(condition);
}
