/* node.h: a value of a JSON document together with the way to it, and where it stands in the
 * text.
 *
 * cJSON keeps no positions. A Node remembers how it was reached (which member of which member of
 * the root), so that its line and column can be found by one walk over the text when an error needs
 * them, and reading a good file costs nothing. Nodes live on the stack of the code that reads; a
 * parent must outlive its children. */
#ifndef GATESCOPE_FILES_JSON_NODE_H
#define GATESCOPE_FILES_JSON_NODE_H

#include <cJSON.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Node {
    const cJSON *json; /* NULL: there is no such value */
    const struct Node *parent;
    int index; /* among the parent's members */
} Node;

Node node_root(const cJSON *json);
/* The first and the following members of an array or object; json NULL after the last. */
Node node_first(const Node *parent);
Node node_next(const Node *node);
/* The member with that key; json NULL where there is none, or the node is no object. */
Node node_member(const Node *object, const char *key);
int node_count(const Node *node); /* members */

/* "beats[2].ask.choices[0]"; empty for the root. Always terminated, cut to size. */
void node_member_path(const Node *node, char *path, size_t size);

/* Offset of the value's first byte, or of its key's opening quote. text is the checked text (see
 * syntax.h) that the node's document was made of. */
size_t node_offset(const Node *node, const char *text);
size_t node_key_offset(const Node *node, const char *text);

/* Where the n-th byte of a string's value is written, seen past escapes; string is the offset of
 * its opening quote. n may be the value's length: the closing quote. */
size_t string_offset(const char *text, size_t string, size_t n);

/* What the value is, for "found": number 3, the string "abc", an array of 2. */
void node_describe(const Node *node, char *text, size_t size);

#endif
