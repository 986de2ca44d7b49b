/* parse.c: from text to nodes, by recursive descent along the grammar of condition.h; the
 * functions are in function.c. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "lesson/condition/parser.h"

static int parse_condition(Parser *parser);

int parser_fault(const Parser *parser, size_t at, const char *what, const char *expected) {
    scan_fault(&parser->scan, at, "%s", what);
    if (expected)
        error_expected(parser->scan.error, "%s", expected);
    return FAILED;
}

Node *parser_node(const Parser *parser, int node) {
    return &parser->condition->nodes[node];
}

static bool make_room(Parser *parser) {
    Condition *condition = parser->condition;
    Node *nodes =
        array_room(condition->nodes, &parser->capacity, condition->node_count, 1, sizeof *nodes);
    if (!nodes)
        return error_memory(parser->scan.error, sizeof *nodes, "a condition");
    condition->nodes = nodes;
    return true;
}

/* Appends a node that ends where the scan is. */
int parser_add(Parser *parser, Node node) {
    Condition *condition = parser->condition;
    if (condition->node_count == CONDITION_NODES)
        return parser_fault(parser, node.start, "the condition has too many parts", NULL);
    if (!make_room(parser))
        return FAILED;
    node.end = parser->scan.at;
    node.next = -1;
    condition->nodes[condition->node_count] = node;
    return condition->node_count++;
}

bool parser_is_number(const Parser *parser, int node) {
    return !node_is_truth(parser_node(parser, node)) ||
           parser_fault(parser, parser_node(parser, node)->start,
                        "a comparison stands where a number should",
                        "a number or a signal") != FAILED;
}

static bool must_be_truth(const Parser *parser, int node) {
    return node_is_truth(parser_node(parser, node)) ||
           parser_fault(parser, parser_node(parser, node)->start,
                        "this is a number and compares nothing",
                        "a comparison, such as lstm.c[0] @ 9 > 0.9") != FAILED;
}

bool parser_deeper(Parser *parser) {
    return ++parser->depth <= CONDITION_DEPTH ||
           parser_fault(parser, parser->scan.at, "the condition is nested too deep",
                        "at most 64 levels") != FAILED;
}

static int parse_number(Parser *parser, size_t start) {
    double number;
    if (!scan_number(&parser->scan, &number))
        return FAILED;
    return parser_add(parser,
                      (Node){.kind = NODE_NUMBER, .count = 1, .number = number, .start = start});
}

/* A step that the signal has: 0 to steps - 1, and for what has an initial state -1, of a cell that
 * runs backward `steps`. */
static bool parse_step(Parser *parser, const SignalInfo *signal, bool backward, long *step) {
    long first = signal->has_initial && !backward ? -1 : 0;
    long last = parser->scan.lesson->steps - 1 + (signal->has_initial && backward);
    scan_space(&parser->scan);
    size_t start = parser->scan.at;
    if (!scan_integer(&parser->scan, step))
        return false;
    if (*step >= first && *step <= last)
        return true;
    scan_fault(&parser->scan, start, "%s has no step %ld", signal->name, *step);
    error_expected(parser->scan.error, "%ld to %ld", first, last);
    return false;
}

static bool at_follows(const Parser *parser) {
    Scan scan = parser->scan;
    return scan_sign(&scan, "@");
}

static bool parse_steps(Parser *parser, const SignalInfo *signal, bool backward, Node *node) {
    if (parser->stepwise && !at_follows(parser)) {
        node->now = true;
        return true;
    }
    if (!scan_sign(&parser->scan, "@"))
        return parser_fault(parser, parser->scan.at, "the step is missing", "\"@\" and a step") !=
               FAILED;
    if (!parse_step(parser, signal, backward, &node->first))
        return false;
    node->last = node->first;
    if (!scan_sign(&parser->scan, ".."))
        return true;
    if (!parser->reductions)
        return parser_fault(parser, node->start, "a range of steps stands for many numbers",
                            "min, max, mean, product or argmax around it") != FAILED;
    scan_space(&parser->scan);
    size_t start = parser->scan.at;
    if (!parse_step(parser, signal, backward, &node->last))
        return false;
    return node->last >= node->first ||
           parser_fault(parser, start, "the range ends before it begins", NULL) != FAILED;
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

int parser_signal(Parser *parser, size_t start) {
    Node node = {.kind = NODE_SIGNAL, .start = start};
    node.cell = scan_cell(&parser->scan);
    if (node.cell < 0)
        return FAILED;
    if (!scan_sign(&parser->scan, "."))
        return parser_fault(parser, parser->scan.at, "the cell's signal is missing",
                            "\".\" and a signal");
    node.signal = scan_signal(&parser->scan, node.cell);
    if (node.signal < 0)
        return FAILED;
    const CellSpec *spec = &parser->scan.lesson->cells[node.cell].cell->spec;
    const SignalInfo *signal = &cell_kind(spec->kind)->signals[node.signal];
    int width = signal_width(spec, node.signal);
    if (!parse_unit(parser, signal, width, &node) ||
        !parse_steps(parser, signal, spec->backward, &node))
        return FAILED;
    node.count = (node.last - node.first + 1) * (node.unit < 0 ? width : 1);
    return parser_add(parser, node);
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
    if (!parser_deeper(parser))
        return FAILED;
    int node = parse_condition(parser);
    parser->depth--;
    if (node == FAILED)
        return FAILED;
    if (!scan_sign(&parser->scan, ")"))
        return parser_fault(parser, parser->scan.at, "a closing parenthesis is missing", "\")\"");
    parser_node(parser, node)->start = start;
    parser_node(parser, node)->end = parser->scan.at;
    return node;
}

static int parse_factor(Parser *parser);

static int parse_negative(Parser *parser, size_t start) {
    if (!parser_deeper(parser))
        return FAILED;
    int operand = parse_factor(parser);
    parser->depth--;
    if (operand == FAILED || !parser_is_number(parser, operand))
        return FAILED;
    long count = parser_node(parser, operand)->count;
    return parser_add(parser,
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
        return function_parse(parser, function, start);
    if (function_unknown(parser, start))
        return FAILED;
    if (!next || strchr("<>=!+*/.,)@[]&|^", next))
        return parser_fault(parser, start, "a value is missing",
                            "a number, a signal or a function");
    return parser_signal(parser, start);
}

static int add_arithmetic(Parser *parser, NodeKind kind, int left, int right) {
    if (!parser_is_number(parser, left) || !parser_is_number(parser, right))
        return FAILED;
    long a = parser_node(parser, left)->count, b = parser_node(parser, right)->count;
    size_t start = parser_node(parser, left)->start;
    if (a != b && a != 1 && b != 1) {
        scan_fault(&parser->scan, start, "ranges of %ld and %ld numbers do not fit together", a, b);
        return FAILED;
    }
    return parser_add(
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

int parser_sum(Parser *parser) {
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
    int left = parser_sum(parser);
    if (left == FAILED || !comparison_follows(parser, &kind))
        return left;
    int right = parser_sum(parser);
    if (right == FAILED || !parser_is_number(parser, left) || !parser_is_number(parser, right))
        return FAILED;
    size_t after = parser->scan.at;
    if (comparison_follows(parser, &another))
        return parser_fault(parser, after, "a second comparison: join two of them with \"and\"",
                            NULL);
    size_t start = parser_node(parser, left)->start;
    return parser_add(
        parser, (Node){.kind = kind, .left = left, .right = right, .count = 1, .start = start});
}

static int parse_not(Parser *parser) {
    scan_space(&parser->scan);
    size_t start = parser->scan.at;
    if (!scan_keyword(&parser->scan, "not"))
        return parse_comparison(parser);
    int operand = parse_comparison(parser);
    if (operand == FAILED || !must_be_truth(parser, operand))
        return FAILED;
    return parser_add(parser,
                      (Node){.kind = NODE_NOT, .left = operand, .count = 1, .start = start});
}

static int parse_joined(Parser *parser, int (*operand)(Parser *), const char *word, NodeKind kind) {
    int left = operand(parser);
    while (left != FAILED && scan_keyword(&parser->scan, word)) {
        int right = operand(parser);
        if (right == FAILED || !must_be_truth(parser, left) || !must_be_truth(parser, right))
            return FAILED;
        size_t start = parser_node(parser, left)->start;
        left = parser_add(
            parser, (Node){.kind = kind, .left = left, .right = right, .count = 1, .start = start});
    }
    return left;
}

static int parse_and(Parser *parser) {
    return parse_joined(parser, parse_not, "and", NODE_AND);
}

static int parse_condition(Parser *parser) {
    return parse_joined(parser, parse_and, "or", NODE_OR);
}

static bool parse_all(Parser *parser, bool number) {
    int root = number ? parser_sum(parser) : parse_condition(parser);
    if (root == FAILED)
        return false;
    if (!scan_end(&parser->scan))
        return parser_fault(parser, parser->scan.at,
                            number ? "the number goes on where it should end"
                                   : "the condition goes on where it should end",
                            number ? "an operator or the end"
                                   : "an operator, \"and\", \"or\" or the end") != FAILED;
    parser->condition->root = root;
    return number ? parser_is_number(parser, root) : must_be_truth(parser, root);
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

static Condition *parse(const char *text, const struct Lesson *lesson, bool number, bool stepwise,
                        Error *error) {
    Parser parser = {.condition = condition_start(text, error), .stepwise = stepwise};
    if (!parser.condition)
        return NULL;
    parser.scan = (Scan){.text = parser.condition->text, .lesson = lesson, .error = error};
    if (parse_all(&parser, number))
        return parser.condition;
    condition_free(parser.condition);
    return NULL;
}

Condition *condition_parse(const char *text, const struct Lesson *lesson, Error *error) {
    return parse(text, lesson, false, false, error);
}

Condition *condition_parse_number(const char *text, const struct Lesson *lesson, Error *error) {
    return parse(text, lesson, true, false, error);
}

Condition *condition_parse_step(const char *text, const struct Lesson *lesson, Error *error) {
    return parse(text, lesson, false, true, error);
}
