/* parser.h: what parse.c and function.c share. Private to this folder.
 *
 * A function that parses returns the node, or FAILED after the error was set. */
#ifndef GATESCOPE_LESSON_CONDITION_PARSER_H
#define GATESCOPE_LESSON_CONDITION_PARSER_H

#include "lesson/condition/tree.h"
#include "lesson/scan.h"

typedef struct Parser {
    Scan scan;
    Condition *condition;
    int capacity;
    int depth;      /* of nesting */
    int reductions; /* open min, max, ...: only inside them may a range stand */
    bool stepwise;  /* it is asked at each step: "@" may be left out */
} Parser;

enum { FAILED = -1 };

/* ---- parse.c ---- */

int parser_fault(const Parser *parser, size_t at, const char *what, const char *expected);
Node *parser_node(const Parser *parser, int node);
int parser_add(Parser *parser, Node node); /* it ends where the scan is */
bool parser_is_number(const Parser *parser, int node);
bool parser_deeper(Parser *parser); /* one level of nesting more: false, it is too deep */
int parser_sum(Parser *parser);
int parser_signal(Parser *parser, size_t start);

/* ---- function.c ---- */

/* A function's name with its opening parenthesis; what begins otherwise is left as it is. */
bool function_follows(Parser *parser, NodeKind *kind);
/* Its arguments and the closing parenthesis. */
int function_parse(Parser *parser, NodeKind kind, size_t start);
/* An unknown name before a parenthesis is meant as a function: true, and the error says so. */
bool function_unknown(Parser *parser, size_t start);

#endif
