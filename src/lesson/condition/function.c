/* function.c: the functions of conditions: of one number, of a range, of a cell, of two
 * numbers of a cell. */
#include <stdlib.h>

#include "lesson/condition/parser.h"

/* Arguments up to the closing parenthesis, chained by next; the first, or FAILED. */
static int parse_arguments(Parser *parser, bool one) {
    int first = FAILED, last = FAILED;
    do {
        int node = parser_sum(parser);
        if (node == FAILED || !parser_is_number(parser, node))
            return FAILED;
        if (first == FAILED)
            first = node;
        else
            parser_node(parser, last)->next = node;
        last = node;
    } while (!one && scan_sign(&parser->scan, ","));
    if (!scan_sign(&parser->scan, ")"))
        return parser_fault(parser, parser->scan.at, "a closing parenthesis is missing",
                            one ? "\")\"" : "\",\" or \")\"");
    return first;
}

/* "parameters(" has been read: a cell and the closing parenthesis. */
static int parse_parameters(Parser *parser, size_t start) {
    int cell = scan_cell(&parser->scan);
    if (cell < 0)
        return FAILED;
    if (!scan_sign(&parser->scan, ")"))
        return parser_fault(parser, parser->scan.at, "a closing parenthesis is missing", "\")\"");
    return parser_add(parser,
                      (Node){.kind = NODE_PARAMETERS, .cell = cell, .count = 1, .start = start});
}

/* One number of a cell, also where a range could stand. */
static int parse_number_of(Parser *parser) {
    int reductions = parser->reductions;
    scan_space(&parser->scan);
    parser->reductions = 0;
    int node = parser_signal(parser, parser->scan.at);
    parser->reductions = reductions;
    return node;
}

/* A gradient is of a number by an earlier state or input of the same cell. */
static bool gradient_ok(const Parser *parser, const Node *of, const Node *by) {
    const CellSpec *spec = &parser->scan.lesson->cells[by->cell].cell->spec;
    const SignalInfo *signal = &cell_kind(spec->kind)->signals[by->signal];
    if (of->cell != by->cell)
        return parser_fault(parser, by->start, "a gradient stays within one cell",
                            "a number of the same cell") != FAILED;
    if (!signal->has_initial && signal->class != SIGNAL_INPUT)
        return parser_fault(parser, by->start, "a gradient is by a state or an input",
                            "h, c of an LSTM, or x") != FAILED;
    if (of->now || by->now)
        return parser_fault(parser, by->start, "a gradient is between two steps that are written",
                            "\"@\" and a step behind both") != FAILED;
    if (spec->backward)
        return by->first >= of->first ||
               parser_fault(parser, by->start,
                            "a gradient of a cell that reads backwards is by a later number",
                            "a step that is not earlier") != FAILED;
    return by->first <= of->first ||
           parser_fault(parser, by->start, "a gradient is by an earlier number",
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
    int of = parse_number_of(parser);
    if (of == FAILED)
        return FAILED;
    if (!scan_sign(&parser->scan, ","))
        return parser_fault(parser, parser->scan.at, "by what is missing", "\",\" and a number");
    int by = parse_number_of(parser);
    if (by == FAILED || !gradient_ok(parser, parser_node(parser, of), parser_node(parser, by)))
        return FAILED;
    if (!scan_sign(&parser->scan, ")"))
        return parser_fault(parser, parser->scan.at, "a closing parenthesis is missing", "\")\"");
    const Node *last = parser_node(parser, of), *first = parser_node(parser, by);
    if (!make_tangent(parser, last->cell, labs(last->first - first->first) + 1))
        return FAILED;
    return parser_add(
        parser, (Node){.kind = NODE_GRADIENT, .left = of, .right = by, .count = 1, .start = start});
}

int function_parse(Parser *parser, NodeKind kind, size_t start) {
    if (kind == NODE_PARAMETERS)
        return parse_parameters(parser, start);
    if (kind == NODE_GRADIENT)
        return parse_gradient(parser, start);
    bool reduces = kind >= NODE_MIN && kind <= NODE_ARGMAX;
    if (!parser_deeper(parser))
        return FAILED;
    parser->reductions += reduces;
    int first = parse_arguments(parser, !reduces);
    parser->reductions -= reduces;
    parser->depth--;
    if (first == FAILED)
        return FAILED;
    long count = reduces ? 1 : parser_node(parser, first)->count;
    return parser_add(parser, (Node){.kind = kind, .left = first, .count = count, .start = start});
}

enum { FUNCTIONS = 10 };
static const char *const function_names[FUNCTIONS] = {
    "abs", "exp", "log10", "min", "max", "mean", "product", "argmax", "parameters", "gradient"};
static const NodeKind function_kinds[FUNCTIONS] = {
    NODE_ABS,  NODE_EXP,     NODE_LOG10,  NODE_MIN,        NODE_MAX,
    NODE_MEAN, NODE_PRODUCT, NODE_ARGMAX, NODE_PARAMETERS, NODE_GRADIENT};

bool function_follows(Parser *parser, NodeKind *kind) {
    size_t start = parser->scan.at;
    for (int k = 0; k < FUNCTIONS; k++) {
        *kind = function_kinds[k];
        if (scan_keyword(&parser->scan, function_names[k]) && scan_sign(&parser->scan, "("))
            return true;
        parser->scan.at = start;
    }
    return false;
}

bool function_unknown(Parser *parser, size_t start) {
    char name[SCAN_WORD];
    Scan scan = parser->scan;
    if (!scan_word(&scan, false, name) || !scan_sign(&scan, "("))
        return false;
    scan_unknown(&parser->scan, start, "function", name, function_names, FUNCTIONS);
    return true;
}
